package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.Machine;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Scope;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.Stream;
import ebb.engine.strategy.Answer;
import ebb.engine.strategy.nullspectre.EntrySettings;
import ebb.engine.strategy.nullspectre.Operating;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who has the last word before an entry (NS-LIV-3, NS-LIV-4, NS-SM-1, NS-CON-6). */
class ProposalsTest {
    private static final long PRICE = 133_900;

    private static Phase at(Operating.Mode mode) {
        Phase phase = Phase.of(mode);
        phase.story.playTo(Phase.DECISION);
        return phase;
    }

    private static void assertSound(Phase phase) {
        assertEquals(phase.inbox.engine.stateHashAnew(), phase.inbox.engine.stateHashNow());
    }

    @Test
    void shouldEnterAtOnceWhereNobodyIsAskedNsSm1() {
        Phase phase = at(Operating.Mode.AUTO);

        assertEquals(List.of("1 ISSUED"), phase.signals(), () -> phase.denials().toString());
        assertEquals(1, phase.orders(Role.ENTRY).size(), () -> phase.denials().toString());
        assertEquals(List.of("IDLE>SETUP NS-SM-1", "SETUP>ENTERING NS-SM-1"), phase.moves(Machine.SETUP));
        phase.inbox.command(Cmd.CONFIRM, 1, Nulls.LONG);
        assertEquals(Answer.NOT_PROPOSED, phase.answer());
        assertSound(phase);
    }

    @Test
    void shouldWaitForAPersonAndEnterAtThePricesOfThatMomentNsLiv3() {
        Phase phase = at(Operating.Mode.CONFIRM);
        assertEquals(List.of("1 PROPOSED"), phase.signals());
        assertEquals("PROPOSED", phase.life());
        assertEquals(List.of(), phase.orders(Role.ENTRY));

        phase.story.pass(20, PRICE + 100);
        phase.inbox.command(Cmd.CONFIRM, 1, Nulls.LONG);

        assertEquals(Answer.DONE, phase.answer());
        assertEquals(List.of("PROPOSED>CONFIRMED NS-LIV-3", "CONFIRMED>SENT NS-LIV-3"), phase.moves(Machine.SIGNAL));
        String entry = phase.orders(Role.ENTRY).get(0);
        assertTrue(entry.endsWith("@" + (PRICE + 100 - 10 - 20) + " for 1"), entry);
        phase.story.pass(3, PRICE + 100);
        assertEquals("PROTECTED", phase.life());
        assertEquals(0, phase.inbox.engine.counters().count(Counters.Cause.COMMAND_REFUSED));
        assertSound(phase);
    }

    @Test
    void shouldTakeADeclinedProposalBackWithoutAPenaltyNsSm1() {
        Phase phase = at(Operating.Mode.CONFIRM);

        phase.inbox.command(Cmd.DECLINE, 1, Nulls.LONG);
        phase.inbox.command(Cmd.CONFIRM, 1, Nulls.LONG);

        assertEquals(List.of(Answer.DONE, Answer.NOT_PROPOSED), phase.answers());
        assertEquals(List.of("PROPOSED>DECLINED NS-LIV-3"), phase.moves(Machine.SIGNAL));
        assertEquals("COOLING", phase.life());
        phase.story.playTo(Phase.DECISION + 2);
        assertEquals("SETUP", phase.life());
        assertEquals(List.of(), phase.orders(Role.ENTRY));
        assertEquals(1, phase.inbox.engine.counters().count(Counters.Cause.COMMAND_REFUSED));
        assertSound(phase);
    }

    @Test
    void shouldLapseAtTheEndOfTheSignalsLifeNsEnt2() {
        Phase phase = at(Operating.Mode.CONFIRM);

        phase.story.pass(299, PRICE);
        assertEquals("PROPOSED", phase.life());
        phase.story.pass(1, PRICE);

        assertEquals("COOLING", phase.life());
        assertEquals(List.of("PROPOSED>LAPSED NS-ENT-2"), phase.moves(Machine.SIGNAL));
        phase.inbox.command(Cmd.CONFIRM, 1, Nulls.LONG);
        assertEquals(Answer.NOT_PROPOSED, phase.answer());
        assertSound(phase);
    }

    @Test
    void shouldLapseWhenThePriceHasMovedTooFarNsLiv3() {
        for (long moved : new long[] {1_600, -1_600}) {
            Phase phase = at(Operating.Mode.CONFIRM);
            phase.story.pass(5, PRICE + moved);

            phase.inbox.command(Cmd.CONFIRM, 1, Nulls.LONG);

            assertEquals(Answer.LAPSED, phase.answer());
            assertEquals(List.of(), phase.orders(Role.ENTRY));
            assertEquals("COOLING", phase.life());
        }
    }

