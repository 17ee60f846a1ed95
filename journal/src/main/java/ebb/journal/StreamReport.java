package ebb.journal;

/**
 * What a scan of a whole stream found.
 *
 * @param stream which
 * @param verdict whether it is what was written
 * @param records readable in order, from the first on
 * @param first number of the first record; what it should be when there is none
 * @param last number of the last readable record; {@code first - 1} when there is none
 * @param acknowledged number of the last record the writer acknowledged, as its manifest says; {@code last} when the
 *     manifest cannot be read
 * @param synced number of the last record known to have been on the disk
 * @param closed whether the writer was closed in order
 * @param reason empty when clean, else what was found, for an operator
 * @param file the file in which the scan ended, empty when there is none
 * @param position in that file where it ended, bytes
 */
public record StreamReport(
        JournalStream stream,
        Verdict verdict,
        long records,
        long first,
        long last,
        long acknowledged,
        long synced,
        boolean closed,
        String reason,
        String file,
        long position) {

    /** Whether a stream is what was written. */
    public enum Verdict {
        /** Every acknowledged record is there and right. */
        CLEAN,
        /** Every acknowledged record is there and right; a record that was being written when the process died is not. */
        TORN_TAIL,
        /** Something acknowledged is missing or changed, or nothing proves the contrary. */
        DAMAGED
    }

    /**
     * Whether all that was acknowledged can be relied on.
     *
     * @return false when damaged
     */
    public boolean isWhole() {
        return verdict != Verdict.DAMAGED;
    }

    /**
     * Records that were written but whose writing was never acknowledged: at most one after {@code kill -9}. What they
     * caused may not have happened.
     *
     * @return 0 or more
     */
    public long unacknowledged() {
        return Math.max(0, last - acknowledged);
    }

    /**
     * One line for an operator.
     *
     * @return without a line break
     */
    public String summary() {
        StringBuilder line = new StringBuilder(stream.directory())
                .append(": ")
                .append(verdict)
                .append(", ")
                .append(records)
                .append(" records");
        if (records > 0) {
            line.append(" (").append(first).append(" to ").append(last).append(')');
        }
        if (!reason.isEmpty()) {
            line.append(", ").append(reason);
        }
        if (verdict == Verdict.DAMAGED && !file.isEmpty()) {
            line.append(", at byte ").append(position).append(" of ").append(file);
        }
        return line.toString();
    }
}
