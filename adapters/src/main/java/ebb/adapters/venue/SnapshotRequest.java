package ebb.adapters.venue;

/**
 * A book that was asked for by REST, kept until its answer comes.
 *
 * @param slot of the instrument in the decoder's {@link SymbolTable}
 * @param conn the connection whose deltas it is to join (BOOK-10)
 * @param requestId of the {@code BookResync} it answers, or {@link #UNASKED}
 * @param limit levels a side that were asked for; 0 if the answer is the complete book (BOOK-8)
 */
public record SnapshotRequest(int slot, int conn, long requestId, int limit) {
    /** In place of a request id: the engine did not ask. */
    public static final long UNASKED = -1L;
}
