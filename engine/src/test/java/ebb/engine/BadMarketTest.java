package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.AlertDecoder;
import ebb.codecs.sbe.FundingKind;
import ebb.codecs.sbe.HistoryRequestDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.NewOrderDecoder;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.TradeRecordDecoder;
import ebb.engine.strategy.nullspectre.ConvictionSettings;
import ebb.engine.strategy.nullspectre.MicroUse;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.ToLongFunction;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What NullSpectre makes of a market that is not as it should be: terms that change, history that lacks, prices nobody paid. */
class BadMarketTest {
    private static final String COIN = "COIN0";
    /** Minutes: each push's peak lies in the quarter hour before. */
    private static final int FIRST_PUSH = 41 * 15;

    private static final int SECOND_PUSH = 46 * 15;
    private static final int THIRD_PUSH = 51 * 15;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PumpedCoins coins = new PumpedCoins(PumpedCoins.settings(false));

    private void play(int from, int to) {
        coins.play(1, 0, from, to);
    }

    private List<PumpedCoins.Told> issued() {
        return coins.signals().stream()
                .filter(each -> each.status().equals("ISSUED"))
                .toList();
    }

    private List<UnsafeBuffer> orders() {
        return coins.inbox.emitted(NewOrderDecoder.TEMPLATE_ID);
    }

    private List<Long> ofOrders(ToLongFunction<NewOrderDecoder> field) {
        NewOrderDecoder order = new NewOrderDecoder();
        return orders().stream()
                .map(each -> field.applyAsLong(order.wrapAndApplyHeader(each, 0, header)))
                .toList();
    }

    private long alerts(String rule) {
        AlertDecoder alert = new AlertDecoder();
        int code = ebb.codecs.Rules.load().code(rule);
        return coins.inbox.emitted(AlertDecoder.TEMPLATE_ID).stream()
                .filter(each -> alert.wrapAndApplyHeader(each, 0, header).code() == code)
                .count();
    }

    private void assertSound() {
        assertEquals(coins.inbox.engine.stateHashAnew(), coins.inbox.engine.stateHashNow());
    }

    @Test
    void shouldBeginAnewWhenTheTickChangesDuringASetup() {
        coins.define(1);
        play(0, SECOND_PUSH + 20);
        coins.inbox.define(0, COIN, terms -> terms.tick(25).lot(10).minQty(10));
        play(SECOND_PUSH + 20, PumpedCoins.LENGTH);

        assertEquals(1, alerts("INST-5"));
        assertTrue(issued().isEmpty(), "its levels were those of another grid: " + coins.signals());
        assertTrue(orders().isEmpty());
        assertSound();
    }

    @Test
    void shouldLeadAPositionToItsEndOnTheGridThatHoldsThen() {
        coins.define(1);
        play(0, THIRD_PUSH + 20);
        assertEquals(1, issued().size(), "" + coins.signals());
        coins.inbox.define(0, COIN, terms -> terms.tick(50));
        play(THIRD_PUSH + 20, PumpedCoins.LENGTH);

        assertEquals(1, alerts("INST-5"));
        assertEquals(1, coins.inbox.emitted(TradeRecordDecoder.TEMPLATE_ID).size());
        assertTrue(ofOrders(NewOrderDecoder::stop).stream().anyMatch(stop -> stop != Nulls.LONG), "it had its stop");
        assertSound();
    }

    @Test
    void shouldRefuseOtherUnitsWhileAPositionIsOpen() {
        coins.define(1);
        play(0, THIRD_PUSH + 20);
        coins.inbox.define(0, COIN, terms -> terms.pe((byte) -5));

        assertEquals(1, alerts("INST-1"));
        play(THIRD_PUSH + 20, PumpedCoins.LENGTH);
        assertEquals(1, coins.inbox.emitted(TradeRecordDecoder.TEMPLATE_ID).size(), "it ends in the units it began in");
        assertSound();
    }

    @Test
    void shouldScoreFundingByItsNewInterval() {
        long usual = fundingScore(28_800, 500_000);
        assertEquals(usual, fundingScore(14_400, 250_000), "half the rate twice as often");
        assertEquals(44_444_444, usual, "5 bp of 1 to 10");
        assertEquals(100_000_000, fundingScore(14_400, 500_000), "10 bp in 8 h");
    }

