package ebb.runtime;

import ebb.codecs.EpochClock;

/**
 * The one clock of all adapters (TIME-1): wall time read once at start, carried on by the monotonic clock; the drift
 * against the wall is slewed out at no more than 500 ppm, so that a step of the wall clock moves nothing.
 *
 * <p>With a speed above 1 the clock runs that many times faster from its start, for demonstrations against a local
 * venue whose market runs on the same clock; such a clock is never slewed.
 *
 * <p>Safe for any thread: {@link #nanos} reads the monotonic clock and one volatile line, replaced by
 * whoever calls {@link #slew} (one thread, once a second).
 */
public final class EngineClock implements EpochClock {
    private static final long MAX_SLEW_PPM = 500;

    /** A straight line: the clock's reading at an instant of the monotonic clock, and its rate from there. */
    private record Line(long atNanos, long epochNs, long ppm, long speed) {}

    // Written by the one thread that slews, read by every stamping thread; volatile order.
    private volatile Line line;

    private final boolean followsWall;
    private final EpochClock steady;
    // Written by the demonstration's market, read by every stamping thread; volatile order.
    private volatile long ceilingNs = Long.MAX_VALUE;

    private EngineClock(long startEpochNs, long speed, boolean followsWall) {
        this.followsWall = followsWall;
        this.steady = followsWall ? this : wall();
        this.line = new Line(System.nanoTime(), startEpochNs, 0, speed);
    }

    /** A clock that starts at the wall's time and runs at its pace. */
    public static EngineClock wall() {
        return new EngineClock(wallNs(), 1, true);
    }

    /**
     * A clock for demonstrations.
     *
     * @param startEpochNs what it shows now, ns since epoch
     * @param speed how many times faster than real time it runs, at least 1
     * @return the running clock
     */
    public static EngineClock accelerated(long startEpochNs, long speed) {
        if (speed < 1) {
            throw new IllegalArgumentException("speed must be at least 1: " + speed);
        }
        return new EngineClock(startEpochNs, speed, false);
    }

    /**
     * Goes on at another pace from here. The reading does not jump, nor will it when a ceiling that holds it is lifted.
     * Only a clock of a demonstration changes its pace.
     *
     * @param speed how many times faster than real time, at least 1
     */
    public void pace(long speed) {
        if (followsWall || speed < 1) {
            throw new IllegalArgumentException("a wall clock keeps its pace, and speed must be at least 1: " + speed);
        }
        long nanos = System.nanoTime();
        line = new Line(nanos, Math.min(reading(line, nanos), ceilingNs), 0, speed);
    }

    /**
     * Holds the clock at a reading until the next call: a demonstration's clock waits for its market, so that a busy
     * machine makes the demonstration slower and nothing in it late.
     *
     * @param epochNs the greatest reading; {@code Long.MAX_VALUE} lets it run
     */
    public void ceiling(long epochNs) {
        ceilingNs = epochNs;
    }

    /**
     * The clock that measures: real time, whatever this one shows. Sockets' reads and the stages behind the ring are
     * stamped with it for stream {@code lat}; no message carries its readings unless it is this very clock.
     *
     * @return this clock if it follows the wall; else one that does
     */
    public EpochClock steady() {
        return steady;
    }

    /**
     * The reading without the ceiling: what drives the demonstration's market.
     *
     * @return ns since epoch
     */
    public long unheld() {
        return reading(line, System.nanoTime());
    }

    @Override
    public long nanos() {
        return Math.min(reading(line, System.nanoTime()), ceilingNs);
    }

    /**
     * Chooses the rate until the next call so that the offset against the wall shrinks by at most 500 ppm; the reading
     * itself never jumps. Called once a second.
     *
     * @return wall minus clock, ns (metric {@code clock.offset}); 0 for a clock of a demonstration
     */
    public long slew() {
        if (!followsWall) {
            return 0;
        }
        long nanos = System.nanoTime();
        long reading = reading(line, nanos);
        long offset = wallNs() - reading;
        // An offset of x ns is worked off within a second at x/1000 ppm.
        long ppm = Math.max(-MAX_SLEW_PPM, Math.min(MAX_SLEW_PPM, offset / 1_000));
        line = new Line(nanos, reading, ppm, 1);
        return offset;
    }

    private long reading(Line from, long nanos) {
        long elapsed = nanos - from.atNanos();
        // Elapsed times ppm overflows after 213 days at 500 ppm without a slew, and slews come each second.
        return from.epochNs() + elapsed * from.speed() + elapsed / 1_000 * from.ppm() / 1_000;
    }

    private static long wallNs() {
        java.time.Instant now = java.time.Instant.now();
        return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
    }
}
