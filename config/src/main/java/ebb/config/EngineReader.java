package ebb.config;

import ebb.config.kind.Rate;
import ebb.engine.RefusalSettings;
import ebb.engine.TimeSettings;
import ebb.engine.bar.BarFeed;
import ebb.engine.bar.BarSettings;
import ebb.engine.bar.Frames;
import ebb.engine.book.BookSettings;
import ebb.engine.flow.CvdSettings;
import ebb.engine.flow.FlowSettings;
import ebb.engine.flow.MicroSettings;
import ebb.engine.flow.TapeSettings;
import ebb.engine.flow.VpinMode;
import ebb.engine.flow.VpinSettings;
import ebb.engine.indicator.AtrSettings;
import ebb.engine.pattern.DivergenceSettings;
import ebb.engine.pattern.RejectionSettings;
import ebb.engine.pattern.SwingSettings;
import ebb.engine.strategy.Declaration;
import ebb.engine.strategy.MarketSettings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Makes the engine's records from the values of {@link EngineKeys}. */
final class EngineReader {
    private final Values values;

    EngineReader(Values values) {
        this.values = values;
    }

    TimeSettings time() {
        return new TimeSettings(
                values.of(EngineKeys.MAX_SKEW),
                values.of(EngineKeys.MAX_JUMP),
                values.of(EngineKeys.MAX_BACK),
                dayStartNs());
    }

    RefusalSettings refusals() {
        Rate most = values.of(EngineKeys.REFUSE_LIMIT);
        return new RefusalSettings(most.count(), most.spanNs());
    }

    private long dayStartNs() {
        return values.timeOfDayNs(EngineKeys.DAY_START);
    }

    BookSettings books() {
        String least = values.of(EngineKeys.MIN_LEVELS);
        List<BigDecimal> levels = values.of(EngineKeys.MAX_LEVELS);
        return new BookSettings(
                levels.get(0).intValueExact(),
                levels.get(1).intValueExact(),
                least.equals(Key.AUTO) ? BookSettings.AUTO : Integer.parseInt(least),
                values.count(EngineKeys.BLIND_LEVELS),
                values.count(EngineKeys.SIGHTED_LEVELS),
                values.count(EngineKeys.POOL_LEVELS),
                values.of(EngineKeys.BOOK_STALE),
                values.of(EngineKeys.BOOK_SILENT),
                values.count(EngineKeys.SILENT_TRADES),
                values.of(EngineKeys.CROSS_GRACE),
                values.of(EngineKeys.RESYNC_MIN),
                values.of(EngineKeys.RESYNC_MAX),
                values.count(EngineKeys.RESYNC_ALERT),
                values.of(EngineKeys.EMPTY_ALERT));
    }

    /**
     * The analytics of an instrument.
     *
     * @param declaredNs lengths of the frames that strategies follow; the tracker's is added
     * @param studies frames that they look at besides, where configured
     */
    MarketSettings markets(List<Long> declaredNs, List<Declaration.Frame> studies) {
        Frames frames = frames();
        int tracker = frames.indexOf(values.of(EngineKeys.REJ_FRAME));
        if (tracker < 0) {
            throw new IllegalArgumentException("rej.frame is none of bar.frames");
        }
        int declared = 1 << tracker;
        for (long length : declaredNs) {
            int frame = frames.indexOf(length);
            if (frame < 0) {
                throw new IllegalArgumentException("bar.frames lacks a frame that a strategy of engine.strategies asks"
                        + " for: " + length / Frames.SECOND_NS + "s");
            }
            declared |= 1 << frame;
        }
        return new MarketSettings(
                new FlowSettings(tape(), cvd(), vpin(), micro(), SuspicionKeys.read(values)),
                bars(frames, declared, studies),
                atr(),
                divergence(),
                rejections(),
                tracker,
                values.count(EngineKeys.VOLR_N),
                values.of(EngineKeys.MARK_STALE));
    }

    private Frames frames() {
        List<Long> lengths = values.of(EngineKeys.BAR_FRAMES);
        long base = values.of(EngineKeys.BAR_BASE);
        long[] all = new long[lengths.size() + 1];
        all[lengths.size()] = base;
        for (int i = 0; i < lengths.size(); i++) {
            all[i] = lengths.get(i);
            if (all[i] < base) {
                throw new IllegalArgumentException("bar.frames has a frame shorter than bar.base");
            }
        }
        return new Frames(dayStartNs(), all);
    }

    private BarSettings bars(Frames frames, int declared, List<Declaration.Frame> studies) {
        int[] rings = BarSettings.rings(frames, declared);
        List<BigDecimal> sizes = values.of(EngineKeys.BAR_RING);
        for (int frame = 0; frame < rings.length; frame++) {
            if ((declared >> frame & 1) != 0) {
                int from = frames.lengthNs(frame) < Frames.MINUTE_NS ? 1 : 0;
                rings[frame] = sizes.get(from).intValueExact();
            }
        }
        for (Declaration.Frame study : studies) {
            int frame = frames.indexOf(study.lengthNs());
            if (frame >= 0 && (declared >> frame & 1) == 0) {
                int most = values.of(EngineKeys.BAR_RING).get(0).intValueExact();
                rings[frame] = Math.max(rings[frame], Math.min(most, study.history()));
            }
        }
        return new BarSettings(
                frames,
                values.constant(EngineKeys.BAR_SOURCE, BarFeed.class),
                values.of(EngineKeys.BAR_GRACE),
                Math.toIntExact(values.of(EngineKeys.BAR_LATE)),
                Math.toIntExact(values.of(EngineKeys.BAR_DIFFER).get(0)),
                Math.toIntExact(values.of(EngineKeys.BAR_DIFFER).get(1)),
                rings);
    }

