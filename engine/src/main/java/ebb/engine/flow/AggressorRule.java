package ebb.engine.flow;

import ebb.codecs.Micro;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import java.util.Arrays;

/**
 * Side of prints whose venue does not give one (TRD-3): quote rule, then tick rule (Lee and Ready, no lag). Counts how
 * many of the last prints had to be inferred; too many make everything that rests on sides INEXACT.
 */
public final class AggressorRule implements Digested, Snapshotted {
    /** Prints over which the share of inferred sides is taken. */
    public static final int WINDOW = 1_000;

    /** Mid of a book that is not LIVE. */
    public static final long NO_MID = Long.MIN_VALUE;

    private final FlowEpoch epoch;
    private final int maxMicro;
    private final long[] inferredBits = new long[(WINDOW + 63) / 64];
    private long seen;
    private int inferred;
    private long lastPrice = Long.MIN_VALUE;
    private int lastChange;
    private long entries;

    /**
     * Creates a rule without a price before.
     *
     * @param maxMicro share of inferred sides above which they are doubted (`trd.infer-max`), micro-units
     * @param epoch told about the doubt
     */
    public AggressorRule(int maxMicro, FlowEpoch epoch) {
        this.maxMicro = maxMicro;
        this.epoch = epoch;
    }

    /**
     * The side of a print, which is also remembered as the last price. What the venue gave is final (TRD-2).
     *
     * @param price price mantissa
     * @param given {@link Aggressor} as the venue said
     * @param mid2 bid + ask of the LIVE book just before, else {@link #NO_MID}
     * @return {@link Aggressor}
     */
    public int side(long price, int given, long mid2) {
        if (lastPrice != Long.MIN_VALUE && price != lastPrice) {
            lastChange = price > lastPrice ? Aggressor.BUY : Aggressor.SELL;
        }
        lastPrice = price;
        count(given == Aggressor.UNKNOWN);
        if (given != Aggressor.UNKNOWN) {
            return given;
        }
        // 2·price against mid2, in numbers that fit (NUM-2).
        if (mid2 != NO_MID && price != mid2 - price) {
            return price > mid2 - price ? Aggressor.BUY : Aggressor.SELL;
        }
        return lastChange;
    }

    /**
     * How many of the last prints had no side of their own.
     *
     * @return 0…{@link #size}
     */
    public int inferred() {
        return inferred;
    }

    /**
     * How many prints the share is taken over.
     *
     * @return 0…{@link #WINDOW}
     */
    public int size() {
        return (int) Math.min(seen, WINDOW);
    }

    /** Forgets prices and counts (INST-5). */
    public void reset() {
        Arrays.fill(inferredBits, 0);
        seen = 0;
        inferred = 0;
        entries = 0;
        lastPrice = Long.MIN_VALUE;
        lastChange = Aggressor.UNKNOWN;
        epoch.doubtSides(false);
    }

    private void count(boolean wasInferred) {
        int at = (int) (seen % WINDOW);
        long bit = 1L << (at & 63);
        if (seen >= WINDOW && (inferredBits[at >> 6] & bit) != 0) {
            inferred--;
            entries -= Digest.mix(1, seen - WINDOW);
        }
        if (wasInferred) {
            inferredBits[at >> 6] |= bit;
            inferred++;
            entries += Digest.mix(1, seen);
        } else {
            inferredBits[at >> 6] &= ~bit;
        }
        seen++;
        epoch.doubtSides(inferred * Micro.ONE > (long) maxMicro * size());
    }

    /** Whether too many sides are inferred is written by the epoch. */
    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("sides");
        out.putLong(seen);
        out.putLongs(inferredBits, inferredBits.length);
        out.putLong(lastPrice);
        out.putInt(lastChange);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("sides");
        seen = in.readTotal();
        in.readLongs(inferredBits);
        inferred = 0;
        for (long bits : inferredBits) {
            inferred += Long.bitCount(bits);
        }
        lastPrice = in.readLong();
        lastChange = in.readInt();
        entries = digestAnew() - scalars();
    }

    @Override
    public long digest() {
        return entries + scalars();
    }

    @Override
    public long digestAnew() {
        long sum = scalars();
        for (long print = seen - size(); print < seen; print++) {
            int at = (int) (print % WINDOW);
            if ((inferredBits[at >> 6] & 1L << (at & 63)) != 0) {
                sum += Digest.mix(1, print);
            }
        }
        return sum;
    }

    private long scalars() {
        return Digest.mix(2, seen, lastPrice) + Digest.mix(3, inferred, lastChange);
    }
}
