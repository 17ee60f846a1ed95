package ebb.engine.paper;

import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Trigger;
import ebb.engine.instrument.AverageEntry;
import ebb.engine.instrument.Instrument;
import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import java.util.Arrays;

/** One instrument at the exchange: its live orders by arrival, our position, what we took, the last prices. */
final class PaperMarket {
    final Instrument instrument;
    final Taken taken = new Taken();
    final AverageEntry position = new AverageEntry();
    int leverage = 1;
    long mark = Instrument.ABSENT;
    long last = Instrument.ABSENT;
    long index = Instrument.ABSENT;
    PaperOrder[] orders = new PaperOrder[16];
    int count;
    boolean hasEnded;
    /** What it was worth in the exchange's digest when that was last asked for, and whether it has moved since. */
    long mix;

    boolean hasMoved;

    PaperMarket(Instrument instrument) {
        this.instrument = instrument;
    }

    void add(PaperOrder order) {
        if (count == orders.length) {
            orders = Arrays.copyOf(orders, count * 2);
        }
        orders[count++] = order;
    }

    /** Moves an order behind the others: it joins the end of its queue anew. */
    void moveToEnd(PaperOrder order) {
        int at = 0;
        while (orders[at] != order) {
            at++;
        }
        System.arraycopy(orders, at + 1, orders, at, count - at - 1);
        orders[count - 1] = order;
    }

    /** Drops ended orders from the list, keeping the order of the rest. */
    void sweep() {
        if (!hasEnded) {
            return;
        }
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (orders[i].isLive()) {
                orders[kept++] = orders[i];
            }
        }
        Arrays.fill(orders, kept, count, null);
        count = kept;
        hasEnded = false;
    }

    /** What an order of this side can close of our position. */
    long closable(Side side) {
        return position.isLong() == (side == Side.SELL) ? position.qty() : 0;
    }

    /** What of a quantity on this side would open or add. */
    long opening(Side side, long qty) {
        return Math.max(0, qty - closable(side));
    }

    /** The price a trigger looks at, or ABSENT; without a mark or index, ever, the last trade stands for it. */
    long watched(Trigger trigger) {
        long wanted = trigger == Trigger.LAST ? last : trigger == Trigger.INDEX ? index : mark;
        return wanted == Instrument.ABSENT ? last : wanted;
    }

    void writeTo(SnapshotWriter out) {
        taken.writeTo(out);
        position.writeTo(out);
        out.putInt(leverage);
        out.putLong(mark);
        out.putLong(last);
        out.putLong(index);
        out.putInt(count);
        for (int i = 0; i < count; i++) {
            PaperOrders.writeReference(orders[i], out);
        }
        out.putBoolean(hasEnded);
    }

    /** After the orders were read. */
    void readFrom(SnapshotReader in, PaperOrders all) {
        taken.readFrom(in);
        position.readFrom(in);
        leverage = in.readInt();
        mark = in.readLong();
        last = in.readLong();
        index = in.readLong();
        int live = in.readCount(Integer.MAX_VALUE);
        count = 0;
        while (count < live) {
            add(all.readReference(in));
        }
        hasEnded = in.readBoolean();
        mix = entry();
    }

    long entry() {
        long h = Digest.mix(position.digest(instrument.id()), mark, last);
        return Digest.mix(h, index, leverage) + taken.digest();
    }

    long entryAnew() {
        return entry() - taken.digest() + taken.digestAnew();
    }
}
