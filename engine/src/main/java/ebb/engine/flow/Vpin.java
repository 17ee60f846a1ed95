package ebb.engine.flow;

import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.state.Validity;

/**
 * Volume-synchronised probability of informed trading (VPIN-1…10, 12): volume is poured into buckets of equal size, and
 * VPIN is the mean one-sidedness of the last n closed ones, {@code Σ|B−S| / ΣV}. Kept as two longs, so that gates can
 * cross-multiply.
 *
 * <p>Aggressor mode is fed by {@link #onTrade}; bulk mode counts the day's volume there and is filled by {@link #onBar}.
 */
public final class Vpin implements Digested, Snapshotted {
    private static final long BULK = 2;

    private VpinSettings settings;
    private final FlowEpoch epoch;
    private final DailyVolume daily;
    private final VpinRank rank;
    private final BulkSplit split;
    private final int n;
    private final VpinBuckets buckets;
    private final OpenBucket open = new OpenBucket();

    private long leastSize;
    private long nextSize;
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
        buckets = new VpinBuckets(n);
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
            fillFrom(nowNs, qty, sign, epoch.losses());
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
        return buckets.closed();
    }

    /**
     * Σ|B−S| over the ring, the numerator of VPIN.
     *
     * @return quantity mantissa
     */
    public long numerator() {
        return buckets.sumImbalance();
    }

    /**
     * ΣV over the ring, the denominator of VPIN.
     *
     * @return quantity mantissa, 0 before the first bucket closed
     */
    public long denominator() {
        return buckets.sumSize();
    }

    /**
     * VPIN as a number (VPIN-6).
     *
     * @return 0…1; 0 before the first bucket closed; read with {@link #validity}
     */
    public double value() {
        return denominator() == 0 ? 0 : (double) numerator() / denominator();
    }

    /** Whether it is INEXACT because a count or a day's volume did not fit a long (NUM-2); until n buckets later. */
    public boolean hasOverflowed() {
        return buckets.oldestLosses(open.losses) == VpinBuckets.OVERFLOWED;
    }

    /**
     * How far VPIN may be trusted: WARMING below n closed buckets (VPIN-7), INEXACT while a loss lies in a bucket of the
     * ring or in the open one (VPIN-9).
     *
     * @return the validity
     */
    public Validity validity() {
        boolean restsOnSides = settings.mode() == VpinMode.AGGRESSOR && epoch.hasDoubtfulSides();
        if (restsOnSides || epoch.hasLossAfter(buckets.oldestLosses(open.losses))) {
            return Validity.INEXACT;
        }
        return buckets.isFull() ? Validity.VALID : Validity.WARMING;
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

    /** Bought volume in the open bucket, quantity mantissa. */
    public long openBuy() {
        return open.buy;
    }

    /** Sold volume in the open bucket, quantity mantissa. */
    public long openSell() {
        return open.sell;
    }

    /**
     * Size the open bucket was opened with (VPIN-2).
     *
     * @return quantity mantissa; 0 while there is no average daily volume
     */
    public long openSize() {
        return open.size;
    }

    /**
     * Buckets in the ring.
     *
     * @return 0…n
     */
    public int ringSize() {
        return buckets.kept();
    }

    /**
     * |B−S| of a bucket of the ring.
     *
     * @param age 0 = the last closed one, &lt; {@link #ringSize}
     * @return quantity mantissa
     */
    public long imbalance(int age) {
        return buckets.imbalance(age);
    }

    /**
     * V of a bucket of the ring.
     *
     * @param age 0 = the last closed one, &lt; {@link #ringSize}
     * @return quantity mantissa
     */
    public long bucketSize(int age) {
        return buckets.size(age);
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
        buckets.reset();
        lossesAtLastBar = epoch.losses();
        lastDurationNs = 0;
        nextSize = settings.bucket() == VpinSettings.AUTO ? 0 : Math.max(lot, settings.bucket());
        open.open(0, nextSize, epoch.losses());
    }

    /** Sets the size of the buckets to come; visible for the vectors, which change it by hand. */
    void nextSize(long nowNs, long qty) {
        nextSize = qty;
        if (open.size == 0 && qty > 0) {
            open.open(nowNs, nextSize, epoch.losses());
        }
    }

    private void resize(long nowNs) {
        if (settings.bucket() != VpinSettings.AUTO) {
            return;
        }
        long average = daily.mean();
        if (average > 0) {
            nextSize(nowNs, Math.min(Math.max(leastSize, average / settings.perDay()), Long.MAX_VALUE / n));
            open.losses = daily.hasOverflowed() ? buckets.doubt() : open.losses;
        }
    }

    private void fillFrom(long nowNs, long qty, long how, long losses) {
        if (open.size == 0) {
            return;
        }
        if (buckets.closed() == 0 && open.isEmpty()) {
            open.openNs = nowNs;
        }
        long room = open.room();
        if (qty < room) {
            pour(qty, how);
            return;
        }
        long closing = 1 + (qty - room) / nextSize;
        long rest = (qty - room) % nextSize;
        long oneByOne = Math.min(closing, n + 1L);
        for (long i = 0; i < oneByOne; i++) {
            pour(open.room(), how);
            close(nowNs, losses);
        }
        if (closing > oneByOne) {
            // Each would be equal to all of the ring (VPIN-4): only counted, and ranked as often.
            buckets.skip(closing - oneByOne);
            rank.add(numerator(), denominator(), closing - oneByOne);
        }
        pour(rest, how);
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
        open.add(bought, part - bought);
    }

    private void close(long nowNs, long losses) {
        buckets.add(Math.abs(open.buy - open.sell), open.size, open.losses);
        lastDurationNs = nowNs - open.openNs;
        if (buckets.isFull()) {
            rank.add(numerator(), denominator());
        }
        open.open(nowNs, nextSize, losses);
    }

    /** The sizes in force are those of the settings that it is made with: they follow from the instrument. */
    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("vpin");
        buckets.writeTo(out);
        daily.writeTo(out);
        rank.writeTo(out);
        if (split != null) {
            split.writeTo(out);
        }
        out.putLong(leastSize);
        out.putLong(nextSize);
        open.writeTo(out);
        out.putLong(lastDurationNs);
        out.putLong(lossesAtLastBar);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("vpin");
        buckets.readFrom(in);
        daily.readFrom(in);
        rank.readFrom(in);
        if (split != null) {
            split.readFrom(in);
        }
        leastSize = in.readLong();
        nextSize = in.readLong();
        open.readFrom(in);
        lastDurationNs = in.readLong();
        lossesAtLastBar = in.readLong();
    }

    @Override
    public long digest() {
        return buckets.digest() + scalars() + daily.digest() + rank.digest() + (split == null ? 0 : split.digest());
    }

    @Override
    public long digestAnew() {
        return buckets.digestAnew()
                + scalars()
                + daily.digestAnew()
                + rank.digestAnew()
                + (split == null ? 0 : split.digestAnew());
    }

    private long scalars() {
        return Digest.mix(3, nextSize, open.size)
                + Digest.mix(4, open.buy, open.sell)
                + Digest.mix(5, open.openNs, open.losses)
                + Digest.mix(6, lastDurationNs, lossesAtLastBar)
                + Digest.mix(7, leastSize);
    }
}
