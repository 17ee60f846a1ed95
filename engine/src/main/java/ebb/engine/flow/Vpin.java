package ebb.engine.flow;

import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.Validity;

/**
 * Volume-synchronised probability of informed trading (VPIN-1…10, 12): volume is poured into buckets of equal size, and
 * VPIN is the mean one-sidedness of the last n closed ones, {@code Σ|B−S| / ΣV}. Kept as two longs, so that gates can
 * cross-multiply.
 *
 * <p>Aggressor mode is fed by {@link #onTrade}; bulk mode counts the day's volume there and is filled by {@link #onBar}.
 */
public final class Vpin implements Digested {
    private static final long BULK = 2;

    private VpinSettings settings;
    private final FlowEpoch epoch;
    private final DailyVolume daily;
    private final VpinRank rank;
    private final BulkSplit split;
    private final int n;

    // The last n closed buckets; bucket number i (from 0) stands at i % n.
    private final long[] imbalance;
    private final long[] size;
    private final long[] lossesAtOpen;
    private long kept;
    private long closed;
    private long sumImbalance;
    private long sumSize;
    private long ringDigest;

    // The open bucket. Its size is 0 while there is no average daily volume.
    private long leastSize;
    private long nextSize;
    private long openSize;
    private long buy;
    private long sell;
    private long openNs;
    private long openLosses;
    private long lastDurationNs;
    private long lossesAtLastBar;

    /**
     * Creates a VPIN without buckets.
     *
     * @param settings its figures, sizes as mantissas of the instrument ({@link VpinSettings#at})
     * @param lot the instrument's lot, quantity mantissa ≥ 1: the least bucket there can be (VPIN-2)
     * @param epoch what the tape has lost
     */
    public Vpin(VpinSettings settings, long lot, FlowEpoch epoch) {
        this.settings = settings;
        this.epoch = epoch;
        n = settings.n();
        daily = new DailyVolume(settings.advDays());
        rank = new VpinRank(settings);
        split = settings.mode() == VpinMode.BULK ? new BulkSplit(settings) : null;
        imbalance = new long[n];
        size = new long[n];
        lossesAtOpen = new long[n];
        reset(lot);
    }

    /**
     * Takes a print (VPIN-3).
     *
     * @param nowNs engine time
     * @param qty quantity mantissa, &gt; 0
     * @param sign {@link Aggressor}
     */
    public void onTrade(long nowNs, long qty, int sign) {
        if (daily.onTrade(nowNs, qty) && nextSize == 0) {
            resize(nowNs);
        }
        if (settings.mode() == VpinMode.AGGRESSOR) {
            fill(nowNs, qty, sign);
        }
    }

    /**
     * Takes a closed one-minute bar in bulk mode (VPIN-8); in aggressor mode it does nothing. EMPTY bars are ignored,
     * bars before σ is VALID are dropped.
     *
     * @param nowNs engine time
     * @param close the bar's close, price mantissa
     * @param volume the bar's volume, quantity mantissa
     */
    public void onBar(long nowNs, long close, long volume) {
        if (split == null || volume <= 0) {
            return;
        }
        if (split.onClose(close)) {
            long before = lossesAtLastBar;
            lossesAtLastBar = epoch.losses();
            // What opens in here holds volume of the whole bar, hence also of any loss since the bar before.
            fillFrom(nowNs, volume, BULK, before);
        } else {
            lossesAtLastBar = epoch.losses();
        }
    }

    /**
     * A complete UTC day's volume from a daily candle, in any order (VPIN-2). Takes effect at the day roll, or at
     * {@link #onDailyCandlesEnd}.
     *
     * @param startNs the day's first instant
     * @param qty its volume, quantity mantissa
     */
    public void onDailyCandle(long startNs, long qty) {
        daily.onCandle(startNs, qty);
    }

    /**
     * The history of daily candles is complete: a VPIN that had no bucket size yet gets one now.
     *
     * @param nowNs engine time
     */
    public void onDailyCandlesEnd(long nowNs) {
        if (nextSize == 0) {
            resize(nowNs);
        }
    }

