package ebb.engine.order;

import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.PosState;
import ebb.engine.instrument.AverageEntry;
import ebb.engine.instrument.Instrument;
import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * What one strategy holds of one instrument (NS-POS-1). From its first fill to flat it is one trade with one id; the
 * object then serves the next. Money is settlement money, 1e-8.
 */
public final class Position implements Snapshotted {
    private static final long MICRO = 1_000_000;
    /** Not among the open ones. */
    static final int FLAT = -1;

    private final Instrument instrument;
    private final int strategy;
    final int index;
    // Among the open ones, while it is one of them.
    int place = FLAT;
    private final AverageEntry open = new AverageEntry();
    private final AverageEntry in = new AverageEntry();
    private final AverageEntry out = new AverageEntry();

    private long id = Order.NO_ID;
    private long signal = Order.NO_ID;
    private long openedNs = Instrument.ABSENT;
    private long closedNs = Instrument.ABSENT;
    private boolean isLong;
    private long realised;
    private long fees;
    private long funding;
    private long initialRisk = Instrument.ABSENT;
    private long stop = Instrument.ABSENT;
    private long mark = Instrument.ABSENT;
    private boolean hasMark;
    private long best = Instrument.ABSENT;
    private long worst = Instrument.ABSENT;
    private PosState state = PosState.CLOSED;
    private ExitWhy why = ExitWhy.NULL_VAL;

    Position(Instrument instrument, int strategy, int index) {
        this.instrument = instrument;
        this.strategy = strategy;
        this.index = index;
    }

    void begin(long freshId, long causingSignal, boolean goesLong, long nowNs) {
        id = freshId;
        signal = causingSignal;
        openedNs = nowNs;
        closedNs = Instrument.ABSENT;
        isLong = goesLong;
        realised = 0;
        fees = 0;
        funding = 0;
        initialRisk = Instrument.ABSENT;
        stop = Instrument.ABSENT;
        // The mark of an earlier position may be months old: until a new one comes there is none.
        mark = Instrument.ABSENT;
        hasMark = false;
        best = Instrument.ABSENT;
        worst = Instrument.ABSENT;
        state = PosState.OPENING;
        why = ExitWhy.NULL_VAL;
        open.clear();
        in.clear();
        out.clear();
    }

    void add(long qty, long price) {
        open.add(instrument, isLong, qty, price);
        in.add(instrument, isLong, qty, price);
        touch(price);
    }

    /** Closes a part; returns what it realised. */
    long reduce(long qty, long price) {
        long gain = open.reduce(instrument, qty, price);
        out.add(instrument, isLong, qty, price);
        realised = Scaled.addExact(realised, gain);
        touch(price);
        return gain;
    }

    void pay(long fee) {
        fees = Scaled.addExact(fees, fee);
    }

    void accrue(long received) {
        funding = Scaled.addExact(funding, received);
    }

    void end(long nowNs, ExitWhy reason) {
        closedNs = nowNs;
        state = PosState.CLOSED;
        why = reason;
    }

    void state(PosState now) {
        state = now;
    }

    void stop(long price) {
        stop = price;
    }

    void mark(long price) {
        mark = price;
        hasMark = true;
        touch(price);
    }

    void trade(long price) {
        mark = hasMark ? mark : price;
        touch(price);
    }

    /** Fixes what was at risk, once (NS-POS-1). */
    void fixRisk(long stopPrice) {
        if (initialRisk == Instrument.ABSENT && stopPrice != Instrument.ABSENT && in.qty() > 0) {
            initialRisk = Math.max(0, -in.unrealised(instrument, stopPrice));
        }
    }

    private void touch(long price) {
        if (isFlat() && closedNs != Instrument.ABSENT) {
            return;
        }
        if (best == Instrument.ABSENT || (isLong ? price > best : price < best)) {
            best = price;
        }
        if (worst == Instrument.ABSENT || (isLong ? price < worst : price > worst)) {
            worst = price;
        }
    }

    /** Id of the trade or {@link Order#NO_ID} before the first. */
    public long id() {
        return id;
    }

    /** The instrument. */
    public Instrument instrument() {
        return instrument;
    }

    /** Who holds it. */
    public int strategy() {
        return strategy;
    }

    /** The signal that opened it or {@link Order#NO_ID}. */
    public long signal() {
        return signal;
    }

    /** Open quantity, never negative. */
    public long qty() {
        return open.qty();
    }

    /** Open quantity, negative if short. */
    public long signedQty() {
        return open.signedQty();
    }

    /** True if the trade in hand, or the last one, is long. */
    public boolean isLong() {
        return isLong;
    }

    /** True if nothing is open. */
    public boolean isFlat() {
        return open.isFlat();
    }

