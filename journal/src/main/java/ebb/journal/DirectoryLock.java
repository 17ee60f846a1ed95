package ebb.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The operating system's lock on {@code .lock}. The kernel drops it when its holder dies, in whatever way and in
 * whatever process namespace: unlike a process number in a file it is never stale.
 */
final class DirectoryLock implements AutoCloseable {
    static final String FILE = ".lock";

    // The one piece of static state: POSIX drops a process's lock as soon as it closes any descriptor of the file, so a
    // second attempt in this process must be turned away before it opens one.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    static DirectoryLock take(Path directory) throws IOException {
        Path real = directory.toRealPath(LinkOption.NOFOLLOW_LINKS);
        if (!HELD_HERE.add(real)) {
            throw locked(
                    directory, "this process (pid " + ProcessHandle.current().pid() + ")");
        }
        boolean held = false;
        try {
            DirectoryLock lock = lock(directory, real);
            held = true;
            return lock;
        } finally {
            if (!held) {
                HELD_HERE.remove(real);
            }
        }
    }

    private static DirectoryLock lock(Path directory, Path real) throws IOException {
        Path file = directory.resolve(FILE);
        OwnFiles.refuseLink(file);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean held = false;
        try {
            OwnFiles.close600(file);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                throw locked(directory, holder(channel));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    ("pid " + ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            held = true;
            return new DirectoryLock(real, channel);
        } finally {
            if (!held) {
                channel.close();
            }
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(64);
        channel.read(text, 0);
        String said = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
        return said.isEmpty() ? "another process" : "another process (" + said + ")";
    }

    private static JournalException locked(Path directory, String by) {
        return new JournalException(
                JournalException.Kind.LOCKED,
                "The journal " + directory + " is in use by " + by
                        + ". Two writers would destroy it; stop the other one or name another directory.");
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD_HERE.remove(directory);
    }
}