    /**
     * The day rolls (TIME-6, VPIN-2): a new bucket size from the next bucket on; nothing else changes (VPIN-12).
     *
     * @param nowNs engine time, the deadline of the roll
     */
    public void onDayRoll(long nowNs) {
        daily.onDayRoll(nowNs);
        resize(nowNs);
    }

    /**
     * Buckets closed since the start.
     *
     * @return a count
     */
    public long closed() {
        return closed;
    }

    /**
     * Σ|B−S| over the ring, the numerator of VPIN.
     *
     * @return quantity mantissa
     */
    public long numerator() {
        return sumImbalance;
    }

    /**
     * ΣV over the ring, the denominator of VPIN.
     *
     * @return quantity mantissa, 0 before the first bucket closed
     */
    public long denominator() {
        return sumSize;
    }

    /**
     * VPIN as a number (VPIN-6).
     *
     * @return 0…1; 0 before the first bucket closed; read with {@link #validity}
     */
    public double value() {
        return sumSize == 0 ? 0 : (double) sumImbalance / sumSize;
    }

    /**
     * How far VPIN may be trusted: WARMING below n closed buckets (VPIN-7), INEXACT while a loss lies in a bucket of the
     * ring or in the open one (VPIN-9).
     *
     * @return the validity
     */
    public Validity validity() {
        boolean restsOnSides = settings.mode() == VpinMode.AGGRESSOR && epoch.hasDoubtfulSides();
        if (restsOnSides || epoch.hasLossAfter(oldestLosses())) {
            return Validity.INEXACT;
        }
        return kept < n ? Validity.WARMING : Validity.VALID;
    }

    /**
     * Where the value stands among the last ones (VPIN-10).
     *
     * @return the percentile
     */
    public VpinRank rank() {
        return rank;
    }

    /**
     * How long the last closed bucket took (VPIN-12): short means a fast tape.
     *
     * @return ns; 0 before the first bucket closed
     */
    public long lastDurationNs() {
        return lastDurationNs;
    }

    /**
     * Bought volume in the open bucket.
     *
     * @return quantity mantissa
     */
    public long openBuy() {
        return buy;
    }

    /**
     * Sold volume in the open bucket.
     *
     * @return quantity mantissa
     */
    public long openSell() {
        return sell;
    }

    /**
     * Size the open bucket was opened with (VPIN-2).
     *
     * @return quantity mantissa; 0 while there is no average daily volume
     */
    public long openSize() {
        return openSize;
    }

    /**
     * Buckets in the ring.
     *
     * @return 0…n
     */
    public int ringSize() {
        return (int) kept;
    }

    /**
     * |B−S| of a bucket of the ring.
     *
     * @param age 0 = the last closed one, &lt; {@link #ringSize}
     * @return quantity mantissa
     */
    public long imbalance(int age) {
        return imbalance[slot(closed - 1 - age)];
    }

    /**
     * V of a bucket of the ring.
     *
     * @param age 0 = the last closed one, &lt; {@link #ringSize}
     * @return quantity mantissa
     */
    public long bucketSize(int age) {
        return size[slot(closed - 1 - age)];
    }

    /**
     * Bought share of the last bar of the bulk mode.
     *
     * @return Φ, 0…1
     */
    public double bulkShare() {
        return split == null ? 0 : split.share();
    }

    /**
     * Forgets everything (INST-5).
     *
     * @param lot the instrument's lot after the change, quantity mantissa ≥ 1
     * @param sizes the same settings, sizes as mantissas after the change
     */
    public void reset(long lot, VpinSettings sizes) {
        settings = sizes;
        reset(lot);
    }

    private void reset(long lot) {
        leastSize = Math.max(lot, settings.minBucket());
        daily.reset();
        rank.reset();
        if (split != null) {
            split.reset();
        }
        kept = 0;
        closed = 0;
        sumImbalance = 0;
        sumSize = 0;
        ringDigest = 0;
        buy = 0;
        sell = 0;
        openNs = 0;
        openLosses = epoch.losses();
        lossesAtLastBar = epoch.losses();
        lastDurationNs = 0;
        nextSize = settings.bucket() == VpinSettings.AUTO ? 0 : Math.max(lot, settings.bucket());
        openSize = nextSize;
    }

