package ebb.runtime;

import java.util.List;

/**
 * What a replay found.
 *
 * @param messages inbound messages applied
 * @param outbound outbound messages made and compared
 * @param remade outbound messages made again beyond the end of {@code out}: its lost tail
 * @param firstSequence sequence of the first inbound message
 * @param lastSequence sequence of the last inbound message
 * @param stateHash the last state hash emitted, 0 when there was none
 * @param difference the first difference, or null when every byte agreed
 * @param damage what is wrong with a stream, or null
 * @param elapsedNs how long it took
 */
public record ReplayResult(
        long messages,
        long outbound,
        long remade,
        long firstSequence,
        long lastSequence,
        long stateHash,
        Difference difference,
        String damage,
        long elapsedNs) {
    /**
     * The first outbound message that is not what was journaled.
     *
     * @param sequence inbound sequence that caused it
     * @param out number of the outbound message
     * @param expected template in the journal, or "nothing"
     * @param actual template made now, or "nothing"
     * @param fields one line a field that differs: name, journaled value, value made now
     */
    public record Difference(long sequence, long out, String expected, String actual, List<String> fields) {}

    /** Whether all bytes agreed and no stream is damaged. */
    public boolean isProof() {
        return difference == null && damage == null;
    }
}
