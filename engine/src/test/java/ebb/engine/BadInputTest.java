package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Nulls;
import ebb.codecs.OutHead;
import ebb.codecs.Rules;
import ebb.codecs.StreamReason;
import ebb.codecs.sbe.AlertDecoder;
import ebb.codecs.sbe.BookResyncDecoder;
import ebb.codecs.sbe.FundingKind;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.Mode;
import ebb.codecs.sbe.RiskEventDecoder;
import ebb.codecs.sbe.RiskKind;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.StaleWhy;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.SubState;
import ebb.codecs.sbe.Trading;
import ebb.engine.book.BookCount;
import ebb.engine.book.BookStatus;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What bad input does to the engine: what changes, what is counted, which event says so. */
class BadInputTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int UNDECODABLE = 0;

    private final Inbox inbox = new Inbox();

    @BeforeEach
    void boot() {
        boot(Mode.BACKTEST);
    }

    private void boot(Mode mode) {
        inbox.mode = mode;
        inbox.start();
        inbox.define(0, "COIN", SeqModel.RANGE);
        inbox.sessionLive(0, Stream.BOOK);
        inbox.sessionLive(0, Stream.TRADES);
        inbox.snapshot(0, 1, 10_000, 10_002, 5);
        inbox.reconciled();
        inbox.emitted.clear();
    }

    /** What was emitted since, in words. */
    private List<String> events() {
        List<String> events = new ArrayList<>();
        RiskEventDecoder risk = new RiskEventDecoder();
        AlertDecoder alert = new AlertDecoder();
        BookResyncDecoder resync = new BookResyncDecoder();
        for (UnsafeBuffer each : inbox.emitted) {
            long at = (OutHead.time(each, 0) - Inbox.T0) / 1_000_000;
            switch (ebb.codecs.Slots.templateId(each, 0)) {
                case RiskEventDecoder.TEMPLATE_ID -> {
                    risk.wrapAndApplyHeader(each, 0, new MessageHeaderDecoder());
                    events.add(at + " " + words(risk));
                }
                case AlertDecoder.TEMPLATE_ID -> {
                    alert.wrapAndApplyHeader(each, 0, new MessageHeaderDecoder());
                    events.add(at + " " + alert.severity() + " " + rule(alert.code()));
                }
                case BookResyncDecoder.TEMPLATE_ID -> {
                    resync.wrapAndApplyHeader(each, 0, new MessageHeaderDecoder());
                    events.add(at + " resync " + resync.reason() + " " + resync.attempt());
                }
                default -> {
                    // Hashes.
                }
            }
        }
        inbox.emitted.clear();
        return events;
    }

    private static String words(RiskEventDecoder risk) {
        String what = risk.kind() + " " + risk.verdict();
        if (risk.kind() == RiskKind.BOOK) {
            BookStatus to = BookStatus.values()[risk.to()];
            return what + " " + to + (to == BookStatus.STALE ? " " + StaleWhy.get((short) risk.value()) : "");
        }
        if (risk.kind() == RiskKind.STREAM) {
            return what + " " + Stream.get((short) risk.value()) + " " + Session.get(risk.from()) + " to "
                    + Session.get(risk.to());
        }
        return what + " " + Trading.values()[risk.to()];
    }

    private static String rule(int code) {
        return Rules.load().name(code);
    }

    private void isConsistent() {
        assertEquals(inbox.engine.stateHashAnew(), inbox.engine.stateHashNow());
    }

    @Test
    void shouldTellWhyADepthStreamHasAHole() {
        inbox.now += 2 * SECOND;
        inbox.session(0, Stream.BOOK, Session.GAP, UNDECODABLE);
        assertEquals(List.of("2000 BOOK DENY STALE REFUSED", "2000 resync REFUSED 1"), events());
        inbox.session(0, Stream.BOOK, Session.GAP, StreamReason.PRECISION);
        inbox.session(0, Stream.BOOK, Session.GAP, StreamReason.RING_FULL);
        assertEquals(List.of("2000 BOOK DENY STALE PRECISION", "2000 BOOK DENY STALE GAP"), events());
        inbox.snapshot(0, 2, 10_000, 10_002, 5);
        assertEquals(List.of("2000 BOOK PASS LIVE"), events());
    }

    @Test
    void shouldHoldABookBackWhoseStreamIsRefusedTooOftenEvt5() {
        for (int i = 0; i < 9; i++) {
            inbox.now = Inbox.T0 + i * SECOND;
            inbox.session(0, Stream.BOOK, Session.GAP, UNDECODABLE);
            inbox.snapshot(0, 2 + i, 10_000, 10_002, 5);
        }
        assertTrue(inbox.engine.market(0).book().isLive());
        events();
        inbox.now = Inbox.T0 + 9 * SECOND;
        inbox.session(0, Stream.BOOK, Session.GAP, UNDECODABLE);
        assertEquals(
                List.of("9000 STREAM DENY BOOK LIVE to STALE", "9000 WARN EVT-5", "9000 BOOK DENY STALE REFUSED"),
                events());
        isConsistent();
        // Neither a snapshot nor another refusal moves it, and it asks for nothing.
        inbox.snapshot(0, 20, 10_000, 10_002, 5);
        inbox.now += 20 * SECOND;
        inbox.session(0, Stream.BOOK, Session.GAP, UNDECODABLE);
        assertEquals(StaleWhy.REFUSED, inbox.engine.market(0).book().reason());
        inbox.now = Inbox.T0 + 60 * SECOND;
        inbox.tick();
        assertEquals(List.of(), events());
        // Of the last ten the oldest is now of second 1.
        inbox.now = Inbox.T0 + 61 * SECOND;
        inbox.tick();
        assertEquals(List.of("61000 STREAM PASS BOOK STALE to LIVE", "61000 resync REFUSED 1"), events());
        inbox.snapshot(0, 21, 10_000, 10_002, 5);
        assertEquals(List.of("61000 BOOK PASS LIVE"), events());
        isConsistent();
    }

    @Test
    void shouldTakeATapeForDownThatIsRefusedTooOftenEvt5() {
        for (int i = 0; i < 10; i++) {
            inbox.trade(0, i % 2 == 0 ? 0 : 10_001, i % 2 == 0 ? 1 : 0, Side.BUY);
        }
        assertEquals(List.of("0 STREAM DENY TRADES LIVE to STALE", "0 WARN EVT-5"), events());
        assertTrue(inbox.engine.market(0).tape().epoch().isDown());
        assertEquals(5, inbox.engine.counters().count(Counters.Cause.BAD_PRICE));
        assertEquals(5, inbox.engine.counters().count(Counters.Cause.BAD_QUANTITY));
        inbox.sessionLive(0, Stream.TRADES);
        assertTrue(inbox.engine.market(0).tape().epoch().isDown(), "told again of the same session");
        isConsistent();
        inbox.now += 60 * SECOND;
        inbox.tick();
        assertTrue(events().contains("60000 STREAM PASS TRADES STALE to LIVE"));
        assertFalse(inbox.engine.market(0).tape().epoch().isDown());
        isConsistent();
    }

    @Test
    void shouldForgetRefusalsWithTheirSessionEvt5() {
        for (int i = 0; i < 10; i++) {
            inbox.session(0, Stream.BOOK, Session.GAP, UNDECODABLE);
        }
        events();
        inbox.session(0, Stream.BOOK, Session.DOWN);
        assertEquals(List.of("0 STREAM PASS BOOK STALE to DOWN", "0 BOOK DENY STALE SESSION"), events());
        inbox.session(0, Stream.BOOK, Session.LIVE);
        inbox.snapshot(0, 2, 10_000, 10_002, 5);
        assertTrue(inbox.engine.market(0).book().isLive());
        events();
        inbox.session(0, Stream.BOOK, Session.GAP, UNDECODABLE);
        assertEquals("0 BOOK DENY STALE REFUSED", events().get(0), "one more hole is the first, not the eleventh");
        assertFalse(inbox.engine.market(0).book().isLive());
        isConsistent();
    }

    @Test
    void shouldNotMindRefusalsThatAreFarApartOrNone() {
        for (int i = 0; i < 30; i++) {
            inbox.now += 7 * SECOND;
            inbox.trade(0, 0, 1, Side.BUY);
            inbox.session(0, Stream.BOOK, Session.GAP, StreamReason.RING_FULL);
        }
        assertFalse(String.join(" ", events()).contains("STREAM"));
        isConsistent();
    }

    @Test
    void shouldHaltWhenTheClockOfALiveRunFallsBackTime1() {
        Inbox live = new Inbox();
        live.mode = Mode.PAPER;
        live.start();
        live.reconciled();
        live.emitted.clear();
        live.now -= SECOND;
        live.tick();
        assertEquals(Trading.NORMAL, live.engine.trading().state(), "as far as time.max-back");
        live.now -= 1;
        live.tick();
        live.tick();
        assertEquals(Trading.HALTED, live.engine.trading().state());
        assertEquals(3, live.engine.counters().count(Counters.Cause.CLOCK_BACKWARD));
        assertEquals(1, live.emitted(AlertDecoder.TEMPLATE_ID).size(), "said once");
        AlertDecoder alert = new AlertDecoder();
        alert.wrapAndApplyHeader(live.emitted(AlertDecoder.TEMPLATE_ID).get(0), 0, new MessageHeaderDecoder());
        assertEquals("TIME-1", rule(alert.code()));
        assertEquals(1, live.emitted(RiskEventDecoder.TEMPLATE_ID).size());
    }

    @Test
    void shouldOnlyCountStepsBackInAFileTime1() {
        inbox.now -= 3_600 * SECOND;
        inbox.tick();
        assertEquals(1, inbox.engine.counters().count(Counters.Cause.CLOCK_BACKWARD));
        assertEquals(Trading.NORMAL, inbox.engine.trading().state());
        assertEquals(List.of(), events());
    }

    @Test
    void shouldStampWhatATimerEmitsWithItsDeadlineTime3() {
        inbox.snapshot(0, 2, 10_002, 10_001, 5);
        inbox.now += 7 * SECOND;
        inbox.tick();
        assertEquals(
                List.of("0 BOOK DENY CROSSED", "1000 BOOK DENY STALE CROSS_TIMEOUT", "1000 resync CROSS_TIMEOUT 1"),
                events().subList(0, 3));
    }

    @Test
    void shouldAlertWhenTimeJumpsAheadTime5() {
        inbox.now += 61 * SECOND;
        inbox.tick();
        assertEquals(1, inbox.engine.counters().count(Counters.Cause.CLOCK_JUMP));
        assertEquals("0 WARN TIME-5", events().get(0));
        assertEquals(Inbox.T0 + 61 * SECOND, inbox.engine.nowNs());
    }

    @Test
    void shouldAlertWhenASideStaysEmptyBook12() {
        inbox.emptySide(0, 2, 10_000);
        assertTrue(inbox.engine.market(0).book().isLive(), "legal");
        assertEquals(1, inbox.engine.market(0).book().count(BookCount.ONE_SIDED));
        inbox.now += 5 * SECOND;
        inbox.mark(0, 10_001);
        inbox.now += 6 * SECOND;
        inbox.mark(0, 10_001);
        assertTrue(events().contains("10000 WARN BOOK-12"));
    }

    @Test
    void shouldAlertWhenAVenueRefusesAStream() {
        inbox.subscription(0, Stream.MARK, SubState.ACTIVE);
        assertEquals(List.of(), events());
        inbox.subscription(0, Stream.MARK, SubState.REFUSED);
        assertEquals(List.of("0 WARN NS-UNI-6"), events());
        assertEquals(1, inbox.engine.counters().count(Counters.Cause.STREAM_REFUSED));
        assertEquals(0, inbox.engine.counters().count(Counters.Cause.UNKNOWN_TEMPLATE));
    }

    @Test
    void shouldCountPrintsOutsideAnyBook() {
        inbox.session(0, Stream.BOOK, Session.DOWN);
        inbox.trade(0, 10_001, 1, Side.BUY);
        assertEquals(1, inbox.engine.counters().count(Counters.Cause.TRADE_WITHOUT_BOOK));
        assertEquals(10_001, inbox.engine.market(0).lastPrice(), "the print itself is good");
    }

    /** Beyond 100 % an interval no product with a notional or an interval is sure to fit, and no venue goes there. */
    @Test
    void shouldRefuseAFundingRateThatIsNoneFund1() {
        inbox.funding(0, 100_000, FundingKind.PREDICTED);
        for (long rate : new long[] {1_000_000_001L, -1_000_000_001L, 530_000_000_000_000L, Long.MIN_VALUE}) {
            inbox.funding(0, rate, FundingKind.PREDICTED);
            inbox.funding(0, rate, FundingKind.SETTLED);
        }
        assertEquals(8, inbox.engine.counters().count(Counters.Cause.BAD_FIELD));
        assertEquals(100_000, inbox.engine.market(0).perp().fundingRate());
        assertEquals(Nulls.LONG, inbox.engine.market(0).perp().settledRate());
        inbox.funding(0, -1_000_000_000L, FundingKind.PREDICTED);
        assertEquals(-1_000_000_000L, inbox.engine.market(0).perp().fundingRate());
        isConsistent();
    }
}
