package ebb.engine.pattern;

import ebb.codecs.Micro;
import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * One level of the rejection tracker (REJ-1): the price that pushes fail at and the last {@value #MAX_REJECTIONS} of them.
 * Owned and reused by its tracker; read it, do not keep it.
 */
public final class RejectionLevel implements Snapshotted {
    /** How many rejections a level remembers (REJ-1). */
    public static final int MAX_REJECTIONS = 8;

    private static final double BP = 10_000;

    /** Where a level stands between two pushes (REJ-3). */
    public enum State {
        /** Waiting for a push. */
        ARMED,
        /** A push is under way. */
        TESTING,
        /** A push was turned back or stalled; the price has not retreated yet. */
        COOLING
    }

    private final RejectionSettings settings;
    private final Mirror mirror;
    private final Rejection[] list = new Rejection[MAX_REJECTIONS];

    /** The candle of the push under way, not counted yet. */
    final Rejection pending = new Rejection();

    // Prices of the state machine are mirrored ones.
    long id;
    long price;
    State state = State.ARMED;
    double frozenAtr;
    long peak;
    long peakBar;
    long openedBar;
    long trough;
    boolean hasTrough;
    long touchedNs;
    long bornNs;
    /** Serial of the rejection that the push under way recorded; 0: none. */
    long recorded;

    boolean isHeld;
    private long serials;
    private int size;
    private int inexact;
    private long listDigest;
    long mixed;

    RejectionLevel(RejectionSettings settings, Mirror mirror) {
        this.settings = settings;
        this.mirror = mirror;
        for (int i = 0; i < MAX_REJECTIONS; i++) {
            list[i] = new Rejection();
        }
    }

    void born(long number, long mirroredPrice, long atNs) {
        id = number;
        price = mirroredPrice;
        state = State.ARMED;
        frozenAtr = 0;
        peak = 0;
        peakBar = 0;
        openedBar = 0;
        trough = 0;
        hasTrough = false;
        touchedNs = atNs;
        bornNs = atNs;
        recorded = 0;
        isHeld = false;
        serials = 0;
        size = 0;
        inexact = 0;
        listDigest = 0;
        // Of the level that lived here before; the digest must not remember it.
        pending.clear();
    }

    /** The lower edge of the zone as a price that a high is at or above (REJ-1, NUM-8). */
    long lowerEdge(double atr) {
        return Micro.edgeCeiling(lowerEdgeExactly(atr));
    }

    double lowerEdgeExactly(double atr) {
        RejectionSettings.Zone zone = settings.zone();
        return price - Math.max(zone.belowAtr() * atr, zone.belowBp() * Math.abs((double) price) / BP);
    }

    /**
     * The upper edge as a price that a close is above or not.
     *
     * @param atr range that the zone is measured in, mantissa units
     * @return price mantissa
     */
    public long upperEdge(double atr) {
        RejectionSettings.Zone zone = settings.zone();
        return Micro.edgeFloor(price + Math.max(zone.aboveAtr() * atr, zone.aboveBp() * Math.abs((double) price) / BP));
    }

    /** The range that judges this level: the frozen one while a push is under way or cooling (REJ-2). */
    double current(double previousAtr) {
        return state == State.ARMED ? previousAtr : frozenAtr;
    }

    void record(long confirmStartNs) {
        pending.confirmed(++serials, frozenAtr, confirmStartNs);
        if (size == MAX_REJECTIONS) {
            drop(0);
        }
        Rejection slot = list[size++];
        slot.copy(pending);
        inexact += slot.isExact() ? 0 : 1;
        listDigest += slot.mix();
        recorded = serials;
    }

    /** Takes the push's own rejection back, if the list still holds it; returns whether it did. */
    boolean withdraw() {
        long serial = recorded;
        recorded = 0;
        // Serials ascend, so the one asked for can only be the last.
        if (serial == 0 || size == 0 || list[size - 1].serial() != serial) {
            return false;
        }
        drop(size - 1);
        return true;
    }

    void drop(int index) {
        Rejection gone = list[index];
        inexact -= gone.isExact() ? 0 : 1;
        listDigest -= gone.mix();
        for (int i = index; i < size - 1; i++) {
            list[i] = list[i + 1];
        }
        list[--size] = gone;
    }

    /**
     * Running number within the tracker.
     *
     * @return 0 for the tracker's first level
     */
    public long id() {
        return id;
    }

    /**
     * The level L: the highest peak so far, in a tracker of lows the lowest.
     *
     * @return price mantissa
     */
    public long price() {
        return mirror.price(price);
    }

    /**
     * Where the level stands.
     *
     * @return the state after the last closed bar
     */
    public State state() {
        return state;
    }

    /**
     * Rejections that count (REJ-7): all in the list but those on PARTIAL peak bars, unless these are allowed.
     *
     * @return n, 0…8
     */
    public int count() {
        return settings.life().allowPartial() ? size : size - inexact;
    }

    /**
     * Whether enough pushes failed (REJ-5).
     *
     * @return n ≥ rej.min
     */
    public boolean isQualified() {
        return count() >= settings.minimum();
    }

    /**
     * Rejections in the list, counted or not.
     *
     * @return 0…8
     */
    public int size() {
        return size;
    }

    /**
     * A rejection of the list.
     *
     * @param index 0 for the oldest, below {@link #size()}
     * @return the record, valid until the next bar
     */
    public Rejection rejection(int index) {
        return list[index];
    }

    /**
     * Whether a rejection of the list counts.
     *
     * @param index below {@link #size()}
     * @return false for an inexact one that the settings do not allow
     */
    public boolean isCounted(int index) {
        return settings.life().allowPartial() || list[index].isExact();
    }

    /**
     * Start of the bar at whose close the level was born.
     *
     * @return ns since epoch
     */
    public long bornNs() {
        return bornNs;
    }

    /**
     * Start of the last bar that reached the zone.
     *
     * @return ns since epoch
     */
    public long touchedNs() {
        return touchedNs;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("level");
        out.putLong(id);
        out.putLong(price);
        out.putEnum(state);
        out.putDouble(frozenAtr);
        out.putLong(peak);
        out.putLong(peakBar);
        out.putLong(openedBar);
        out.putLong(trough);
        out.putBoolean(hasTrough);
        out.putLong(touchedNs);
        out.putLong(bornNs);
        out.putLong(recorded);
        out.putBoolean(isHeld);
        out.putLong(serials);
        pending.writeTo(out);
        out.putInt(size);
        for (int i = 0; i < size; i++) {
            list[i].writeTo(out);
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("level");
        id = in.readLong();
        price = in.readLong();
        state = in.readEnum(State.values());
        frozenAtr = in.readDouble();
        peak = in.readLong();
        peakBar = in.readLong();
        openedBar = in.readLong();
        trough = in.readLong();
        hasTrough = in.readBoolean();
        touchedNs = in.readLong();
        bornNs = in.readLong();
        recorded = in.readLong();
        isHeld = in.readBoolean();
        serials = in.readLong();
        pending.readFrom(in);
        size = in.readCount(MAX_REJECTIONS);
        inexact = 0;
        for (int i = 0; i < size; i++) {
            list[i].readFrom(in);
            inexact += list[i].isExact() ? 0 : 1;
        }
        listDigest = listDigestAnew();
    }

    long mix() {
        long place = Digest.mix(Digest.mix(id, price, state.ordinal()), touchedNs, bornNs);
        long push = Digest.mix(Digest.mix(peak, peakBar, openedBar), trough, hasTrough ? 1 : 0);
        long rest = Digest.mix(Digest.mixDouble(recorded, frozenAtr), serials, isHeld ? 1 : 0);
        return Digest.mix(place, push, rest) + Digest.mix(id, listDigest) + Digest.mix(id, pending.mix());
    }

    long listDigestAnew() {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += list[i].mix();
        }
        return sum;
    }

    long mixAnew() {
        return mix() - Digest.mix(id, listDigest) + Digest.mix(id, listDigestAnew());
    }
}
