package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.Machine;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Scope;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Stream;
import ebb.engine.order.Position;
import ebb.engine.strategy.Answer;
import ebb.engine.strategy.nullspectre.EntrySettings;
import ebb.engine.strategy.nullspectre.Operating;
import ebb.testing.PumpStory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An entry from its order to its end (NS-ENT-1, NS-ENT-2), and a person's hand on the position behind it (NS-PRT-5, 6). */
class EntriesTest {
    private static final long PRICE = 133_900;

    /** Joins the best ask; the story is at the decision. */
    private static Phase joining(int reprices) {
        return joining(reprices, 1);
    }

    private static Phase joining(int reprices, long minQty) {
        EntrySettings d = EntrySettings.DEFAULT;
        Phase phase = new Phase(
                Operating.DEFAULT,
                new EntrySettings(
                        EntrySettings.Style.JOIN, d.ticks(), d.timeoutNs(), reprices, d.chaseAtr(), d.lifeNs()));
        phase.inbox.define(PumpStory.COIN, "PUMP_USDT", terms -> terms.tick(10).minQty(minQty));
        phase.story.playTo(Phase.DECISION);
        // The ask stays where the order joined it.
        phase.story.quote(prices(phase).get(0) - 10);
        return phase;
    }

    private static Position position(Phase phase) {
        return phase.inbox.engine.orders().positions().at(0);
    }

    private static List<Long> prices(Phase phase) {
        return phase.orders(Role.ENTRY).stream()
                .map(each -> Long.parseLong(each.substring(each.indexOf('@') + 1, each.indexOf(' '))))
                .toList();
    }

    @Test
    void shouldFollowTheBestAskDownAsOftenAsItMayNsEnt1() {
        Phase phase = joining(2);
        long first = prices(phase).get(0);
        for (int i = 1; i <= 3; i++) {
            phase.story.pass(3, first - 10 - 20L * i);
        }

        assertEquals(List.of(first, first - 20, first - 40), prices(phase), "twice, then it stays");
        assertEquals("ENTERING", phase.life());
        phase.story.pass(30, first - 70);
        assertEquals("COOLING", phase.life(), "thirty seconds in all");
        assertEquals(phase.inbox.engine.stateHashAnew(), phase.inbox.engine.stateHashNow());
    }

    @Test
    void shouldNotFollowTheAskUpOrBelowTheFloorNsEnt1() {
        Phase phase = joining(3);
        long first = prices(phase).get(0);
        phase.story.pass(3, first);
        assertEquals(List.of(first), prices(phase));

        phase.story.pass(3, first - 4_000);

        assertEquals(List.of(first), prices(phase));
        assertEquals(List.of("SENT>LAPSED NS-ENT-1"), phase.moves(Machine.SIGNAL));
        assertEquals("COOLING", phase.life());
    }

    @Test
    void shouldSellTheRestAtTheNewPriceNsEnt1() {
        Phase phase = joining(3);
        long first = prices(phase).get(0);
        phase.story.pass(1, first - 10);
        // What is displayed before it at that price, and a part of the order.
        phase.story.print(first, 20_000 + 60, Side.BUY);
        phase.story.pass(1, first - 10);
        long filled = -position(phase).signedQty();
        assertTrue(filled > 0 && filled <= 60, "filled " + filled);

        phase.story.pass(3, first - 30);

        String whole = phase.orders(Role.ENTRY).get(0);
        String rest = phase.orders(Role.ENTRY).get(1);
        long wanted = Long.parseLong(whole.substring(0, whole.indexOf('@')));
        assertEquals((wanted - filled) + "@" + (first - 20) + " for 1", rest);
        phase.story.pass(40, first - 30);
        assertEquals(1, phase.orders(Role.STOP).size());
        assertEquals("PROTECTED", phase.life());
        assertEquals(phase.inbox.engine.stateHashAnew(), phase.inbox.engine.stateHashNow());
    }

    /** A joining entry of which so much was filled before its thirty seconds were over. */
    private static Phase filledInPart(long qty) {
        Phase phase = joining(0, 50);
        long first = prices(phase).get(0);
        phase.story.pass(1, first - 10);
        // What is displayed before it at that price, and a part of the order.
        phase.story.print(first, 20_000 + qty, Side.BUY);
        phase.story.pass(1, first - 10);
        assertEquals(-qty, position(phase).signedQty());
        phase.story.pass(40, first - 10);
        return phase;
    }

    @Test
    void shouldCloseWhatIsLessThanTheVenueTradesNsEnt2() {
        Phase phase = filledInPart(49);

        assertEquals(1, phase.orders(Role.EXIT).size());
        assertTrue(
                phase.orders(Role.EXIT).get(0).startsWith("49@"),
                () -> phase.orders(Role.EXIT).toString());
        assertTrue(position(phase).isFlat());
        assertEquals(ExitWhy.TIMEOUT, position(phase).why());
        assertEquals("COOLING", phase.life());
        assertEquals(phase.inbox.engine.stateHashAnew(), phase.inbox.engine.stateHashNow());
    }

