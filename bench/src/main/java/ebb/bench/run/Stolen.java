package ebb.bench.run;

import ebb.bench.row.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What the hypervisor took of the cores while a run went on: time in which a thread could have run and its core was not
 * there. One that lets two cores spin for some minutes may then hold them to less.
 */
final class Stolen {
    static final String FACT = "stolen by the hypervisor";

    private static final Path STAT = Path.of("/proc/stat");
    private static final int COUNTED = 8;
    private static final int STEAL = 7;

    private final long[] begun;

    private Stolen(long[] begun) {
        this.begun = begun;
    }

    /** Counts from now on. */
    static Stolen begin() {
        return new Stolen(ticks());
    }

    /** The share until now, per cent of the time of all cores; not a number where the system does not tell. */
    Row row() {
        long[] now = ticks();
        double all = 0;
        for (int i = 0; i < COUNTED; i++) {
            all += now[i] - begun[i];
        }
        return Row.fact(FACT, "% of the cores' time", 100.0 * (now[STEAL] - begun[STEAL]) / all);
    }

    /** User, nice, system, idle, waiting, interrupts, soft ones, stolen; of all cores together. */
    private static long[] ticks() {
        try {
            String first = Files.readAllLines(STAT).get(0);
            long[] ticks = Arrays.stream(first.strip().split(" +"))
                    .skip(1)
                    .limit(COUNTED)
                    .mapToLong(Long::parseLong)
                    .toArray();
            return Arrays.copyOf(ticks, COUNTED);
        } catch (IOException e) {
            // Not Linux: nobody tells.
            return new long[COUNTED];
        }
    }
}
