package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Nulls;
import ebb.codecs.XxHash64;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.HistoryRequestDecoder;
import ebb.codecs.sbe.Machine;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.NewOrderDecoder;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.QueryOrderDecoder;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.RunTextKind;
import ebb.codecs.sbe.Scope;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.StaleWhy;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.SubscriptionChangeDecoder;
import ebb.codecs.sbe.Trading;
import ebb.engine.bar.BarFlags;
import ebb.engine.bar.BarRing;
import ebb.engine.order.Order;
import ebb.engine.order.Position;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.nullspectre.Operating;
import ebb.testing.PumpStory;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Another process goes on with the state of an earlier one (DESIGN Recovery, NS-RSK-7, NS-EXE-3). */
class RestartTest {
    private static final long PRICE = 133_900;
    private static final int PAUSE_S = 3_600;
    private static final int EPOCH = 8;
    private static final int EPOCH_BITS = 40;

    /** In a position behind its stop. */
    private static Phase open() {
        Phase phase = Phase.of(Operating.Mode.AUTO);
        phase.story.playTo(Phase.DECISION);
        phase.story.pass(3, PRICE);
        assertEquals("PROTECTED", phase.life());
        return phase;
    }

    private static void restart(Phase phase, int pauseS) {
        phase.inbox.now = phase.story.nowNs() + pauseS * 1_000_000_000L;
        phase.inbox.restart(EPOCH);
    }

    private static Position position(Phase phase) {
        return phase.inbox.engine.orders().positions().at(0);
    }

    private static Order stop(Phase phase) {
        Engine engine = phase.inbox.engine;
        for (Order each = engine.orders().first();
                each != null;
                each = engine.orders().after(each)) {
            if (each.role() == Role.STOP) {
                return each;
            }
        }
        throw new AssertionError("no stop");
    }

    private static Market market(Phase phase) {
        return phase.inbox.engine.market(PumpStory.COIN);
    }

    /** The feeds of the new process come up. */
    private static void streams(Phase phase, int pauseS) {
        phase.story.rest(pauseS);
        phase.story.announce();
    }

    private static void assertSound(Phase phase) {
        assertEquals(phase.inbox.engine.stateHashAnew(), phase.inbox.engine.stateHashNow());
    }

    @Test
    void shouldKeepPositionStopAndRecordAndTakeEveryStreamForLost() {
        Phase phase = open();
        long qty = position(phase).qty();
        long stop = position(phase).stop();
        long clOrd = stop(phase).clOrd();
        Phase other = phase.copy();

        restart(other, PAUSE_S);

        assertEquals(qty, position(other).qty());
        assertEquals(stop, position(other).stop());
        assertEquals(clOrd, stop(other).clOrd(), "it rests on under its own id");
        assertEquals(StaleWhy.SESSION, market(other).book().reason());
        assertTrue(market(other).tape().epoch().isDown());
        assertEquals(Trading.HALTED, other.inbox.engine.trading().state(), "until reconciled");
        assertFalse(other.inbox.engine.trading().isReconciled());
        assertEquals(other.inbox.now, other.inbox.engine.nowNs());
        assertEquals(0, other.inbox.engine.counters().count(Counters.Cause.CLOCK_JUMP), "a pause is no jump");
        assertSound(other);
    }

    @Test
    void shouldAskForTheStopAgainAndThenTradeUnderTheNewEpoch() {
        Phase phase = open().copy();
        restart(phase, PAUSE_S);
        phase.inbox.reconciled();
        assertEquals(Trading.NORMAL, phase.inbox.engine.trading().state());
        assertEquals(OrdState.UNKNOWN, stop(phase).state(), "asked for");
        List<UnsafeBuffer> asked = phase.inbox.emitted(QueryOrderDecoder.TEMPLATE_ID);
        assertEquals(stop(phase).clOrd(), query(asked.get(0)).clOrd());
        streams(phase, PAUSE_S);
        phase.story.pass(2, PRICE);
        assertEquals(OrdState.ACKED, stop(phase).state());
        assertEquals(List.of(), phase.alerts("NS-EXE-3"));
        phase.inbox.command(Cmd.KILL, 3);
        phase.story.pass(2, PRICE);
        assertTrue(position(phase).isFlat());
        List<UnsafeBuffer> orders = phase.inbox.emitted(NewOrderDecoder.TEMPLATE_ID);
        assertFalse(orders.isEmpty());
        for (UnsafeBuffer each : orders) {
            long id = new NewOrderDecoder()
                    .wrapAndApplyHeader(each, 0, new MessageHeaderDecoder())
                    .clOrd();
            assertEquals(EPOCH, id >>> EPOCH_BITS, "id " + Long.toHexString(id));
        }
        assertSound(phase);
    }

