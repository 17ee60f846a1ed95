package ebb.engine.pattern;

import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.codecs.Sum128;
import ebb.engine.bar.BarSource;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.state.Validity;

/**
 * Where the volume of the last weeks was traded (VP-1…5): buckets of price, the nodes of high and low volume, the point of
 * control and the value area. Rebuilt from the bars when a strategy asks, never on the trade path; allocates nothing.
 */
public final class VolumeProfile implements Digested, Snapshotted {
    private static final long DAY_NS = 86_400_000_000_000L;
    /** The value area holds 70 % of the volume: 7 of 10 parts. */
    private static final long AREA_PARTS = 7;

    private static final long ALL_PARTS = 10;
    /** Smoothing doubles a bucket and rounding doubles again: beyond this a profile is INEXACT (NUM-2). */
    private static final long MOST_VOLUME = Long.MAX_VALUE / 4;

    private final VolumeProfileSettings settings;
    private final long tick;
    private final long frameNs;
    private final VolumeBuckets buckets;
    private final long[] smooth;
    private final int[] nodes;
    private final int[] lows;
    private final Sum128 product = new Sum128();

    private Validity validity = Validity.WARMING;
    private int bars;
    private int nodeCount;
    private int lowCount;
    private int control;
    private int areaLow;
    private int areaHigh;
    private long moving;

    /**
     * No profile yet.
     *
     * @param settings range, buckets, nodes
     * @param tick price step, price mantissa, above 0
     * @param frameNs length of the bars it will be given, ns, above 0
     * @throws IllegalArgumentException if tick or frame is not above 0
     */
    public VolumeProfile(VolumeProfileSettings settings, long tick, long frameNs) {
        if (tick <= 0 || frameNs <= 0) {
            throw new IllegalArgumentException("vp: tick " + tick + ", frame " + frameNs + " ns");
        }
        this.settings = settings;
        this.tick = tick;
        this.frameNs = frameNs;
        buckets = new VolumeBuckets(settings, tick);
        smooth = new long[settings.buckets()];
        nodes = new int[settings.nodes()];
        lows = new int[settings.buckets()];
        moving = digestAnew();
    }

    /**
     * Lays the profile out anew (VP-5).
     *
     * @param source bars of the frame
     * @param age the newest to use, 0 live
     */
    public void rebuild(BarSource source, int age) {
        bars = (int) Math.min(source.size() - age, settings.days() * DAY_NS / frameNs);
        nodeCount = 0;
        lowCount = 0;
        control = 0;
        areaLow = 0;
        areaHigh = 0;
        buckets.lay(source, age, bars, MOST_VOLUME);
        if (buckets.total() == 0) {
            validity = Validity.UNDEFINED;
        } else if (buckets.total() > MOST_VOLUME) {
            validity = Validity.INEXACT;
        } else {
            smoothen();
            pickNodes();
            pickLows();
            pickControl();
            growArea();
            validity = bars * frameNs < settings.minDays() * DAY_NS ? Validity.WARMING : Validity.VALID;
        }
        moving = digestAnew();
    }

    private void smoothen() {
        for (int k = 0; k < buckets.size(); k++) {
            smooth[k] = buckets.at(k - 1) + 2 * buckets.at(k) + buckets.at(k + 1);
        }
    }

    private long smoothAt(int k) {
        return k < 0 || k >= buckets.size() ? 0 : smooth[k];
    }

    private boolean isPeak(int k) {
        long left = smoothAt(k - 1);
        long right = smoothAt(k + 1);
        return smooth[k] >= left && smooth[k] >= right && (smooth[k] > left || smooth[k] > right);
    }

    private boolean isTrough(int k) {
        long left = smoothAt(k - 1);
        long right = smoothAt(k + 1);
        return smooth[k] <= left && smooth[k] <= right && (smooth[k] < left || smooth[k] < right);
    }

    /** VP-3: the highest peak that is far enough from those taken, again and again; of equal ones the lower. */
    private void pickNodes() {
        while (nodeCount < nodes.length) {
            int best = -1;
            for (int k = 0; k < buckets.size(); k++) {
                if (isPeak(k) && isApart(k) && (best < 0 || smooth[k] > smooth[best])) {
                    best = k;
                }
            }
            if (best < 0) {
                return;
            }
            nodes[nodeCount++] = best;
        }
    }

    private boolean isApart(int k) {
        for (int i = 0; i < nodeCount; i++) {
            if (Math.abs(nodes[i] - k) < settings.separation()) {
                return false;
            }
        }
        return true;
    }

    private void pickLows() {
        int first = buckets.size();
        int last = -1;
        for (int i = 0; i < nodeCount; i++) {
            first = Math.min(first, nodes[i]);
            last = Math.max(last, nodes[i]);
        }
        for (int k = first + 1; k < last; k++) {
            if (isTrough(k)) {
                lows[lowCount++] = k;
            }
        }
    }

    private void pickControl() {
        int close = buckets.closeBucket();
        for (int k = 1; k < buckets.size(); k++) {
            boolean isNearer = Math.abs(k - close) < Math.abs(control - close);
            if (buckets.at(k) > buckets.at(control) || (buckets.at(k) == buckets.at(control) && isNearer)) {
                control = k;
            }
        }
    }

