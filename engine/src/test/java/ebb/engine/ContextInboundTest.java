package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.ContextValueDecoder;
import ebb.codecs.sbe.CtxStatus;
import ebb.codecs.sbe.SeqModel;
import ebb.engine.context.CapClass;
import ebb.engine.context.MarketCaps;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.strategy.Declaration;
import ebb.engine.strategy.Outlet;
import ebb.engine.strategy.Strategy;
import ebb.testing.Allocations;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** From the message to the class of a coin (CFD-1, NS-CAP). */
class ContextInboundTest {
    private static final int MCAP = 7;
    private static final long HOUR = 3_600_000_000_000L;

    /** Keeps its outlet and what it was called for. */
    private static final class Listening implements Strategy {
        final List<Integer> heard = new ArrayList<>();
        Outlet outlet;
        boolean keeps = true;

        @Override
        public String name() {
            return "listening";
        }

        @Override
        public void declare(Declaration declaration, Outlet given) {
            outlet = given;
        }

        @Override
        public void onContext(int templateId, DirectBuffer buffer, int offset) {
            if (keeps) {
                heard.add(templateId);
            }
        }

        @Override
        public long digest() {
            return 0;
        }

        @Override
        public long digestAnew() {
            return 0;
        }

        @Override
        public void writeTo(SnapshotWriter out) {
            out.mark("listening");
        }

        @Override
        public void readFrom(SnapshotReader in) {
            in.mark("listening");
        }
    }

    private final Listening strategy = new Listening();
    private final Inbox inbox = new Inbox(strategy);

    private MarketCaps started() {
        inbox.start();
        inbox.series(MCAP, "mcap", 3_600, 172_800);
        inbox.define(0, "PEPE", SeqModel.NONE);
        inbox.define(1, "WIF", SeqModel.NONE);
        return strategy.outlet.caps();
    }

    @Test
    void shouldClassACoinByTheValueThatCame() {
        MarketCaps caps = started();
        inbox.context(MCAP, 0, 2_699_999_99, -2, inbox.now, CtxStatus.OK);
        inbox.context(MCAP, 1, 60, 6, inbox.now - HOUR, CtxStatus.OK);
        assertEquals(CapClass.HIGH, caps.classOf(0, inbox.now));
        assertEquals(CapClass.MEDIUM, caps.classOf(1, inbox.now));
        assertEquals(CapClass.UNKNOWN, caps.classOf(1, inbox.now + 47 * HOUR + 1), "its age counts from its own time");
        inbox.context(MCAP, 1, 0, 0, inbox.now, CtxStatus.ERROR);
        assertEquals(CapClass.UNKNOWN, caps.classOf(1, inbox.now));
        assertEquals(
                List.of(
                        ContextValueDecoder.TEMPLATE_ID,
                        ContextValueDecoder.TEMPLATE_ID,
                        ContextValueDecoder.TEMPLATE_ID),
                strategy.heard);
        assertEquals(inbox.engine.stateHashAnew(), inbox.engine.stateHashNow());
    }

    @Test
    void shouldNotTakeOtherSeriesForMarketCaps() {
        MarketCaps caps = started();
        inbox.series(8, "volume.24h", 3_600, 172_800);
        inbox.context(8, 0, 5_000_000, 0, inbox.now, CtxStatus.OK);
        inbox.context(MCAP, Nulls.INSTRUMENT, 5_000_000, 0, inbox.now, CtxStatus.OK);
        assertEquals(CapClass.UNKNOWN, caps.classOf(0, inbox.now));
        assertEquals(2, strategy.heard.size());
    }

    @Test
    void shouldCountWhatItRefuses() {
        started();
        inbox.context(99, 0, 1, 0, inbox.now, CtxStatus.OK);
        inbox.context(MCAP, 0, Nulls.LONG, 0, inbox.now, CtxStatus.OK);
        inbox.context(MCAP, 0, 1, 10, inbox.now, CtxStatus.OK);
        inbox.context(MCAP, 0, 1, -19, inbox.now, CtxStatus.OK);
        inbox.context(MCAP, 0, 1, 0, inbox.now + HOUR, CtxStatus.OK);
        inbox.context(MCAP, 0, 1, 0, Nulls.LONG, CtxStatus.OK);
        inbox.context(MCAP, 0, 1, 0, inbox.now, CtxStatus.NULL_VAL);
        inbox.context(MCAP, 5, 1, 0, inbox.now, CtxStatus.OK);
        inbox.series(MCAP, "other", 3_600, 172_800);
        inbox.series(12, "other", 0, 172_800);
        Counters counters = inbox.engine.counters();
        assertEquals(7, counters.count(Counters.Cause.BAD_FIELD));
        assertEquals(1, counters.count(Counters.Cause.UNKNOWN_INSTRUMENT));
        assertEquals(2, counters.count(Counters.Cause.BAD_DEFINITION));
        assertEquals(0, counters.count(Counters.Cause.UNKNOWN_TEMPLATE));
        assertEquals(List.of(), strategy.heard);
    }

    @Test
    void shouldDropAnOlderValueSilently() {
        MarketCaps caps = started();
        inbox.context(MCAP, 0, 100_000_000, 0, inbox.now, CtxStatus.OK);
        inbox.context(MCAP, 0, 1_000_000, 0, inbox.now - 1, CtxStatus.OK);
        assertEquals(CapClass.OUT, caps.classOf(0, inbox.now));
        assertEquals(1, strategy.heard.size());
    }

    @Test
    void shouldAllocateNothingForAValue() {
        MarketCaps caps = started();
        strategy.keeps = false;
        inbox.keeps = false;
        Allocations.Step step = i -> {
            inbox.now += 1_000_000L;
            inbox.context(MCAP, 0, 5_000_000 + i % 7, 0, inbox.now, CtxStatus.OK);
        };
        // The state's hash, too, is compiled before it counts.
        for (int i = 0; i < 1_000_000; i++) {
            step.run(i);
        }
        Allocations.assertNone(step);
        assertEquals(CapClass.MEDIUM, caps.classOf(0, inbox.now));
    }
}
