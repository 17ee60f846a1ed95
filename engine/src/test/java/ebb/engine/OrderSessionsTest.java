package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.QueryOrderDecoder;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Scope;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.Stream;
import ebb.engine.order.Order;
import ebb.engine.risk.Limit;
import ebb.engine.strategy.nullspectre.Operating;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The session that carries orders is lost, and comes back (NS-EXE-3). */
class OrderSessionsTest {
    private static final long PRICE = 133_900;

    /** In a position behind its stop. */
    private static Phase open() {
        Phase phase = Phase.of(Operating.Mode.AUTO);
        phase.story.playTo(Phase.DECISION);
        phase.story.pass(3, PRICE);
        assertEquals("PROTECTED", phase.life());
        return phase;
    }

    private static void session(Phase phase, Session state) {
        phase.story.session(Scope.ORDER, Stream.BOOK, state);
    }

    private static Order stop(Phase phase) {
        for (Order each = phase.inbox.engine.orders().first();
                each != null;
                each = phase.inbox.engine.orders().after(each)) {
            if (each.role() == Role.STOP) {
                return each;
            }
        }
        throw new AssertionError("no stop");
    }

    private static void assertSound(Phase phase) {
        assertEquals(phase.inbox.engine.stateHashAnew(), phase.inbox.engine.stateHashNow());
    }

    @Test
    void shouldAskForTheStopBeforeAnythingElseWhenTheSessionIsBackNsExe3() {
        Phase phase = open();
        session(phase, Session.DOWN);
        phase.story.pass(10, PRICE);
        assertEquals(OrdState.ACKED, stop(phase).state(), "what rests is taken to rest on");
        int before = phase.inbox.emitted(QueryOrderDecoder.TEMPLATE_ID).size();

        session(phase, Session.LIVE);

        assertEquals(OrdState.UNKNOWN, stop(phase).state());
        List<org.agrona.concurrent.UnsafeBuffer> asked = phase.inbox.emitted(QueryOrderDecoder.TEMPLATE_ID);
        assertTrue(asked.size() > before);
        QueryOrderDecoder first = new QueryOrderDecoder()
                .wrapAndApplyHeader(asked.get(before), 0, new ebb.codecs.sbe.MessageHeaderDecoder());
        assertEquals(stop(phase).clOrd(), first.clOrd(), "the stop is the first that is asked for");
        phase.story.pass(1, PRICE);
        assertEquals(OrdState.ACKED, stop(phase).state(), "and the venue has it");
        assertEquals(List.of(), phase.alerts("NS-EXE-3"));
        assertSound(phase);
    }

    @Test
    void shouldTellPeopleWhenAPositionIsCutOffForMoreThanAMinuteNsExe3() {
        Phase phase = open();
        session(phase, Session.DOWN);
        session(phase, Session.CONNECTING);
        phase.story.pass(59, PRICE);
        assertEquals(List.of(), phase.alerts("NS-EXE-3"));
        phase.story.pass(1, PRICE);
        assertEquals(List.of(60_000_000L), phase.alerts("NS-EXE-3"));

        Phase brief = open();
        session(brief, Session.DOWN);
        brief.story.pass(50, PRICE);
        session(brief, Session.LIVE);
        brief.story.pass(30, PRICE);
        assertEquals(List.of(), brief.alerts("NS-EXE-3"));
        assertSound(brief);
    }

    @Test
    void shouldEnterNothingWhileTheSessionIsLostNsExe3() {
        Phase phase = Phase.of(Operating.Mode.AUTO);
        phase.story.playTo(Phase.DECISION - 0.1);
        session(phase, Session.DOWN);
        phase.story.playTo(Phase.DECISION);

        assertEquals(List.of("1 ISSUED"), phase.signals());
        assertEquals(List.of(), phase.orders(Role.ENTRY));
        assertEquals(List.of(Limit.SESSION.key() + " 0 against 1"), phase.denials());
    }

    @Test
    void shouldRememberALostSessionInASnapshot() {
        Phase phase = open();
        session(phase, Session.DOWN);
        phase.story.pass(20, PRICE);
        Phase other = phase.copy();
        phase.story.pass(45, PRICE);
        other.story.pass(45, PRICE);

        assertEquals(List.of(60_000_000L), phase.alerts("NS-EXE-3"));
        assertEquals(List.of(60_000_000L), other.alerts("NS-EXE-3"));
        assertSound(other);
    }

    @Test
    void shouldRefuseAStateThatIsNone() {
        Phase phase = open();
        phase.story.session(Scope.PRIVATE, Stream.BOOK, Session.NULL_VAL);
        assertEquals(1, phase.inbox.engine.counters().count(Counters.Cause.BAD_FIELD));
        phase.story.session(Scope.PRIVATE, Stream.BOOK, Session.GAP);
        assertEquals(OrdState.ACKED, stop(phase).state());
    }
}
