package ebb.engine.flow;

import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/** The last prints of a tape without ids, to know again what a venue repeats after a reconnect (EVT-2, NONE). */
final class PrintRing implements Digested, Snapshotted {
    private final long[] tx;
    private final long[] price;
    private final long[] qty;
    private final byte[] sign;
    private long added;
    private long addedAtLoss;
    private long entries;

    PrintRing(int capacity) {
        tx = new long[capacity];
        price = new long[capacity];
        qty = new long[capacity];
        sign = new byte[capacity];
    }

    void add(long txNs, long mantissa, long quantity, int side) {
        int at = (int) (added % tx.length);
        if (added >= tx.length) {
            entries -= entry(added - tx.length);
        }
        tx[at] = txNs;
        price[at] = mantissa;
        qty[at] = quantity;
        sign[at] = (byte) side;
        entries += entry(added);
        added++;
    }

    /** What is here now came before the loss. */
    void lost() {
        addedAtLoss = added;
    }

    /** A search through the ring: it is asked only for some seconds after a reconnect. */
    boolean hadBeforeLoss(long txNs, long mantissa, long quantity, int side) {
        for (long i = Math.max(0, added - tx.length); i < addedAtLoss; i++) {
            int at = (int) (i % tx.length);
            if (tx[at] == txNs && price[at] == mantissa && qty[at] == quantity && sign[at] == side) {
                return true;
            }
        }
        return false;
    }

    void reset() {
        added = 0;
        addedAtLoss = 0;
        entries = 0;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("recent prints");
        out.putLong(added);
        out.putLong(addedAtLoss);
        for (long i = Math.max(0, added - tx.length); i < added; i++) {
            int at = (int) (i % tx.length);
            out.putLong(tx[at]);
            out.putLong(price[at]);
            out.putLong(qty[at]);
            out.putInt(sign[at]);
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("recent prints");
        long all = in.readTotal();
        reset();
        addedAtLoss = in.readTotal();
        added = Math.max(0, all - tx.length);
        while (added < all) {
            int at = (int) (added % tx.length);
            tx[at] = in.readLong();
            price[at] = in.readLong();
            qty[at] = in.readLong();
            sign[at] = (byte) in.readInt();
            entries += entry(added);
            added++;
        }
    }

    @Override
    public long digest() {
        return entries + Digest.mix(1, added, addedAtLoss);
    }

    @Override
    public long digestAnew() {
        long sum = Digest.mix(1, added, addedAtLoss);
        for (long i = Math.max(0, added - tx.length); i < added; i++) {
            sum += entry(i);
        }
        return sum;
    }

    private long entry(long print) {
        int at = (int) (print % tx.length);
        return Digest.mix(Digest.mix(print, tx[at]), Digest.mix(price[at], sign[at]), qty[at]);
    }
}
