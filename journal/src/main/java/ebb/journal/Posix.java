package ebb.journal;

import java.io.IOException;
import net.openhft.posix.MSyncFlag;
import net.openhft.posix.PosixAPI;

/** The few system calls that Java does not offer, through the library the queue itself uses for them. */
final class Posix {
    private Posix() {}

    /** Puts mapped pages on the disk. */
    static void sync(long address, long length) throws IOException {
        if (PosixAPI.posix().msync(address, length, MSyncFlag.MS_SYNC) != 0) {
            throw new IOException("msync: " + PosixAPI.posix().lastErrorStr());
        }
    }
}
