package ebb.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.bench.row.Kind;
import ebb.bench.row.Row;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static Histogram of(long middle, long rare) {
        Histogram times = new Histogram(1_000_000, 3);
        times.recordValueWithCount(middle, 980);
        times.recordValueWithCount(rare, 20);
        return times;
    }

    @Test
    void shouldTakeTheBestRoundAndTheMiddleOneOfARoundTripsHalf() {
        Rounds rounds = new Rounds("hop", "one hop");
        rounds.add("line", Kind.FLOOR, 2, of(120, 400), 0.5);
        rounds.add("line", Kind.FLOOR, 2, of(110, 500), 0.25);
        rounds.add("line", Kind.FLOOR, 2, of(400, 900), 4);
        rounds.add("ebb", Kind.EBB, 1, of(100, 200), Double.NaN);
        assertEquals(
                List.of(
                        new Row("hop", "one hop", "line", Kind.FLOOR, "ns, p50", 55, 60, 200, 0.25, 3),
                        new Row("hop", "one hop", "ebb", Kind.EBB, "ns, p50", 100, 100, 200, Double.NaN, 1)),
                rounds.rows());
    }
}