    /** Average entry of what is open; of all that was opened once it is flat; ABSENT before the first. */
    public long entry() {
        return open.isFlat() ? in.price(instrument) : open.price(instrument);
    }

    /** Average exit so far or ABSENT. */
    public long exit() {
        return out.price(instrument);
    }

    /** All that was opened in this trade. */
    public long openedQty() {
        return in.qty();
    }

    /** Realised profit before fees and funding. */
    public long realised() {
        return realised;
    }

    /** Fees paid. */
    public long fees() {
        return fees;
    }

    /** Funding received, negative if paid. */
    public long funding() {
        return funding;
    }

    /** Profit of the trade: realised − fees + funding. */
    public long pnl() {
        return Scaled.addExact(Scaled.subtractExact(realised, fees), funding);
    }

    /** Profit if it were closed at the last mark; 0 while flat or without a mark. */
    public long unrealised() {
        return mark == Instrument.ABSENT ? 0 : open.unrealised(instrument, mark);
    }

    /** The last mark it saw or ABSENT. */
    public long mark() {
        return mark;
    }

    /** What was at risk when the entry was complete, or ABSENT. */
    public long initialRisk() {
        return initialRisk;
    }

    /** Profit in units of the initial risk, 1e-6; ABSENT without a risk. */
    public long rMicro() {
        return inRisk(pnl());
    }

    /** Greatest adverse excursion of all that was opened, in units of the initial risk, 1e-6, ≤ 0; or ABSENT. */
    public long maeMicro() {
        return worst == Instrument.ABSENT ? Instrument.ABSENT : inRisk(Math.min(0, in.unrealised(instrument, worst)));
    }

    /** Greatest favourable excursion likewise, ≥ 0; or ABSENT. */
    public long mfeMicro() {
        return best == Instrument.ABSENT ? Instrument.ABSENT : inRisk(Math.max(0, in.unrealised(instrument, best)));
    }

    /** Most favourable price seen or ABSENT. */
    public long best() {
        return best;
    }

    /** Most adverse price seen or ABSENT. */
    public long worst() {
        return worst;
    }

    /** Price of its stop or ABSENT. */
    public long stop() {
        return stop;
    }

    /** When it was opened, engine time, or ABSENT. */
    public long openedNs() {
        return openedNs;
    }

    /** When it was closed, engine time, or ABSENT. */
    public long closedNs() {
        return closedNs;
    }

    /** State (NS-POS-2). */
    public PosState state() {
        return state;
    }

    /** Why it closed; NULL_VAL before. */
    public ExitWhy why() {
        return why;
    }

    private long inRisk(long money) {
        if (initialRisk == Instrument.ABSENT || initialRisk == 0) {
            return Instrument.ABSENT;
        }
        return Scaled.mulDiv(money, MICRO, initialRisk, Rounding.HALF_EVEN);
    }

    @Override
    public void writeTo(SnapshotWriter to) {
        open.writeTo(to);
        in.writeTo(to);
        out.writeTo(to);
        to.putLong(id);
        to.putLong(signal);
        to.putLong(openedNs);
        to.putLong(closedNs);
        to.putBoolean(isLong);
        to.putLong(realised);
        to.putLong(fees);
        to.putLong(funding);
        to.putLong(initialRisk);
        to.putLong(stop);
        to.putLong(mark);
        to.putBoolean(hasMark);
        to.putLong(best);
        to.putLong(worst);
        to.putEnum(state);
        to.putEnum(why);
    }

    @Override
    public void readFrom(SnapshotReader from) {
        open.readFrom(from);
        in.readFrom(from);
        out.readFrom(from);
        id = from.readLong();
        signal = from.readLong();
        openedNs = from.readLong();
        closedNs = from.readLong();
        isLong = from.readBoolean();
        realised = from.readLong();
        fees = from.readLong();
        funding = from.readLong();
        initialRisk = from.readLong();
        stop = from.readLong();
        mark = from.readLong();
        hasMark = from.readBoolean();
        best = from.readLong();
        worst = from.readLong();
        state = from.readEnum(PosState.values());
        why = from.readEnum(ExitWhy.values());
    }

    long entryMix() {
        long h = Digest.mix(instrument.id(), strategy, id);
        h = Digest.mix(h, open.digest(1), in.digest(2));
        h = Digest.mix(h, out.digest(3), signal);
        h = Digest.mix(h, openedNs, closedNs);
        h = Digest.mix(h, realised, fees);
        h = Digest.mix(h, funding, initialRisk);
        h = Digest.mix(h, stop, mark);
        h = Digest.mix(h, best, worst);
        return Digest.mix(h, state.value() | (isLong ? 1 << 8 : 0) | (hasMark ? 1 << 9 : 0), why.value());
    }
}
