package ebb.engine.paper;

import ebb.codecs.sbe.Side;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import java.util.Arrays;

/** What we took from the displayed levels of one instrument and the venue has not reported anew since (PAPER-3). */
final class Taken implements Digested, Snapshotted {
    private long[] price = new long[16];
    private long[] qty = new long[16];
    private boolean[] isBid = new boolean[16];
    private int size;
    private long digest;

    boolean isEmpty() {
        return size == 0;
    }

    long at(Side side, long level) {
        int i = find(side, level);
        return i < 0 ? 0 : qty[i];
    }

    void add(Side side, long level, long more) {
        int i = find(side, level);
        if (i < 0) {
            if (size == price.length) {
                grow();
            }
            i = size++;
            price[i] = level;
            qty[i] = 0;
            isBid[i] = side == Side.BUY;
        } else {
            digest -= entry(i);
        }
        qty[i] += more;
        digest += entry(i);
    }

    /** The venue reported the level anew: what it shows now is there. */
    void forget(Side side, long level) {
        int i = find(side, level);
        if (i >= 0) {
            digest -= entry(i);
            size--;
            price[i] = price[size];
            qty[i] = qty[size];
            isBid[i] = isBid[size];
        }
    }

    void clear() {
        size = 0;
        digest = 0;
    }

    private int find(Side side, long level) {
        boolean bid = side == Side.BUY;
        for (int i = 0; i < size; i++) {
            if (price[i] == level && isBid[i] == bid) {
                return i;
            }
        }
        return -1;
    }

    private long entry(int i) {
        return Digest.mix(isBid[i] ? 1 : 2, price[i], qty[i]);
    }

    private void grow() {
        price = Arrays.copyOf(price, size * 2);
        qty = Arrays.copyOf(qty, size * 2);
        isBid = Arrays.copyOf(isBid, size * 2);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.putInt(size);
        for (int i = 0; i < size; i++) {
            out.putLong(price[i]);
            out.putLong(qty[i]);
            out.putBoolean(isBid[i]);
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        int count = in.readCount(Integer.MAX_VALUE);
        clear();
        while (size < count) {
            if (size == price.length) {
                grow();
            }
            price[size] = in.readLong();
            qty[size] = in.readLong();
            isBid[size] = in.readBoolean();
            digest += entry(size);
            size++;
        }
    }

    @Override
    public long digest() {
        return digest;
    }

    @Override
    public long digestAnew() {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += entry(i);
        }
        return sum;
    }
}
