package ebb.engine.bar;

import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;

/** The fields of a ring's bars, one array each, so that a study reads neighbours in memory. */
final class BarColumns {
    final long[] startNs;
    final long[] open;
    final long[] high;
    final long[] low;
    final long[] close;
    final long[] volume;
    final long[] quote;
    final long[] buy;
    final long[] sell;
    final long[] cvdOpen;
    final long[] cvdHigh;
    final long[] cvdLow;
    final long[] cvdClose;
    final long[] lateDelta;
    final long[] lateVolume;
    final int[] trades;
    final short[] flags;

    BarColumns(int capacity) {
        startNs = new long[capacity];
        open = new long[capacity];
        high = new long[capacity];
        low = new long[capacity];
        close = new long[capacity];
        volume = new long[capacity];
        quote = new long[capacity];
        buy = new long[capacity];
        sell = new long[capacity];
        cvdOpen = new long[capacity];
        cvdHigh = new long[capacity];
        cvdLow = new long[capacity];
        cvdClose = new long[capacity];
        lateDelta = new long[capacity];
        lateVolume = new long[capacity];
        trades = new int[capacity];
        flags = new short[capacity];
    }

    /** Writes a bar that is closed now. */
    void write(int at, OpenBar bar) {
        startNs[at] = bar.startNs;
        open[at] = bar.open;
        high[at] = bar.high;
        low[at] = bar.low;
        close[at] = bar.close;
        volume[at] = bar.volume;
        quote[at] = bar.quote;
        buy[at] = bar.buy;
        sell[at] = bar.sell;
        boolean hasCvd = (bar.flags & BarFlags.NO_CVD) == 0;
        cvdOpen[at] = hasCvd ? bar.cvdOpen : 0;
        cvdHigh[at] = hasCvd ? bar.cvdHigh : 0;
        cvdLow[at] = hasCvd ? bar.cvdLow : 0;
        cvdClose[at] = hasCvd ? bar.cvdClose : 0;
        lateDelta[at] = bar.lateDelta;
        lateVolume[at] = bar.lateVolume;
        trades[at] = bar.trades;
        flags[at] = (short) (bar.flags | BarFlags.CLOSED | (bar.hasPrice ? 0 : BarFlags.EMPTY));
    }

    /** Reads a bar back, to be merged into a longer one. */
    void read(int at, OpenBar into) {
        into.startNs = startNs[at];
        into.open = open[at];
        into.high = high[at];
        into.low = low[at];
        into.close = close[at];
        into.volume = volume[at];
        into.quote = quote[at];
        into.buy = buy[at];
        into.sell = sell[at];
        into.cvdOpen = cvdOpen[at];
        into.cvdHigh = cvdHigh[at];
        into.cvdLow = cvdLow[at];
        into.cvdClose = cvdClose[at];
        into.lateDelta = lateDelta[at];
        into.lateVolume = lateVolume[at];
        into.trades = trades[at];
        into.flags = flags[at];
        into.hasPrice = (flags[at] & BarFlags.EMPTY) == 0;
        into.hasOverflowed = false;
    }

    void move(int from, int to) {
        startNs[to] = startNs[from];
        open[to] = open[from];
        high[to] = high[from];
        low[to] = low[from];
        close[to] = close[from];
        volume[to] = volume[from];
        quote[to] = quote[from];
        buy[to] = buy[from];
        sell[to] = sell[from];
        cvdOpen[to] = cvdOpen[from];
        cvdHigh[to] = cvdHigh[from];
        cvdLow[to] = cvdLow[from];
        cvdClose[to] = cvdClose[from];
        lateDelta[to] = lateDelta[from];
        lateVolume[to] = lateVolume[from];
        trades[to] = trades[from];
        flags[to] = flags[from];
    }

    long digest(int at) {
        long key = Digest.mix(startNs[at], Digest.mix(open[at], high[at]), Digest.mix(low[at], close[at]));
        key = Digest.mix(key, Digest.mix(volume[at], quote[at]), Digest.mix(buy[at], sell[at]));
        key = Digest.mix(key, Digest.mix(cvdOpen[at], cvdHigh[at]), Digest.mix(cvdLow[at], cvdClose[at]));
        return Digest.mix(key, Digest.mix(lateDelta[at], lateVolume[at]), (long) trades[at] << 16 | flags[at]);
    }

    void writeTo(SnapshotWriter out, int at) {
        out.putLong(startNs[at]);
        out.putLong(open[at]);
        out.putLong(high[at]);
        out.putLong(low[at]);
        out.putLong(close[at]);
        out.putLong(volume[at]);
        out.putLong(quote[at]);
        out.putLong(buy[at]);
        out.putLong(sell[at]);
        out.putLong(cvdOpen[at]);
        out.putLong(cvdHigh[at]);
        out.putLong(cvdLow[at]);
        out.putLong(cvdClose[at]);
        out.putLong(lateDelta[at]);
        out.putLong(lateVolume[at]);
        out.putInt(trades[at]);
        out.putInt(flags[at]);
    }

    void readFrom(SnapshotReader in, int at) {
        startNs[at] = in.readLong();
        open[at] = in.readLong();
        high[at] = in.readLong();
        low[at] = in.readLong();
        close[at] = in.readLong();
        volume[at] = in.readLong();
        quote[at] = in.readLong();
        buy[at] = in.readLong();
        sell[at] = in.readLong();
        cvdOpen[at] = in.readLong();
        cvdHigh[at] = in.readLong();
        cvdLow[at] = in.readLong();
        cvdClose[at] = in.readLong();
        lateDelta[at] = in.readLong();
        lateVolume[at] = in.readLong();
        trades[at] = in.readInt();
        flags[at] = (short) in.readInt();
    }
}
