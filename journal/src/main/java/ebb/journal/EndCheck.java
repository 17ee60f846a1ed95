package ebb.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/** Holds the place where a scan stopped against everything else that knows where the stream ends. */
final class EndCheck {
    private static final int LONGEST_BEGUN =
            QueueFormat.WORD_LENGTH + RecordLayout.HEADER_LENGTH + RecordLayout.MAX_LENGTH;

    private static final int CHUNK = 256 << 10;

    private final QueueFiles files;
    private final Manifest manifest;
    private final String manifestFault;
    private boolean isTorn;

    EndCheck(QueueFiles files, Manifest manifest, String manifestFault) {
        this.files = files;
        this.manifest = manifest;
        this.manifestFault = manifestFault;
    }

    /**
     * Why this is not the end, or why nothing proves that it is.
     *
     * @return null when it is
     */
    String fault(int endWord, long position, long lastDocument, long last) {
        if (manifest == null) {
            return manifestFault;
        }
        if (last < manifest.last()) {
            return "records " + (last + 1) + " to " + manifest.last() + " were acknowledged and are missing"
                    + (last >= manifest.synced() ? " (all that was synced is there: a power cut?)" : "");
        }
        Path metadata = files.directory().resolve(QueueFile.METADATA);
        boolean isBegun = manifest.closed() || manifest.records() > 0;
        if (isBegun && metadata.toFile().length() == 0) {
            return "the queue's " + QueueFile.METADATA + " is missing or empty; all " + manifest.records()
                    + " records are there";
        }
        if (manifest.closed() && (last != manifest.last() || endWord != 0)) {
            return "there is more behind record " + manifest.last() + ", with which the stream was closed";
        }
        isTorn = endWord != 0;
        if (!files.isOpen()) {
            return manifest.closed() ? "the queue file is missing" : null;
        }
        try {
            return fileFault(endWord, position, lastDocument);
        } catch (IOException | InternalError e) {
            return "the end of the file cannot be read (" + e + ")";
        }
    }

    private String fileFault(int endWord, long position, long lastDocument) throws IOException {
        long writePosition = files.writePosition();
        // The queue notes a document after it has written it; a death between leaves the note one document behind.
        if (writePosition > lastDocument || writePosition < 0 || manifest.closed() && writePosition != lastDocument) {
            return "the queue's last position is " + writePosition + ", the last record is at " + lastDocument;
        }
        long stray = firstNonZero(position + QueueFormat.WORD_LENGTH);
        if (stray < 0 || movedOn(endWord, position)) {
            return null;
        }
        // The queue writes a record's word last: a record that was begun and not finished lies behind an empty word.
        isTorn = true;
        boolean isBegunRecord = !manifest.closed() && firstNonZero(position + LONGEST_BEGUN) < 0;
        return isBegunRecord ? null : "there are bytes at " + stray + ", behind the end at " + position;
    }

    /** Whether something that was never acknowledged was cut off at the end; known once there is no fault. */
    boolean isTorn() {
        return isTorn;
    }

    /** The writer lives and has gone on since the scan ended. */
    private boolean movedOn(int endWord, long position) {
        MappedWindow window = files.window();
        return window.show(position, QueueFormat.WORD_LENGTH)
                && window.view().getIntVolatile(window.at(position)) != endWord;
    }

    /**
     * Reads instead of looking at the mapping: where a file has holes, a look would ask some file systems for space, and
     * a full one would answer with a fault.
     */
    private long firstNonZero(long from) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
        UnsafeBuffer view = new UnsafeBuffer(chunk);
        long at = from;
        while (true) {
            int read = files.window().channel().read(chunk.clear(), at);
            if (read <= 0) {
                return -1;
            }
            int i = 0;
            while (i + Long.BYTES <= read && view.getLong(i) == 0) {
                i += Long.BYTES;
            }
            while (i < read && view.getByte(i) == 0) {
                i++;
            }
            if (i < read) {
                return at + i;
            }
            at += read;
        }
    }
}
