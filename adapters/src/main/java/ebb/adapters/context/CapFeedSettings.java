package ebb.adapters.context;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What market caps are asked of whom, how often, and where they are kept.
 *
 * @param provider who is asked
 * @param base where it is reached
 * @param key of the provider, if there is one
 * @param map which coin an instrument is
 * @param cache directory of the kept file; none keeps nothing over a restart
 * @param pace how often
 * @param keep what is kept
 */
public record CapFeedSettings(
        CapProvider provider, URI base, Optional<ApiKey> key, CoinMap map, Optional<Path> cache, Pace pace, Keep keep) {
    private static final long SECOND = 1_000_000_000L;

    /** Refuses a provider that needs a key and has none. */
    public CapFeedSettings {
        if (provider.needsKey() && key.isEmpty()) {
            throw new IllegalArgumentException("context.caps.key is missing, and context.caps.provider "
                    + provider.text() + " answers nobody without one");
        }
    }

    /**
     * How often is asked.
     *
     * @param refreshNs {@code context.caps.refresh}: from one round to the next, default 1 h; the free plans' monthly
     *     quota is what limits it, not the filter, whose values live 48 h
     * @param callsPerMinute {@code context.caps.rate}: the provider's limit, of which {@code net.rate-share} is used
     * @param batch coins in one request, 1 to 250
     * @param retryMinNs least wait after a failure
     * @param retryMaxNs most wait, where the provider asks for no longer one
     */
    public record Pace(long refreshNs, int callsPerMinute, int batch, long retryMinNs, long retryMaxNs) {
        /** Each hour, 30 a minute, 100 coins a request, 5 s to 10 min. */
        public static final Pace DEFAULTS = new Pace(3_600 * SECOND, 30, 100, 5 * SECOND, 600 * SECOND);

        /** Refuses what cannot work. */
        public Pace {
            if (refreshNs <= 0 || retryMinNs <= 0 || retryMaxNs < retryMinNs) {
                throw new IllegalArgumentException("context.caps.refresh and the waits must be above 0");
            }
            if (callsPerMinute < 2 || batch < 1 || batch > 250) {
                throw new IllegalArgumentException(
                        "context.caps.rate must be 2 or more, a batch 1 to 250: " + callsPerMinute + ", " + batch);
            }
        }
    }

    /**
     * What is kept of each coin beside its newest value: the lowest of each day.
     *
     * @param days how many, today included; {@code ns.cap.lookback}
     * @param dayStartNs where days begin after 00:00 UTC; {@code time.day-start}
     * @param limitSec age at which a value is stale; {@code ns.cap.stale}
     */
    public record Keep(int days, long dayStartNs, int limitSec) {
        /** 7 days from 00:00 UTC, 48 h. */
        public static final Keep DEFAULTS = new Keep(7, 0, 172_800);
    }
}
