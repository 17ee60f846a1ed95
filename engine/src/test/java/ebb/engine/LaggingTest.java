package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.KillLevel;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.NewOrderDecoder;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.Trading;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A process that lags behind its streams, through the whole engine (RELIABILITY 3a, latency and lag). */
class LaggingTest {
    private static final String RING = "ring";

    private final EngineTest.Prober prober = new EngineTest.Prober();
    private final Inbox inbox = new Inbox(prober);

    LaggingTest() {
        prober.orders = true;
        inbox.start();
        inbox.define(0, "COIN", SeqModel.NONE);
        inbox.sessionLive(0, Stream.TRADES);
        inbox.snapshot(0, 1, 10_000, 10_002, 1_000);
        inbox.mark(0, 10_001);
        inbox.reconciled();
    }

    private Trading state() {
        return inbox.engine.trading().state();
    }

    @Test
    void shouldOnlyReduceWhileTheProcessLags() {
        inbox.command(Cmd.KILL, 1, KillLevel.LAG, RING);
        assertEquals(Trading.REDUCE_ONLY, state());
        inbox.trade(0, 10_002, 5, Side.BUY);
        assertEquals(List.of(), inbox.emitted(NewOrderDecoder.TEMPLATE_ID));
        assertTrue(prober.log.contains("ENTRY " + OrdState.DENIED), prober.log::toString);
        inbox.command(Cmd.RESUME, 0, KillLevel.LAG, RING);
        assertEquals(Trading.NORMAL, state(), "without a person, and without arming");
    }

    @Test
    void shouldEndNoKillWithTheLag() {
        inbox.command(Cmd.KILL, 1, KillLevel.LAG, RING);
        inbox.command(Cmd.KILL, 1);
        inbox.command(Cmd.RESUME, 0, KillLevel.LAG, RING);
        assertEquals(Trading.REDUCE_ONLY, state());
        inbox.command(Cmd.KILL, 2);
        inbox.command(Cmd.KILL, 1, KillLevel.LAG, RING);
        assertEquals(Trading.HALTED, state());
        inbox.command(Cmd.RESUME, 0, KillLevel.LAG, RING);
        assertEquals(Trading.HALTED, state());
        inbox.command(Cmd.ARM, 0);
        inbox.command(Cmd.RESUME, 0);
        assertEquals(Trading.NORMAL, state());
    }

    @Test
    void shouldTakeNoHarderKillForALag() {
        inbox.command(Cmd.KILL, 2, KillLevel.LAG, RING);
        inbox.command(Cmd.RESUME, 0, KillLevel.LAG, RING);
        assertEquals(Trading.HALTED, state());
    }
}
