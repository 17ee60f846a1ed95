package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Nulls;
import ebb.codecs.Rules;
import ebb.codecs.sbe.AlertDecoder;
import ebb.codecs.sbe.FeatureRowDecoder;
import ebb.codecs.sbe.FillDecoder;
import ebb.codecs.sbe.FundingKind;
import ebb.codecs.sbe.HistoryKind;
import ebb.codecs.sbe.HistoryRequestDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.TradeRecordDecoder;
import ebb.engine.perp.PerpState;
import ebb.engine.strategy.nullspectre.ConvictionSettings;
import ebb.engine.strategy.nullspectre.MicroUse;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Settlements of the past and how they are asked for (FUND-2 to 4). */
class FundingPastTest {
    private static final long MINUTE = PumpedCoins.MINUTE;
    private static final long HOUR = 60 * MINUTE;
    private static final int EIGHT_HOURS = 28_800;

    private final PumpedCoins coins = new PumpedCoins(PumpedCoins.settings(false));
    private final Inbox inbox = coins.inbox;
    private final Rules rules = Rules.load();

    /** Begin and end of each request for settlements, ns. */
    private List<List<Long>> asked() {
        List<List<Long>> asked = new ArrayList<>();
        HistoryRequestDecoder request = new HistoryRequestDecoder();
        for (UnsafeBuffer each : inbox.emitted(HistoryRequestDecoder.TEMPLATE_ID)) {
            request.wrapAndApplyHeader(each, 0, new MessageHeaderDecoder());
            if (request.what() == HistoryKind.FUNDING) {
                assertEquals(HistoryRequestDecoder.frameSecNullValue(), request.frameSec());
                asked.add(List.of(request.from(), request.to()));
            }
        }
        return asked;
    }

    /** So many settlements up to a time, the newest with that rate, the others 1e-9 less each. */
    private void past(int count, long newestNs, long rate) {
        for (int i = count - 1; i >= 0; i--) {
            inbox.settled(0, rate - i, newestNs - i * 8 * HOUR, EIGHT_HOURS);
        }
    }

    private long alerts(String rule) {
        AlertDecoder alert = new AlertDecoder();
        return inbox.emitted(AlertDecoder.TEMPLATE_ID).stream()
                .filter(each -> alert.wrapAndApplyHeader(each, 0, new MessageHeaderDecoder())
                                .code()
                        == rules.code(rule))
                .count();
    }

    @Test
    void shouldAskForThePastWhenABookIsLiveAndRankInItFund2() {
        coins.define(1);
        long begun = inbox.now;
        inbox.sessionLive(0, Stream.BOOK);
        assertEquals(List.of(List.of(begun - 90 * 8 * HOUR, begun)), asked());
        // A prediction came before the past did: each is a series of its own (EVT-4).
        inbox.funding(0, 300_000, FundingKind.PREDICTED, EIGHT_HOURS, begun + 7 * HOUR);
        past(90, begun - HOUR, 400_000);
        inbox.session(0, Stream.BOOK, Session.DOWN);
        inbox.sessionLive(0, Stream.BOOK);
        assertEquals(1, asked().size(), "nothing was settled since");
        for (int i = 0; i < 24 * 60 + 30; i++) {
            inbox.now += MINUTE;
            inbox.candle(0, 100_000, 100_010, 99_990, 100_000, 1_000);
        }
        FeatureRowDecoder row = new FeatureRowDecoder();
        UnsafeBuffer newest = inbox.emitted(FeatureRowDecoder.TEMPLATE_ID).get(0);
        row.wrapAndApplyHeader(newest, 0, new MessageHeaderDecoder());
        List<String> values = new ArrayList<>();
        for (FeatureRowDecoder.ValuesDecoder value : row.values()) {
            values.add(rules.name(value.name()) + " " + value.validity() + " " + value.value());
        }
        assertEquals("FUND-2 VALID 400", values.get(1));
        assertEquals("NS-FUN-2 VALID 0", values.get(2), "below all of the past");
        assertEquals(inbox.engine.stateHashAnew(), inbox.engine.stateHashNow());
        inbox.session(0, Stream.BOOK, Session.DOWN);
        inbox.sessionLive(0, Stream.BOOK);
        assertEquals(List.of(begun - HOUR + 1, inbox.now), asked().get(1), "since the newest held");
    }

