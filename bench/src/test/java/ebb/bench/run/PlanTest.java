package ebb.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.bench.row.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

class PlanTest {
    private static List<Contest> all(boolean peers, boolean isQuick) {
        List<Contest> all = new ArrayList<>();
        Plan.WORKLOADS.forEach(each -> all.addAll(Plan.contests(each, peers, isQuick)));
        return all;
    }

    /** JMH would pass over a method that does not exist, and a row would be missing without a word. */
    @Test
    void shouldNameOnlyBenchmarksAndParametersThatExist() throws ReflectiveOperationException {
        for (Contest each : all(true, false)) {
            for (String method : each.subjects().keySet()) {
                assertEquals(
                        1,
                        List.of(each.type().getMethods()).stream()
                                .filter(m -> m.getName().equals(method) && m.isAnnotationPresent(Benchmark.class))
                                .count(),
                        each.type() + "." + method);
            }
            for (String parameter : each.values().keySet()) {
                assertTrue(
                        each.type().getField(parameter).isAnnotationPresent(Param.class),
                        each.type() + "." + parameter);
            }
            for (var field : each.type().getFields()) {
                assertTrue(
                        !field.isAnnotationPresent(Param.class) || each.values().containsKey(field.getName()),
                        () -> each.type() + "." + field.getName() + " is left to its default");
            }
        }
    }

    @Test
    void shouldHoldEachTaskOfEbbAgainstAFloor() {
        Set<String> floors = new HashSet<>();
        Set<String> ours = new HashSet<>();
        for (Contest each : all(false, true)) {
            (each.kind() == Kind.FLOOR ? floors : ours).add(each.workload() + ' ' + each.task());
        }
        assertTrue(floors.containsAll(ours), () -> ours + " against " + floors);
    }

    @Test
    void shouldLetPeersTakePartOnlyWhenTheyAreAskedFor() {
        assertTrue(all(true, true).stream().anyMatch(each -> each.kind() == Kind.PEER));
        assertFalse(all(false, true).stream().anyMatch(each -> each.kind() == Kind.PEER));
    }

    @Test
    void shouldLeaveOutOfALookWhatOnlyShowsHowCostGrows() {
        assertTrue(forks(all(true, true)) < forks(all(true, false)));
        assertThrows(IllegalArgumentException.class, () -> Plan.contests("nothing", true, false));
    }

    /** A rig without a workload would never be run, a workload without contests or rigs would measure nothing. */
    @Test
    void shouldHaveARigForEachLongWorkloadAndKeepThoseOutOfAll() {
        for (String each : Plan.LONG) {
            assertFalse(Plan.WORKLOADS.contains(each), each);
            assertEquals(List.of(), Plan.contests(each, true, false));
            assertEquals(1, RigProcess.Of.workload(each, false).size(), each);
        }
        assertEquals(
                RigProcess.Of.values().length,
                java.util.stream.Stream.concat(Plan.WORKLOADS.stream(), Plan.LONG.stream())
                        .mapToInt(each -> RigProcess.Of.workload(each, false).size())
                        .sum());
    }

    @Test
    void shouldMeasureSocketToOrderAloneWhenAsked() {
        assertFalse(Plan.WORKLOADS.contains(Plan.LATENCY));
        assertEquals(List.of(), Plan.contests(Plan.LATENCY, true, false));
        assertEquals(List.of(RigProcess.Of.LATENCY), RigProcess.Of.workload(Plan.LATENCY, false));
        assertTrue(RigProcess.Of.workload(Plan.PATH, false).contains(RigProcess.Of.LATENCY));
    }

    private static int forks(List<Contest> contests) {
        return contests.stream().mapToInt(Contest::forks).sum();
    }

    @Test
    void shouldEstimateWhatIsLeftFromThePaceSoFar() {
        Progress progress = new Progress(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()), 40);
        assertEquals("  0 %: decode", progress.line("decode", 5_000_000_000L));
        progress.next("decode", 10);
        progress.next("book", 10);
        assertEquals(" 25 %, about 3.0 min left: book", progress.line("book", 60_000_000_000L));
    }

    @Test
    void shouldTakeTheMiddleOfAnEvenNumberBetweenTheMiddleTwo() {
        assertEquals(2, Figures.median(new double[] {1, 2, 9}));
        assertEquals(2.5, Figures.median(new double[] {1, 2, 3, 9}));
    }
}
