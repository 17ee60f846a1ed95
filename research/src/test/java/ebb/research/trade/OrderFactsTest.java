package ebb.research.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.AckKind;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NS-VAL-12. */
class OrderFactsTest {
    @TempDir
    private Path folder;

    @Test
    void shouldCountHowOrdersWereAnswered() {
        OrderFacts facts;
        try (OutStream out = new OutStream(folder.resolve("j"))) {
            out.order(1, 7, Role.ENTRY, 10, 100, Nulls.LONG); // filled whole
            out.fill(1, Side.SELL, 10, 100);
            out.order(2, 8, Role.ENTRY, 10, 100, Nulls.LONG); // half of it, the rest cancelled
            out.fill(2, Side.SELL, 5, 100);
            out.closed(2);
            out.order(3, 9, Role.ENTRY, 10, 100, Nulls.LONG); // refused
            out.reject(3);
            out.order(4, 10, Role.ENTRY, 10, 100, Nulls.LONG); // nobody answers yet
            out.unknown(4);
            out.order(5, 7, Role.STOP, 10, Nulls.LONG, 110); // moved, hit and filled
            out.replace(6, 5, 10, 105);
            out.ack(6, AckKind.TRIGGERED);
            out.fill(6, Side.BUY, 10, 105);
            out.order(7, 8, Role.STOP, 5, Nulls.LONG, 110); // hit, and nothing came of it
            out.ack(7, AckKind.TRIGGERED);
            out.order(8, 8, Role.STOP, 5, Nulls.LONG, 110); // stands
            out.ack(8, AckKind.NEW);
            facts = OrderFacts.read(out.run());
        }
        assertEquals(new OrderFacts(7, 1, 1, 2, 0.75, 2, 1), facts);
    }

    @Test
    void shouldKnowNoShareOfNothing() {
        OrderFacts facts;
        try (OutStream out = new OutStream(folder.resolve("j"))) {
            out.trade(9, 100, -1, 0, ebb.codecs.sbe.ExitWhy.STOP);
            facts = OrderFacts.read(out.run());
        }
        assertTrue(Double.isNaN(facts.entryFill()));
        assertEquals(0, facts.orders());
    }
}
