package ebb.engine;

import ebb.engine.state.Digest;

/** The state's hash: the digests of all parts, folded in fixed order (DESIGN Journal). */
final class StateFold {
    private StateFold() {}

    /**
     * The hash.
     *
     * @param parts null before the configuration
     * @param asMoved whether from the digests that moved with the state, else computed anew from it
     */
    static long of(Core core, Parts parts, boolean asMoved) {
        long hash = Digest.mix(1, asMoved ? core.timers.digest() : core.timers.digestAnew(), core.counters.digest());
        hash = Digest.mix(hash, asMoved ? core.instruments.digest() : core.instruments.digestAnew());
        hash = Digest.mix(hash, asMoved ? core.marketsDigest() : core.marketsDigestAnew());
        hash = Digest.mix(hash, core.requests.requests(), core.telemetry.alerts());
        if (parts != null) {
            hash = Digest.mix(hash, asMoved ? parts.books.digest() : parts.books.digestAnew());
            hash = Digest.mix(hash, asMoved ? parts.execution.digest() : parts.execution.digestAnew());
            hash = Digest.mix(hash, asMoved ? parts.strategies.digest() : parts.strategies.digestAnew());
            hash = Digest.mix(hash, asMoved ? parts.scan.digest() : parts.scan.digestAnew());
            hash = Digest.mix(hash, asMoved ? parts.refusals.digest() : parts.refusals.digestAnew());
            hash = Digest.mix(
                    hash,
                    asMoved ? parts.series.digest() : parts.series.digestAnew(),
                    asMoved ? parts.caps.digest() : parts.caps.digestAnew());
            hash = Digest.mix(hash, asMoved ? core.alerts.digest() : core.alerts.digestAnew(), parts.capWatch.digest());
        }
        return hash;
    }
}
