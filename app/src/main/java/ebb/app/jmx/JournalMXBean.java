package ebb.app.jmx;

/** {@code ebb:type=Journal}. */
public interface JournalMXBean {
    /** The run being written. */
    String getRun();

    /** Sequence of the newest acknowledged record. */
    long getJournaled();

    /** Bytes of stream in. */
    long getBytes();
}
