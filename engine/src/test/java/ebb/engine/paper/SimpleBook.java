package ebb.engine.paper;

import ebb.codecs.sbe.Side;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** A book of one instrument, as plain as can be. */
final class SimpleBook implements DisplayedBook {
    boolean isLive = true;
    final TreeMap<Long, Long> bids = new TreeMap<>(java.util.Comparator.reverseOrder());
    final TreeMap<Long, Long> asks = new TreeMap<>();

    TreeMap<Long, Long> side(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    void set(Side side, long price, long qty) {
        if (qty == 0) {
            side(side).remove(price);
        } else {
            side(side).put(price, qty);
        }
    }

    private Map.Entry<Long, Long> at(Side side, int depth) {
        Iterator<Map.Entry<Long, Long>> walk = side(side).entrySet().iterator();
        for (int i = 0; i < depth; i++) {
            walk.next();
        }
        return walk.next();
    }

    @Override
    public boolean isLive(int instrument) {
        return isLive;
    }

    @Override
    public int levels(int instrument, Side side) {
        return side(side).size();
    }

    @Override
    public long price(int instrument, Side side, int depth) {
        return at(side, depth).getKey();
    }

    @Override
    public long qty(int instrument, Side side, int depth) {
        return at(side, depth).getValue();
    }

    @Override
    public long qtyAt(int instrument, Side side, long price) {
        return side(side).getOrDefault(price, 0L);
    }
}
