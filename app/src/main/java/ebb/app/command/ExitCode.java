package ebb.app.command;

/** Exit codes of the command (DESIGN, The command). */
public final class ExitCode {
    /** All went well. */
    public static final int OK = 0;

    /** A defect of Ebb's. */
    public static final int INTERNAL = 1;

    /** The command line was wrong. */
    public static final int USAGE = 2;

    /** The configuration was wrong. */
    public static final int CONFIGURATION = 3;

    /** A venue could not be reached or refused us. */
    public static final int VENUE = 4;

    /** A journal is damaged or cannot be used. */
    public static final int JOURNAL = 5;

    /** A replay gave other bytes. */
    public static final int DIVERGED = 6;

    /** Stopped by risk or kill, flat. */
    public static final int STOPPED_FLAT = 7;

    /** Stopped with a position open. */
    public static final int NOT_FLAT = 8;

    /** Took too long. */
    public static final int TIMED_OUT = 9;

    private ExitCode() {}
}
