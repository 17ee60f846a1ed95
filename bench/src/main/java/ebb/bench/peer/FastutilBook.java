package ebb.bench.peer;

import it.unimi.dsi.fastutil.longs.Long2LongRBTreeMap;

/** fastutil: two red-black trees of primitive longs. */
final class FastutilBook implements PeerBook {
    private final Long2LongRBTreeMap bids = new Long2LongRBTreeMap();
    private final Long2LongRBTreeMap asks = new Long2LongRBTreeMap();

    @Override
    public void level(int side, long tick, long quantity) {
        Long2LongRBTreeMap levels = side == 0 ? bids : asks;
        if (quantity == 0) {
            levels.remove(tick);
        } else {
            levels.put(tick, quantity);
        }
    }

    @Override
    public long best(int side) {
        return side == 0 ? bids.lastLongKey() : asks.firstLongKey();
    }

    @Override
    public int count(int side) {
        return side == 0 ? bids.size() : asks.size();
    }
}
