package ebb.journal;

/**
 * How a run is written.
 *
 * @param durability what an appended record survives ({@code journal.durability})
 * @param groupSyncNs longest time a record waits for the disk under {@link Durability#GROUP_SYNC}, ns, &gt; 0
 *     ({@code journal.group-sync})
 * @param blockBytes bytes mapped at once, a power of two from 1 MiB to 1 GiB ({@code journal.block})
 * @param freeMinBytes free space below which the disk counts as low, &ge; 0 ({@code journal.free-min})
 * @param reserve whether disk is reserved ahead of the writers, so that a full disk is an answer and not a fault; costs
 *     two blocks a stream while the run is open
 * @param warm whether a thread touches the pages ahead of the writers (a fresh page costs 7 to 13 µs on the appending
 *     thread otherwise)
 * @param aheadBytes how far ahead of a writer's last record pages are made present where {@code warm} asks for it, 1 MiB
 *     to 256 MiB ({@code journal.ahead}); so many dirty pages a stream may hold nothing yet
 */
public record JournalSettings(
        Durability durability,
        long groupSyncNs,
        long blockBytes,
        long freeMinBytes,
        boolean reserve,
        boolean warm,
        long aheadBytes) {
    /** {@code journal.group-sync}, ns. */
    public static final long GROUP_SYNC_NS = 10_000_000L;
    /** {@code journal.block}. */
    public static final long BLOCK_BYTES = 64L << 20;
    /** {@code journal.free-min}. */
    public static final long FREE_MIN_BYTES = 2L << 30;

    /** {@code journal.ahead}: at ten million records of 150 bytes a second the writer needs 5 ms for this. */
    public static final long AHEAD_BYTES = 8L << 20;

    private static final long SMALLEST_AHEAD = 1L << 20;
    private static final long LARGEST_AHEAD = 256L << 20;
    private static final long SMALLEST_BLOCK = 1L << 20;
    private static final long LARGEST_BLOCK = 1L << 30;

    /** Checks the ranges. */
    public JournalSettings {
        if (durability == null) {
            throw new IllegalArgumentException("journal.durability is missing");
        }
        if (groupSyncNs <= 0) {
            throw new IllegalArgumentException("journal.group-sync must be positive, is " + groupSyncNs + " ns");
        }
        if (blockBytes < SMALLEST_BLOCK || blockBytes > LARGEST_BLOCK || Long.bitCount(blockBytes) != 1) {
            throw new IllegalArgumentException(
                    "journal.block must be a power of two from 1 MiB to 1 GiB, is " + blockBytes + " bytes");
        }
        if (freeMinBytes < 0) {
            throw new IllegalArgumentException("journal.free-min must not be negative, is " + freeMinBytes);
        }
        if (aheadBytes < SMALLEST_AHEAD || aheadBytes > LARGEST_AHEAD) {
            throw new IllegalArgumentException("journal.ahead must be 1 MiB to 256 MiB, is " + aheadBytes + " bytes");
        }
    }

    /**
     * For a process that trades: every guard on.
     *
     * @param durability what an appended record survives
     * @return settings with the documented defaults
     */
    public static JournalSettings guarded(Durability durability) {
        return new JournalSettings(durability, GROUP_SYNC_NS, BLOCK_BYTES, FREE_MIN_BYTES, true, true, AHEAD_BYTES);
    }

    /**
     * For backtests, sweeps and tests, whose journal can be made again: page cache, no reservation, no thread.
     *
     * @return settings with the documented defaults otherwise
     */
    public static JournalSettings plain() {
        return new JournalSettings(
                Durability.PAGE_CACHE, GROUP_SYNC_NS, BLOCK_BYTES, FREE_MIN_BYTES, false, false, AHEAD_BYTES);
    }

    /**
     * The same settings with another block.
     *
     * @param bytes as {@link #blockBytes()}
     * @return new settings
     */
    public JournalSettings withBlockBytes(long bytes) {
        return new JournalSettings(durability, groupSyncNs, bytes, freeMinBytes, reserve, warm, aheadBytes);
    }

    /**
     * The same settings with another lower limit of free space.
     *
     * @param bytes as {@link #freeMinBytes()}
     * @return new settings
     */
    public JournalSettings withFreeMinBytes(long bytes) {
        return new JournalSettings(durability, groupSyncNs, blockBytes, bytes, reserve, warm, aheadBytes);
    }
}
