package ebb.engine.flow;

import ebb.codecs.Scaled;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.state.Validity;

/**
 * Cumulative volume delta of one instrument (CVD-1…6): one running total of taker volume, buys minus sells, and every
 * window a difference of two readings of it.
 *
 * <p>A reading is kept for the end of each second of engine time that saw a trade; a second without one has the reading
 * before it, found by search, so that a quiet hour costs nothing when the next trade comes.
 */
public final class Cvd implements Digested, Snapshotted {
    /** One second, the spacing of the readings (CVD-2). */
    public static final long SLOT_NS = 1_000_000_000L;

    private static final long NEVER = Long.MIN_VALUE;
    private static final long AT_NOW = -1;
    private static final long AT_START = -2;

    private final FlowEpoch epoch;
    private final int slots;

    // Readings of past seconds, oldest first, the newest at (written - 1) % slots.
    private final long[] second;
    private final long[] cvdAtEnd;
    private final long[] volumeAtEnd;
    private long written;
    private long slotDigest;

    private long total;
    private long volume;
    private long prints;
    private long currentSecond = NEVER;
    // Its first instant, so that most prints need no division; not state.
    private long currentNs = NEVER;
    // What was searched for last, among how many readings, and where it stands: several ask for the same window; not
    // state.
    private long foundFor;
    private long foundAmong = NEVER;
    private long found;
    private long startNs = NEVER;
    private long sessionStartNs = NEVER;
    private long totalAtSession;
    private long volumeAtSession;
    private boolean hasSession;
    private boolean hasOverflowed;

    /**
     * Creates the delta of an instrument that has not traded yet.
     *
     * @param settings how far back windows reach
     * @param epoch what the tape has lost
     */
    public Cvd(CvdSettings settings, FlowEpoch epoch) {
        this.epoch = epoch;
        slots = settings.slots();
        second = new long[slots];
        cvdAtEnd = new long[slots];
        volumeAtEnd = new long[slots];
    }

    /**
     * The tape is being listened to from now on (subscription LIVE). Without a call the first trade starts it; later
     * calls change nothing. A window that begins before the start is WARMING.
     *
     * @param nowNs engine time
     */
    public void start(long nowNs) {
        if (startNs == NEVER) {
            startNs = nowNs;
        }
    }

    /**
     * Adds one print (CVD-1).
     *
     * @param nowNs engine time T, never decreasing
     * @param qty quantity mantissa, &gt; 0
     * @param sign {@link Aggressor#BUY}, {@link Aggressor#SELL} or {@link Aggressor#UNKNOWN}
     */
    public void onTrade(long nowNs, long qty, int sign) {
        start(nowNs);
        if (currentSecond == NEVER || Long.compareUnsigned(nowNs - currentNs, SLOT_NS) >= 0) {
            turn(Math.floorDiv(nowNs, SLOT_NS));
        }
        long nextVolume = volume + qty;
        if (nextVolume < 0 || !Scaled.addFits(total, sign * qty)) {
            hasOverflowed = true;
            return;
        }
        volume = nextVolume;
        total += sign * qty;
        prints++;
    }

    /** Another second, or the first. */
    private void turn(long to) {
        if (currentSecond != NEVER && to != currentSecond) {
            keepReading();
        }
        currentSecond = to;
        currentNs = to * SLOT_NS;
    }

    /**
     * The running total (CVD-1).
     *
     * @return Σδ since the start, quantity mantissa
     */
    public long total() {
        return total;
    }

    /**
     * All volume, that of unknown side included.
     *
     * @return Σq since the start, quantity mantissa
     */
    public long volume() {
        return volume;
    }

    /**
     * Prints taken so far.
     *
     * @return a count; 0 means that there is no tape and cvd is absent, not zero (BAR-8)
     */
    public long prints() {
        return prints;
    }

    /**
     * Whether a sum left the range of a long (NUM-2): everything here is INEXACT until {@link #reset}.
     *
     * @return true if so
     */
    public boolean hasOverflowed() {
        return hasOverflowed;
    }