    /** NS-FUN-1 of the signal, rate and interval having changed after the first push; rate in 1e-9. */
    private static long fundingScore(int intervalSec, long rate) {
        PumpedCoins coins = new PumpedCoins(PumpedCoins.settings(ConvictionSettings.Weights.CANDLES, MicroUse.DEFAULT));
        coins.define(1);
        coins.inbox.funding(0, 900_000, FundingKind.PREDICTED, 28_800);
        coins.play(1, 0, 0, FIRST_PUSH);
        coins.inbox.funding(0, rate, FundingKind.PREDICTED, intervalSec);
        coins.play(1, 0, FIRST_PUSH, THIRD_PUSH + 20);
        return coins.signals().get(0).of("NS-FUN-1").value();
    }

    @Test
    void shouldJudgeNothingBeforeItsRangesHaveSettled() {
        coins.define(1);
        play(FIRST_PUSH - 20, PumpedCoins.LENGTH);

        assertTrue(issued().isEmpty(), "two bars are no range: " + coins.signals());
        assertTrue(orders().isEmpty());
        assertSound();
    }

    @Test
    void shouldNotCountAPushThatLiesInAHoleAndAskForIt() {
        coins.define(1);
        play(0, FIRST_PUSH + 60);
        int hole = SECOND_PUSH - 30;
        play(FIRST_PUSH + 60, hole);
        coins.inbox.session(0, Stream.TRADES, Session.DOWN);
        coins.inbox.now += 60 * PumpedCoins.MINUTE;
        coins.inbox.session(0, Stream.TRADES, Session.LIVE);
        play(hole + 60, PumpedCoins.LENGTH);

        assertTrue(issued().isEmpty(), "two pushes were seen: " + coins.signals());
        assertTrue(
                coins.inbox.emitted(HistoryRequestDecoder.TEMPLATE_ID).stream().anyMatch(this::isMinutes),
                "the hole is asked for");
        assertSound();
    }

    private boolean isMinutes(UnsafeBuffer request) {
        HistoryRequestDecoder history = new HistoryRequestDecoder();
        history.wrapAndApplyHeader(request, 0, header);
        return history.to() - history.from() >= 60 * PumpedCoins.MINUTE;
    }

    @Test
    void shouldNotCountAPushInWhichNothingWasTraded() {
        coins.define(1);
        play(0, FIRST_PUSH + 20);
        quiet(FIRST_PUSH + 20, SECOND_PUSH + 20);
        play(SECOND_PUSH + 20, PumpedCoins.LENGTH);

        assertTrue(issued().isEmpty(), "" + coins.signals());
        assertSound();
    }

    /** Minutes whose candles say that nobody traded. */
    private void quiet(int from, int to) {
        each(from, to, minute -> coins.inbox.candle(0, 136_000, 136_000, 136_000, 136_000, 0));
    }

    private void each(int from, int to, IntConsumer candle) {
        for (int minute = from; minute < to; minute++) {
            coins.inbox.now += PumpedCoins.MINUTE;
            candle.accept(minute);
        }
    }

    @Test
    void shouldNotEnterUnderAWickOfAThousandPercent() {
        coins.define(1);
        play(0, SECOND_PUSH + 20);
        each(0, 1, minute -> coins.inbox.candle(0, 133_000, 1_400_000, 132_900, 133_000, 1_000));
        play(SECOND_PUSH + 21, PumpedCoins.LENGTH);

        assertTrue(coins.signals().isEmpty(), "below the wick no level is the top: " + coins.signals());
        assertTrue(orders().isEmpty());
        assertSound();
    }

    @Test
    void shouldSkipWhatItsAccountCannotCarry() {
        coins.inbox.define(0, COIN, terms -> terms.minQty(1_000_000).lot(1_000));
        coins.inbox.reconciled();
        play(0, PumpedCoins.LENGTH);

        assertFalse(coins.signals().isEmpty());
        for (PumpedCoins.Told each : coins.signals()) {
            assertEquals("DECLINED", each.status());
            assertEquals("NS-RSK-3", each.denial(), each.toString());
        }
        assertTrue(orders().isEmpty(), "never rounded up");
        assertSound();
    }
}