    private static QueryOrderDecoder query(UnsafeBuffer message) {
        return new QueryOrderDecoder().wrapAndApplyHeader(message, 0, new MessageHeaderDecoder());
    }

    /** The market went through the stop while nobody looked: it fills at what the market is when it is seen again. */
    @Test
    void shouldCloseThePositionByItsStopAtTheFirstMarkBeyondIt() {
        Phase phase = open().copy();
        long entry = position(phase).entry();
        long stop = position(phase).stop();
        restart(phase, PAUSE_S);
        phase.inbox.reconciled();
        streams(phase, PAUSE_S);
        long beyond = stop + 1_000 - stop % 10;
        phase.story.pass(3, beyond);
        Position closed = position(phase);
        assertTrue(closed.isFlat());
        double r = (double) (entry - beyond) / (stop - entry);
        assertTrue(closed.rMicro() / 1e6 < -1, "worse than its stop: " + closed.rMicro());
        assertEquals(r, closed.rMicro() / 1e6, 0.05);
        assertEquals(1, phase.inbox.engine.account().losingRun());
        assertSound(phase);
    }

    @Test
    void shouldMakeNoBarOfWhatWasNotSeenAndAskForIt() {
        Phase phase = open().copy();
        restart(phase, PAUSE_S);
        phase.inbox.reconciled();
        assertEquals(0, phase.inbox.emitted(HistoryRequestDecoder.TEMPLATE_ID).size(), "nobody listens yet");
        streams(phase, PAUSE_S);
        phase.story.pass(10, PRICE);
        BarRing ring = market(phase).bars().ring(0);
        long length = market(phase).bars().frames().lengthNs(0);
        int lost = 0;
        for (int age = 0;
                age < ring.size() && ring.startNs(age) > phase.story.nowNs() - PAUSE_S * 1_000_000_000L;
                age++) {
            boolean isSeen = (ring.flags(age) & BarFlags.PARTIAL) == 0;
            boolean isBefore = ring.startNs(age) + length > phase.story.nowNs() - 15_000_000_000L;
            assertTrue(!isSeen || isBefore, "age " + age);
            lost += (ring.flags(age) & BarFlags.EMPTY) == 0 ? 0 : 1;
        }
        assertTrue(lost >= PAUSE_S * 1_000_000_000L / length - 3, "EMPTY and PARTIAL: " + lost);
        List<UnsafeBuffer> asked = phase.inbox.emitted(HistoryRequestDecoder.TEMPLATE_ID);
        assertTrue(asked.size() > 1, "the frames that the strategy reads, too: " + asked.size());
        int before = asked.size();
        phase.story.session(Scope.FEED, Stream.TRADES, Session.DOWN);
        phase.story.session(Scope.FEED, Stream.TRADES, Session.LIVE);
        assertTrue(
                phase.inbox.emitted(HistoryRequestDecoder.TEMPLATE_ID).size() - before < before,
                "only what the lost session lost, and frames that have no bar at all");
        assertSound(phase);
    }