    /**
     * Delta of a window that ends now (CVD-2): the trades of the seconds after that of {@code now − W}.
     *
     * @param nowNs engine time
     * @param windowNs its length, 1 … (slots − 1) seconds
     * @return Σδ, quantity mantissa; read with {@link #validity}
     * @throws IllegalArgumentException if no ring of this size can hold the window
     */
    public long delta(long nowNs, long windowNs) {
        long at = reading(nowNs, windowNs);
        return at == AT_NOW ? 0 : total - (at == AT_START ? 0 : cvdAtEnd[(int) (at % slots)]);
    }

    /**
     * Volume of a window that ends now, that of unknown side included.
     *
     * @param nowNs engine time
     * @param windowNs its length, 1 … (slots − 1) seconds
     * @return Σq, quantity mantissa; read with {@link #validity}
     * @throws IllegalArgumentException if no ring of this size can hold the window
     */
    public long volume(long nowNs, long windowNs) {
        long at = reading(nowNs, windowNs);
        return at == AT_NOW ? 0 : volume - (at == AT_START ? 0 : volumeAtEnd[(int) (at % slots)]);
    }

    /**
     * Normalised delta d = Σδ/ΣV of a window (CVD-5). Gates cross-multiply {@link #delta} and {@link #volume} instead.
     *
     * @param nowNs engine time
     * @param windowNs its length, 1 … (slots − 1) seconds
     * @return −1…1; 0 where {@link #validity} says UNDEFINED
     */
    public double normalised(long nowNs, long windowNs) {
        long sum = volume(nowNs, windowNs);
        return sum == 0 ? 0 : (double) delta(nowNs, windowNs) / sum;
    }

    /**
     * How far a window may be trusted: UNDEFINED without volume (only d is; the delta of such a window is 0), INEXACT
     * over a loss (CVD-6), WARMING where it begins before the tape did.
     *
     * @param nowNs engine time
     * @param windowNs its length, 1 … (slots − 1) seconds
     * @return the validity of d
     */
    public Validity validity(long nowNs, long windowNs) {
        if (volume(nowNs, windowNs) == 0) {
            return Validity.UNDEFINED;
        }
        return validitySince((Math.floorDiv(nowNs - windowNs, SLOT_NS) + 1) * SLOT_NS);
    }

    /**
     * How far a difference of {@link #total} may be trusted that was anchored at an instant (CVD-3).
     *
     * @param anchorNs engine time of the anchor
     * @return INEXACT over a loss, WARMING where the anchor lies before the tape's start, else VALID
     */
    public Validity validitySince(long anchorNs) {
        if (hasOverflowed || epoch.hasDoubtfulSides() || epoch.hasLossSince(anchorNs)) {
            return Validity.INEXACT;
        }
        return startNs == NEVER || anchorNs < startNs ? Validity.WARMING : Validity.VALID;
    }

    /**
     * The day rolls (TIME-6): the session's sums begin anew.
     *
     * @param nowNs engine time, the deadline of the roll
     */
    public void onDayRoll(long nowNs) {
        hasSession = true;
        sessionStartNs = nowNs;
        totalAtSession = total;
        volumeAtSession = volume;
    }

    /**
     * Session CVD (CVD-3).
     *
     * @return Σδ since the day roll, quantity mantissa
     */
    public long sessionDelta() {
        return total - totalAtSession;
    }

    /**
     * Volume since the day roll.
     *
     * @return Σq, quantity mantissa
     */
    public long sessionVolume() {
        return volume - volumeAtSession;
    }

    /**
     * How far the session's sums may be trusted; the first, cut day is WARMING.
     *
     * @return the validity
     */
    public Validity sessionValidity() {
        return hasSession ? validitySince(sessionStartNs) : validitySince(NEVER);
    }

