package ebb.runtime;

import ebb.codecs.Slots;
import ebb.journal.JournalException;
import ebb.journal.JournalStream;
import ebb.journal.Run;
import ebb.journal.StreamReader;
import ebb.journal.StreamReport;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Runs a journal's inputs through an engine and shows a visitor each input with the engine's state after it, and each
 * output as it is made again. For tools that look: state, export, report.
 */
public final class JournalWalk {
    /** Looks on. */
    public interface Visitor {
        /**
         * The engine emitted a message; the inbound one that caused it is still being applied.
         *
         * @param templateId SBE template
         * @param buffer holds the message header at offset
         * @param offset where it begins
         * @param length bytes, headers included
         */
        default void onOutbound(int templateId, DirectBuffer buffer, int offset, int length) {}

        /**
         * A message was applied.
         *
         * @param templateId SBE template
         * @param buffer holds the message header at offset
         * @param offset where it begins
         * @param length bytes, headers included
         * @return false to stop here
         */
        boolean onApplied(int templateId, DirectBuffer buffer, int offset, int length);
    }

    private JournalWalk() {}

    /**
     * Walks through a run; refuses one of a newer schema ({@link RunSchema}).
     *
     * @param run what to read
     * @param factory makes the engine over the walk's egress
     * @param visitor looks on
     * @return what is to be said of stream {@code in} when it was read to its end, null when the visitor stopped before
     */
    public static StreamReport walk(Run run, Replay.EngineFactory factory, Visitor visitor) {
        RunSchema.require(run);
        try (StreamReader in = run.reader(JournalStream.IN)) {
            Shown shown = new Shown(visitor);
            EventSink engine = factory.create(shown);
            while (in.next()) {
                apply(run, engine, in, shown);
                int templateId = Slots.templateId(in.buffer(), in.offset());
                if (!visitor.onApplied(templateId, in.buffer(), in.offset(), in.length())) {
                    return null;
                }
            }
            return in.conclude();
        }
    }

    /** What a whole journal holds was applied once; what cannot be applied now was not written like this. */
    private static void apply(Run run, EventSink engine, StreamReader in, Shown shown) {
        try {
            engine.onMessage(in.buffer(), in.offset(), in.length());
        } catch (RuntimeException e) {
            if (shown.failure == e) {
                throw e;
            }
            throw new JournalException(
                    JournalException.Kind.DAMAGED,
                    "Sequence " + in.number() + " of " + run.path() + " cannot be applied: " + e
                            + ". See: ebb journal cat " + run.path() + " --from " + in.number() + " --limit 1",
                    e);
        }
    }

    /** Egress that shows each message to the visitor. */
    private static final class Shown extends DraftEgress {
        private final Visitor visitor;
        private RuntimeException failure;

        Shown(Visitor visitor) {
            this.visitor = visitor;
        }

        @Override
        void onMessage(int templateId, MutableDirectBuffer message, int length) {
            try {
                visitor.onOutbound(templateId, message, 0, length);
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }
    }
}
