package ebb.bench.run;

import ebb.bench.row.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What the hypervisor took of the cores while a run went on: time in which a thread could have run and its core was not
 * there. One that lets two cores spin for some minutes may then hold them to less.
 */
final class Stolen implements AutoCloseable {
    static final String FACT = "stolen by the hypervisor";
    static final String WORST = "stolen by the hypervisor, worst second";

    private static final Path STAT = Path.of("/proc/stat");
    private static final int COUNTED = 8;
    private static final int STEAL = 7;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final String SHARE = "% of the cores' time";

    private final long[] begun = ticks();
    private final Thread watch = new Thread(this::watch, "ebb-bench-stolen");
    // Written by the watch, read at the end; volatile order.
    private volatile double worst = Double.NaN;

    private Stolen() {
        watch.setDaemon(true);
        watch.start();
    }

    /** Counts from now on. */
    static Stolen begin() {
        return new Stolen();
    }

    private void watch() {
        long[] before = begun;
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(SECOND_NS);
            long[] now = ticks();
            // A wake-up too soon finds no time counted.
            double share = share(before, now);
            worst = Double.isNaN(worst) || share > worst ? share : worst;
            before = now;
        }
    }

    /** The shares until now, per cent of the time of all cores; not numbers where the system does not tell. */
    List<Row> rows() {
        return List.of(Row.fact(FACT, SHARE, share(begun, ticks())), Row.fact(WORST, SHARE, worst));
    }

    private static double share(long[] from, long[] to) {
        double all = 0;
        for (int i = 0; i < COUNTED; i++) {
            all += to[i] - from[i];
        }
        return 100.0 * (to[STEAL] - from[STEAL]) / all;
    }

    @Override
    public void close() {
        watch.interrupt();
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
