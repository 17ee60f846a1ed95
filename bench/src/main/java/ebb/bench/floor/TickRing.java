package ebb.bench.floor;

/**
 * Floor B of PERF §3: one side as a plain array of 8,192 ticks around a start, and a walk to the next level when the
 * best one goes. Levels beyond the array share its slots (the floor does not care), so only what lies within counts.
 */
public final class TickRing {
    private static final int TICKS = 8_192;
    private static final int MASK = TICKS - 1;

    private final long[] bids = new long[TICKS];
    private final long[] asks = new long[TICKS];
    private long bestBid;
    private long bestAsk = Long.MAX_VALUE;

    /** Two empty sides. */
    public TickRing() {}

    /** Sets a level: side 0 bid, 1 ask; quantity 0 deletes. */
    public void level(int side, long tick, long quantity) {
        if (side == 0) {
            bid(tick, quantity);
        } else {
            ask(tick, quantity);
        }
    }

    private void bid(long tick, long quantity) {
        bids[(int) tick & MASK] = quantity;
        if (quantity != 0) {
            bestBid = Math.max(bestBid, tick);
        } else if (tick == bestBid) {
            long at = tick - 1;
            while (bids[(int) at & MASK] == 0 && tick - at < TICKS) {
                at--;
            }
            bestBid = at;
        }
    }

    private void ask(long tick, long quantity) {
        asks[(int) tick & MASK] = quantity;
        if (quantity != 0) {
            bestAsk = Math.min(bestAsk, tick);
        } else if (tick == bestAsk) {
            long at = tick + 1;
            while (asks[(int) at & MASK] == 0 && at - tick < TICKS) {
                at++;
            }
            bestAsk = at;
        }
    }

    /** Best tick of a side. */
    public long best(int side) {
        return side == 0 ? bestBid : bestAsk;
    }
}
