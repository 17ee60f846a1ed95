package ebb.engine.indicator;

import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Validity;

/** Simple moving average (SMA-1): exact sum over n; valid at bar n. Unit of its input. */
public final class Sma implements Study {
    private final LongWindow window;

    /**
     * An average that has seen nothing.
     *
     * @param n length in bars, at least 1
     * @throws IllegalArgumentException if n is below 1
     */
    public Sma(int n) {
        window = new LongWindow(Lengths.atLeast(1, n, "sma"));
    }

    /**
     * Takes the value of a closed bar.
     *
     * @param x mantissa
     */
    public void onValue(long x) {
        window.add(x);
    }

    @Override
    public double value() {
        return window.isFull() ? (double) window.sum() / window.capacity() : 0;
    }

    @Override
    public Validity validity() {
        if (window.hasOverflowed()) {
            return Validity.INEXACT;
        }
        return window.isFull() ? Validity.VALID : Validity.WARMING;
    }

    @Override
    public void reset() {
        window.clear();
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("sma");
        window.writeTo(out);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("sma");
        window.readFrom(in);
    }

    @Override
    public long digest() {
        return window.digest();
    }

    @Override
    public long digestAnew() {
        return window.digestAnew();
    }
}
