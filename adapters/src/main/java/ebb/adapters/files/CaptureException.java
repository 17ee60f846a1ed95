package ebb.adapters.files;

import java.nio.file.Path;

/** A recording that cannot be read: which file, which line, what is wrong with it. */
public final class CaptureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long line;

    /**
     * A fault at a line.
     *
     * @param file the recording
     * @param line counting from 1 in the unpacked text, 0 if it is no line's fault
     * @param problem what is wrong, and what would be right
     */
    public CaptureException(Path file, long line, String problem) {
        super(file + (line > 0 ? ":" + line : "") + ": " + problem);
        this.file = file.toString();
        this.line = line;
    }

    /** The recording. */
    public String file() {
        return file;
    }

    /** Its line, counting from 1; 0 if it is no line's fault. */
    public long line() {
        return line;
    }
}
