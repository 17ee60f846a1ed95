package ebb.bench.peer;

import org.eclipse.collections.impl.map.sorted.mutable.TreeSortedMap;

/** Eclipse Collections: two sorted maps of boxed longs. */
final class EclipseBook implements PeerBook {
    private final TreeSortedMap<Long, Long> bids = new TreeSortedMap<>();
    private final TreeSortedMap<Long, Long> asks = new TreeSortedMap<>();

    @Override
    public void level(int side, long tick, long quantity) {
        TreeSortedMap<Long, Long> levels = side == 0 ? bids : asks;
        if (quantity == 0) {
            levels.remove(tick);
        } else {
            levels.put(tick, quantity);
        }
    }

    @Override
    public long best(int side) {
        return side == 0 ? bids.lastKey() : asks.firstKey();
    }

    @Override
    public int count(int side) {
        return side == 0 ? bids.size() : asks.size();
    }
}
