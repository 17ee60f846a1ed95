package ebb.engine.paper;

import ebb.codecs.sbe.Side;
import java.util.Comparator;
import java.util.TreeMap;

/** A book of one instrument, as plain as can be. */
final class SimpleBook implements DisplayedBook {
    boolean isLive = true;
    final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
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

    @Override
    public boolean isLive(int instrument) {
        return isLive;
    }

    @Override
    public int levels(int instrument, Side side) {
        return side(side).size();
    }

    @Override
    public long best(int instrument, Side side) {
        return side(side).firstKey();
    }

    @Override
    public long next(int instrument, Side side, long price) {
        return side(side).higherKey(price); // the worse one: bids are sorted downwards
    }

    @Override
    public long qtyAt(int instrument, Side side, long price) {
        return side(side).getOrDefault(price, 0L);
    }
}
