package ebb.engine.perp;

import ebb.codecs.Micro;
import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.state.Validity;
import java.util.Arrays;

/**
 * Open interest of one instrument over a day (OI-1): what it was at each five minutes of the clock, with the price then, and
 * how both have changed since (OI-2). Allocates nothing after construction.
 */
public final class OpenInterest implements Digested, Snapshotted {
    /** An hour, ns. */
    public static final long HOUR_NS = 3_600_000_000_000L;

    /** The longest look back, ns. */
    public static final long LONGEST_NS = 24 * HOUR_NS;

    /** Between samples, ns. */
    public static final long STEP_NS = 300_000_000_000L;

    /** A value older than this is INEXACT (OI-1), ns. */
    public static final long STALE_NS = 600_000_000_000L;

    /** Price changes below this share mean nothing (OI-2), micro-units. */
    public static final long PRICE_BAND = 5_000;

    /** Changes of open interest below this share mean nothing (OI-2), micro-units. */
    public static final long INTEREST_BAND = 10_000;

    private static final long ABSENT = PerpState.ABSENT;
    private static final int SAMPLES = (int) (LONGEST_NS / STEP_NS) + 1;

    // Sample of a step k stands at k mod SAMPLES: what held when the step began.
    private final long[] quantity = new long[SAMPLES];
    private final long[] price = new long[SAMPLES];
    private final long[] cameNs = new long[SAMPLES];
    private long firstStep = ABSENT;
    private long lastStep = ABSENT;
    private long current = ABSENT;
    private long currentPrice = ABSENT;
    private long currentNs = ABSENT;
    private long moving;

    /** Nothing known. */
    public OpenInterest() {
        Arrays.fill(quantity, ABSENT);
    }

    /**
     * A value came.
     *
     * @param nowNs engine time, not before the last
     * @param contracts venue quantity
     * @param priceNow mantissa, or {@link PerpState#ABSENT}
     */
    void on(long nowNs, long contracts, long priceNow) {
        long step = Math.floorDiv(nowNs, STEP_NS);
        if (current == ABSENT) {
            firstStep = step + 1;
            lastStep = step;
        }
        for (long each = Math.max(lastStep + 1, step - SAMPLES + 1); each <= step; each++) {
            int at = (int) Math.floorMod(each, SAMPLES);
            moving -= entry(at);
            quantity[at] = current;
            price[at] = currentPrice;
            cameNs[at] = currentNs;
            moving += entry(at);
        }
        lastStep = step;
        current = contracts;
        currentPrice = priceNow;
        currentNs = nowNs;
    }

    /**
     * How far a change may be trusted (OI-1).
     *
     * @param nowNs engine time
     * @param windowNs how far back, a multiple of {@link #STEP_NS} up to {@link #LONGEST_NS}
     * @return UNDEFINED before the first value, WARMING while the past does not reach back, INEXACT where either end was older
     *     than ten minutes then, or the change does not fit a long (NUM-2), else VALID
     */
    public Validity validity(long nowNs, long windowNs) {
        if (current == ABSENT) {
            return Validity.UNDEFINED;
        }
        long step = Math.floorDiv(nowNs - windowNs, STEP_NS);
        if (step < firstStep) {
            return Validity.WARMING;
        }
        boolean isStale = nowNs - currentNs > STALE_NS || step * STEP_NS - thenNs(step) > STALE_NS;
        return isStale || hasOverflowed(nowNs, windowNs) ? Validity.INEXACT : Validity.VALID;
    }

    /** Whether interest or price changed by more than a long of micro-units says (NUM-2): such a change is 0, and INEXACT. */
    public boolean hasOverflowed(long nowNs, long windowNs) {
        long step = Math.floorDiv(nowNs - windowNs, STEP_NS);
        if (current == ABSENT || step < firstStep || step > lastStep) {
            return false;
        }
        int at = (int) Math.floorMod(step, SAMPLES);
        boolean isPriced = price[at] != ABSENT && currentPrice != ABSENT;
        return !fits(quantity[at], current) || isPriced && !fits(price[at], currentPrice);
    }

    private long thenNs(long step) {
        return step > lastStep ? currentNs : cameNs[(int) Math.floorMod(step, SAMPLES)];
    }

    /**
     * The change of open interest.
     *
     * @param nowNs engine time
     * @param windowNs how far back
     * @return share of what it was, micro-units; 0 unless {@link #validity} is VALID or INEXACT
     */
    public long changeMicro(long nowNs, long windowNs) {
        long step = Math.floorDiv(nowNs - windowNs, STEP_NS);
        boolean isThere = current != ABSENT && step >= firstStep && step <= lastStep;
        return isThere ? share(quantity[(int) Math.floorMod(step, SAMPLES)], current) : 0;
    }

    /**
     * Where price and open interest went (OI-2): rising price on rising interest is new longs, on falling interest shorts that
     * leave, and so on.
     *
     * @param nowNs engine time
     * @param windowNs how far back
     * @return 3 times the sign of the price's change plus the sign of the interest's, each 0 within its band: −4…4; 0 where
     *     there is no price
     */
    public int quadrant(long nowNs, long windowNs) {
        long step = Math.floorDiv(nowNs - windowNs, STEP_NS);
        if (current == ABSENT || step < firstStep || step > lastStep) {
            return 0;
        }
        long then = price[(int) Math.floorMod(step, SAMPLES)];
        if (then == ABSENT || currentPrice == ABSENT) {
            return 0;
        }
        return 3 * sign(share(then, currentPrice), PRICE_BAND) + sign(changeMicro(nowNs, windowNs), INTEREST_BAND);
    }

    private static int sign(long change, long band) {
        return Math.abs(change) < band ? 0 : Long.signum(change);
    }

    private static boolean fits(long then, long now) {
        return now <= then || then == 0 || Scaled.mulDivFits(now - then, Micro.ONE, then);
    }

    private static long share(long then, long now) {
        return then == 0 || !fits(then, now) ? 0 : Scaled.mulDiv(now - then, Micro.ONE, then, Rounding.HALF_EVEN);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("open interest");
        out.putLong(firstStep);
        out.putLong(lastStep);
        out.putLong(current);
        out.putLong(currentPrice);
        out.putLong(currentNs);
        for (int at = 0; at < SAMPLES; at++) {
            out.putLong(quantity[at]);
            out.putLong(price[at]);
            out.putLong(cameNs[at]);
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("open interest");
        firstStep = in.readLong();
        lastStep = in.readLong();
        current = in.readLong();
        currentPrice = in.readLong();
        currentNs = in.readLong();
        for (int at = 0; at < SAMPLES; at++) {
            quantity[at] = in.readLong();
            price[at] = in.readLong();
            cameNs[at] = in.readLong();
        }
        moving = digestAnew() - scalars();
    }

    @Override
    public long digest() {
        return moving + scalars();
    }

    @Override
    public long digestAnew() {
        long sum = scalars();
        for (int at = 0; at < SAMPLES; at++) {
            sum += entry(at);
        }
        return sum;
    }

    private long entry(int at) {
        return quantity[at] == ABSENT ? 0 : Digest.mix(Digest.mix(at, quantity[at]), price[at], cameNs[at]);
    }

    private long scalars() {
        return Digest.mix(Digest.mix(firstStep, lastStep), Digest.mix(current, currentPrice), currentNs);
    }
}
