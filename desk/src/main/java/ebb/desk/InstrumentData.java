package ebb.desk;

import ebb.codecs.sbe.Side;
import ebb.engine.bar.BarRing;
import ebb.engine.bar.OpenBar;
import ebb.engine.flow.Vpin;
import ebb.engine.instrument.Instrument;
import ebb.engine.strategy.Market;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What happened to one instrument: candles of every frame, levels, signals, orders, fills. */
final class InstrumentData {
    /** Most candles of a frame that are kept; a frame with more is too fine to draw and is dropped. */
    static final int MOST_CANDLES = 2_000;

    /** Most candles of the pattern's frame that are kept; the oldest go first. Setups are drawn from them, however long ago. */
    static final int MOST_PATTERN = 20_000;

    /** Most candles that are drawn side by side. */
    static final int MOST_DRAWN = 400;

    /**
     * A bar as drawn.
     *
     * @param startNs start of the period
     * @param open mantissa
     * @param high mantissa
     * @param low mantissa
     * @param close mantissa
     * @param volume venue quantity
     * @param cvd CVD at its close, or {@code Long.MIN_VALUE}
     * @param vpin VPIN at its close, or NaN before the first bucket
     * @param isVpinValid whether it was VALID then, not WARMING or INEXACT
     * @param isEmpty whether nothing traded
     * @param isPartial whether trades were lost
     */
    record Candle(
            long startNs,
            long open,
            long high,
            long low,
            long close,
            long volume,
            long cvd,
            double vpin,
            boolean isVpinValid,
            boolean isEmpty,
            boolean isPartial) {}

    final Instrument instrument;
    final List<ReportData.Signal> signals = new ArrayList<>();
    final Map<Long, ReportData.Order> orders = new LinkedHashMap<>();
    final List<ReportData.Fill> fills = new ArrayList<>();
    final List<ReportData.Trade> trades = new ArrayList<>();
    final Map<Long, LevelTrail> levels = new LinkedHashMap<>();
    long[] frameNs = new long[0];

    /** Length of the bars that levels and peaks are found on. */
    long patternNs;

    long messages;
    long prints;

    /** Engine time of its first print or book: what is older was fetched. The smallest where there was neither. */
    long watchedNs = Long.MIN_VALUE;

    private final List<TreeMap<Long, Candle>> frames = new ArrayList<>();
    private final List<Boolean> isDropped = new ArrayList<>();
    private long[] seen = new long[0];

    InstrumentData(Instrument instrument) {
        this.instrument = instrument;
    }

    /** Takes the bars that closed since the last call; all bars there are after {@code everything}. */
    void sample(Market market, boolean everything) {
        int count = market.bars().frames().size();
        if (frameNs.length != count) {
            begin(market, count);
        }
        Vpin vpin = market.tape().vpin();
        for (int frame = 0; frame < count; frame++) {
            BarRing ring = market.bars().ring(frame);
            if (isDropped.get(frame) || ring.count() == seen[frame] && !everything) {
                continue;
            }
            long fresh = everything ? ring.size() : Math.min(ring.size(), ring.count() - seen[frame]);
            for (int age = (int) fresh - 1; age >= 0; age--) {
                put(frame, ring, age, vpin);
            }
            seen[frame] = ring.count();
            if (frameNs[frame] == patternNs) {
                while (frames.get(frame).size() > MOST_PATTERN) {
                    frames.get(frame).pollFirstEntry();
                }
            } else if (frames.get(frame).size() > MOST_CANDLES) {
                frames.get(frame).clear();
                isDropped.set(frame, frame < count - 1);
            }
        }
    }

    private void begin(Market market, int count) {
        frameNs = new long[count];
        patternNs = market.bars().frames().lengthNs(market.settings().rejectionFrame());
        seen = new long[count];
        frames.clear();
        isDropped.clear();
        for (int frame = 0; frame < count; frame++) {
            frameNs[frame] = market.bars().frames().lengthNs(frame);
            frames.add(new TreeMap<>());
            isDropped.add(false);
        }
    }

    private void put(int frame, BarRing ring, int age, Vpin vpin) {
        long startNs = ring.startNs(age);
        Candle known = frames.get(frame).get(startNs);
        boolean isNow = known == null && age == 0;
        frames.get(frame)
                .put(
                        startNs,
                        new Candle(
                                startNs,
                                ring.open(age),
                                ring.high(age),
                                ring.low(age),
                                ring.close(age),
                                ring.volume(age),
                                ring.hasCvd(age) ? ring.cvdClose(age) : Long.MIN_VALUE,
                                known != null ? known.vpin : isNow ? figure(vpin) : Double.NaN,
                                known != null
                                        ? known.isVpinValid
                                        : isNow && vpin.validity().isValid(),
                                ring.isEmpty(age),
                                ring.isPartial(age)));
    }

