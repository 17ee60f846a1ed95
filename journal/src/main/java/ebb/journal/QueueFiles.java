package ebb.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of a queue in their order, one open at a time. Their names are dates, so their order is the alphabet's. */
final class QueueFiles implements AutoCloseable {
    private final Path directory;
    private List<Path> files = List.of();
    private int opened;
    private MappedWindow window;
    private int writePositionAt;
    private long writePosition;

    QueueFiles(Path directory) {
        this.directory = directory;
    }

    private void list() {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> entries = Files.list(directory)) {
                entries.filter(entry -> entry.getFileName().toString().endsWith(QueueFile.SUFFIX))
                        .sorted()
                        .forEach(found::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        files = found;
    }

    /** Looks at the directory, also for a file that was not there the last time. */
    boolean hasNext() {
        if (opened >= files.size()) {
            list();
        }
        return opened < files.size();
    }

    /**
     * Opens the next file if there is one.
     *
     * @return what is wrong with it, or null
     */
    String openNext() {
        if (!hasNext()) {
            return null;
        }
        Path file = files.get(opened);
        try {
            if (Files.isSymbolicLink(file)) {
                return file.getFileName() + " is a symbolic link";
            }
            window = new MappedWindow(file);
            opened++;
            writePositionAt = QueueFormat.writePositionAt(window.channel());
            if (writePositionAt < 0) {
                return "the header of the queue file is destroyed";
            }
            writePosition = QueueFormat.writePosition(window.channel(), writePositionAt);
            return null;
        } catch (IOException e) {
            return "the file cannot be read (" + e + ")";
        }
    }

    /** Takes back the last opening: the file is not ready yet and is looked at again later. */
    void giveBack() {
        leave();
        opened--;
    }

    boolean isOpen() {
        return window != null;
    }

    boolean isFirst() {
        return opened == 1;
    }

    MappedWindow window() {
        return window;
    }

    /** Position of the file's last data document, as the queue had it when the file was opened. */
    long writePosition() {
        return writePosition;
    }

    /** As {@link #writePosition}, read again. */
    long writePositionNow() {
        try {
            return QueueFormat.writePosition(window.channel(), writePositionAt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return opened == 0 ? "" : files.get(opened - 1).getFileName().toString();
    }

    Path directory() {
        return directory;
    }

    void leave() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (window != null) {
            window.close();
            window = null;
        }
    }
}
