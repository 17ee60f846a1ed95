package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Rules;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.Machine;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.NewOrderDecoder;
import ebb.codecs.sbe.OrderRejectDecoder;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.RetryClass;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.StateChangeDecoder;
import ebb.engine.order.OrderFault;
import ebb.engine.paper.FaultSettings;
import ebb.engine.strategy.nullspectre.EntrySettings;
import ebb.engine.strategy.nullspectre.Operating;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** An exchange that refuses for now, from the strategy's entry to the position behind its stop (NS-EXE-2). */
class RefusedForNowTest {
    private static final MessageHeaderDecoder HEADER = new MessageHeaderDecoder();
    private static final long PRICE = 133_900;

    /** At the decision, before an exchange that refuses this share for now, 1e-6. */
    private static Phase before(long refuseMicro, long doubtMicro, long seed) {
        Phase phase =
                new Phase(Operating.DEFAULT, EntrySettings.DEFAULT, new FaultSettings(refuseMicro, doubtMicro, seed));
        phase.story.playTo(Phase.DECISION);
        return phase;
    }

    private static List<Long> ids(Phase phase, Role role) {
        List<Long> all = new ArrayList<>();
        for (UnsafeBuffer each : phase.inbox.emitted(NewOrderDecoder.TEMPLATE_ID)) {
            NewOrderDecoder order = new NewOrderDecoder().wrapAndApplyHeader(each, 0, HEADER);
            if (order.role() == role) {
                all.add(order.clOrd());
            }
        }
        return all;
    }

    private static int retries(Phase phase) {
        int count = 0;
        for (UnsafeBuffer each : phase.inbox.emitted(StateChangeDecoder.TEMPLATE_ID)) {
            StateChangeDecoder move = new StateChangeDecoder().wrapAndApplyHeader(each, 0, HEADER);
            count += move.machine() == Machine.ORDER
                            && move.cause() == Rules.load().code("NS-EXE-2")
                    ? 1
                    : 0;
        }
        return count;
    }

    @Test
    void shouldComeToAProtectedPositionThroughRefusalsNsExe2() {
        int again = 0;
        for (long seed = 1; seed <= 12; seed++) {
            Phase phase = before(400_000, 0, seed);
            phase.story.pass(60, PRICE);
            Counters counters = phase.inbox.engine.counters();
            String where = "seed " + seed;
            assertEquals(retries(phase), counters.count(Counters.Cause.ORDER_RETRIED), where);
            List<Long> entries = ids(phase, Role.ENTRY);
            assertEquals(1, entries.stream().distinct().count(), where + ": under one id");
            assertTrue(entries.size() <= 4, where + ": at most three times more");
            for (UnsafeBuffer each : phase.inbox.emitted(OrderRejectDecoder.TEMPLATE_ID)) {
                OrderRejectDecoder reject = new OrderRejectDecoder().wrapAndApplyHeader(each, 0, HEADER);
                assertEquals(RejectWhy.RATE, reject.why(), where);
                assertEquals(RetryClass.LATER, reject.retry(), where);
            }
            boolean isOver = phase.life().equals("COOLING");
            boolean isCovered = phase.life().equals("PROTECTED");
            assertTrue(isOver || isCovered || phase.inbox.engine.orders().count(OrderFault.NAKED) > 0, where);
            assertEquals(phase.inbox.engine.stateHashAnew(), phase.inbox.engine.stateHashNow(), where);
            again += entries.size() - 1;
        }
        assertTrue(again > 5, "too few entries were sent again: " + again);
    }

    @Test
    void shouldFindOutWhatNobodyCouldTellNsExe1() {
        int found = 0;
        for (long seed = 1; seed <= 6; seed++) {
            Phase phase = before(0, 1_000_000, seed);
            phase.story.pass(30, PRICE);
            assertEquals(1, ids(phase, Role.ENTRY).stream().distinct().count(), "never under a new id, seed " + seed);
            found += phase.life().equals("ENTERING") ? 0 : 1;
            assertEquals(phase.inbox.engine.stateHashAnew(), phase.inbox.engine.stateHashNow(), "seed " + seed);
        }
        assertTrue(found > 0, "no entry was found at the exchange");
    }

    @Test
    void shouldEnterNothingWhereEveryTryIsRefused() {
        Phase phase = before(1_000_000, 0, 1);
        phase.story.pass(40, PRICE);
        assertEquals(4, ids(phase, Role.ENTRY).size());
        assertEquals("COOLING", phase.life());
        assertEquals(0, phase.inbox.engine.orders().liveCount());
        assertEquals(1, phase.inbox.engine.orders().count(OrderFault.GIVEN_UP));
    }

    @Test
    void shouldNotSendAnEntryAgainAfterAKill() {
        for (int level = 1; level <= 2; level++) {
            Phase phase = before(1_000_000, 0, 1);
            phase.inbox.now += 100_000_000L;
            phase.inbox.command(Cmd.KILL, level);
            phase.story.pass(40, PRICE);
            assertEquals(1, ids(phase, Role.ENTRY).size(), "level " + level);
            assertEquals("COOLING", phase.life());
            assertEquals(List.of("SENT>CANCELLED NS-LIV-5"), phase.moves(Machine.SIGNAL));
        }
    }

    @Test
    void shouldGoOnWaitingInAnotherEngine() {
        Phase phase = before(1_000_000, 0, 1);
        phase.inbox.now += 100_000_000L;
        phase.inbox.tick();
        Phase other = phase.copy();
        phase.story.pass(40, PRICE);
        other.story.pass(40, PRICE);
        assertEquals(3, ids(other, Role.ENTRY).size(), "three times more");
        assertEquals(phase.inbox.engine.stateHashNow(), other.inbox.engine.stateHashNow());
    }
}
