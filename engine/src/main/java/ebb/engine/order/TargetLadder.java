package ebb.engine.order;

import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.engine.instrument.Instrument;
import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;

/**
 * The targets of one position, nearest first, and what rests for each (NS-TAK-1, NS-TGT-2). Together they never ask for more
 * than is open. The last may be watched only: its share leaves otherwise (NS-TGT-6).
 */
final class TargetLadder {
    /** Most targets. */
    static final int MOST = 3;

    private static final long MICRO = OrderPlan.WHOLE_MICRO;

    final long[] price = new long[MOST];
    final Order[] order = new Order[MOST];
    private final long[] shareMicro = new long[MOST];
    private final long[] done = new long[MOST];
    private final boolean[] refused = new boolean[MOST];
    private final long[] part = new long[MOST];
    private int count;
    private boolean watchesLast;
    private boolean waits;

    void clear() {
        count = 0;
        watchesLast = false;
        waits = false;
        for (int i = 0; i < MOST; i++) {
            order[i] = null;
            done[i] = 0;
            refused[i] = false;
        }
    }

    /** Takes the targets that an entry planned. */
    void adopt(Order entry) {
        for (int i = 0; i < entry.planTargets; i++) {
            set(i, entry.planTarget[i], entry.planShareMicro[i]);
        }
        count = entry.planTargets;
        watchesLast = entry.planWatchesLast;
    }

    /** One target instead of all others; what the first has taken already counts. */
    void only(long limit, long share) {
        set(0, limit, share);
        count = 1;
        watchesLast = false;
        refused[0] = false;
    }

    private void set(int i, long limit, long share) {
        price[i] = limit;
        shareMicro[i] = share;
    }

    int count() {
        return count;
    }

    /** How many of them rest at the venue. */
    int resting() {
        return watchesLast ? count - 1 : count;
    }

    /** Whether a target keeps out of the venue's price band and is to be tried again. */
    boolean isWaiting() {
        return waits;
    }

    void waits(boolean isWaiting) {
        waits = isWaiting;
    }

    boolean isRefused(int i) {
        return refused[i];
    }

    void refuse(int i) {
        refused[i] = true;
    }

    /** The position changed: what was refused may be asked again. */
    void retry() {
        for (int i = 0; i < MOST; i++) {
            refused[i] = false;
        }
    }

    /** Books what orders that ended had taken. */
    void forgetEnded() {
        for (int i = 0; i < MOST; i++) {
            if (order[i] != null && Order.isTerminal(order[i].state)) {
                done[i] += order[i].cum;
                refused[i] = true;
                order[i] = null;
            }
        }
    }

    void letGo() {
        for (int i = 0; i < MOST; i++) {
            order[i] = null;
        }
        waits = false;
    }

    private long taken(int i) {
        return done[i] + (order[i] == null ? 0 : order[i].cum);
    }

    /** What a target is to close yet; {@link #share} first. */
    long wanted(int i, Position p) {
        long left = p.qty();
        for (int k = 0; k < i; k++) {
            left -= Math.min(left, Math.max(0, part[k] - taken(k)));
        }
        return isRest(i) ? left : Math.max(0, Math.min(left, part[i] - taken(i)));
    }

    /** The last of shares that are the whole takes what is left. */
    private boolean isRest(int i) {
        return i == count - 1 && sumBefore(count) >= MICRO;
    }

    private long sumBefore(int end) {
        long sum = 0;
        for (int i = 0; i < end; i++) {
            sum += shareMicro[i];
        }
        return sum;
    }

    /** Shares out what was opened (NS-TGT-2): down to the lot; a part under the minimum merges into the next. */
    void share(Position p) {
        Instrument instrument = p.instrument();
        long carried = 0;
        long before = 0;
        for (int i = 0; i < count; i++) {
            long whole = instrument.floorQty(Scaled.mulDiv(p.openedQty(), shareMicro[i], MICRO, Rounding.FLOOR));
            long mine = isRest(i) ? p.openedQty() - before : whole + carried;
            boolean isSmall = mine < instrument.minQty() && i < count - 1;
            part[i] = isSmall ? 0 : mine;
            carried = isSmall ? mine : 0;
            before += part[i];
        }
    }

    /** The furthest target whose whole part was taken, −1 before the first; a single target counts from its first fill. */
    int furthest() {
        if (count == 1) {
            return taken(0) > 0 ? 0 : -1;
        }
        for (int i = count - 1; i >= 0; i--) {
            if (part[i] > 0 && taken(i) >= part[i]) {
                return i;
            }
        }
        return -1;
    }

    void writeTo(SnapshotWriter out) {
        out.putInt(count);
        out.putBoolean(watchesLast);
        out.putBoolean(waits);
        for (int i = 0; i < MOST; i++) {
            out.putLong(price[i]);
            out.putLong(shareMicro[i]);
            out.putLong(done[i]);
            out.putBoolean(refused[i]);
            out.putLong(part[i]);
            Orders.writeReference(order[i], out);
        }
    }

    void readFrom(SnapshotReader in, Orders orders) {
        count = in.readCount(MOST);
        watchesLast = in.readBoolean();
        waits = in.readBoolean();
        for (int i = 0; i < MOST; i++) {
            price[i] = in.readLong();
            shareMicro[i] = in.readLong();
            done[i] = in.readLong();
            refused[i] = in.readBoolean();
            part[i] = in.readLong();
            order[i] = orders.readReference(in);
        }
    }

    long mix() {
        long h = Digest.mix(count, (watchesLast ? 1 : 0) | (waits ? 2 : 0));
        for (int i = 0; i < count; i++) {
            long root = order[i] == null ? Order.NO_ID : order[i].root;
            h = Digest.mix(h, Digest.mix(price[i], shareMicro[i]), Digest.mix(root, done[i], refused[i] ? 1 : 0));
        }
        return h;
    }
}