    @Test
    void shouldAskEveryRuleAgainWhenConfirmedNsSm1() {
        Phase phase = at(Operating.Mode.CONFIRM);
        phase.story.session(Scope.FEED, Stream.BOOK, Session.DOWN);

        int before =
                phase.inbox.emitted(ebb.codecs.sbe.ReasonsDecoder.TEMPLATE_ID).size();

        phase.inbox.command(Cmd.CONFIRM, 1, Nulls.LONG);

        assertEquals(Answer.LAPSED, phase.answer(), "without a book there is no price");
        assertEquals(List.of("PROPOSED>LAPSED NS-ENT-1"), phase.moves(Machine.SIGNAL));
        assertEquals(
                before + 1,
                phase.inbox.emitted(ebb.codecs.sbe.ReasonsDecoder.TEMPLATE_ID).size());
    }

    @Test
    void shouldWithdrawAProposalOnAKillNsSm1() {
        Phase phase = at(Operating.Mode.CONFIRM);

        phase.inbox.command(Cmd.KILL, 1);

        assertEquals(List.of("PROPOSED>CANCELLED NS-LIV-5"), phase.moves(Machine.SIGNAL));
        assertEquals("COOLING", phase.life());
        assertSound(phase);
    }

    @Test
    void shouldWithdrawAProposalWhenAMinuteClosesAboveTheLevelNsEnt2() {
        Phase phase = at(Operating.Mode.CONFIRM);

        for (int i = 0; i < 70; i++) {
            phase.story.print(142_000, 1, ebb.codecs.sbe.Side.BUY);
            phase.story.pass(1, 142_000);
        }

        assertEquals(List.of("PROPOSED>CANCELLED NS-ENT-2"), phase.moves(Machine.SIGNAL));
    }

    @Test
    void shouldRefuseWhatNamesNoSignalOfThisRun() {
        Phase phase = at(Operating.Mode.CONFIRM);
        phase.inbox.command(Cmd.CONFIRM, 2, Nulls.LONG);
        phase.inbox.command(Cmd.CONFIRM, 0, Nulls.LONG);
        phase.inbox.command(Cmd.DECLINE, 1L << 56 | 1, Nulls.LONG);
        phase.inbox.command(Cmd.DECLINE, -2, Nulls.LONG);
        phase.inbox.command(Cmd.CONFIRM, Nulls.ID, Nulls.LONG);

        assertEquals(
                List.of(
                        Answer.UNKNOWN_SIGNAL,
                        Answer.UNKNOWN_SIGNAL,
                        Answer.UNKNOWN_SIGNAL,
                        Answer.UNKNOWN_SIGNAL,
                        Answer.BAD_FIELD),
                phase.answers());
        assertEquals("PROPOSED", phase.life());
        assertEquals(5, phase.inbox.engine.counters().count(Counters.Cause.COMMAND_REFUSED));
    }

    @Test
    void shouldSayThatTheHousesLimitsDenied() {
        Phase phase = at(Operating.Mode.CONFIRM);
        // The mark is stale: no rule of the strategy asks for it, the house does.
        phase.story.pass(10, PRICE);
        phase.inbox.now += 6_000_000_000L;
        phase.inbox.command(Cmd.CONFIRM, 1, Nulls.LONG);

        assertEquals(Answer.LIMITS_DENY, phase.answer());
        assertEquals(
                List.of("PROPOSED>CONFIRMED NS-LIV-3", "CONFIRMED>CANCELLED NS-RSK-4"), phase.moves(Machine.SIGNAL));
        assertEquals(1, phase.denials().size());
        assertEquals("COOLING", phase.life());
        assertSound(phase);
    }

    /** Plays to the decision with somebody who watches all the time. */
    private static Phase watched() {
        Phase phase = Phase.of(Operating.Mode.COUNTDOWN);
        phase.story.playTo(Phase.DECISION - 0.01);
        phase.inbox.beat(1);
        phase.story.playTo(Phase.DECISION - 0.001);
        phase.inbox.beat(1);
        phase.story.playTo(Phase.DECISION);
        return phase;
    }

    private static void watch(Phase phase, int seconds) {
        for (int i = 0; i < seconds; i++) {
            phase.inbox.beat(1);
            phase.story.pass(1, PRICE);
        }
    }

    @Test
    void shouldEnterWhenNobodyObjectsWhileTheSecondsAreCountedNsLiv4() {
        Phase phase = watched();
        assertEquals(List.of("1 PROPOSED"), phase.signals());

        watch(phase, 4);
        assertEquals(List.of(5L, 4L, 3L, 2L, 1L), phase.countdown());
        assertEquals(List.of(), phase.orders(Role.ENTRY));
        watch(phase, 1);

        assertEquals(
                1,
                phase.orders(Role.ENTRY).size(),
                () -> phase.moves(Machine.SIGNAL).toString());
        assertEquals(List.of("PROPOSED>CONFIRMED NS-LIV-3", "CONFIRMED>SENT NS-LIV-3"), phase.moves(Machine.SIGNAL));
        assertEquals(List.of(5L, 4L, 3L, 2L, 1L), phase.countdown());
        assertSound(phase);
    }