    @Test
    void shouldTakeEachSettlementOnceAndOldOnesNeverEvt4() {
        coins.define(1);
        PerpState perp = inbox.engine.market(0).perp();
        past(3, inbox.now - HOUR, 100_000);
        assertEquals(inbox.now - HOUR, perp.settlements().settledNs());
        assertEquals(EIGHT_HOURS, perp.intervalSec(), "the past tells the interval where nobody else did");
        long digest = perp.digest();
        inbox.settled(0, 100_000, inbox.now - HOUR, EIGHT_HOURS);
        inbox.settled(0, 77_000, inbox.now - 9 * HOUR, EIGHT_HOURS);
        assertEquals(100_000, perp.settledRate());
        assertEquals(digest, perp.digest());
        inbox.settled(0, 100_500, inbox.now, 3_600);
        inbox.settled(0, 100_600, inbox.now + 1, Nulls.U32);
        assertEquals(3_600, perp.intervalSec(), "what is settled now says what the interval is");
    }

    @Test
    void shouldTakeAFlipOfThePastForOneFund3() {
        PumpedCoins story = new PumpedCoins(PumpedCoins.settings(ConvictionSettings.Weights.CANDLES, MicroUse.DEFAULT));
        Inbox inbox = story.inbox;
        story.define(1);
        long begun = inbox.now;
        inbox.funding(0, -200_000, FundingKind.PREDICTED, EIGHT_HOURS, begun + 7 * HOUR);
        inbox.settled(0, 200_000, begun - 9 * HOUR, EIGHT_HOURS);
        inbox.settled(0, -200_000, begun - HOUR, EIGHT_HOURS);
        story.play(1, 0, 0, PumpedCoins.LENGTH);
        PumpedCoins.Told first = story.signals(0).get(0);
        assertEquals(-1_000_000, first.of("NS-FUN-3").value(), "from + to − within a day");
    }

    /** What the first trade of the story got as funding, settled so long before, -1 for never. */
    private static long funding(long agoNs) {
        PumpedCoins story = new PumpedCoins(PumpedCoins.settings(false));
        story.define(1);
        boolean isSettled = false;
        for (int minute = 0; minute < PumpedCoins.LENGTH; minute++) {
            story.play(1, 0, minute, minute + 1);
            boolean isHeld = !story.inbox.emitted(FillDecoder.TEMPLATE_ID).isEmpty();
            if (isHeld && !isSettled && agoNs >= 0) {
                isSettled = true;
                story.inbox.mark(0, 130_000);
                story.inbox.settled(0, 1_000_000, story.inbox.now - agoNs, EIGHT_HOURS);
            }
        }
        TradeRecordDecoder trade = new TradeRecordDecoder();
        trade.wrapAndApplyHeader(
                story.inbox.emitted(TradeRecordDecoder.TEMPLATE_ID).get(0), 0, new MessageHeaderDecoder());
        return trade.funding();
    }

    @Test
    void shouldBookASettlementOfNowAndNoneOfThePastFund4() {
        assertEquals(0, funding(-1));
        long received = funding(0);
        assertTrue(received > 0, "a short is paid");
        assertEquals(received, funding(5 * MINUTE), "as late as it may be");
        assertEquals(0, funding(5 * MINUTE + 1), "later it is history");
    }

    @Test
    void shouldAskForASettlementThatWasDueAndTellOfOneThatIsMissedFund4() {
        PumpedCoins story = coins;
        story.define(1);
        int minute = 0;
        while (inbox.emitted(FillDecoder.TEMPLATE_ID).isEmpty()) {
            story.play(1, 0, minute, ++minute);
        }
        long due = inbox.now + MINUTE;
        int before = asked().size();
        inbox.funding(0, 200_000, FundingKind.PREDICTED, EIGHT_HOURS, due);
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            inbox.now += MINUTE;
            inbox.funding(0, 200_000, FundingKind.PREDICTED, EIGHT_HOURS, due + 8 * HOUR);
            steps.add(asked().size() - before + "/" + alerts("FUND-4"));
        }
        // By the minute since it was due, that itself included: asked after one and three, missed after five.
        assertEquals(List.of("0/0", "1/0", "1/0", "2/0", "2/0", "2/1", "2/1", "2/1"), steps);
        assertNotEquals(0, asked().get(before).get(0));
        assertEquals(inbox.engine.stateHashAnew(), inbox.engine.stateHashNow());
        inbox.now = due + 8 * HOUR;
        inbox.funding(0, 200_000, FundingKind.PREDICTED, EIGHT_HOURS, due + 16 * HOUR);
        inbox.settled(0, 200_000, due + 8 * HOUR, EIGHT_HOURS);
        inbox.now += 10 * MINUTE;
        inbox.funding(0, 200_000, FundingKind.PREDICTED, EIGHT_HOURS, due + 16 * HOUR);
        assertEquals(before + 2, asked().size(), "it came by itself");
    }
}
