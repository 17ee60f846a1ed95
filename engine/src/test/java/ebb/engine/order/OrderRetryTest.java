package ebb.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.AckKind;
import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.RetryClass;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.time.Timers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a venue refuses for now, and what it cannot say (NS-EXE-2). */
class OrderRetryTest extends RetryRig {
    @Test
    void shouldSendTheSameOrderAgainAfterEachWaitNsExe2() {
        Order entry = entry(0);
        out.take();
        long sentMs = 0;
        long[] waits = {250, 1_000, 4_000};
        for (int i = 0; i < waits.length; i++) {
            later(entry.clOrd());
            at(sentMs + waits[i] - 1);
            assertTold();
            assertTrue(entry.isWaiting());
            assertEquals(10, entry.worstLeaves(), "counts in full while it waits");
            sentMs += waits[i];
            at(sentMs);
            assertTold("  retry #1 " + (i + 1), "> new #1 ENTRY SELL 10 at 10000");
        }
        ack(entry.clOrd(), AckKind.NEW);
        assertTold("  #1 SENT -> ACKED");
        assertEquals(0, entry.refusals(), "what follows begins anew");
        assertEquals(RejectWhy.NULL_VAL, entry.rejectWhy());
        at(60_000);
        assertTold();
    }

    @Test
    void shouldEndAnEntryThatIsRefusedToTheLastNsExe2() {
        Order entry = entry(0);
        out.take();
        for (long ms : new long[] {250, 1_250, 5_250}) {
            later(entry.clOrd());
            at(ms);
        }
        out.take();
        later(entry.clOrd());
        assertTold("  #1 SENT -> REJECTED", "  fault GIVEN_UP");
        assertEquals(RejectWhy.RATE, entry.rejectWhy());
        assertEquals(1, orders.count(OrderFault.GIVEN_UP));
        at(60_000);
        assertTold();
    }

    @Test
    void shouldNotSendAgainWhatWasRefusedForABusinessReasonNsExe2() {
        Order entry = entry(0);
        out.take();
        orders.onReject(entry.clOrd(), RejectWhy.BALANCE, RetryClass.NEVER);
        assertTold("  #1 SENT -> REJECTED");
        assertEquals(RejectWhy.BALANCE, entry.rejectWhy());
        at(60_000);
        assertTold();
        assertEquals(0, orders.count(OrderFault.GIVEN_UP));
    }

    @Test
    void shouldNotSendAnEntryAgainBeyondItsLifeNsEnt1() {
        Order entry = entry(1_250);
        out.take();
        later(entry.clOrd());
        at(250);
        assertTold("  retry #1 1", "> new #1 ENTRY SELL 10 at 10000");
        later(entry.clOrd());
        assertTold("  #1 SENT -> REJECTED");
        at(60_000);
        assertTold();
    }

    @Test
    void shouldTakeARefusalThatIsToldTwiceForOne() {
        Order entry = entry(0);
        out.take();
        later(entry.clOrd());
        at(100);
        later(entry.clOrd());
        assertEquals(1, entry.refusals());
        at(250);
        assertTold("  retry #1 1", "> new #1 ENTRY SELL 10 at 10000");
        ack(entry.clOrd(), AckKind.NEW);
        later(entry.clOrd());
        assertTold("  #1 SENT -> ACKED");
        at(60_000);
        assertTold();
    }

    @Test
    void shouldEndWhatWaitsWithoutAskingTheVenueWhenItIsCancelled() {
        Order entry = entry(0);
        out.take();
        later(entry.clOrd());
        assertTrue(orders.cancel(entry, CancelWhy.SIGNAL_OVER));
        assertFalse(orders.cancel(entry, CancelWhy.SIGNAL_OVER), "once");
        assertTold();
        at(0);
        assertTold("  #1 SENT -> CANCELED");
        assertEquals(0, orders.liveCount());
        at(60_000);
        assertTold();
    }