    /** Forgets everything (INST-5): other exponents make the old sums meaningless. */
    public void reset() {
        written = 0;
        foundAmong = NEVER;
        slotDigest = 0;
        total = 0;
        volume = 0;
        prints = 0;
        currentSecond = NEVER;
        startNs = NEVER;
        sessionStartNs = NEVER;
        totalAtSession = 0;
        volumeAtSession = 0;
        hasSession = false;
        hasOverflowed = false;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("cvd");
        out.putLong(written);
        for (long at = oldest(); at < written; at++) {
            int slot = (int) (at % slots);
            out.putLong(second[slot]);
            out.putLong(cvdAtEnd[slot]);
            out.putLong(volumeAtEnd[slot]);
        }
        out.putLong(total);
        out.putLong(volume);
        out.putLong(prints);
        out.putLong(currentSecond);
        out.putLong(startNs);
        out.putLong(sessionStartNs);
        out.putLong(totalAtSession);
        out.putLong(volumeAtSession);
        out.putBoolean(hasSession);
        out.putBoolean(hasOverflowed);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("cvd");
        written = in.readTotal();
        foundAmong = NEVER;
        slotDigest = 0;
        for (long at = oldest(); at < written; at++) {
            int slot = (int) (at % slots);
            second[slot] = in.readLong();
            cvdAtEnd[slot] = in.readLong();
            volumeAtEnd[slot] = in.readLong();
            slotDigest += entry(slot);
        }
        total = in.readLong();
        volume = in.readLong();
        prints = in.readLong();
        currentSecond = in.readLong();
        currentNs = currentSecond == NEVER ? NEVER : currentSecond * SLOT_NS;
        startNs = in.readLong();
        sessionStartNs = in.readLong();
        totalAtSession = in.readLong();
        volumeAtSession = in.readLong();
        hasSession = in.readBoolean();
        hasOverflowed = in.readBoolean();
    }

    @Override
    public long digest() {
        return slotDigest + scalars();
    }

    @Override
    public long digestAnew() {
        long sum = scalars();
        for (long at = oldest(); at < written; at++) {
            sum += entry((int) (at % slots));
        }
        return sum;
    }

    /** Where the reading at the start of a window stands: an absolute index, or one of the two constants. */
    private long reading(long nowNs, long windowNs) {
        if (windowNs <= 0 || windowNs > (slots - 1) * SLOT_NS) {
            throw windowTooLong(windowNs, slots);
        }
        long wanted = Math.floorDiv(nowNs - windowNs, SLOT_NS);
        if (currentSecond == NEVER || wanted >= currentSecond) {
            return AT_NOW;
        }
        if (wanted != foundFor || written != foundAmong) {
            found = search(wanted);
            foundFor = wanted;
            foundAmong = written;
        }
        return found;
    }

    private long search(long wanted) {
        long first = oldest();
        // Where the first stands; the others follow, past the end from the beginning on.
        int from = (int) (first % slots);
        int low = 0;
        int high = (int) (written - first);
        while (low < high) {
            int middle = (low + high) >>> 1;
            int at = from + middle;
            if (second[at < slots ? at : at - slots] <= wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? AT_START : first + low - 1;
    }

    private long oldest() {
        return Math.max(0, written - slots);
    }

    private void keepReading() {
        int at = (int) (written % slots);
        if (written >= slots) {
            slotDigest -= entry(at);
        }
        second[at] = currentSecond;
        cvdAtEnd[at] = total;
        volumeAtEnd[at] = volume;
        slotDigest += entry(at);
        written++;
    }

    private long entry(int at) {
        return Digest.mix(second[at], cvdAtEnd[at], volumeAtEnd[at]);
    }

    private long scalars() {
        return Digest.mix(1, total, volume)
                + Digest.mix(2, prints, currentSecond)
                + Digest.mix(3, startNs, sessionStartNs)
                + Digest.mix(4, totalAtSession, volumeAtSession)
                + Digest.mix(5, written, (hasSession ? 1 : 0) | (hasOverflowed ? 2 : 0));
    }

    private static IllegalArgumentException windowTooLong(long windowNs, int slots) {
        return new IllegalArgumentException(
                "a CVD window of " + windowNs + " ns does not fit cvd.slots = " + slots + " (CVD-2)");
    }
}
