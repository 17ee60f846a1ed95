package ebb.engine.flow;

import ebb.codecs.Micro;
import ebb.codecs.Scaled;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.state.Validity;
import java.util.Arrays;

/**
 * Microstructure score of one side (MICRO-1…6): depth of the book against it, its share of the last taker groups, and
 * its large orders among them. {@link #measure} computes all parts; they stand here until the next call.
 */
public final class MicroScore implements Digested, Snapshotted {
    private static final long NO_PARTS = -1;

    private final MicroSettings settings;
    private final FlowEpoch epoch;
    private final int capacity;
    private final long[] qty;
    private final byte[] side;
    private final long[] timeNs;
    private final long[] losses;
    // What each group is worth in the digest, so that it leaves as it came; 0 where there is none yet.
    private final long[] worth;
    // Where the next group goes, taken % capacity.
    private int next;
    private long taken;
    private long total;
    private long bought;
    private long sold;
    private boolean hasOverflowed;
    private long entries;

    private double depthPart;
    private double sideShare;
    private double sidePart;
    private int largeCount;
    private double largePart;
    private double score;
    private long scoreMicro;
    private Validity validity = Validity.NOT_ASKED;

    // What the parts rest on: groups taken, depths, side; NO_PARTS while they are 0.
    private long takenThen = NO_PARTS;
    private long againstThen;
    private long withThen;
    private int sideThen;

    /**
     * Creates a score without groups.
     *
     * @param settings its figures
     * @param epoch what the tape has lost
     */
    public MicroScore(MicroSettings settings, FlowEpoch epoch) {
        this.settings = settings;
        this.epoch = epoch;
        capacity = settings.groups();
        qty = new long[capacity];
        side = new byte[capacity];
        timeNs = new long[capacity];
        losses = new long[capacity];
        worth = new long[capacity];
    }

    /**
     * Takes a closed taker group into the window.
     *
     * @param group the group that just closed
     */
    public void onGroup(TakerGroups group) {
        add(group.lastNs(), group.qty(), group.side(), group.lossesAtOpen());
    }

    /** The same from its fields. */
    void add(long atNs, long groupQty, int sign, long lossesAtOpen) {
        int at = next;
        if (taken >= capacity) {
            count(side[at], -qty[at]);
        }
        put(at, atNs, groupQty, (byte) sign, lossesAtOpen);
        hasOverflowed |= total < 0;
    }

    private void put(int at, long atNs, long groupQty, byte sign, long lossesAtOpen) {
        qty[at] = groupQty;
        side[at] = sign;
        timeNs[at] = atNs;
        losses[at] = lossesAtOpen;
        count(sign, groupQty);
        long mix = entry(taken, at);
        entries += mix - worth[at];
        worth[at] = mix;
        taken++;
        next = at + 1 == capacity ? 0 : at + 1;
    }

    /**
     * Computes the score as of now. Nothing is scored when it is not VALID (MICRO-6): all parts are 0 then.
     *
     * @param nowNs engine time
     * @param askDepth A, quantity mantissa within the band (DEPTH-3)
     * @param bidDepth B, quantity mantissa within the band
     * @param book validity of both depths: UNDEFINED unless the book is LIVE and has both sides
     * @param sign whose pressure: {@link Aggressor#SELL}, or {@link Aggressor#BUY} with everything mirrored
     * @return the score's validity, also {@link #validity}
     */
    public Validity measure(long nowNs, long askDepth, long bidDepth, Validity book, int sign) {
        long against = sign == Aggressor.SELL ? askDepth : bidDepth;
        long with = sign == Aggressor.SELL ? bidDepth : askDepth;
        validity = Validity.worst(book, with == 0 ? Validity.UNDEFINED : tapeValidity(nowNs));
        if (!validity.isValid()) {
            clear();
            return validity;
        }
        boolean isMeasured = taken == takenThen && against == againstThen && with == withThen && sign == sideThen;
        if (!isMeasured) {
            measure(against, with, sign);
        }
        return validity;
    }

    private void measure(long against, long with, int sign) {
        takenThen = taken;
        againstThen = against;
        withThen = with;
        sideThen = sign;
        double ratio = (double) against / with;
        depthPart = Math.min(ratio / settings.fullRatio(), 1) * settings.depthWeight();
        sideShare = (double) (sign == Aggressor.SELL ? sold : bought) / total;
        sidePart = Math.min(Math.max((sideShare - 0.5) * (2 * settings.sideWeight()), 0), settings.sideWeight());
        largeCount = large(sign);
        largePart = Math.min((double) largeCount / settings.fullCount(), 1) * settings.largeWeight();
        score = depthPart + sidePart + largePart;
        scoreMicro = Micro.of(score);
    }

    /**
     * Points for the depth of the book (MICRO-1).
     *
     * @return 0…30
     */
    public double depthPart() {
        return depthPart;
    }

    /**
     * Share of the side in the volume of the window (MICRO-2).
     *
     * @return 0…1
     */
    public double sideShare() {
        return sideShare;
    }

    /**
     * Points for that share.
     *
     * @return 0…40
     */
    public double sidePart() {
        return sidePart;
    }

    /**
     * Large orders of the side (MICRO-3).
     *
     * @return a count
     */
    public int largeCount() {
        return largeCount;
    }

