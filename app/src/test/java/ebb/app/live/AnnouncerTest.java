package ebb.app.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Blocks;
import ebb.codecs.OutHead;
import ebb.codecs.Rules;
import ebb.codecs.sbe.AlertEncoder;
import ebb.codecs.sbe.RiskEventEncoder;
import ebb.codecs.sbe.RiskKind;
import ebb.codecs.sbe.RiskVerdict;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.Severity;
import ebb.codecs.sbe.StaleWhy;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.Trading;
import ebb.engine.Inexact;
import ebb.engine.book.BookStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
    private final List<String> said = new ArrayList<>();
    private final UnsafeBuffer slot = new UnsafeBuffer(new byte[1_024]);

    private static String name(int instrument) {
        return instrument == 3 ? "mexc/COIN_USDT" : null;
    }

    private Announcer announcer(boolean isDemo) {
        return new Announcer(AnnouncerTest::name, isDemo, text -> said.add("! " + text), text -> said.add("  " + text));
    }

    private void alert(Announcer to, String rule, int instrument) {
        alert(to, rule, instrument, Severity.WARN);
    }

    private void alert(Announcer to, String rule, int instrument, Severity severity) {
        Blocks.open(slot, 0, AlertEncoder.BLOCK_LENGTH, AlertEncoder.TEMPLATE_ID);
        OutHead.route(slot, 0, instrument, 0, 255, OutHead.WHOLE);
        AlertEncoder alert = new AlertEncoder().wrap(slot, 8);
        alert.alert(17).severity(severity).code(Rules.load().code(rule));
        to.onOutbound(AlertEncoder.TEMPLATE_ID, slot, 0, alert.limit());
    }

    private void killed(Announcer to, long position) {
        Blocks.open(slot, 0, AlertEncoder.BLOCK_LENGTH, AlertEncoder.TEMPLATE_ID);
        OutHead.route(slot, 0, 3, 0, 0, OutHead.WHOLE);
        AlertEncoder alert = new AlertEncoder().wrap(slot, 8);
        alert.alert(17)
                .ref(17)
                .value(position)
                .severity(Severity.CRITICAL)
                .code(Rules.load().code("NS-LIV-5"));
        to.onOutbound(AlertEncoder.TEMPLATE_ID, slot, 0, alert.limit());
    }

    @Test
    void shouldNameBothWaysOutOfAPositionOfAKilledStrategyNsLiv5() {
        try (Announcer to = announcer(false)) {
            killed(to, 12);
            killed(to, AlertEncoder.valueNullValue());
        }
        assertEquals(2, said.size(), said::toString);
        assertTrue(said.get(0).contains("ebb close DIR 12"), said::toString);
        assertTrue(said.get(0).contains("ebb ack DIR 17"), said::toString);
        assertTrue(said.get(1).contains("it has no position"), said::toString);
    }

    @Test
    void shouldNameTheAnalyticThatIsInexactNum2() {
        try (Announcer to = announcer(false)) {
            for (Inexact each : Inexact.values()) {
                Blocks.open(slot, 0, AlertEncoder.BLOCK_LENGTH, AlertEncoder.TEMPLATE_ID);
                OutHead.route(slot, 0, 3, 0, 255, OutHead.WHOLE);
                AlertEncoder alert = new AlertEncoder().wrap(slot, 8);
                alert.alert(17)
                        .value(each.value())
                        .severity(Severity.WARN)
                        .code(Rules.load().code("NUM-2"));
                to.onOutbound(AlertEncoder.TEMPLATE_ID, slot, 0, alert.limit());
            }
        }
        assertEquals(Inexact.values().length, said.size(), said::toString);
        assertTrue(
                said.get(0).startsWith("! mexc/COIN_USDT: its CVD: a sum does not fit a long: INEXACT"),
                said::toString);
        assertTrue(said.get(4).contains(": its depth: "), said::toString);
        assertEquals(null, Inexact.of(0));
        assertEquals(null, Inexact.of(AlertEncoder.valueNullValue()));
        assertEquals(null, Inexact.of(1_500_000));
    }

    private void risk(Announcer to, RiskKind kind, RiskVerdict verdict, int instrument, long value, int state) {
        Blocks.open(slot, 0, RiskEventEncoder.BLOCK_LENGTH, RiskEventEncoder.TEMPLATE_ID);
        OutHead.route(slot, 0, instrument, 0, 255, OutHead.WHOLE);
        RiskEventEncoder risk = new RiskEventEncoder().wrap(slot, 8);
        risk.kind(kind).verdict(verdict).value(value).threshold(10).to((short) state);
        to.onOutbound(RiskEventEncoder.TEMPLATE_ID, slot, 0, risk.limit());
    }

    private void all(Announcer to) {
        alert(to, "BOOK-12", 3);
        alert(to, "TIME-1", -1);
        risk(to, RiskKind.STREAM, RiskVerdict.DENY, 4, Stream.TRADES.value(), Session.STALE.value());
        risk(to, RiskKind.STREAM, RiskVerdict.PASS, 3, Stream.BOOK.value(), Session.LIVE.value());
        risk(to, RiskKind.BOOK, RiskVerdict.DENY, 3, StaleWhy.GAP.value(), BookStatus.STALE.ordinal());
        risk(to, RiskKind.LIMIT, RiskVerdict.DENY, 3, 1, 0);
        risk(to, RiskKind.TRADING_STATE, RiskVerdict.HALT, -1, 2, Trading.HALTED.value());
        risk(to, RiskKind.TRADING_STATE, RiskVerdict.PASS, -1, 0, Trading.NORMAL.value());
    }

    @Test
    void shouldSayWhatHappenedToWhatAndWhatToDo() {
        try (Announcer announcer = announcer(false)) {
            all(announcer);
        }
        assertEquals(
                List.of(
                        "! mexc/COIN_USDT: one side of its book has been empty for book.empty-alert; no entries there. Check"
                                + " whether the venue halts or delists it (BOOK-12)",
                        "! the clock fell back by more than time.max-back; trading was halted. Look for a second process on"
                                + " this journal's feeds or a broken machine, then ebb resume --arm and ebb resume (TIME-1)",
                        "! instrument 4: stream TRADES is STALE: refused 10 times within evt.refuse-limit; nothing of it is"
                                + " taken until that is past",
                        "  mexc/COIN_USDT: stream BOOK is taken again",
                        "  mexc/COIN_USDT: book STALE (GAP): no entries on it; a snapshot is asked for",
                        "! trading is HALTED, kill level 2; when its cause is gone: ebb resume --arm, then ebb resume",
                        "  trading is NORMAL, kill level 0"),
                said);
    }

    @Test
    void shouldKeepBooksToItselfInADemonstration() {
        try (Announcer announcer = announcer(true)) {
            all(announcer);
            alert(announcer, "TIME-5", -1);
            alert(announcer, "NS-EXE-3", 3, Severity.CRITICAL);
        }
        assertEquals(6, said.size());
    }

    /** NS-ALR-1: what is to be acknowledged needs its number; what is no more than news is told as such. */
    @Test
    void shouldSayTheNumberOfWhatIsCritical() {
        try (Announcer announcer = announcer(false)) {
            alert(announcer, "NS-EXE-3", 3, Severity.CRITICAL);
            alert(announcer, "NS-POS-1", 3, Severity.INFO);
        }
        assertEquals(2, said.size());
        assertTrue(said.get(0).startsWith("! mexc/COIN_USDT: ") && said.get(0).endsWith(" (NS-EXE-3, alert 17)"));
        assertEquals("  mexc/COIN_USDT: a trade was closed (NS-POS-1)", said.get(1));
    }

    @Test
    void shouldNotTellWhatTheProcesssOwnStopDoesToTrading() {
        try (Announcer announcer = announcer(false)) {
            announcer.leaving();
            all(announcer);
        }
        assertEquals(5, said.size());
    }

    @Test
    void shouldNotWaitForATerminalThatHangsAndSayWhatWasMissed() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        Consumer<String> terminal = text -> {
            try {
                hangs.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            said.add(text);
        };
        try (Announcer announcer = new Announcer(AnnouncerTest::name, false, terminal, terminal)) {
            for (int i = 0; i < 1_000; i++) {
                alert(announcer, "BOOK-12", 3);
            }
            hangs.countDown();
        }
        assertTrue(said.size() < 1_000 && said.size() > 200, said.size() + " said");
        assertTrue(said.stream().anyMatch(each -> each.contains("announcements found no room")));
    }
}