    /** Sets the size of the buckets to come; visible for the vectors, which change it by hand. */
    void nextSize(long nowNs, long qty) {
        nextSize = qty;
        if (openSize == 0 && qty > 0) {
            open(nowNs, epoch.losses());
        }
    }

    private void resize(long nowNs) {
        if (settings.bucket() != VpinSettings.AUTO) {
            return;
        }
        long average = daily.mean();
        if (average > 0) {
            nextSize(nowNs, Math.min(Math.max(leastSize, average / settings.perDay()), Long.MAX_VALUE / n));
        }
    }

    private void fill(long nowNs, long qty, long how) {
        fillFrom(nowNs, qty, how, epoch.losses());
    }

    private void fillFrom(long nowNs, long qty, long how, long losses) {
        if (openSize == 0) {
            return;
        }
        if (closed == 0 && buy + sell == 0) {
            openNs = nowNs;
        }
        long room = openSize - buy - sell;
        if (qty < room) {
            pour(qty, how);
            return;
        }
        long closing = 1 + (qty - room) / nextSize;
        long rest = (qty - room) % nextSize;
        long oneByOne = Math.min(closing, n + 1L);
        for (long i = 0; i < oneByOne; i++) {
            pour(openSize - buy - sell, how);
            close(nowNs, losses);
        }
        if (closing > oneByOne) {
            skip(closing - oneByOne);
        }
        pour(rest, how);
    }

    /**
     * Buckets that would each be equal to all of the ring (VPIN-4): after n + 1 of them the loop only counts. Ranks what
     * it would have ranked.
     */
    private void skip(long times) {
        closed += times;
        rank.add(sumImbalance, sumSize, times);
        ringDigest = 0;
        for (long i = closed - kept; i < closed; i++) {
            ringDigest += entry(i);
        }
    }

    private void pour(long part, long how) {
        long bought;
        if (how == Aggressor.BUY) {
            bought = part;
        } else if (how == Aggressor.SELL) {
            bought = 0;
        } else if (how == Aggressor.UNKNOWN) {
            bought = part >> 1;
        } else {
            bought = Math.min(part, (long) StrictMath.floor(split.share() * part));
        }
        buy += bought;
        sell += part - bought;
    }

    private void close(long nowNs, long losses) {
        int at = slot(closed);
        if (kept == n) {
            ringDigest -= entry(closed - n);
            sumImbalance -= imbalance[at];
            sumSize -= size[at];
        } else {
            kept++;
        }
        imbalance[at] = Math.abs(buy - sell);
        size[at] = openSize;
        lossesAtOpen[at] = openLosses;
        sumImbalance += imbalance[at];
        sumSize += openSize;
        ringDigest += entry(closed);
        closed++;
        lastDurationNs = nowNs - openNs;
        if (kept == n) {
            rank.add(sumImbalance, sumSize);
        }
        open(nowNs, losses);
    }

    private void open(long nowNs, long losses) {
        openSize = nextSize;
        openNs = nowNs;
        openLosses = losses;
        buy = 0;
        sell = 0;
    }

    private long oldestLosses() {
        return kept == 0 ? openLosses : lossesAtOpen[slot(closed - kept)];
    }

    private int slot(long bucket) {
        return (int) (bucket % n);
    }

    private long entry(long bucket) {
        int at = slot(bucket);
        return Digest.mix(Digest.mix(bucket, lossesAtOpen[at]), imbalance[at], size[at]);
    }

    @Override
    public long digest() {
        return ringDigest + scalars() + daily.digest() + rank.digest() + (split == null ? 0 : split.digest());
    }

    @Override
    public long digestAnew() {
        long sum = scalars() + daily.digestAnew() + rank.digestAnew() + (split == null ? 0 : split.digestAnew());
        for (long bucket = closed - kept; bucket < closed; bucket++) {
            sum += entry(bucket);
        }
        return sum;
    }

    private long scalars() {
        return Digest.mix(1, closed, kept)
                + Digest.mix(2, sumImbalance, sumSize)
                + Digest.mix(3, nextSize, openSize)
                + Digest.mix(4, buy, sell)
                + Digest.mix(5, openNs, openLosses)
                + Digest.mix(6, lastDurationNs, lossesAtLastBar)
                + Digest.mix(7, leastSize);
    }
}