    private static double figure(Vpin vpin) {
        return vpin.denominator() == 0 ? Double.NaN : vpin.value();
    }

    /** Takes the bars still open at the end of the run. */
    void conclude(Market market) {
        sample(market, true);
        if (!market.bars().isOpen()) {
            return;
        }
        OpenBar open = new OpenBar();
        Vpin vpin = market.tape().vpin();
        for (int frame = 0; frame < frameNs.length; frame++) {
            market.bars().copyOpen(frame, open);
            if (!isDropped.get(frame) && open.hasPrice() && open.volume() > 0) {
                Candle last = new Candle(
                        open.startNs(),
                        open.open(),
                        open.high(),
                        open.low(),
                        open.close(),
                        open.volume(),
                        market.tape().cvd().total(),
                        figure(vpin),
                        vpin.validity().isValid(),
                        false,
                        false);
                frames.get(frame).put(open.startNs(), last);
            }
        }
    }

    /**
     * The frame to draw: the finest with few enough candles that still reaches back to the first rejection, signal and
     * order, as far as the market was watched then; else the finest with few enough; −1 when there is not one candle.
     */
    int frameToDraw() {
        long first = Math.max(firstEvent(), watchedNs);
        int finest = -1;
        for (int frame = 0; frame < frames.size(); frame++) {
            TreeMap<Long, Candle> candles = frames.get(frame);
            if (candles.isEmpty() || isDropped.get(frame) || watched(frame).size() > MOST_DRAWN) {
                continue;
            }
            finest = finest < 0 ? frame : finest;
            if (candles.firstKey() <= first) {
                return frame;
            }
        }
        return finest >= 0 ? finest : longest();
    }

    private int longest() {
        int last = frames.size() - 1;
        return last >= 0 && !frames.get(last).isEmpty() ? last : -1;
    }

    /** Candles of a frame that ended since the market was watched; of one that was not watched so long, all. */
    private Collection<Candle> watched(int frame) {
        TreeMap<Long, Candle> all = frames.get(frame);
        Collection<Candle> since = watchedNs == Long.MIN_VALUE
                ? all.values()
                : all.tailMap(watchedNs - frameNs[frame], false).values();
        return since.isEmpty() ? all.values() : since;
    }

    /** Candles of a frame, of those that were watched the newest {@link #MOST_DRAWN}. */
    List<Candle> candles(int frame) {
        List<Candle> all = new ArrayList<>(watched(frame));
        return all.size() <= MOST_DRAWN ? all : all.subList(all.size() - MOST_DRAWN, all.size());
    }

    /**
     * The frame to draw a span in: the finest of which all candles of the span are there and not too many; else the
     * pattern's.
     *
     * @param fromNs first instant
     * @param toNs last instant
     * @param most candles side by side
     * @return −1 where there is not one candle
     */
    int frameFor(long fromNs, long toNs, int most) {
        for (int frame = 0; frame < frames.size(); frame++) {
            TreeMap<Long, Candle> candles = frames.get(frame);
            boolean reaches =
                    !isDropped.get(frame) && !candles.isEmpty() && candles.firstKey() <= fromNs + frameNs[frame];
            if (reaches && candles.subMap(fromNs, true, toNs, true).size() <= most) {
                return frame;
            }
        }
        for (int frame = 0; frame < frames.size(); frame++) {
            if (frameNs[frame] == patternNs && !frames.get(frame).isEmpty()) {
                return frame;
            }
        }
        return longest();
    }

    /** Candles of a frame that start within a span, edges in. */
    List<Candle> between(int frame, long fromNs, long toNs) {
        return fromNs > toNs
                ? List.of()
                : new ArrayList<>(
                        frames.get(frame).subMap(fromNs, true, toNs, true).values());
    }

    private long firstEvent() {
        long first = Long.MAX_VALUE;
        for (LevelTrail level : levels.values()) {
            for (LevelTrail.Peak peak : level.peaks) {
                first = Math.min(first, peak.startNs());
            }
        }
        for (ReportData.Order order : orders.values()) {
            first = Math.min(first, order.sentNs);
        }
        return first;
    }

    /** Closed candles of the finest frame that was kept, since the market was watched. */
    List<Candle> finest() {
        for (int frame = 0; frame < frames.size(); frame++) {
            if (!isDropped.get(frame) && !frames.get(frame).isEmpty()) {
                return new ArrayList<>(watched(frame));
            }
        }
        return List.of();
    }

    /** Rejections recorded and not withdrawn, over all levels. */
    int rejections() {
        int sum = 0;
        for (LevelTrail level : levels.values()) {
            sum += level.peaks.size();
        }
        return sum;
    }

    /** Signals that were not declined. */
    long issued() {
        return signals.stream().filter(ReportData.Signal::isIssued).count();
    }

    static boolean isBuy(Side side) {
        return side == Side.BUY;
    }
}
