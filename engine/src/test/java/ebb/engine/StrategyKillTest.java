package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Nulls;
import ebb.codecs.OutHead;
import ebb.codecs.sbe.AlertDecoder;
import ebb.codecs.sbe.CancelOrderDecoder;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.Machine;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.RiskEventDecoder;
import ebb.codecs.sbe.RiskKind;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.Trading;
import ebb.engine.order.Position;
import ebb.engine.risk.TradingState;
import ebb.engine.strategy.Answer;
import ebb.engine.strategy.nullspectre.EntrySettings;
import ebb.engine.strategy.nullspectre.Operating;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A kill of one strategy alone, and the way out of it (NS-LIV-5). */
class StrategyKillTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long PRICE = 133_900;
    private static final MessageHeaderDecoder HEADER = new MessageHeaderDecoder();

    private static Inbox two() {
        Inbox inbox = new Inbox(new ShortSeller("one"), new ShortSeller("other"));
        inbox.mode = ebb.codecs.sbe.Mode.PAPER;
        inbox.start();
        inbox.define(0, "COIN", SeqModel.NONE);
        inbox.sessionLive(0, Stream.BOOK);
        inbox.sessionLive(0, Stream.TRADES);
        inbox.reconciled();
        inbox.snapshot(0, 2, 9_999, 10_001, 10_000);
        inbox.mark(0, 10_000);
        return inbox;
    }

    private static void pass(Inbox inbox, long ns) {
        long end = inbox.now + ns;
        while (inbox.now < end) {
            inbox.now = Math.min(end, inbox.now + SECOND / 2);
            inbox.tick();
        }
    }

    private static long held(Inbox inbox, int strategy) {
        Position position = inbox.engine.orders().positions().find(0, strategy);
        return position == null ? 0 : position.signedQty();
    }

    private static Position position(Phase phase) {
        return phase.inbox.engine.orders().positions().at(0);
    }

    /** Answers to commands, oldest first: what is CRITICAL refers to an alert. */
    private static List<Answer> answers(Inbox inbox) {
        List<Answer> all = new ArrayList<>();
        for (UnsafeBuffer each : inbox.emitted(AlertDecoder.TEMPLATE_ID)) {
            AlertDecoder alert = new AlertDecoder().wrapAndApplyHeader(each, 0, HEADER);
            if (alert.ref() != AlertDecoder.refNullValue() && alert.severity() != ebb.codecs.sbe.Severity.CRITICAL) {
                all.add(Answer.values()[(int) alert.value()]);
            }
        }
        return all;
    }

    /** What people were asked, as {@code POSITION of STRATEGY level MICRO}. */
    private static List<String> asked(Inbox inbox) {
        List<String> all = new ArrayList<>();
        for (UnsafeBuffer each : inbox.emitted(AlertDecoder.TEMPLATE_ID)) {
            AlertDecoder alert = new AlertDecoder().wrapAndApplyHeader(each, 0, HEADER);
            boolean isOfKill = alert.code() == ebb.codecs.Rules.load().code("NS-LIV-5");
            if (isOfKill && alert.severity() == ebb.codecs.sbe.Severity.CRITICAL) {
                String what = alert.value() == AlertDecoder.valueNullValue() ? "none" : "" + alert.value();
                all.add(what + " of " + OutHead.strategy(each, 0) + " level " + alert.threshold());
            }
        }
        return all;
    }

    @Test
    void shouldCancelTheEntriesOfThatStrategyAlone() {
        EntrySettings d = EntrySettings.DEFAULT;
        Phase phase = new Phase(
                Operating.DEFAULT,
                new EntrySettings(EntrySettings.Style.JOIN, d.ticks(), d.timeoutNs(), 0, d.chaseAtr(), d.lifeNs()));
        phase.story.playTo(Phase.DECISION);
        String order = phase.orders(Role.ENTRY).get(0);
        long ask = Long.parseLong(order.substring(order.indexOf('@') + 1, order.indexOf(' ')));
        phase.story.quote(ask - 10);
        assertEquals("ENTERING", phase.life());
        phase.inbox.ofStrategy(Cmd.KILL, 0, 2);
        phase.story.pass(3, ask - 10);

        assertEquals(List.of("SENT>CANCELLED NS-LIV-5"), phase.moves(Machine.SIGNAL));
        assertEquals("COOLING", phase.life());
        assertEquals(Trading.NORMAL, phase.inbox.engine.trading().state(), "the house goes on");
        assertEquals(2, phase.inbox.engine.strategyKill(0));
        assertEquals(List.of(Answer.DONE), answers(phase.inbox));
        assertEquals(List.of("none of 0 level 2000000"), asked(phase.inbox));
        assertFalse(phase.inbox.emitted(CancelOrderDecoder.TEMPLATE_ID).isEmpty());
        assertEquals(phase.inbox.engine.stateHashAnew(), phase.inbox.engine.stateHashNow());
    }

    @Test
    void shouldKeepTheStopAndAskWhatBecomesOfThePosition() {
        Phase phase = Phase.of(Operating.Mode.AUTO);
        phase.story.playTo(Phase.DECISION);
        phase.story.pass(3, PRICE);
        assertEquals("PROTECTED", phase.life());
        long id = position(phase).id();
        phase.inbox.ofStrategy(Cmd.KILL, 0, 2);
        phase.story.pass(3, PRICE);

        assertEquals(List.of(id + " of 0 level 2000000"), asked(phase.inbox));
        assertFalse(position(phase).isFlat());
        assertTrue(phase.inbox.engine.orders().protection().isProtected(position(phase)), "its stop stays");

        phase.inbox.command(Cmd.CLOSE, id, Nulls.LONG);
        phase.story.pass(3, PRICE);
        assertTrue(position(phase).isFlat(), "flattened at a person's word");
    }

    @Test
    void shouldCloseItsPositionsAtLevelThree() {
        Phase phase = Phase.of(Operating.Mode.AUTO);
        phase.story.playTo(Phase.DECISION);
        phase.story.pass(3, PRICE);
        phase.inbox.ofStrategy(Cmd.KILL, 0, 3);
        phase.story.pass(3, PRICE);

        assertTrue(position(phase).isFlat());
        assertEquals(Trading.NORMAL, phase.inbox.engine.trading().state());
    }

    @Test
    void shouldLetOtherStrategiesGoOn() {
        Inbox inbox = two();
        inbox.ofStrategy(Cmd.KILL, 0, 1);
        inbox.trade(0, 10_000, 5, Side.BUY);
        pass(inbox, SECOND);

        assertEquals(0, held(inbox, 0));
        assertEquals(-20, held(inbox, 1));
        List<Long> denied = new ArrayList<>();
        for (UnsafeBuffer each : inbox.emitted(RiskEventDecoder.TEMPLATE_ID)) {
            RiskEventDecoder event = new RiskEventDecoder().wrapAndApplyHeader(each, 0, HEADER);
            if (event.kind() == RiskKind.LIMIT) {
                assertEquals(ebb.engine.risk.Limit.STRATEGY_KILL.code(), event.limitCode());
                denied.add(event.value());
            }
        }
        assertEquals(List.of(1L), denied, "once, by its level");
    }

    @Test
    void shouldAskAgainEachMinuteUntilSomebodyHolds() {
        Inbox inbox = two();
        inbox.trade(0, 10_000, 5, Side.BUY);
        pass(inbox, SECOND);
        inbox.ofStrategy(Cmd.KILL, 1, 2);
        pass(inbox, 61 * SECOND);
        assertEquals(2, asked(inbox).size());
        inbox.command(Cmd.ACK_ALERT, 0, Nulls.ID, "t");
        pass(inbox, 180 * SECOND);
        assertEquals(2, asked(inbox).size());
        assertEquals(-20, held(inbox, 1), "held");
    }

    @Test
    void shouldResumeInTwoStepsAndSayWhatIsAmiss() {
        Inbox inbox = two();
        inbox.ofStrategy(Cmd.RESUME, 0, 0);
        inbox.ofStrategy(Cmd.KILL, 0, 4);
        inbox.ofStrategy(Cmd.KILL, 0, 0);
        inbox.ofStrategy(Cmd.KILL, 2, 1);
        inbox.ofStrategy(Cmd.KILL, Nulls.U32, 1);
        inbox.ofStrategy(Cmd.KILL, 0, 2);
        inbox.ofStrategy(Cmd.RESUME, 0, 0);
        inbox.ofStrategy(Cmd.ARM, 0, 0);
        pass(inbox, TradingState.ARM_NS + 1);
        inbox.ofStrategy(Cmd.RESUME, 0, 0);
        inbox.ofStrategy(Cmd.ARM, 0, 0);
        inbox.ofStrategy(Cmd.RESUME, 0, 0);

        assertEquals(
                List.of(
                        Answer.NOT_KILLED,
                        Answer.BAD_FIELD,
                        Answer.BAD_FIELD,
                        Answer.UNKNOWN_STRATEGY,
                        Answer.UNKNOWN_STRATEGY,
                        Answer.DONE,
                        Answer.NOT_ARMED,
                        Answer.DONE,
                        Answer.NOT_ARMED,
                        Answer.DONE,
                        Answer.DONE),
                answers(inbox));
        assertEquals(7, inbox.engine.counters().count(Counters.Cause.COMMAND_REFUSED));
        inbox.mark(0, 10_000);
        inbox.trade(0, 10_000, 5, Side.BUY);
        pass(inbox, SECOND);
        assertEquals(-20, held(inbox, 0), "it enters again");
    }

    @Test
    void shouldStayKilledInAnotherEngine() {
        Phase phase = Phase.of(Operating.Mode.AUTO);
        phase.inbox.ofStrategy(Cmd.KILL, 0, 2);
        Phase other = phase.copy();

        assertEquals(2, other.inbox.engine.strategyKill(0));
        assertEquals(phase.inbox.engine.stateHashNow(), other.inbox.engine.stateHashNow());
        other.story.playTo(Phase.DECISION);
        assertEquals(List.of("strategy.kill 2 against 0"), other.denials());
    }
}
