package ebb.journal;

/** How much room the journal has. */
public enum DiskState {
    /** At least {@code journal.free-min} is free. */
    OK,
    /** Less than {@code journal.free-min} is free: no new exposure. */
    LOW,
    /** The next block could not be reserved: halt. What is reserved still takes the records of an orderly stop. */
    FULL
}