    @Test
    void shouldEndWhatWaitsForAPersonAndWhatRestsToEnter() {
        Phase phase = Phase.of(Operating.Mode.CONFIRM);
        phase.story.playTo(Phase.DECISION);
        assertEquals("PROPOSED", phase.life());
        Phase other = phase.copy();
        restart(other, 5);
        List<String> moves = other.moves(Machine.SIGNAL);
        assertEquals(List.of("PROPOSED>CANCELLED NS-LIV-5"), moves);

        Phase entering = Phase.of(Operating.Mode.AUTO);
        entering.story.playTo(Phase.DECISION);
        assertEquals(1, entering.inbox.engine.orders().liveCount());
        Phase after = entering.copy();
        restart(after, 60);
        assertEquals(0, after.inbox.engine.orders().liveCount(), "the entry is cancelled");
        assertTrue(
                after.moves(Machine.SIGNAL).contains("SENT>CANCELLED NS-LIV-5"), after.moves(Machine.SIGNAL)::toString);
        assertSound(after);
    }

    @Test
    void shouldAskTheVenueAgainForWhatTheEarlierProcessHadAskedFor() {
        Phase phase = open();
        assertEquals(
                2, phase.inbox.emitted(SubscriptionChangeDecoder.TEMPLATE_ID).size());
        Phase other = phase.copy();
        restart(other, PAUSE_S);
        assertEquals(
                0, other.inbox.emitted(SubscriptionChangeDecoder.TEMPLATE_ID).size(), "there is no feed yet");
        streams(other, PAUSE_S);
        other.story.pass(2, PRICE);
        assertEquals(
                2, other.inbox.emitted(SubscriptionChangeDecoder.TEMPLATE_ID).size());
        assertSound(other);
    }

    @Test
    void shouldBeTheSameFromASnapshotTakenAnywhereInTheSecondRun() {
        Phase phase = open().copy();
        restart(phase, PAUSE_S);
        Phase early = phase.copy();
        phase.inbox.reconciled();
        early.inbox.reconciled();
        streams(phase, PAUSE_S);
        streams(early, PAUSE_S);
        Phase late = phase.copy();
        phase.story.playTo(60);
        early.story.playTo(60);
        late.story.playTo(60);
        assertEquals(phase.inbox.engine.stateHashNow(), early.inbox.engine.stateHashNow());
        assertEquals(phase.inbox.engine.stateHashNow(), late.inbox.engine.stateHashNow());
        assertEquals(phase.inbox.engine.emitted(), late.inbox.engine.emitted());
        assertTrue(phase.moves(Machine.SETUP).toString().contains("PARTIAL1"), phase.moves(Machine.SETUP)::toString);
    }

    @Test
    void shouldRefuseAnotherStateConfigurationOrTable() {
        Phase phase = open();
        long last = phase.inbox.engine.lastSequence();
        long hash = XxHash64.hash("test");
        assertFault(phase.copy(), "begins from the state at sequence 5", 5, hash);
        assertFault(phase.copy(), "begins without a state", Nulls.ID, hash);
        assertFault(phase.copy(), "text CONFIG", last, hash + 1);
        Phase other = phase.copy();
        other.inbox.now = phase.story.nowNs();
        other.inbox.begin(EPOCH, last, hash);
        IllegalStateException fault =
                assertThrows(IllegalStateException.class, () -> other.inbox.text(RunTextKind.RULES, "1\tNO-1\n"));
        assertTrue(fault.getMessage().contains("RULES"), fault.getMessage());
        other.inbox.text(RunTextKind.CODES, "anything");
        assertThrows(IllegalStateException.class, () -> other.inbox.text(RunTextKind.CONFIG, "text"));
        Inbox fresh = new Inbox();
        assertNull(fresh.engine.configuration());
        fault = assertThrows(IllegalStateException.class, () -> fresh.begin(EPOCH, 12, 1));
        assertTrue(fault.getMessage().contains("this engine has none"), fault.getMessage());
    }

    private static void assertFault(Phase phase, String words, long snapshotSeq, long hash) {
        phase.inbox.now = phase.story.nowNs();
        IllegalStateException fault =
                assertThrows(IllegalStateException.class, () -> phase.inbox.begin(EPOCH, snapshotSeq, hash));
        assertTrue(fault.getMessage().contains(words), fault.getMessage());
    }
}
