package ebb.adapters.net;

import java.util.SplittableRandom;

/**
 * How long to wait before the next attempt: doubling from the least to the most, each wait longer by a random part, so
 * that many clients cut off at once do not come back at once. Every wait lies between the least and the most.
 */
public final class Backoff {
    private final NetSettings.Reconnect settings;
    private final SplittableRandom random;
    private final long topNs;
    private long baseNs;

    /**
     * Creates one that begins with the least wait.
     *
     * @param settings least, most, jitter
     * @param seed of the jitter
     */
    public Backoff(NetSettings.Reconnect settings, long seed) {
        this.settings = settings;
        random = new SplittableRandom(seed);
        // The longest wait is jittered too: so much below the most that the jitter ends there.
        topNs = Math.max(settings.minNs(), settings.maxNs() / (100 + settings.jitterPercent()) * 100);
        baseNs = settings.minNs();
    }

    /**
     * The next wait; the one after will be twice as long.
     *
     * @return ns, least to most
     */
    public long nextNs() {
        long jitterNs = baseNs / 100 * settings.jitterPercent();
        long waitNs = baseNs + (jitterNs == 0 ? 0 : random.nextLong(jitterNs + 1));
        baseNs = baseNs > topNs / 2 ? topNs : baseNs * 2;
        return Math.min(waitNs, settings.maxNs());
    }

    /** A connection has settled: begin with the least wait again. */
    public void reset() {
        baseNs = settings.minNs();
    }
}