    @Test
    void shouldKeepWhatTheVenueTradesNsEnt2() {
        Phase phase = filledInPart(50);

        assertEquals(List.of(), phase.orders(Role.EXIT));
        assertEquals(-50, position(phase).signedQty());
        assertEquals("PROTECTED", phase.life());
    }

    @Test
    void shouldCancelAnEntryWithoutABookNsEnt2() {
        Phase phase = joining(3);
        phase.story.pass(1, prices(phase).get(0) - 10);
        phase.story.session(Scope.FEED, Stream.BOOK, Session.DOWN);
        phase.inbox.now += 2_000_000_000L;
        phase.inbox.tick();

        assertEquals(List.of("SENT>CANCELLED NS-ENT-2"), phase.moves(Machine.SIGNAL));
        phase.inbox.now += 1_000_000_000L;
        phase.inbox.tick();
        assertEquals("COOLING", phase.life());
    }

    @Test
    void shouldCancelAnEntryOnAnyKillNsEnt2() {
        for (int level = 1; level <= 2; level++) {
            Phase phase = joining(3);
            phase.inbox.command(Cmd.KILL, level);
            phase.story.pass(1, prices(phase).get(0) - 10);

            assertEquals(List.of("SENT>CANCELLED NS-LIV-5"), phase.moves(Machine.SIGNAL), "level " + level);
            assertEquals("COOLING", phase.life());
            assertEquals(0, phase.inbox.engine.orders().liveCount());
        }
    }

    @Test
    void shouldNotEnterBelowTheFloorAndSaySoNsEnt1() {
        EntrySettings d = EntrySettings.DEFAULT;
        Phase phase = new Phase(
                Operating.DEFAULT,
                new EntrySettings(EntrySettings.Style.CROSS, 1_000, d.timeoutNs(), d.reprices(), 0, d.lifeNs()));
        phase.story.playTo(Phase.DECISION);

        assertTrue(phase.denying().contains("NS-ENT-1"), () -> phase.denying().toString());
        assertEquals(List.of(), phase.orders(Role.ENTRY));
    }

    /** In a position behind its stop, as id 1. */
    private static Phase open() {
        Phase phase = Phase.of(Operating.Mode.AUTO);
        phase.story.playTo(Phase.DECISION);
        phase.story.pass(3, PRICE);
        assertEquals("PROTECTED", phase.life());
        return phase;
    }

    @Test
    void shouldTightenAStopAtAPersonsWordAndNeverWidenItNsPrt5() {
        Phase phase = open();
        long stop = position(phase).stop();
        long id = position(phase).id();

        phase.inbox.command(Cmd.TIGHTEN_STOP, id, stop - 500);
        phase.inbox.command(Cmd.TIGHTEN_STOP, id, stop);
        phase.inbox.command(Cmd.TIGHTEN_STOP, id + 1, stop - 600);
        phase.inbox.command(Cmd.TIGHTEN_STOP, id, 0);
        phase.inbox.command(Cmd.TIGHTEN_STOP, id, Nulls.LONG);

        assertEquals(
                List.of(Answer.DONE, Answer.NOT_TIGHTER, Answer.UNKNOWN_POSITION, Answer.BAD_FIELD, Answer.BAD_FIELD),
                phase.answers());
        assertEquals(stop - 500, position(phase).stop());
        assertEquals(4, phase.inbox.engine.counters().count(Counters.Cause.COMMAND_REFUSED));
    }

    @Test
    void shouldCloseAPositionAtAPersonsWordNsPrt6() {
        Phase phase = open();
        long id = position(phase).id();

        phase.inbox.command(Cmd.CLOSE, id, Nulls.LONG);
        phase.inbox.command(Cmd.CLOSE, id, Nulls.LONG);
        assertEquals("CLOSING", phase.life());
        phase.story.pass(3, PRICE);
        phase.inbox.command(Cmd.CLOSE, id, Nulls.LONG);

        assertEquals(List.of(Answer.DONE, Answer.ALREADY_CLOSING, Answer.UNKNOWN_POSITION), phase.answers());
        assertEquals("COOLING", phase.life());
        assertEquals(0, phase.inbox.engine.orders().positions().openCount());
        assertEquals(phase.inbox.engine.stateHashAnew(), phase.inbox.engine.stateHashNow());
    }

    @Test
    void shouldTakeLabelsOfSignalsThatThereAreNsRev1() {
        Phase phase = open();

        phase.inbox.label(1, ebb.codecs.sbe.LabelVerdict.DISAGREE);
        phase.inbox.label(2, ebb.codecs.sbe.LabelVerdict.AGREE);
        phase.inbox.label(1, ebb.codecs.sbe.LabelVerdict.NULL_VAL);

        assertEquals(List.of(Answer.DONE, Answer.UNKNOWN_SIGNAL, Answer.BAD_FIELD), phase.answers());
    }
}
