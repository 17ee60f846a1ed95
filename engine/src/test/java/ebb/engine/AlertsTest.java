package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.codecs.KillLevel;
import ebb.codecs.Nulls;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.CtxStatus;
import ebb.codecs.sbe.FundingKind;
import ebb.codecs.sbe.Mode;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.Severity;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.SubState;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What people are told, and how often (NS-ALR-1). */
class AlertsTest extends AlertsRig {
    @Test
    void shouldTellTheSameKeyOnceInFiveMinutesAndAnotherAtOnce() {
        Inbox inbox = ready(Mode.BACKTEST);
        for (int i = 0; i < 10; i++) {
            inbox.subscription(0, Stream.BOOK, SubState.REFUSED);
            inbox.now += 29 * SECOND;
        }
        inbox.subscription(0, Stream.TRADES, SubState.REFUSED);
        inbox.subscription(1, Stream.BOOK, SubState.REFUSED);
        assertEquals(
                List.of(0, 0, 1),
                told(inbox, Severity.WARN, "NS-UNI-6").stream()
                        .map(Told::instrument)
                        .toList(),
                "once for each stream of each instrument");
        inbox.now += 9 * SECOND;
        inbox.subscription(0, Stream.BOOK, SubState.REFUSED);
        assertEquals(3, told(inbox, Severity.WARN, "NS-UNI-6").size(), "one second before the five minutes");
        inbox.now += SECOND;
        inbox.subscription(0, Stream.BOOK, SubState.REFUSED);
        assertEquals(4, told(inbox, Severity.WARN, "NS-UNI-6").size());
    }

    @Test
    void shouldRepeatWhatIsCriticalEachMinuteUntilItIsAcknowledged() {
        Inbox inbox = ready(Mode.PAPER);
        sell(inbox);
        inbox.session(0, Stream.BOOK, Session.DOWN);
        pass(inbox, 3 * MINUTE + SECOND);
        List<Told> lost = told(inbox, Severity.CRITICAL, "NS-EXE-3");
        assertEquals(List.of(0, 1, 2, 3), lost.stream().map(Told::repeat).toList(), "at once, then after each minute");
        assertEquals(Nulls.ID, lost.get(0).ref());
        assertEquals(lost.get(0).id(), lost.get(3).ref(), "a repeat names the first");
        inbox.command(Cmd.ACK_ALERT, 0, lost.get(1).id() + 100, "t");
        assertEquals(1, inbox.engine.counters().count(Counters.Cause.BAD_FIELD), "there is no such alert");
        inbox.command(Cmd.ACK_ALERT, 0, lost.get(0).id(), "t");
        pass(inbox, 5 * MINUTE);
        assertEquals(4, told(inbox, Severity.CRITICAL, "NS-EXE-3").size(), "acknowledged");
    }

    @Test
    void shouldAcknowledgeAllAtOnce() {
        Inbox inbox = ready(Mode.PAPER);
        sell(inbox);
        inbox.session(0, Stream.BOOK, Session.DOWN);
        inbox.command(Cmd.KILL, 1);
        inbox.command(Cmd.ACK_ALERT, 0);
        pass(inbox, 4 * MINUTE);
        assertEquals(1, told(inbox, Severity.CRITICAL, "NS-EXE-3").size());
        assertEquals(1, told(inbox, Severity.CRITICAL, "NS-LIV-5").size());
    }

    @Test
    void shouldNotRepeatWhereNobodyCanAcknowledge() {
        Inbox inbox = ready(Mode.BACKTEST);
        sell(inbox);
        inbox.session(0, Stream.BOOK, Session.DOWN);
        pass(inbox, 4 * MINUTE);
        assertEquals(1, told(inbox, Severity.CRITICAL, "NS-EXE-3").size());
    }

    @Test
    void shouldTellOfAPersonsKillAndNotOfTheEndOfARun() {
        Inbox inbox = ready(Mode.PAPER);
        inbox.command(Cmd.KILL, 2, Nulls.ID, KillLevel.PROCESS);
        assertEquals(List.of(), told(inbox, Severity.CRITICAL, "NS-LIV-5"));
        inbox.command(Cmd.KILL, 2);
        assertEquals(
                2_000_000, told(inbox, Severity.CRITICAL, "NS-LIV-5").get(0).value());
    }

    @Test
    void shouldTellOfFillsAndOfTheEndOfATrade() {
        Inbox inbox = ready(Mode.BACKTEST);
        sell(inbox);
        price(inbox, 8_990);
        pass(inbox, 2 * SECOND);
        assertEquals(0, inbox.engine.orders().positions().net(0));
        assertEquals(1, told(inbox, Severity.INFO, "NS-ENT-1").size());
        assertEquals(1, told(inbox, Severity.INFO, "NS-POS-1").size());
    }

    @Test
    void shouldGoOnFromASnapshotAsIfNothingHadHappened() {
        Inbox inbox = ready(Mode.PAPER);
        inbox.series(1, "mcap", 86_400, 172_800);
        inbox.context(1, 0, 5_000_000, 0, inbox.now, CtxStatus.OK);
        inbox.funding(0, 300_000, FundingKind.PREDICTED);
        sell(inbox);
        inbox.session(0, Stream.BOOK, Session.DOWN);
        inbox.mark(0, STOP + 5);
        pass(inbox, 30 * SECOND);
        SnapshotWriter writer = new SnapshotWriter();
        inbox.engine.writeTo(writer);
        byte[] bytes = new byte[writer.length()];
        writer.buffer().getBytes(0, bytes);
        Inbox other = new Inbox(Inbox.settings(), new Seller());
        other.engine.readFrom(new SnapshotReader(new UnsafeBuffer(bytes), 0, bytes.length));
        assertEquals(inbox.engine.stateHashNow(), other.engine.stateHashNow());
        other.follow(inbox);
        pass(inbox, 5 * MINUTE);
        pass(other, 5 * MINUTE);
        assertEquals(inbox.engine.stateHashNow(), other.engine.stateHashNow());
        List<Told> all = told(inbox);
        List<Told> since = told(other);
        assertEquals(10, since.size(), "two alerts, five repeats each");
        assertEquals(all.subList(all.size() - since.size(), all.size()), since);
    }
}
