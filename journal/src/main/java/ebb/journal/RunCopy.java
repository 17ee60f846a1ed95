package ebb.journal;

import ebb.codecs.OutHead;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Copies what was acknowledged in a run, record by record, also while it is being written: the writers do not notice. The copy
 * is a run of the same number and boot in another journal directory, of which all that {@link Verifier} and a replay ask
 * holds. It is on the disk when this returns. Confined to one thread.
 */
public final class RunCopy {
    /** Between two syncs: dirty pages of a copy must not make the writers of the same disk wait. */
    private static final long SYNC_BYTES = 32L << 20;

    private static final long BLOCK_BYTES = 4L << 20;
    private static final int LOOK_EVERY = 1024;

    /** Space is taken before it is used: a full disk is an answer, no fault of the mapping. */
    private static final JournalSettings SETTINGS = JournalSettings.guarded(Durability.PAGE_CACHE)
            .withBlockBytes(BLOCK_BYTES)
            .withFreeMinBytes(0);

    private final Run source;
    private final BooleanSupplier isStopped;
    private final Map<JournalStream, Manifest> ends = new EnumMap<>(JournalStream.class);

    private RunCopy(Run source, BooleanSupplier isStopped) {
        this.source = source;
        this.isStopped = isStopped;
    }

    /**
     * Copies the streams; whatever else lies in the run's directory is the caller's.
     *
     * @param source which
     * @param journal directory of the copy; it must not hold this run
     * @param isStopped looked at every thousand records
     * @return the copy, which ends in order if the source has
     * @throws JournalException {@code DAMAGED} where an acknowledged record cannot be read, {@code DISK_FULL},
     *     {@code UNUSABLE} where the copy cannot be written or was stopped, {@code NEWER}
     */
    public static Run of(Run source, Path journal, BooleanSupplier isStopped) {
        Run copy = new Run(source.number(), journal.resolve(Run.RUNS).resolve(Integer.toString(source.number())));
        try {
            OwnFiles.directory(copy.path().getParent());
            OwnFiles.directory(copy.path());
            OwnFiles.directory(copy.manifests());
            OwnFiles.directory(copy.snapshots());
            new RunCopy(source, isStopped).to(copy);
            OwnFiles.sync(copy.path());
            return copy;
        } catch (JournalFault e) {
            throw new JournalException(
                    e.kind() == JournalFault.Kind.DISK_FULL
                            ? JournalException.Kind.DISK_FULL
                            : JournalException.Kind.UNUSABLE,
                    e.getMessage(),
                    e);
        } catch (IOException e) {
            throw new JournalException(
                    JournalException.Kind.UNUSABLE, "The copy " + copy.path() + " cannot be written: " + e, e);
        }
    }

    private void to(Run copy) {
        // The outputs' end first: an input is acknowledged before what it causes, so no output copied lacks its cause.
        for (JournalStream stream : new JournalStream[] {JournalStream.LAT, JournalStream.OUT, JournalStream.IN}) {
            if (source.has(stream)) {
                ends.put(stream, source.manifest(stream));
            }
        }
        if (!ends.containsKey(JournalStream.IN)) {
            throw new JournalException(
                    JournalException.Kind.DAMAGED,
                    "The run " + source.path() + " has no stream " + JournalStream.IN.directory() + ".");
        }
        int epoch = ends.get(JournalStream.IN).epoch();
        try (LiveRun written = new LiveRun(copy, SETTINGS, epoch)) {
            for (JournalStream stream : JournalStream.values()) {
                if (ends.containsKey(stream)) {
                    copy(stream, written);
                }
            }
        }
    }

    private void copy(JournalStream stream, LiveRun written) {
        Manifest end = ends.get(stream);
        StreamWriter writer = written.writer(stream, end.first());
        boolean isWhole = false;
        try (StreamReader reader = source.reader(stream)) {
            long unsynced = 0;
            while (writer.lastNumber() < end.last() && reader.next()) {
                if (stream == JournalStream.OUT && isAhead(reader)) {
                    break;
                }
                writer.append(reader.buffer(), reader.offset(), reader.length());
                unsynced += reader.length();
                if (unsynced >= SYNC_BYTES) {
                    writer.sync();
                    unsynced = 0;
                }
                if (reader.number() % LOOK_EVERY == 0 && isStopped.getAsBoolean()) {
                    throw new JournalException(
                            JournalException.Kind.UNUSABLE, "The copy of " + source.path() + " was stopped.");
                }
            }
            if (reader.damage() != null) {
                throw new JournalException(
                        JournalException.Kind.DAMAGED,
                        "The stream " + stream.directory() + " of " + source.path() + " is damaged: "
                                + reader.damage());
            }
            writer.sync();
            isWhole = end.closed() && writer.lastNumber() == end.last();
        } finally {
            if (isWhole) {
                writer.close();
            } else {
                writer.leave();
            }
        }
    }

    /** Whether an output was caused by an input behind the copy's end. */
    private boolean isAhead(StreamReader reader) {
        return OutHead.cause(reader.buffer(), reader.offset())
                > ends.get(JournalStream.IN).last();
    }
}
