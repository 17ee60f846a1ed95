package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Rules;
import ebb.codecs.sbe.Machine;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.StateChangeDecoder;
import ebb.codecs.sbe.Stream;
import ebb.engine.bar.BarRing;
import ebb.engine.paper.FaultSettings;
import ebb.engine.strategy.nullspectre.EntrySettings;
import ebb.engine.strategy.nullspectre.NullSpectre;
import ebb.engine.strategy.nullspectre.Operating;
import ebb.engine.strategy.nullspectre.UniverseState;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A coin whose past alone holds the rejections: it is sampled each second before any bar of this run has closed. */
class PastArmsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long QUARTER = 900 * SECOND;
    private static final int ARMED = UniverseState.Stage.ARMED.ordinal();

    @Test
    void shouldSampleACoinThatThePastAloneHasArmedNsMic2() {
        Phase seen = Phase.of(Operating.Mode.AUTO);
        seen.story.playTo(Phase.DECISION);
        BarRing past = seen.inbox.engine.market(0).bars().ring(quarters(seen.inbox));

        Inbox inbox = new Inbox(
                Inbox.settings(FaultSettings.NONE),
                new NullSpectre(Phase.settings(Operating.DEFAULT, EntrySettings.DEFAULT), Rules.load()));
        inbox.now = seen.inbox.now;
        inbox.start();
        inbox.reconciled();
        inbox.define(0, "PUMP_USDT", SeqModel.NONE);
        inbox.sessionLive(0, Stream.TRADES);
        inbox.sessionLive(0, Stream.BOOK);
        long touch = past.close(0);
        inbox.snapshot(0, 1, touch - 1, touch + 1, 1_000);
        inbox.bars(0, past, QUARTER);
        inbox.settled(0, 100_000, inbox.now - QUARTER, 28_800);
        for (int i = 0; i < 300; i++) {
            inbox.now += SECOND;
            inbox.trade(0, touch, 10, Side.SELL);
        }

        assertTrue(isArmed(inbox), "a scan of each minute armed it");
        assertEquals(
                past.startNs(0),
                inbox.engine.market(0).bars().ring(quarters(inbox)).startNs(0),
                "no bar has closed here");
        assertEquals(inbox.engine.stateHashAnew(), inbox.engine.stateHashNow());
    }

    private static int quarters(Inbox inbox) {
        return inbox.engine.market(0).bars().frames().indexOf(QUARTER);
    }

    private static boolean isArmed(Inbox inbox) {
        StateChangeDecoder change = new StateChangeDecoder();
        for (UnsafeBuffer each : inbox.emitted(StateChangeDecoder.TEMPLATE_ID)) {
            change.wrapAndApplyHeader(each, 0, new MessageHeaderDecoder());
            if (change.machine() == Machine.UNIVERSE && change.to() >= ARMED) {
                return true;
            }
        }
        return false;
    }
}
