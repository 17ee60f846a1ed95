package ebb.engine.paper;

/**
 * What the simulated exchange gets wrong on purpose, so that the answers to it are run end to end (NS-EXE-1, NS-EXE-2). Which
 * requests it hits follows from the seed and their order alone.
 *
 * @param refuseMicro share of new orders and changes that it refuses for now, as a venue that limits rates does, 0…1e6; key {@code
 *     paper.refuse}
 * @param doubtMicro share of new orders that it answers with an error that leaves open whether it took them, 0…1e6; it takes half of
 *     them; key {@code paper.doubt}
 * @param seed of the draw; key {@code paper.fault-seed}
 */
public record FaultSettings(long refuseMicro, long doubtMicro, long seed) {
    /** It answers as it should. */
    public static final FaultSettings NONE = new FaultSettings(0, 0, 1);

    private static final long ALL = 1_000_000;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a share is not within 0…1e6
     */
    public FaultSettings {
        if (refuseMicro < 0 || refuseMicro > ALL || doubtMicro < 0 || doubtMicro > ALL) {
            throw new IllegalArgumentException(
                    "paper.refuse " + refuseMicro + ", paper.doubt " + doubtMicro + ": shares of 1e-6, 0 to " + ALL);
        }
    }
}
