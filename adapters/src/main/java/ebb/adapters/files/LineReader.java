package ebb.adapters.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;

/** Lines of a file as bytes, one at a time, of any length; the buffer is reused and grows to the longest line. */
final class LineReader implements AutoCloseable {
    private final Path file;
    private final InputStream in;
    private byte[] bytes = new byte[1 << 16];
    private int start;
    private int end;
    private int filled;
    private long number;
    private boolean exhausted;

    LineReader(Path file) {
        this.file = file;
        try {
            this.in = Packed.input(file);
        } catch (IOException e) {
            throw new CaptureException(file, 0, "cannot be opened: " + e.getMessage());
        }
    }

    /** Goes to the next line; false at the end of the file. A last line needs no line break. */
    boolean next() {
        start = number == 0 ? 0 : end + 1;
        int from = start;
        while (true) {
            for (int i = from; i < filled; i++) {
                if (bytes[i] == '\n') {
                    end = i;
                    number++;
                    return true;
                }
            }
            if (exhausted) {
                end = filled;
                number++;
                return start < filled;
            }
            from = fill();
        }
    }

    /** Reads on; answers where the search for the line's end goes on. */
    private int fill() {
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, Math.max(filled - start, 0));
            filled = Math.max(filled - start, 0);
            start = 0;
        } else if (filled == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        int from = filled;
        try {
            int read = in.read(bytes, filled, bytes.length - filled);
            exhausted = read < 0;
            filled += Math.max(read, 0);
        } catch (IOException e) {
            throw new CaptureException(file, number + 1, "cannot be read on: " + e.getMessage());
        }
        return from;
    }

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Counting from 1. */
    long number() {
        return number;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new CaptureException(file, number, "cannot be closed: " + e.getMessage());
        }
    }
}
