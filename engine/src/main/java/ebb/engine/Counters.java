package ebb.engine;

import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import java.util.Arrays;

/** What the engine refused or noticed, by cause (EVT-5, TIME-1). Part of the state: a replay counts the same. */
public final class Counters implements Digested, Snapshotted {
    /** Causes, in the order in which status shows them. */
    public enum Cause {
        /** Inbound messages applied. */
        MESSAGES,
        /** Ingress below engine time; engine time stayed (TIME-1). */
        CLOCK_BACKWARD,
        /** A jump of more than {@code time.max-jump} (TIME-5). */
        CLOCK_JUMP,
        /** Exchange stamps further ahead than {@code time.max-skew}, replaced by engine time (TIME-2). */
        SKEWED,
        /** Messages for an instrument that is not defined. */
        UNKNOWN_INSTRUMENT,
        /** Templates that this build does not know or does not expect inbound. */
        UNKNOWN_TEMPLATE,
        /** Messages that came before the run's configuration. */
        UNCONFIGURED,
        /** Prices off the tick, at or below zero (TICK-1, TRD-1). */
        BAD_PRICE,
        /** Quantities off the lot or below zero (TICK-1, TRD-1). */
        BAD_QUANTITY,
        /** Enum values outside the schema, nulls in required fields. */
        BAD_FIELD,
        /** Trades dropped as duplicates (EVT-2). */
        DUPLICATE_TRADE,
        /** Trade gaps (EVT-3). */
        TRADE_GAP,
        /** Prints outside any book: no snapshot yet when they came. */
        TRADE_WITHOUT_BOOK,
        /** Definitions refused as impossible. */
        BAD_DEFINITION,
        /** Reports of orders that are not ours. */
        UNKNOWN_ORDER,
        /** Chunks that did not fit their message (messages.md §2). */
        BROKEN_CHUNKS,
        /** Streams that a venue refused, or does not have any more. */
        STREAM_REFUSED,
        /** Commands of people that were refused (NS-LIV-3, NS-PRT-5, NS-PRT-6). */
        COMMAND_REFUSED,
        /** Orders and changes that were refused for now and sent again (NS-EXE-2). */
        ORDER_RETRIED,
        /** Analytics that rested on an overflow when a bar closed, each at each close (NUM-2). */
        INEXACT
    }

    private static final Cause[] CAUSES = Cause.values();
    /** Causes from here on move the state only once they count: runs of before keep their hashes. */
    private static final int YOUNGER = Cause.ORDER_RETRIED.ordinal();

    private final long[] counts = new long[CAUSES.length];

    void add(Cause cause) {
        counts[cause.ordinal()]++;
    }

    /** How often a cause was counted. */
    public long count(Cause cause) {
        return counts[cause.ordinal()];
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("counters");
        // The youngest only once they count: snapshots of before keep their bytes.
        int length = counts.length;
        while (length > YOUNGER + 1 && counts[length - 1] == 0) {
            length--;
        }
        out.putLongs(counts, length);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("counters");
        Arrays.fill(counts, 0);
        in.readLongs(counts);
    }

    @Override
    public long digest() {
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += i >= YOUNGER && counts[i] == 0 ? 0 : Digest.mix(i, counts[i]);
        }
        return sum;
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
