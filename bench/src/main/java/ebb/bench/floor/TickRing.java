package ebb.bench.floor;

/**
 * Floor B of PERF §3: one side as a plain array of 8,192 ticks around its first level, and a walk to the next level when
 * the best one goes; what lies beyond the array goes by hash into a table of its own, unsorted. So each level's quantity
 * is right, and the best one as long as the array holds a level: the array does not follow a touch that leaves it.
 */
public final class TickRing {
    private static final int TICKS = 8_192;
    private static final int MASK = TICKS - 1;

    private final Side bids = new Side();
    private final Side asks = new Side();

    /** Two empty sides. */
    public TickRing() {}

    /** Sets a level: side 0 bid, 1 ask; quantity 0 deletes. */
    public void level(int side, long tick, long quantity) {
        if (side == 0) {
            bids.set(-tick, quantity);
        } else {
            asks.set(tick, quantity);
        }
    }

    /** Best tick of a side that is not empty. */
    public long best(int side) {
        return side == 0 ? -bids.best : asks.best;
    }

    /** Quantity at a tick, 0 if there is no level. */
    public long quantity(int side, long tick) {
        return side == 0 ? bids.quantity(-tick) : asks.quantity(tick);
    }

    /** One side; a smaller key is a better price. */
    private static final class Side {
        private static final long HASH = 0x9E3779B97F4A7C15L;
        private static final long NONE = Long.MIN_VALUE;

        private final long[] quantities = new long[TICKS];
        private long base = NONE;
        private long best = Long.MAX_VALUE;

        // Key and quantity alternating; a key once met keeps its place.
        private long[] far = empty(512);
        private int used;

        private static long[] empty(int length) {
            long[] table = new long[length];
            for (int i = 0; i < length; i += 2) {
                table[i] = NONE;
            }
            return table;
        }

        void set(long key, long quantity) {
            if (base == NONE) {
                base = key - TICKS / 2;
            }
            long at = key - base;
            if ((at & ~MASK) != 0) {
                setFar(key, quantity);
                return;
            }
            quantities[(int) at] = quantity;
            if (quantity != 0) {
                best = Math.min(best, key);
            } else if (key == best) {
                walk((int) at);
            }
        }

        private void walk(int from) {
            int at = from + 1;
            while (at < TICKS && quantities[at] == 0) {
                at++;
            }
            best = at == TICKS ? Long.MAX_VALUE : base + at;
        }

        long quantity(long key) {
            long at = key - base;
            return (at & ~MASK) == 0 ? quantities[(int) at] : far[place(key) + 1];
        }

        private void setFar(long key, long quantity) {
            int at = place(key);
            if (far[at] != key) {
                far[at] = key;
                used++;
            }
            far[at + 1] = quantity;
            if (used * 4 > far.length) {
                grow();
            }
        }

        private void grow() {
            long[] old = far;
            far = empty(old.length * 2);
            used = 0;
            for (int i = 0; i < old.length; i += 2) {
                if (old[i + 1] != 0) {
                    setFar(old[i], old[i + 1]);
                }
            }
        }

        private int place(long key) {
            int mask = far.length - 2;
            int at = (int) (key * HASH >>> 32) & mask;
            while (far[at] != key && far[at] != NONE) {
                at = at + 2 & mask;
            }
            return at;
        }
    }
}
