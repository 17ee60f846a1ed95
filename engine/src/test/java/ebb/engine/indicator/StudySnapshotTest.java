package ebb.engine.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshots;
import ebb.engine.state.Snapshotted;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StudySnapshotTest {
    /** One of each study. */
    private static final class Shelf implements Digested, Snapshotted {
        final Adx adx = new Adx(5);
        final AnchoredVwap vwap = new AnchoredVwap(0.5);
        final Atr atr;
        final Bollinger bands = new Bollinger(9, 2);
        final Correlation correlation = new Correlation(8);
        final Ema ema = new Ema(6);
        final Macd macd = new Macd(3, 7, 4);
        final Rsi rsi = new Rsi(5);
        final Sma sma = new Sma(11);
        final VolumeRatio volumes = new VolumeRatio(7);
        final Wilder wilder = new Wilder(5);
        final ZScore z = new ZScore(20);
        final Study[] studies;
        final Percentiles percentiles = new Percentiles(13);
        private long period;

        Shelf(long seed) {
            atr = new Atr(new AtrSettings(
                    5, (seed & 1) == 0 ? AtrSettings.Seed.WILDER : AtrSettings.Seed.TALIB, 10, 250_000));
            studies = new Study[] {adx, vwap, atr, bands, correlation, ema, macd, rsi, sma, volumes, wilder, z};
        }

        void step(SplittableRandom random) {
            long close = random.nextLong(1_000, 1_200);
            long high = close + random.nextLong(9);
            long low = close - random.nextLong(9);
            // Now and then sums that leave the range of a long.
            long volume = random.nextInt(300) == 0 ? Long.MAX_VALUE / 2 : random.nextLong(50);
            period += random.nextInt(20) == 0 ? 2 : 1;
            adx.onBar(high, low, close);
            vwap.onBar(volume / 4 * 3, volume);
            atr.onBar(high, low, close, random.nextInt(6) == 0);
            bands.onClose(close);
            correlation.onFrame(period, close, random.nextLong(500, 600), random.nextInt(15) > 0);
            ema.onValue(close / 3.0);
            macd.onClose(close);
            rsi.onClose(close);
            sma.onValue(close);
            volumes.onBar(volume);
            wilder.onValue(close / 7.0);
            z.onValue(close / 9.0);
            percentiles.add(random.nextLong(30));
            if (random.nextInt(200) == 0) {
                studies[random.nextInt(studies.length)].reset();
            }
            if (random.nextInt(400) == 0) {
                percentiles.reset();
            }
        }

        /** What can be read, to the last bit. */
        String text() {
            StringBuilder text = new StringBuilder();
            for (Study study : studies) {
                text.append(study.value()).append(study.validity()).append(' ');
            }
            for (int back = 0; back <= AtrTrail.MAX_BACK; back++) {
                text.append(atr.atr(back)).append(atr.isReady(back));
            }
            return text + " " + adx.plus() + adx.dx() + vwap.deviation() + atr.trueRange() + atr.isSettled()
                    + atr.ofClose()
                    + bands.upper() + bands.percent() + bands.percentValidity() + correlation.beta()
                    + correlation.betaValidity() + macd.signal() + macd.histogram() + percentiles.size()
                    + percentiles.rank(15) + percentiles.quantile(300_000_000);
        }

        @Override
        public void writeTo(SnapshotWriter out) {
            for (Study study : studies) {
                study.writeTo(out);
            }
            percentiles.writeTo(out);
        }

        @Override
        public void readFrom(SnapshotReader in) {
            for (Study study : studies) {
                study.readFrom(in);
            }
            percentiles.readFrom(in);
        }

        @Override
        public long digest() {
            long sum = percentiles.digest();
            for (Study study : studies) {
                sum = 31 * sum + study.digest();
            }
            return sum;
        }

        @Override
        public long digestAnew() {
            long sum = percentiles.digestAnew();
            for (Study study : studies) {
                sum = 31 * sum + study.digestAnew();
            }
            return sum;
        }
    }

    @Test
    void shouldGoOnAfterASnapshotAsIfNothingHadHappened() {
        for (long seed = 0; seed < 120; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Shelf shelf = new Shelf(seed);
            int before = random.nextInt(seed < 60 ? 40 : 400);
            for (int i = 0; i < before; i++) {
                shelf.step(random);
            }
            Shelf copy = new Shelf(seed);
            Snapshots.copy(shelf, copy, "seed " + seed);
            copy.period = shelf.period;
            long further = random.nextLong();
            SplittableRandom one = new SplittableRandom(further);
            SplittableRandom other = new SplittableRandom(further);
            for (int i = 0; i < 100; i++) {
                assertEquals(shelf.text(), copy.text(), "seed " + seed + " step " + i);
                shelf.step(one);
                copy.step(other);
                Snapshots.assertSame(shelf, copy, "seed " + seed + " step " + i);
            }
        }
    }

    @Test
    void shouldRefuseASnapshotThatIsCut() {
        SplittableRandom random = new SplittableRandom(1);
        Shelf shelf = new Shelf(0);
        for (int i = 0; i < 100; i++) {
            shelf.step(random);
        }
        Snapshots.assertRefusedWhenCut(shelf, () -> new Shelf(0));
    }
}