    @Test
    void shouldNotEnterWhatSomebodyDeclinedInTimeNsLiv4() {
        Phase phase = watched();
        watch(phase, 3);
        phase.inbox.command(Cmd.DECLINE, 1, Nulls.LONG);
        watch(phase, 10);

        assertEquals(List.of(5L, 4L, 3L, 2L), phase.countdown());
        assertEquals(List.of(), phase.orders(Role.ENTRY));
        assertEquals(List.of("PROPOSED>DECLINED NS-LIV-3"), phase.moves(Machine.SIGNAL));
    }

    @Test
    void shouldWaitForAPersonOnceNobodyHasWatchedForThreeSecondsNsLiv4() {
        Phase phase = watched();
        phase.inbox.beat(1);
        phase.story.pass(10, PRICE);

        assertEquals(List.of(5L, 4L, 3L, 2L), phase.countdown(), "three seconds after the last beat it still counts");
        assertEquals("PROPOSED", phase.life());
        assertEquals(List.of(3L), phase.alerts("NS-LIV-4"));
        assertEquals(List.of(), phase.orders(Role.ENTRY));
        phase.inbox.command(Cmd.CONFIRM, 1, Nulls.LONG);
        assertEquals(Answer.DONE, phase.answer());
        assertEquals(1, phase.orders(Role.ENTRY).size());
        assertSound(phase);
    }

    @Test
    void shouldNotCountForNobodyNsLiv4() {
        Phase phase = at(Operating.Mode.COUNTDOWN);
        phase.story.pass(10, PRICE);
        assertEquals(List.of(), phase.countdown());
        assertEquals(List.of(3L), phase.alerts("NS-LIV-4"));
        assertEquals("PROPOSED", phase.life());

        Phase left = watched();
        left.inbox.beat(0);
        left.story.pass(10, PRICE);
        assertEquals(List.of(5L), left.countdown());
        assertEquals("PROPOSED", left.life());
    }

    @Test
    void shouldWaitForAPersonWithoutABookNsLiv4() {
        Phase phase = watched();
        phase.inbox.beat(1);
        phase.story.session(Scope.FEED, Stream.BOOK, Session.DOWN);
        for (int i = 0; i < 6; i++) {
            phase.inbox.now += 1_000_000_000L;
            phase.inbox.beat(1);
        }

        assertEquals(List.of(5L), phase.countdown());
        assertEquals(List.of(2L), phase.alerts("NS-LIV-4"));
        assertEquals("PROPOSED", phase.life());
        assertEquals(List.of(), phase.orders(Role.ENTRY));
    }

    @Test
    void shouldNotCountUnderAKillThatIsInForceNsLiv4() {
        Phase phase = Phase.of(Operating.Mode.COUNTDOWN);
        phase.story.playTo(Phase.DECISION - 0.001);
        phase.inbox.command(Cmd.KILL, 1);
        phase.inbox.beat(1);
        phase.story.playTo(Phase.DECISION);
        watch(phase, 6);

        assertEquals(List.of(), phase.countdown());
        assertEquals(List.of(1L), phase.alerts("NS-LIV-4"));
        assertEquals("PROPOSED", phase.life());
    }

    @Test
    void shouldTradeOnlyTheTiersOfItsPhaseNsCon6() {
        Operating d = Operating.DEFAULT;
        Operating.Tiers high = new Operating.Tiers(false, true, false);
        Phase phase = new Phase(
                new Operating(Operating.Mode.CONFIRM, d.countdownSec(), d.beatNs(), d.drift(), high),
                EntrySettings.DEFAULT);
        phase.story.playTo(Phase.DECISION);

        assertEquals(List.of("1 DECLINED"), phase.signals());
        assertEquals(List.of("NS-CON-6"), phase.denying());
    }

    /** A snapshot in the midst of a countdown: who comes up from it goes on counting. */
    @Test
    void shouldGoOnFromASnapshotInTheMidstOfACountdown() {
        Phase phase = watched();
        watch(phase, 2);
        Phase other = phase.copy();

        watch(phase, 4);
        watch(other, 4);

        assertEquals(List.of(2L, 1L), other.countdown());
        assertEquals(1, other.orders(Role.ENTRY).size());
        assertEquals(phase.orders(Role.ENTRY), other.orders(Role.ENTRY));
        assertSound(other);
    }
}