    @Test
    void shouldNotSendAgainWhatIsBeingCancelled() {
        Order entry = entry(0);
        orders.cancel(entry, CancelWhy.SIGNAL_OVER);
        out.take();
        later(entry.clOrd());
        assertTold("  #1 SENT -> REJECTED");
        orders.onCancelReject(entry.clOrd(), RejectWhy.NOT_FOUND);
        at(60_000);
        assertTold();
    }

    @Test
    void shouldAskTheGateBeforeItSendsAgain() {
        Order entry = entry(0);
        out.take();
        later(entry.clOrd());
        isAdmitted = false; // a kill in between
        at(250);
        assertTold("  #1 SENT -> REJECTED");
        assertEquals(RejectWhy.RATE, entry.rejectWhy());
        isAdmitted = true;
        at(60_000);
        assertTold();
    }

    @Test
    void shouldLetAFillWinOverTheWait() {
        Order entry = entry(0);
        out.take();
        later(entry.clOrd());
        fill(entry, 4, 10_000);
        assertTold(
                "  #1 SENT -> PARTIAL",
                "  fill #1 4 at 10000, open -4",
                "> new #2 STOP BUY 4 stop 10500",
                "  #2 NEW -> SENT",
                "  position 1 OPENING -4 stop 10500");
        ack(out.sent.get(1).clOrd(), AckKind.NEW);
        out.take();
        assertFalse(entry.isWaiting());
        at(60_000);
        assertTold();
    }

    @Test
    void shouldCancelAtTheVenueWhatTurnsOutToBeThere() {
        Order entry = entry(0);
        later(entry.clOrd());
        orders.cancel(entry, CancelWhy.SIGNAL_OVER);
        out.take();
        ack(entry.clOrd(), AckKind.NEW);
        assertTold("  #1 SENT -> ACKED", "> cancel #1 SIGNAL_OVER");
        at(100);
        assertEquals(OrdState.ACKED, entry.state(), "it ends when the venue says so");
    }

    @Test
    void shouldReviveAndCancelWhatWasEndedHereAndIsAtTheVenue() {
        Order entry = entry(0);
        later(entry.clOrd());
        orders.cancel(entry, CancelWhy.SIGNAL_OVER);
        at(1);
        assertEquals(OrdState.CANCELED, entry.state());
        out.take();
        ack(entry.clOrd(), AckKind.NEW);
        assertTold("  #1 CANCELED -> ACKED", "> cancel #1 SIGNAL_OVER");
        assertEquals(1, orders.liveCount());
    }

    @Test
    void shouldLeaveARefusalFinalWhereNoWaitIsSet() {
        orders = new Orders(
                new OrderSettings(3 * S, 2 * S, 5 * S, 5, 200_000, 64, 64, List.of()),
                5,
                instruments,
                timers,
                out,
                order -> true,
                out);
        Order entry = entry(0);
        out.take();
        later(entry.clOrd());
        assertTold("  #1 SENT -> REJECTED");
        assertThrows(
                IllegalArgumentException.class,
                () -> new OrderSettings(3 * S, 2 * S, 5 * S, 5, 200_000, 64, 64, List.of(0L)));
    }

    @Test
    void shouldWaitOnAfterASnapshot() {
        Order entry = entry(0);
        Order other = entry(0);
        later(entry.clOrd());
        later(other.clOrd());
        orders.cancel(other, CancelWhy.SIGNAL_OVER);
        SnapshotWriter writer = new SnapshotWriter();
        timers.writeTo(writer);
        orders.writeTo(writer);
        long before = orders.digest();
        timers = new Timers(64);
        orders = room(OrderSettings.NAKED_NS);
        SnapshotReader reader = new SnapshotReader(writer.buffer(), 0, writer.length());
        timers.readFrom(reader);
        orders.readFrom(reader);
        reader.finish();
        timers.checkClaimed();
        assertEquals(before, orders.digest());
        out.take();
        at(0);
        assertTold("  #2 SENT -> CANCELED");
        at(249);
        assertTold();
        at(250);
        assertTold("  retry #1 1", "> new #1 ENTRY SELL 10 at 10000");
    }
}