    private TapeSettings tape() {
        return new TapeSettings(
                values.of(EngineKeys.GROUP).equals("same-stamp"),
                values.of(EngineKeys.GROUP_FLUSH),
                Math.toIntExact(values.of(EngineKeys.INFER_MAX)),
                values.count(EngineKeys.DUP_RING),
                values.of(EngineKeys.GAP_FILL),
                values.of(EngineKeys.REPLAY));
    }

    private CvdSettings cvd() {
        return new CvdSettings(values.count(EngineKeys.CVD_SLOTS), Math.toIntExact(values.micro(EngineKeys.CVD_FLIP)));
    }

    private VpinSettings vpin() {
        BigDecimal bucket = quantity(values.of(EngineKeys.VPIN_BUCKET), Key.AUTO);
        BigDecimal least = quantity(values.of(EngineKeys.VPIN_MIN_BUCKET), "1 lot");
        boolean isDefault = bucket.signum() == 0 && least.signum() == 0;
        int exponent = isDefault ? VpinSettings.INSTRUMENT : -Math.max(bucket.scale(), least.scale());
        return new VpinSettings(
                values.constant(EngineKeys.VPIN_MODE, VpinMode.class),
                values.count(EngineKeys.VPIN_N),
                values.count(EngineKeys.VPIN_PER_DAY),
                values.count(EngineKeys.VPIN_ADV_DAYS),
                mantissa(EngineKeys.VPIN_BUCKET, bucket, exponent),
                mantissa(EngineKeys.VPIN_MIN_BUCKET, least, exponent),
                values.count(EngineKeys.VPIN_SIGMA_BARS),
                values.count(EngineKeys.VPIN_SIGMA_MIN),
                values.count(EngineKeys.VPIN_CDF),
                values.count(EngineKeys.VPIN_CDF_MIN),
                Math.toIntExact(values.micro(EngineKeys.VPIN_TOXIC)),
                exponent);
    }

    /** A quantity in the venue's units; zero for the word that stands for the default. */
    private static BigDecimal quantity(String text, String word) {
        return text.equals(word) ? BigDecimal.ZERO : new BigDecimal(text).stripTrailingZeros();
    }

    private static long mantissa(Key<String> key, BigDecimal value, int exponent) {
        if (value.signum() == 0) {
            return 0;
        }
        try {
            return value.setScale(-exponent, RoundingMode.UNNECESSARY)
                    .unscaledValue()
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(key.name() + " " + value.toPlainString()
                    + " has more than 18 digits, counted down to the last place of vpin.bucket and vpin.min-bucket");
        }
    }

    private MicroSettings micro() {
        List<BigDecimal> weights = values.of(EngineKeys.MICRO_W);
        String large = values.of(EngineKeys.MICRO_LARGE);
        return new MicroSettings(
                values.count(EngineKeys.MICRO_TRADES),
                values.of(EngineKeys.MICRO_MAX_AGE),
                values.micro(EngineKeys.MICRO_CONFIRM),
                weights.get(0).intValueExact(),
                weights.get(1).intValueExact(),
                weights.get(2).intValueExact(),
                values.number(EngineKeys.MICRO_RATIO),
                Integer.parseInt(large.substring(0, large.length() - 1)),
                values.count(EngineKeys.MICRO_COUNT));
    }

    private AtrSettings atr() {
        return new AtrSettings(
                values.count(EngineKeys.ATR_N),
                values.constant(EngineKeys.ATR_SEED, AtrSettings.Seed.class),
                values.count(EngineKeys.ATR_SETTLE),
                Math.toIntExact(values.of(EngineKeys.ATR_MAX_EMPTY)));
    }

    private DivergenceSettings divergence() {
        String ttl = values.of(EngineKeys.DIV_TTL);
        return new DivergenceSettings(
                values.number(EngineKeys.DIV_TOL),
                values.number(EngineKeys.DIV_FULL),
                Integer.parseInt(ttl.substring(0, ttl.indexOf(' '))));
    }

    private RejectionSettings rejections() {
        return new RejectionSettings(
                new RejectionSettings.Zone(
                        values.number(EngineKeys.REJ_BELOW_ATR),
                        values.number(EngineKeys.REJ_BELOW_BP),
                        values.number(EngineKeys.REJ_ABOVE_ATR),
                        values.number(EngineKeys.REJ_ABOVE_BP)),
                new RejectionSettings.Push(
                        values.number(EngineKeys.REJ_CONFIRM),
                        values.number(EngineKeys.REJ_RETREAT),
                        values.number(EngineKeys.REJ_PUSH),
                        values.count(EngineKeys.REJ_GAP),
                        values.count(EngineKeys.REJ_MAX_BARS)),
                values.count(EngineKeys.REJ_MIN),
                values.number(EngineKeys.REJ_BIRTH),
                values.count(EngineKeys.REJ_LEVELS),
                new RejectionSettings.Life(
                        values.of(EngineKeys.REJ_WINDOW),
                        values.of(EngineKeys.REJ_DEAD),
                        values.isTrue(EngineKeys.REJ_COUNT_FIRST),
                        values.isTrue(EngineKeys.REJ_ALLOW_PARTIAL)),
                new SwingSettings(
                        values.count(EngineKeys.SWING_K),
                        values.count(EngineKeys.SWING_LOOK),
                        values.number(EngineKeys.SWING_MIN_ATR)));
    }
}
