package ebb.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.SeqModel;
import ebb.engine.state.Validity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DepthTest {
    /** Levels at 1…100 ticks from 10,000 on both sides, 1 each; bids end at a horizon, asks do not. */
    private static BookFixture withHorizon(int limit) {
        BookFixture f = new BookFixture(SeqModel.STEP, BookFixture.bounded(1, 1, 1, 1_000), BookSettings.UNBOUNDED);
        f.book.beginSnapshot(BookBuilder.NO_CONNECTION, BookFixture.WHOLE, 1, limit, 0);
        for (int i = 1; i <= 100; i++) {
            if (i <= limit) {
                f.book.bid(10_000 - i, 1);
            }
            f.book.ask(10_000 + i, 1);
        }
        f.book.endSnapshot();
        return f;
    }

    @Test
    void shouldFlagALowerBoundWhereTheBandReachesTheHorizonDepth2() {
        BookFixture f = withHorizon(50);
        BandDepth depth = new BandDepth(10);
        // 9,949 is the horizon: 51 bp of 10,000 reach it, 50 bp do not.
        assertEquals(Validity.VALID, depth.measure(f.book.book(), 50));
        assertFalse(depth.isLowerBound());
        assertEquals(50, depth.bidQuantity());
        depth.measure(f.book.book(), 51);
        assertTrue(depth.isLowerBound());
        assertEquals(50, depth.bidQuantity());
        assertEquals(51, depth.askQuantity());
    }

    @Test
    void shouldNarrowBothSidesToWhatIsKnownDepth3() {
        BookFixture f = withHorizon(50);
        BandDepth depth = new BandDepth(10);
        assertEquals(Validity.VALID, depth.measureBalanced(f.book.book(), 100));
        assertEquals(50, depth.bandBp(), "the widest band still better than the horizon");
        assertEquals(50, depth.bidQuantity());
        assertEquals(50, depth.askQuantity());
        assertEquals(0, depth.imbalance());
        assertEquals(Validity.VALID, depth.measureBalanced(f.book.book(), 20));
        assertEquals(20, depth.bandBp());
        assertEquals(Validity.VALID, new BandDepth(50).measureBalanced(f.book.book(), 100));
        assertEquals(Validity.INEXACT, new BandDepth(51).measureBalanced(f.book.book(), 100));
    }

    @Test
    void shouldCountKnownLevelsOnlyAmongTheBestDepth3() {
        BookFixture f = withHorizon(8);
        f.books.alive(BookFixture.SOCKET);
        // Beyond the horizon: stored, not known.
        f.step(2, "b9950x7");
        BandDepth depth = new BandDepth(10);
        assertEquals(Validity.VALID, depth.measureTop(f.book.book(), 8));
        assertEquals(Validity.INEXACT, depth.measureTop(f.book.book(), 20));
        assertTrue(depth.isLowerBound());
        assertEquals(8, depth.bidQuantity());
        assertEquals(20, depth.askQuantity());
    }

    @Test
    void shouldSayInexactWhenASumDoesNotFit() {
        OrderBook book = new OrderBook(1);
        book.set(true, 100, Long.MAX_VALUE);
        book.set(true, 99, 1);
        book.set(false, 101, 1);
        BandDepth depth = new BandDepth(10);
        assertEquals(Validity.INEXACT, depth.measureTop(book, 2));
        assertEquals(Validity.INEXACT, depth.measure(book, 200));
        assertEquals(Validity.VALID, depth.measureTop(book, 1));
    }

    @Test
    void shouldAgreeWithFractionsOnRandomBooks() {
        for (int seed = 0; seed < 400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long tick = random.nextLong(1, 50);
            OrderBook book = new OrderBook(tick);
            long centre = random.nextLong(500, 1L << random.nextInt(10, 40));
            for (int i = 0; i < 60; i++) {
                book.set(true, (centre - random.nextLong(0, 300)) * tick, random.nextLong(1, 1L << 40));
                book.set(false, (centre + 1 + random.nextLong(0, 300)) * tick, random.nextLong(1, 1L << 40));
            }
            band(book, random.nextInt(1, 600), "seed " + seed);
            walk(book, random.nextBoolean(), random.nextLong(1, 1L << 45), random.nextLong(50), "seed " + seed);
        }
    }

    private static void band(OrderBook book, int bp, String where) {
        BigInteger mid2 = BigInteger.valueOf(book.bestBid()).add(BigInteger.valueOf(book.bestAsk()));
        long bids = 0;
        for (long p = book.bids().bestPrice();
                p != BookSide.NO_PRICE;
                p = book.bids().nextPrice(p)) {
            BigInteger edge = mid2.multiply(BigInteger.valueOf(10_000 - bp));
            if (BigInteger.valueOf(p).multiply(BigInteger.valueOf(20_000)).compareTo(edge) >= 0) {
                bids += book.bids().quantity(p);
            }
        }
        long asks = 0;
        for (long p = book.asks().bestPrice();
                p != BookSide.NO_PRICE;
                p = book.asks().nextPrice(p)) {
            BigInteger edge = mid2.multiply(BigInteger.valueOf(10_000 + bp));
            if (BigInteger.valueOf(p).multiply(BigInteger.valueOf(20_000)).compareTo(edge) <= 0) {
                asks += book.asks().quantity(p);
            }
        }
        BandDepth depth = new BandDepth(10);
        assertEquals(Validity.VALID, depth.measure(book, bp), where);
        assertEquals(bids, depth.bidQuantity(), where);
        assertEquals(asks, depth.askQuantity(), where);
    }

    private static void walk(OrderBook book, boolean isBuy, long quantity, long own, String where) {
        BookSide side = isBuy ? book.asks() : book.bids();
        long left = quantity;
        BigInteger cost = BigInteger.ZERO;
        for (long p = side.bestPrice(); p != BookSide.NO_PRICE && left > 0; p = side.nextPrice(p)) {
            long taken = Math.min(left, Math.max(0, side.quantity(p) - own));
            cost = cost.add(BigInteger.valueOf(p).multiply(BigInteger.valueOf(taken)));
            left -= taken;
        }
        BookWalk walk = new BookWalk();
        walk.walk(book, isBuy, quantity, (isBid, price) -> isBid == isBuy ? Long.MAX_VALUE : own);
        assertEquals(quantity - left, walk.filled(), where);
        assertEquals(left, walk.remainder(), where);
        BigDecimal vwap = new BigDecimal(cost)
                .divide(BigDecimal.valueOf(walk.filled()), 0, isBuy ? RoundingMode.CEILING : RoundingMode.FLOOR);
        assertEquals(vwap.longValueExact(), walk.vwap(), where);
        BigDecimal mid = BigDecimal.valueOf(book.bestBid())
                .add(BigDecimal.valueOf(book.bestAsk()))
                .divide(BigDecimal.valueOf(2));
        double slip = vwap.subtract(mid)
                .multiply(BigDecimal.valueOf(isBuy ? 10_000 : -10_000))
                .divide(mid, MathContext.DECIMAL64)
                .doubleValue();
        assertEquals(slip, walk.slippageToMidBp(), 1e-9 * Math.abs(slip) + 1e-9, where);
        assertTrue(walk.slippageToTouchBp() >= 0, where);
    }

    @Test
    void shouldDenyWhatIsNotSurelyThereDepth6() {
        BookFixture f = withHorizon(50);
        BookWalk walk = new BookWalk();
        assertTrue(walk.walk(f.book.book(), false, 50));
        // 25.5 ticks of 10,000 on average, rounded down against the seller.
        assertEquals(9_974, walk.vwap());
        assertEquals(26.0, walk.slippageToMidBp(), 1e-9);
        assertTrue(walk.isWithin(26.0));
        assertFalse(walk.isWithin(25.999998));
        assertEquals(10_000.0 * 25 / 9_999, walk.slippageToTouchBp(), 1e-9);
        assertTrue(walk.walk(f.book.book(), false, 51));
        assertEquals(1, walk.remainder());
        assertTrue(walk.isLowerBound());
        assertFalse(walk.isWithin(10_000));
        assertTrue(walk.walk(f.book.book(), true, 101));
        assertFalse(walk.isLowerBound(), "asks are known to the end");
        assertFalse(walk.isWithin(10_000), "and are not enough");
        assertFalse(walk.walk(f.book.book(), true, 0), "nothing asked, no price");
        assertEquals(BookSide.NO_PRICE, walk.vwap());
    }

    @Test
    void shouldSmoothWhileLiveAndWarmUpAnewAfterAStaleIntervalDepth4() {
        BookFixture f = new BookFixture(SeqModel.STEP);
        SmoothedImbalance smoothed = SmoothedImbalance.ofTop(f.book, f.timers, 20, 3);
        f.at(5_000);
        assertEquals(Validity.WARMING, smoothed.validity(), "no book yet");
        f.snapshot(1, "b99x3 a101x1");
        f.at(7_000);
        assertEquals(Validity.WARMING, smoothed.validity(), "two samples");
        f.step(2, "a101x3");
        f.at(8_000);
        // (0.5 + 0.5 + 0) / 3
        assertEquals(Validity.VALID, smoothed.validity());
        assertEquals(1.0 / 3, smoothed.value(), 1e-15);
        f.step(3, "b99x1");
        f.at(9_000);
        // + 2/4 · (−0.5 − 1/3)
        assertEquals(1.0 / 3 + 0.5 * (-0.5 - 1.0 / 3), smoothed.value(), 1e-15);
        f.step(5, "");
        f.snapshot(5, "b99x1 a101x1");
        assertTrue(f.book.isLive());
        f.at(10_000);
        assertEquals(Validity.WARMING, smoothed.validity(), "stale for an instant between two samples");
        f.step(6, "a101x0");
        f.step(7, "b99x2");
        f.at(12_000);
        assertEquals(Validity.VALID, smoothed.validity(), "an empty ask side counts 0");
        f.step(8, "b99x0");
        f.at(15_000);
        assertEquals((0.0 + 1 + 1) / 3, smoothed.value(), 1e-15, "nothing at all is no sample");
        assertEquals(smoothed.digestAnew(), smoothed.digest());
    }

    @Test
    void shouldCarryInexactSamplesAlongDepth4() {
        BookFixture f = withHorizon(8);
        SmoothedImbalance smoothed = SmoothedImbalance.ofTop(f.book, f.timers, 20, 2);
        f.at(2_000);
        assertEquals(Validity.INEXACT, smoothed.validity());
        f.snapshot(2, "b99x1 a101x1");
        f.at(3_000);
        assertEquals(Validity.INEXACT, smoothed.validity());
        f.at(5_000);
        assertEquals(Validity.VALID, smoothed.validity());
    }

    @Test
    void shouldMeasureAnewWhateverHasChanged() {
        SplittableRandom random = new SplittableRandom(310);
        OrderBook book = new OrderBook(1);
        BandDepth shared = new BandDepth(10);
        int measured = 0;
        for (int step = 0; step < 50_000; step++) {
            long away = 1 + random.nextInt(80);
            BookSide side = random.nextBoolean() ? book.bids() : book.asks();
            boolean isBid = side == book.bids();
            switch (random.nextInt(200)) {
                case 0 -> side.clear();
                case 1 -> side.limit(side.key(isBid ? 10_000 - away : 10_000 + away));
                case 2 -> book.cut(20 + random.nextInt(60));
                case 3 -> book.reset(1);
                case 4 -> {
                    long[] keys = {side.key(isBid ? 10_000 - away : 10_000 + away)};
                    side.apply(LevelsTest.staged(keys, new long[] {random.nextInt(9)}, 1));
                }
                default -> {
                    if (random.nextBoolean()) {
                        book.set(isBid, isBid ? 10_000 - away : 10_000 + away, random.nextInt(9));
                    }
                }
            }
            int bp = random.nextInt(5) == 0 ? 20 : 60;
            BandDepth fresh = new BandDepth(10);
            String at = "step " + step;
            long before = book.changes();
            assertEquals(fresh.measureBalanced(book, bp), shared.measureBalanced(book, bp), at);
            assertEquals(fresh.bidQuantity(), shared.bidQuantity(), at);
            assertEquals(fresh.askQuantity(), shared.askQuantity(), at);
            assertEquals(fresh.bandBp(), shared.bandBp(), at);
            assertEquals(fresh.isLowerBound(), shared.isLowerBound(), at);
            assertEquals(before, book.changes(), "measuring changes nothing");
            measured += fresh.hasImbalance() ? 1 : 0;
        }
        assertTrue(measured > 10_000, "measured " + measured);
    }

    @Test
    void shouldSayInexactWhereTwiceTheMidIsNoLongNum2() {
        BookFixture f = new BookFixture(SeqModel.STEP, BookFixture.bounded(1, 1, 1, 1_000), BookSettings.UNBOUNDED);
        long far = Long.MAX_VALUE / 2 + 10;
        f.book.beginSnapshot(BookBuilder.NO_CONNECTION, BookFixture.WHOLE, 1, 0, 0);
        f.book.bid(far, 1);
        f.book.ask(far + 1, 1);
        f.book.endSnapshot();
        BandDepth depth = new BandDepth(10);
        assertEquals(Validity.INEXACT, depth.measure(f.book.book(), 100));
        assertEquals(Validity.INEXACT, depth.measureBalanced(f.book.book(), 100));
        assertEquals(Validity.INEXACT, depth.measureBalanced(f.book.book(), 100), "and when it is asked again");
        assertTrue(depth.hasOverflow());
        assertFalse(depth.hasImbalance());
        assertEquals(Validity.VALID, depth.measureTop(f.book.book(), 20), "which needs no mid");
        f.book.beginSnapshot(BookBuilder.NO_CONNECTION, BookFixture.WHOLE, 2, 0, 0);
        f.book.bid(far, 1);
        f.book.ask(far + 1, 1);
        f.book.bid(10, 1);
        f.book.ask(11, 1);
        f.book.endSnapshot();
        f.book.beginSnapshot(BookBuilder.NO_CONNECTION, BookFixture.WHOLE, 3, 0, 0);
        f.book.bid(10, 1);
        f.book.ask(11, 1);
        f.book.endSnapshot();
        assertEquals(Validity.VALID, depth.measureBalanced(f.book.book(), 1_000));
        assertFalse(depth.hasOverflow());
    }
}
