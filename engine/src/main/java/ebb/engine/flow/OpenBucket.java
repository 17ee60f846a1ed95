package ebb.engine.flow;

import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/** The bucket that {@link Vpin} is filling. Its size is 0 while there is no average daily volume. */
final class OpenBucket implements Snapshotted {
    long size;
    long buy;
    long sell;
    long openNs;
    long losses;

    /** Empty, of a size, with what the tape has lost so far. */
    void open(long nowNs, long wanted, long lost) {
        size = wanted;
        openNs = nowNs;
        losses = lost;
        buy = 0;
        sell = 0;
    }

    void add(long bought, long sold) {
        buy += bought;
        sell += sold;
    }

    boolean isEmpty() {
        return buy + sell == 0;
    }

    long room() {
        return size - buy - sell;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("vpin open");
        out.putLong(size);
        out.putLong(buy);
        out.putLong(sell);
        out.putLong(openNs);
        out.putLong(losses);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("vpin open");
        size = in.readLong();
        buy = in.readLong();
        sell = in.readLong();
        openNs = in.readLong();
        losses = in.readLong();
    }
}
