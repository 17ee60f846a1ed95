package ebb.adapters.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.agrona.DirectBuffer;

/**
 * Writes a capture that {@link FramesReader} reads back byte for byte. A payload that a line cannot hold (a line break
 * in it, or not UTF-8) is written as base64, its kind with {@code 64} behind. One thread.
 */
public final class FramesWriter implements AutoCloseable {
    private final Path file;
    private final OutputStream out;
    private byte[] scratch = new byte[1 << 14];
    private long lines;

    /**
     * Creates a capture, an existing file is replaced.
     *
     * @param file packed if its name ends in {@code .zst} or {@code .gz}
     * @throws CaptureException if it cannot be created
     */
    public FramesWriter(Path file) {
        this.file = file;
        try {
            this.out = Packed.output(file);
        } catch (IOException e) {
            throw new CaptureException(file, 0, "cannot be created: " + e.getMessage());
        }
    }

    /**
     * Writes one line.
     *
     * @param receiveNs ns since the epoch, not negative
     * @param kind what it is
     * @param conn name of the connection or address asked; {@code -} is written for an empty one; no tab, no line break
     * @param payload holds the bytes received
     * @param offset of the first
     * @param length in bytes
     * @throws CaptureException if the disk takes no more
     */
    public void write(long receiveNs, LineKind kind, String conn, DirectBuffer payload, int offset, int length) {
        if (receiveNs < 0 || conn.indexOf('\t') >= 0 || conn.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("time " + receiveNs + ", connection '" + conn + "'");
        }
        if (scratch.length < length) {
            scratch = new byte[Math.max(length, scratch.length * 2)];
        }
        payload.getBytes(offset, scratch, 0, length);
        boolean plain = Text.fitsLine(scratch, length);
        String head = receiveNs + "\t" + kind.text() + (plain ? "\t" : "64\t") + (conn.isEmpty() ? "-" : conn) + "\t";
        try {
            out.write(head.getBytes(StandardCharsets.UTF_8));
            if (plain) {
                out.write(scratch, 0, length);
            } else {
                out.write(Base64.getEncoder().encode(Arrays.copyOf(scratch, length)));
            }
            out.write('\n');
        } catch (IOException e) {
            throw new CaptureException(file, lines + 1, "cannot be written: " + e.getMessage());
        }
        lines++;
    }

    /** Lines written so far. */
    public long lines() {
        return lines;
    }

    /** Hands to the file what is buffered, so that a reader finds all lines written so far. */
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new CaptureException(file, lines, "cannot be flushed: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new CaptureException(file, lines, "cannot be closed: " + e.getMessage());
        }
    }
}
