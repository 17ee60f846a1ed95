package ebb.research.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.AckKind;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.engine.order.OrderFault;
import java.nio.file.Path;
import java.util.List;
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
    void shouldTakeWhatWasRefusedForNowAndThenTakenForTaken() {
        OrderFacts facts;
        try (OutStream out = new OutStream(folder.resolve("j"))) {
            out.order(1, 7, Role.ENTRY, 10, 100, Nulls.LONG);
            out.reject(1);
            out.order(1, 7, Role.ENTRY, 10, 100, Nulls.LONG);
            out.ack(1, AckKind.NEW);
            out.reject(1);
            out.ack(1, AckKind.WORKING);
            out.fill(1, Side.SELL, 10, 100);
            facts = OrderFacts.read(out.run());
        }
        assertEquals(0, facts.rejected());
        assertEquals(1, facts.orders());
    }

    @Test
    void shouldFindTheFaultsOfNsVal11() {
        OrderFacts facts;
        try (OutStream out = new OutStream(folder.resolve("j"))) {
            out.step(1, OrdState.SENT, OrdState.UNKNOWN);
            out.later(OrderFacts.UNKNOWN_NS);
            out.step(1, OrdState.UNKNOWN, OrdState.ACKED); // not longer than a minute
            out.step(2, OrdState.SENT, OrdState.UNKNOWN);
            out.later(OrderFacts.UNKNOWN_NS + 1);
            out.step(2, OrdState.UNKNOWN, OrdState.ACKED);
            out.fault(OrderFault.OVERFILL);
            out.fault(OrderFault.DUPLICATE_EXECUTION); // applied once: no fault of ours
            out.step(3, OrdState.SENT, OrdState.UNKNOWN);
            out.later(2 * OrderFacts.UNKNOWN_NS);
            out.fault(OrderFault.CONFLICTING_EXECUTION); // the third is UNKNOWN to the end
            facts = OrderFacts.read(out.run());
        }
        long minute = OrderFacts.UNKNOWN_NS;
        assertEquals(
                List.of(
                        OutStream.T0 + 2 * minute,
                        OutStream.T0 + 2 * minute + 1,
                        OutStream.T0 + 3 * minute + 1,
                        OutStream.T0 + 4 * minute + 1),
                facts.faultsNs().stream().sorted().toList());
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
