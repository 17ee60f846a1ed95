package ebb.runtime;

import ebb.codecs.Egress;
import ebb.codecs.OutHead;
import ebb.codecs.Slots;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.StateHashDecoder;
import ebb.journal.JournalStream;
import ebb.journal.Run;
import ebb.journal.StreamReader;
import ebb.journal.StreamReport;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Runs a journal through the same engine and compares each outbound message, state hashes among them, with what was
 * journaled (law 4). Stops at the first difference and says what differs, field by field.
 */
public final class Replay {
    /** Builds the engine that is to be proved, over the port that compares. */
    @FunctionalInterface
    public interface EngineFactory {
        /** A fresh engine. */
        EventSink create(Egress egress);
    }

    /** Told after each message, for those who look at the state on the way. */
    @FunctionalInterface
    public interface Observer {
        /**
         * A message was applied.
         *
         * @param sequence its sequence
         * @return false to stop here
         */
        boolean onApplied(long sequence);
    }

    private final Run run;
    private final EngineFactory factory;

    /**
     * Prepares a replay.
     *
     * @param run the run to replay
     * @param factory makes the engine
     */
    public Replay(Run run, EngineFactory factory) {
        this.run = run;
        this.factory = factory;
    }

    /**
     * Replays to the end.
     *
     * @return what was found
     */
    public ReplayResult prove() {
        return prove(sequence -> true);
    }

    /**
     * Replays and lets an observer look at the engine after each message.
     *
     * @param observer told after each message
     * @return what was found up to where it stopped
     */
    public ReplayResult prove(Observer observer) {
        return prove(observer, 0);
    }

    /** Replays what comes after a sequence, through an engine that is in the state at it. */
    ReplayResult proveAfter(long sequence) {
        return prove(each -> true, sequence);
    }

    private ReplayResult prove(Observer observer, long after) {
        long begun = System.nanoTime();
        RunSchema.require(run);
        try (StreamReader in = run.reader(JournalStream.IN);
                StreamReader out = run.reader(JournalStream.OUT)) {
            Comparer comparer = new Comparer(out, after);
            EventSink engine = factory.create(comparer);
            long messages = 0;
            long first = 0;
            long last = 0;
            boolean goesOn = true;
            while (goesOn && comparer.difference == null && in.next()) {
                last = in.number();
                if (last <= after) {
                    continue;
                }
                first = messages == 0 ? last : first;
                messages++;
                comparer.cause = last;
                goesOn = apply(engine, in, comparer) && observer.onApplied(last);
            }
            // Inputs that are cut off by damage cannot be held responsible for what they no longer cause.
            if (goesOn && comparer.difference == null && in.conclude().isWhole()) {
                comparer.expectNothingMore();
            }
            goesOn |= comparer.difference != null;
            return new ReplayResult(
                    messages,
                    comparer.compared,
                    comparer.remade,
                    first,
                    last,
                    comparer.stateHash,
                    comparer.difference,
                    goesOn ? damage(in, out, comparer.difference == null) : null,
                    System.nanoTime() - begun);
        }
    }

    /** A message that the engine cannot apply is a difference too: the run it comes from got past it. */
    private static boolean apply(EventSink engine, StreamReader in, Comparer comparer) {
        try {
            engine.onMessage(in.buffer(), in.offset(), in.length());
            return true;
        } catch (RuntimeException e) {
            comparer.fail(e);
            return false;
        }
    }

    /** A stream that was read to its end is held against its queue and manifest; one that was not, only so far. */
    private static String damage(StreamReader in, StreamReader out, boolean readToTheEnd) {
        if (in.damage() != null || out.damage() != null || readToTheEnd) {
            if (in.damage() != null || readToTheEnd) {
                StreamReport report = in.conclude();
                if (!report.isWhole()) {
                    return report.summary();
                }
            }
            StreamReport report = out.conclude();
            return report.isWhole() ? null : report.summary();
        }
        return null;
    }

    /** The engine's egress during a replay: each message against the next record of {@code out}. */
    private static final class Comparer extends DraftEgress {
        private final StreamReader journaled;
        private final UnsafeBuffer expected = new UnsafeBuffer(0, 0);
        private final UnsafeBuffer actual = new UnsafeBuffer(0, 0);
        private final StateHashDecoder hash = new StateHashDecoder();
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final long after;
        private long cause;
        private long compared;
        private long remade;
        private long stateHash;
        private ReplayResult.Difference difference;

        Comparer(StreamReader journaled, long after) {
            this.journaled = journaled;
            this.after = after;
        }

        /** The next journaled message that a later one than {@code after} caused. */
        private boolean nextJournaled() {
            while (journaled.next()) {
                boolean isShort = journaled.length() < Slots.HEADER_BYTES + Long.BYTES;
                if (isShort || OutHead.cause(journaled.buffer(), journaled.offset()) > after) {
                    return true;
                }
            }
            return false;
        }

        @Override
        void onMessage(int templateId, MutableDirectBuffer message, int length) {
            if (templateId == StateHashDecoder.TEMPLATE_ID) {
                noteHash();
            }
            if (difference != null) {
                return;
            }
            if (!nextJournaled()) {
                remade++;
                return;
            }
            compared++;
            expected.wrap(journaled.buffer(), journaled.offset(), journaled.length());
            actual.wrap(message, 0, length);
            if (!expected.equals(actual)) {
                differ(length);
            }
        }

        private void noteHash() {
            hash.wrapAndApplyHeader(buffer(), 0, header);
            if (hash.part() == 0) {
                stateHash = hash.hash();
            }
        }

        private void differ(int length) {
            MessageDifference fields = new MessageDifference();
            int was = templateId();
            int now = Slots.templateId(buffer(), 0);
            List<String> lines = was == now
                    ? fields.fields(journaled.buffer(), journaled.offset(), buffer(), 0)
                    : List.of("another message: " + journaled.length() + " bytes journaled, " + length + " now");
            difference = new ReplayResult.Difference(
                    cause, OutHead.out(buffer(), 0), fields.name(was), fields.name(now), lines);
        }

        /** What the journaled record says it is; 0, which no template is, when it is too short to say. */
        private int templateId() {
            return journaled.length() < Slots.HEADER_BYTES
                    ? 0
                    : Slots.templateId(journaled.buffer(), journaled.offset());
        }

        private void fail(RuntimeException failure) {
            if (difference == null) {
                difference = new ReplayResult.Difference(
                        cause,
                        compared + remade,
                        "an applied message",
                        "a failure",
                        List.of("the engine cannot apply it: " + failure));
            }
        }

        private void expectNothingMore() {
            if (nextJournaled()) {
                difference = new ReplayResult.Difference(
                        cause,
                        compared + 1,
                        new MessageDifference().name(templateId()),
                        "nothing",
                        List.of("the journal of inputs ends before what it caused"));
            }
        }
    }
}
