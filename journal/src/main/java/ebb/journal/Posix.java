package ebb.journal;

import java.io.IOException;
import java.nio.file.Path;
import net.openhft.posix.MSyncFlag;
import net.openhft.posix.OpenFlag;
import net.openhft.posix.PosixAPI;

/** The few system calls that Java does not offer, through the library the queue itself uses for them. */
final class Posix {
    /** What came of asking for disk or memory. */
    enum Answer {
        DONE,
        /** There is not enough of it. */
        REFUSED,
        /** This system or file system does not do that. */
        UNKNOWN
    }

    private static final int KEEP_SIZE = 1;
    private static final int NORMAL = 0;
    private static final int RANDOM = 1;
    private static final int POPULATE_WRITE = 23;
    private static final int ENOSPC = 28;
    private static final int EDQUOT = 122;
    private static final int EINVAL = 22;

    private Posix() {}

    /** Puts mapped pages on the disk. */
    static void sync(long address, long length) throws IOException {
        if (PosixAPI.posix().msync(address, length, MSyncFlag.MS_SYNC) != 0) {
            throw new IOException("msync: " + PosixAPI.posix().lastErrorStr());
        }
    }

    /**
     * Puts mapped pages on the disk that hold nothing anybody relies on. A refusal is no harm: the writer's own sync
     * hears of it, and where nothing is mapped any more there is nothing to do.
     */
    static void settle(long address, long length) {
        PosixAPI.posix().msync(address, length, MSyncFlag.MS_SYNC);
    }

    /** Takes disk for a part of a file, also beyond its end, without changing what it holds or how long it is. */
    static Answer reserve(Path file, long from, long length) {
        PosixAPI posix = PosixAPI.posix();
        int descriptor = posix.open(file.toString(), OpenFlag.O_RDWR.value(), 0);
        if (descriptor < 0) {
            return Answer.UNKNOWN;
        }
        try {
            if (posix.fallocate(descriptor, KEEP_SIZE, from, length) == 0) {
                return Answer.DONE;
            }
            int error = posix.lastError();
            return error == ENOSPC || error == EDQUOT ? Answer.REFUSED : Answer.UNKNOWN;
        } finally {
            posix.close(descriptor);
        }
    }

    /**
     * Lets the pages of a mapping come alone, or in whatever pieces the kernel finds best: up to 2 MiB where a file is touched
     * in order. A piece costs less than its pages one by one (2 µs a page instead of 5), but its first store takes 2 to 25 ms
     * at once (Linux 6.18, ext4). A refusal is no harm.
     */
    static void pageByPage(long address, long length, boolean isSo) {
        PosixAPI.posix().madvise(address, length, isSo ? RANDOM : NORMAL);
    }

    /**
     * Makes mapped pages present and writable without changing them (Linux 5.14 and later). Harmless where nothing is
     * mapped any more: the kernel refuses.
     */
    static Answer populate(long address, long length) {
        PosixAPI posix = PosixAPI.posix();
        if (posix.madvise(address, length, POPULATE_WRITE) == 0) {
            return Answer.DONE;
        }
        return posix.lastError() == EINVAL ? Answer.UNKNOWN : Answer.REFUSED;
    }
}