    /**
     * Points for them.
     *
     * @return 0…30
     */
    public double largePart() {
        return largePart;
    }

    /**
     * Sum of the parts (MICRO-4).
     *
     * @return 0…100
     */
    public double score() {
        return score;
    }

    /**
     * The score as gates compare and signals print it (NUM-8).
     *
     * @return micro-units
     */
    public long scoreMicro() {
        return scoreMicro;
    }

    /**
     * Whether the score is above `micro.confirm` (strictly) and VALID.
     *
     * @return true if so
     */
    public boolean isConfirmed() {
        return validity.isValid() && scoreMicro > settings.confirmMicro();
    }

    /**
     * Validity of what {@link #measure} computed last.
     *
     * @return NOT_ASKED before the first call
     */
    public Validity validity() {
        return validity;
    }

    /** Whether the groups' sum does not fit a long (NUM-2): INEXACT until what is too great has left the window (MICRO-6). */
    public boolean hasOverflowed() {
        return hasOverflowed && !fits();
    }

    /** What wraps is exact again once the sum fits; asked only after it once did not. */
    private boolean fits() {
        long sum = 0;
        for (int at = 0; at < Math.min(taken, capacity); at++) {
            sum += qty[at];
            if (sum < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * How far the window of groups may be trusted, without the book (MICRO-5, MICRO-6).
     *
     * @param nowNs engine time
     * @return INEXACT over a loss, WARMING while it is too short or too old, else VALID
     */
    public Validity tapeValidity(long nowNs) {
        if (hasOverflowed() || epoch.hasDoubtfulSides()) {
            return Validity.INEXACT;
        }
        // The oldest: until the window is full the first, then the one that goes next.
        int at = taken < capacity ? 0 : next;
        if (taken > 0 && epoch.hasLossAfter(losses[at])) {
            return Validity.INEXACT;
        }
        return taken < capacity || nowNs - timeNs[at] >= settings.maxAgeNs() ? Validity.WARMING : Validity.VALID;
    }

    /** Forgets everything (INST-5). */
    public void reset() {
        taken = 0;
        total = 0;
        bought = 0;
        sold = 0;
        entries = 0;
        next = 0;
        Arrays.fill(worth, 0);
        hasOverflowed = false;
        clear();
        validity = Validity.NOT_ASKED;
    }

    private void clear() {
        takenThen = NO_PARTS;
        depthPart = 0;
        sideShare = 0;
        sidePart = 0;
        largeCount = 0;
        largePart = 0;
        score = 0;
        scoreMicro = 0;
    }

    private void count(int sign, long change) {
        total += change;
        if (sign == Aggressor.BUY) {
            bought += change;
        } else if (sign == Aggressor.SELL) {
            sold += change;
        }
    }

    /** One pass when asked, because the mean moves with each group (MICRO-5). */
    private int large(int sign) {
        int found = 0;
        if (Scaled.multiplyFits(settings.largeTimes(), total)) {
            // q·n > t is q > ⌊t / n⌋.
            long most = settings.largeTimes() * total / capacity;
            for (int at = 0; at < capacity; at++) {
                found += side[at] == sign && qty[at] > most ? 1 : 0;
            }
            return found;
        }
        for (int at = 0; at < capacity; at++) {
            if (side[at] == sign && Scaled.compareProducts(qty[at], capacity, settings.largeTimes(), total) > 0) {
                found++;
            }
        }
        return found;
    }

    private long entry(long group, int at) {
        return Digest.mix(Digest.mix(group, losses[at]), Digest.mix(qty[at], side[at]), timeNs[at]);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("micro");
        out.putLong(taken);
        for (long group = Math.max(0, taken - capacity); group < taken; group++) {
            int at = (int) (group % capacity);
            out.putLong(qty[at]);
            out.putInt(side[at]);
            out.putLong(timeNs[at]);
            out.putLong(losses[at]);
        }
        out.putBoolean(hasOverflowed);
        out.putDouble(depthPart);
        out.putDouble(sideShare);
        out.putDouble(sidePart);
        out.putInt(largeCount);
        out.putDouble(largePart);
        out.putDouble(score);
        out.putEnum(validity);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("micro");
        long all = in.readTotal();
        reset();
        taken = Math.max(0, all - capacity);
        next = (int) (taken % capacity);
        while (taken < all) {
            long quantity = in.readLong();
            byte sign = (byte) in.readInt();
            put(next, in.readLong(), quantity, sign, in.readLong());
        }
        hasOverflowed = in.readBoolean();
        depthPart = in.readDouble();
        sideShare = in.readDouble();
        sidePart = in.readDouble();
        largeCount = in.readInt();
        largePart = in.readDouble();
        score = in.readDouble();
        scoreMicro = Micro.of(score);
        validity = in.readEnum(Validity.values());
    }

    @Override
    public long digest() {
        return entries + scalars();
    }

    @Override
    public long digestAnew() {
        long sum = scalars();
        for (long group = Math.max(0, taken - capacity); group < taken; group++) {
            sum += entry(group, (int) (group % capacity));
        }
        return sum;
    }

    /** The parts are left out: they are made anew by each measure and nothing rests on the old ones. */
    private long scalars() {
        return Digest.mix(1, taken, total) + Digest.mix(2, bought, sold) + Digest.mix(3, hasOverflowed ? 1 : 0);
    }
}