    /** VP-4: from the point of control outwards, two buckets at a time, the fuller side first. */
    private void growArea() {
        areaLow = control;
        areaHigh = control;
        long held = buckets.at(control);
        while (Scaled.compareProducts(held, ALL_PARTS, buckets.total(), AREA_PARTS) < 0) {
            boolean isAbove = areaHigh + 1 < buckets.size();
            boolean isBelow = areaLow > 0;
            long above = buckets.at(areaHigh + 1) + buckets.at(areaHigh + 2);
            long below = buckets.at(areaLow - 1) + buckets.at(areaLow - 2);
            if (isAbove && (!isBelow || above >= below)) {
                held += above;
                areaHigh = Math.min(areaHigh + 2, buckets.size() - 1);
            } else {
                held += below;
                areaLow = Math.max(areaLow - 2, 0);
            }
        }
    }

    /**
     * Whether the profile may be used.
     *
     * @return WARMING below {@code vp.min-days}, UNDEFINED without volume, INEXACT where it does not fit a long
     */
    public Validity validity() {
        return validity;
    }

    /**
     * Bars the profile rests on, EMPTY ones counted.
     *
     * @return a count; times the frame it is the days that are emitted (VP-5)
     */
    public int bars() {
        return bars;
    }

    /**
     * Buckets in use.
     *
     * @return {@code vp.buckets}, 1 where all traded at one price, 0 without a profile
     */
    public int buckets() {
        return buckets.size();
    }

    /**
     * Width of a bucket.
     *
     * @return price mantissa
     */
    public long width() {
        return buckets.width() * tick;
    }

    /**
     * Lowest price of a bucket; its own, a price on an edge belongs to the upper bucket.
     *
     * @param k bucket, 0…{@link #buckets()}
     * @return price mantissa
     */
    public long floorOf(int k) {
        return buckets.floorOf(k) * tick;
    }

    /**
     * Volume of a bucket.
     *
     * @param k bucket, below {@link #buckets()}
     * @return quantity mantissa
     */
    public long volume(int k) {
        return buckets.at(k);
    }

    /**
     * Smoothed volume of a bucket (VP-3).
     *
     * @param k bucket, below {@link #buckets()}
     * @return quantity mantissa, four times the scale of a bucket's
     */
    public long smooth(int k) {
        return smooth[k];
    }

    /**
     * Volume of all bars.
     *
     * @return quantity mantissa
     */
    public long total() {
        return buckets.total();
    }

    /**
     * Nodes of high volume found.
     *
     * @return 0…{@code vp.nodes}
     */
    public int nodes() {
        return nodeCount;
    }

    /**
     * Bucket of a node.
     *
     * @param index 0 for the strongest
     * @return bucket
     */
    public int node(int index) {
        return nodes[index];
    }

    /**
     * Price of a node: the mean of the centres of its bucket and the two beside it, weighted by volume, to the tick,
     * HALF_EVEN.
     *
     * @param index 0 for the strongest
     * @return price mantissa
     */
    public long nodePrice(int index) {
        int k = nodes[index];
        long left = buckets.at(k - 1);
        long right = buckets.at(k + 1);
        long sum = left + buckets.at(k) + right;
        product.clear();
        product.addProduct(sum, 2 * buckets.floorOf(k) + buckets.width() - 1);
        product.addProduct(2 * buckets.width(), right - left);
        return product.quotient(2 * sum, Rounding.HALF_EVEN) * tick;
    }

    /**
     * Nodes of low volume between the outermost high ones (VP-4).
     *
     * @return a count
     */
    public int lowNodes() {
        return lowCount;
    }

    /**
     * Bucket of a low node.
     *
     * @param index ascending by price, below {@link #lowNodes()}
     * @return bucket
     */
    public int lowNode(int index) {
        return lows[index];
    }

    /**
     * Point of control: the fullest bucket; of equals the one nearer to the last close, then the lower.
     *
     * @return bucket
     */
    public int control() {
        return control;
    }

    /**
     * Lowest bucket of the value area.
     *
     * @return bucket, inclusive
     */
    public int areaLow() {
        return areaLow;
    }

    /**
     * Highest bucket of the value area.
     *
     * @return bucket, inclusive
     */
    public int areaHigh() {
        return areaHigh;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("profile");
        buckets.writeTo(out);
        out.putLongs(smooth, buckets.size());
        out.putInts(nodes, nodeCount);
        out.putInts(lows, lowCount);
        out.putEnum(validity);
        out.putInt(bars);
        out.putInt(control);
        out.putInt(areaLow);
        out.putInt(areaHigh);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("profile");
        buckets.readFrom(in);
        in.readLongs(smooth);
        nodeCount = in.readInts(nodes);
        lowCount = in.readInts(lows);
        validity = in.readEnum(Validity.values());
        bars = in.readInt();
        control = in.readInt();
        areaLow = in.readInt();
        areaHigh = in.readInt();
        moving = digestAnew();
    }

    @Override
    public long digest() {
        return moving;
    }

    @Override
    public long digestAnew() {
        long sum = Digest.mix(-1, buckets.floorOf(0), buckets.width())
                + Digest.mix(-2, bars, buckets.size())
                + Digest.mix(-3, validity.code());
        sum += Digest.mix(-4, buckets.total(), lowCount)
                + Digest.mix(-5, nodeCount, control)
                + Digest.mix(-6, areaLow, areaHigh);
        for (int k = 0; k < buckets.size(); k++) {
            sum += Digest.mix(k, buckets.at(k));
        }
        return sum;
    }
}
