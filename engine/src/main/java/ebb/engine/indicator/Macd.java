package ebb.engine.indicator;

import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Validity;

/**
 * Convergence of two averages (MACD-1): fast EMA − slow EMA, valid at the slow length; its own EMA as signal, valid that
 * many values later; their difference as histogram. Price mantissa units.
 */
public final class Macd implements Study {
    /** Default fast length of {@code macd}. */
    public static final int DEFAULT_FAST = 12;
    /** Default slow length of {@code macd}. */
    public static final int DEFAULT_SLOW = 26;
    /** Default signal length of {@code macd}. */
    public static final int DEFAULT_SIGNAL = 9;

    private final Ema fast;
    private final Ema slow;
    private final Ema signal;

    /**
     * A convergence that has seen no bar.
     *
     * @param fast length of the faster average, at least 1
     * @param slow length of the slower one, above the fast
     * @param signal length of the signal, at least 1
     * @throws IllegalArgumentException if a length is out of range
     */
    public Macd(int fast, int slow, int signal) {
        this.fast = new Ema(fast);
        this.slow = new Ema(Lengths.atLeast(fast + 1, slow, "macd slow"));
        this.signal = new Ema(signal);
    }

    /**
     * Takes a closed bar.
     *
     * @param close price mantissa
     */
    public void onClose(long close) {
        fast.onValue(close);
        slow.onValue(close);
        if (slow.validity().isValid()) {
            signal.onValue(fast.value() - slow.value());
        }
    }

    @Override
    public double value() {
        return slow.validity().isValid() ? fast.value() - slow.value() : 0;
    }

    @Override
    public Validity validity() {
        return slow.validity();
    }

    /**
     * The signal line.
     *
     * @return price mantissa units, 0 unless {@link #signalValidity()} is VALID
     */
    public double signal() {
        return signal.value();
    }

    /**
     * Difference of both lines.
     *
     * @return price mantissa units, 0 unless {@link #signalValidity()} is VALID
     */
    public double histogram() {
        return signal.validity().isValid() ? value() - signal.value() : 0;
    }

    /**
     * Whether signal and histogram may be used.
     *
     * @return VALID or WARMING
     */
    public Validity signalValidity() {
        return signal.validity();
    }

    @Override
    public void reset() {
        fast.reset();
        slow.reset();
        signal.reset();
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("macd");
        fast.writeTo(out);
        slow.writeTo(out);
        signal.writeTo(out);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("macd");
        fast.readFrom(in);
        slow.readFrom(in);
        signal.readFrom(in);
    }

    @Override
    public long digest() {
        return Digest.mix(1, fast.digest()) + Digest.mix(2, slow.digest()) + Digest.mix(3, signal.digest());
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
