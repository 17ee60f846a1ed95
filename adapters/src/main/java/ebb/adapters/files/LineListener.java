package ebb.adapters.files;

/** Hears when a line was applied: everything it became is committed. */
@FunctionalInterface
public interface LineListener {
    /**
     * A line was applied.
     *
     * @param lineNumber counting from 1 in the unpacked text
     */
    void onLine(long lineNumber);
}
