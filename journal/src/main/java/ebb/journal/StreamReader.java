package ebb.journal;

import static ebb.journal.RecordLayout.HEADER_LENGTH;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a stream forward from its first record and believes nothing: magic, version, stream, contiguous number, length
 * and CRC of each record are checked, and {@link #conclude} holds the end against the queue's own last position and the
 * manifest.
 *
 * <p>It maps the files read-only and takes no lock, so it may follow a stream that another thread or process is
 * writing: {@link #next} answers false at the end and true again once there is more. Confined to one thread. Allocates
 * nothing a record, something a mapped window and a file.
 */
public final class StreamReader implements AutoCloseable {
    private final Run run;
    private final JournalStream stream;
    private final QueueFiles files;
    private final Manifest manifest;
    private final String manifestFault;
    private final CRC32C crc = new CRC32C();
    private final UnsafeBuffer record = new UnsafeBuffer(0, 0);

    private long position;
    private long lastDocument;
    private long first;
    private long last;
    private int length;
    private long chain;
    private int endWord;
    private String damage;

    private StreamReader(Run run, JournalStream stream) {
        this.run = run;
        this.stream = stream;
        Manifest found = null;
        String fault = null;
        try {
            found = run.manifest(stream);
        } catch (JournalException e) {
            if (e.kind() == JournalException.Kind.NEWER) {
                throw e;
            }
            fault = e.getMessage();
        }
        manifest = found;
        manifestFault = fault;
        first = found == null ? 0 : found.first();
        last = first - 1;
        files = new QueueFiles(run.queue(stream));
    }

    static StreamReader open(Run run, JournalStream stream) {
        if (!run.has(stream)) {
            throw new JournalException(
                    JournalException.Kind.UNUSABLE,
                    "The run " + run.path() + " has no stream " + stream.directory() + "; nothing was written to it.");
        }
        return new StreamReader(run, stream);
    }

    /**
     * Goes to the next record.
     *
     * @return false at the end of what is there, or before damage: {@link #damage()} tells which
     * @throws JournalException {@code NEWER} when the record was written by a newer Ebb
     */
    public boolean next() {
        if (damage != null) {
            return false;
        }
        try {
            return advance();
        } catch (InternalError e) {
            return damaged("the file could not be read there (" + e + ")");
        }
    }

    private boolean advance() {
        while (files.isOpen() || openFile()) {
            MappedWindow window = files.window();
            if (!window.show(position, QueueFormat.WORD_LENGTH)) {
                return damaged("the file is cut off");
            }
            int word = window.view().getIntVolatile(window.at(position));
            int size = word & QueueFormat.LENGTH_MASK;
            switch (word & ~QueueFormat.LENGTH_MASK) {
                case 0 -> {
                    return size == 0 ? atEnd(word) : record(window, size);
                }
                case QueueFormat.META -> skip(size);
                case QueueFormat.NOT_COMPLETE -> {
                    return atEnd(word);
                }
                default -> {
                    if (size != 0 || !nextFile()) {
                        return atEnd(word);
                    }
                }
            }
            if (damage != null) {
                return false;
            }
        }
        return false;
    }

    private boolean atEnd(int word) {
        endWord = word;
        return false;
    }

    private void skip(int size) {
        long after = QueueFormat.align(position + QueueFormat.WORD_LENGTH + size);
        if (!files.window().show(position, after - position)) {
            damaged("an index document runs past the end of the file");
            return;
        }
        position = after;
    }

    private boolean openFile() {
        String fault = files.openNext();
        if (fault != null) {
            if (!isBeingMade()) {
                return damaged(fault);
            }
            files.giveBack();
            return atEnd(QueueFormat.NOT_COMPLETE);
        }
        position = 0;
        lastDocument = 0;
        return files.isOpen();
    }

    /** A file whose maker died before anything was acknowledged in it. */
    private boolean isBeingMade() {
        return manifest != null && !manifest.closed() && manifest.last() == last && !files.hasNext();
    }

    /** Leaves a file that says it has ended, if another one follows. */
    private boolean nextFile() {
        if (!files.hasNext()) {
            return false;
        }
        long writePosition = files.writePositionNow();
        if (writePosition != lastDocument) {
            return damaged("the queue's last position in " + files.name() + " is " + writePosition
                    + ", its last document is at " + lastDocument);
        }
        files.leave();
        return openFile();
    }

    private boolean record(MappedWindow window, int size) {
        int payload = size - HEADER_LENGTH;
        if (payload <= 0 || payload > RecordLayout.MAX_LENGTH) {
            return damaged("a record of impossible length " + size);
        }
        long at = position + QueueFormat.WORD_LENGTH;
        if (!window.show(position, QueueFormat.WORD_LENGTH + size)) {
            return damaged("the file is cut off inside a record");
        }
        int offset = window.at(at);
        UnsafeBuffer view = window.view();
        if (view.getInt(offset + RecordLayout.MAGIC_AT, LITTLE_ENDIAN) != RecordLayout.MAGIC) {
            return damaged("no record begins there");
        }
        if (view.getInt(offset + RecordLayout.LENGTH_AT, LITTLE_ENDIAN) != payload) {
            return damaged("the record and the queue disagree about its length");
        }
        int code = crc(window.mapped(), offset, payload);
        if (view.getInt(offset + RecordLayout.CRC_AT, LITTLE_ENDIAN) != code) {
            return damaged("the checksum is wrong");
        }
        long number = view.getLong(offset + RecordLayout.NUMBER_AT, LITTLE_ENDIAN);
        if (!isExpected(view, offset, number)) {
            return false;
        }
        chain = RecordLayout.chain(chain, number, code);
        if (manifest != null && number == manifest.checkpoint() && chain != manifest.chain()) {
            return damaged("the running hash up to record " + number + " is not the manifest's: a record was replaced");
        }
        last = number;
        length = payload;
        record.wrap(view, offset + HEADER_LENGTH, payload);
        lastDocument = position;
        position = QueueFormat.align(at + size);
        return true;
    }

    private int crc(ByteBuffer mapped, int offset, int payload) {
        crc.reset();
        mapped.limit(offset + RecordLayout.CRC_AT).position(offset);
        crc.update(mapped);
        mapped.limit(offset + HEADER_LENGTH + payload).position(offset + HEADER_LENGTH);
        crc.update(mapped);
        mapped.clear();
        return (int) crc.getValue();
    }

    private boolean isExpected(UnsafeBuffer view, int offset, long number) {
        int version = view.getByte(offset + RecordLayout.VERSION_AT) & 0xFF;
        if (version > RecordLayout.VERSION) {
            throw new JournalException(
                    JournalException.Kind.NEWER,
                    "Record " + number + " of " + run.queue(stream) + " was written by a newer Ebb (record version "
                            + version + ", this build reads up to " + RecordLayout.VERSION + "). Use the newer build.");
        }
        int its = view.getByte(offset + RecordLayout.STREAM_AT) & 0xFF;
        if (its != stream.id()) {
            return damaged("a record of stream " + its + " stands there");
        }
        if (manifest == null && lastDocument == 0 && files.isFirst()) {
            first = number;
            last = number - 1;
        }
        if (number != last + 1) {
            return damaged("record " + number + " stands there");
        }
        return true;
    }

    private boolean damaged(String what) {
        damage = "record " + (last + 1) + " is missing or damaged: " + what;
        return false;
    }

    /**
     * The payload of the current record, a view on the mapped file.
     *
     * @return valid until the next {@link #next} or {@link #close}
     */
    public DirectBuffer buffer() {
        return record;
    }

    /**
     * Where in {@link #buffer()} the payload begins.
     *
     * @return bytes
     */
    public int offset() {
        return 0;
    }

    /**
     * Length of the current payload.
     *
     * @return bytes, at least 1
     */
    public int length() {
        return length;
    }

    /**
     * Number of the current record; before the first one, one less than its number.
     *
     * @return contiguous
     */
    public long number() {
        return last;
    }

    /** Where in its file the current record's document begins. */
    long documentPosition() {
        return lastDocument;
    }

    /**
     * Why {@link #next} will never answer true again.
     *
     * @return null as long as nothing is wrong; a reader that follows a living stream looks here when it waits
     */
    public String damage() {
        return damage;
    }

    /**
     * Judges the stream, after {@link #next} has answered false: nothing is taken for the end that is not held to be one
     * by the queue and by the manifest.
     *
     * @return the report
     */
    public StreamReport conclude() {
        EndCheck end = new EndCheck(files, manifest, manifestFault);
        String fault = damage;
        if (fault == null) {
            fault = end.fault(endWord, position, lastDocument, last);
        }
        StreamReport.Verdict verdict = StreamReport.Verdict.DAMAGED;
        String reason = fault;
        if (fault == null) {
            verdict = end.isTorn() ? StreamReport.Verdict.TORN_TAIL : StreamReport.Verdict.CLEAN;
            reason = end.isTorn() ? tornReason() : "";
        }
        return new StreamReport(
                stream,
                verdict,
                last - first + 1,
                first,
                last,
                manifest == null ? last : manifest.last(),
                manifest == null ? first - 1 : manifest.synced(),
                manifest != null && manifest.closed(),
                reason,
                files.name(),
                position);
    }

    private String tornReason() {
        return endWord == QueueFormat.END_OF_FILE
                ? "the file was ended for the next day, whose file was not begun"
                : "a record at the end was begun and neither finished nor acknowledged";
    }

    @Override
    public void close() {
        try {
            record.wrap(0, 0);
            files.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
