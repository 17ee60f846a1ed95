package ebb.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/** Holds the place where a scan stopped against everything else that knows where the stream ends. */
final class EndCheck {
    private final QueueFiles files;
    private final Manifest manifest;
    private final String manifestFault;

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
        if (!Files.isRegularFile(metadata, LinkOption.NOFOLLOW_LINKS)
                || metadata.toFile().length() == 0) {
            return "the queue's " + QueueFile.METADATA + " is missing or empty; all " + manifest.records()
                    + " records are there";
        }
        if (manifest.closed() && (last != manifest.last() || endWord != 0)) {
            return "there is more behind record " + manifest.last() + ", with which the stream was closed";
        }
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
        // An unfinished record may be followed by as much of itself as was written.
        long reach = endWord == 0
                ? QueueFormat.WORD_LENGTH
                : QueueFormat.WORD_LENGTH + RecordLayout.HEADER_LENGTH + RecordLayout.MAX_LENGTH;
        long stray = firstNonZero(position + reach);
        if (stray >= 0 && !movedOn(endWord, position)) {
            return "there are bytes at " + stray + ", behind the end at " + position;
        }
        return null;
    }

    /** The writer lives and has gone on since the scan ended. */
    private boolean movedOn(int endWord, long position) {
        MappedWindow window = files.window();
        return window.show(position, QueueFormat.WORD_LENGTH)
                && window.view().getIntVolatile(window.at(position)) != endWord;
    }

    private long firstNonZero(long from) throws IOException {
        MappedWindow window = files.window();
        long size = window.channel().size();
        long at = from;
        while (at < size) {
            if (at + Long.BYTES > size || (at & 7) != 0) {
                if (!window.show(at, 1)) {
                    return -1;
                }
                if (window.view().getByte(window.at(at)) != 0) {
                    return at;
                }
                at++;
                continue;
            }
            if (!window.show(at, Long.BYTES)) {
                return -1;
            }
            UnsafeBuffer view = window.view();
            long until = window.limit() - Long.BYTES;
            for (; at <= until; at += Long.BYTES) {
                if (view.getLong(window.at(at)) != 0) {
                    return at;
                }
            }
        }
        return -1;
    }
}
