package ebb.bench.run;

import java.io.PrintStream;
import java.util.Locale;

/** Says on stderr what is being run and how long the rest will take, from the pace so far. One thread. */
final class Progress {
    private static final double NS_PER_MINUTE = 60e9;

    private final PrintStream to;
    private final int total;
    private final long begun = System.nanoTime();
    private int done;
    private int running;

    /**
     * A run that has not begun.
     *
     * @param to gets a line a step
     * @param total units of work, of about the same length each
     */
    Progress(PrintStream to, int total) {
        this.to = to;
        this.total = total;
    }

    /** Ends the step before and begins one of so many units. */
    void next(String what, int units) {
        done += running;
        running = units;
        to.println("ebb-bench: " + line(what, System.nanoTime() - begun));
    }

    /** What it would say after so long, ns. */
    String line(String what, long elapsedNs) {
        String left = done == 0
                ? ""
                : String.format(
                        Locale.ROOT, ", about %.1f min left", elapsedNs / NS_PER_MINUTE / done * (total - done));
        return String.format(Locale.ROOT, "%3d %%%s: %s", 100 * done / Math.max(1, total), left, what);
    }
}
