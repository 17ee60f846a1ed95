package ebb.runtime;

import ebb.codecs.Egress;
import ebb.codecs.Slots;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.Mode;
import ebb.codecs.sbe.RunHeaderDecoder;
import ebb.engine.Configurator;
import ebb.engine.Engine;
import ebb.engine.SnapshotHeader;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.journal.JournalException;
import ebb.journal.JournalStream;
import ebb.journal.Run;
import ebb.journal.SnapshotFiles;
import ebb.journal.StreamReader;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a run begins (DESIGN Journal, Recovery): without state, or in the state that an earlier run ended in, which lies in its
 * file {@code start}. Its first record, the header, says which; whoever reads a run begins with the engine made here.
 */
public final class RunBeginning {
    private static final Logger LOG = LoggerFactory.getLogger(RunBeginning.class);
    private static final long WITHOUT = RunHeaderDecoder.snapshotSeqNullValue();

    private RunBeginning() {}

    /**
     * What a run's header says of its beginning.
     *
     * @param mode how Ebb ran
     * @param snapshotSeq sequence of the newest message that its first state knew, or {@code Nulls.ID} for none
     */
    public record Header(Mode mode, long snapshotSeq) {
        /** Whether it began in the state of an earlier run. */
        public boolean hasState() {
            return snapshotSeq != WITHOUT;
        }
    }

    /**
     * Reads a run's header.
     *
     * @param run which
     * @return empty when nothing was written yet
     * @throws JournalException {@code NEWER} or {@code UNUSABLE}, as {@link RunSchema} says
     */
    public static Optional<Header> header(Run run) {
        if (!run.has(JournalStream.IN)) {
            return Optional.empty();
        }
        RunSchema.require(run);
        try (StreamReader in = run.reader(JournalStream.IN)) {
            boolean isHeader = in.next() && Slots.templateId(in.buffer(), in.offset()) == RunHeaderDecoder.TEMPLATE_ID;
            if (!isHeader) {
                return Optional.empty();
            }
            RunHeaderDecoder header = new RunHeaderDecoder();
            header.wrapAndApplyHeader(in.buffer(), in.offset(), new MessageHeaderDecoder());
            return Optional.of(new Header(header.mode(), header.snapshotSeq()));
        }
    }

    /**
     * An engine as the run began with it. A {@code start} that is missing or damaged is made again from the runs before.
     *
     * @param run which
     * @param egress where it emits
     * @param configurator reads the configuration text
     * @return ready for the run's first record
     * @throws JournalException {@code DAMAGED} if the state it began from can neither be read nor made again
     */
    public static Engine engine(Run run, Egress egress, Configurator configurator) {
        Optional<Header> header = header(run);
        if (header.isEmpty() || !header.get().hasState()) {
            return new Engine(egress, configurator);
        }
        long sequence = header.get().snapshotSeq();
        String fault;
        try {
            return engine(SnapshotFiles.start(run), sequence, egress, configurator);
        } catch (SnapshotException e) {
            fault = e.getMessage();
        }
        LOG.warn("the start of {} is not usable: {}; it is made again from the run before", run.path(), fault);
        Engine again = madeAgain(run, sequence, egress, configurator);
        if (again == null) {
            throw new JournalException(
                    JournalException.Kind.DAMAGED,
                    "The state that " + run.path() + " began from, " + run.start() + ", is not usable (" + fault
                            + "), and no earlier run of its journal ends at sequence " + sequence
                            + " to make it again. Restore the file.");
        }
        return again;
    }

    private static Engine madeAgain(Run run, long sequence, Egress egress, Configurator configurator) {
        for (Optional<Run> each = run.before();
                each.isPresent();
                each = each.get().before()) {
            Recovered state = Recovery.endOf(each.get(), configurator);
            if (state.hasState() && state.sequence() == sequence) {
                Engine engine = new Engine(egress, configurator);
                engine.readFrom(state.reader());
                return engine;
            }
        }
        return null;
    }

    /**
     * An engine in the state of a snapshot.
     *
     * @throws SnapshotException if it is not one of that sequence that this build can use
     */
    static Engine engine(byte[] snapshot, long sequence, Egress egress, Configurator configurator) {
        UnsafeBuffer buffer = new UnsafeBuffer(snapshot);
        SnapshotHeader header = SnapshotHeader.read(new SnapshotReader(buffer, 0, snapshot.length));
        if (header.sequence() != sequence) {
            throw new SnapshotException(
                    "it is the state at sequence " + header.sequence() + ", not the one at " + sequence);
        }
        Engine engine = new Engine(egress, configurator);
        try {
            engine.readFrom(new SnapshotReader(buffer, 0, snapshot.length));
        } catch (SnapshotException e) {
            throw e;
        } catch (RuntimeException e) {
            // Bytes that pass the checksum and are still no state of this build's.
            throw new SnapshotException("it cannot be read: " + e);
        }
        return engine;
    }
}
