package ebb.bench;

import ebb.bench.row.Row;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Times contenders call by call, in interleaved rounds. The pair of {@code nanoTime} calls (some 25 ns) is not
 * subtracted.
 */
final class Percentiles {
    private static final int WARM_UP = 20_000;
    private static final long HIGHEST_NS = 60_000_000_000L;

    private final List<Contender> contenders;
    private final Rounds rounds;

    /** A case of a workload. */
    Percentiles(String workload, String testCase, List<Contender> contenders) {
        this.contenders = List.copyOf(contenders);
        rounds = new Rounds(workload, testCase);
    }

    /** Runs so many rounds and gives their rows. */
    List<Row> rows(Rig.Settings settings) {
        for (int round = 0; round < settings.rounds(); round++) {
            for (Contender each : contenders) {
                round(each, settings.calls(each.calls()));
            }
        }
        return rounds.rows();
    }

    private void round(Contender contender, int calls) {
        Histogram times = new Histogram(HIGHEST_NS, 3);
        contender.open();
        try {
            // Half a million appends last 50 ms: in the code they begin with they would be all of a round.
            Compilers compilers = new Compilers();
            for (int i = 0; i < Math.min(WARM_UP, calls) || !compilers.areAtRest(); i++) {
                contender.once();
            }
            Allocated bytes = new Allocated(contender.worker());
            bytes.begin();
            for (int i = 0; i < calls; i++) {
                long begin = System.nanoTime();
                contender.once();
                times.recordValue(System.nanoTime() - begin);
            }
            bytes.end();
            rounds.add(contender.name(), contender.kind(), contender.units(), times, bytes.each(calls));
        } finally {
            contender.close();
        }
    }
}
