package ebb.bench.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.bench.profile.Profiles;
import ebb.bench.profile.Stacks;
import ebb.bench.row.Kind;
import ebb.bench.row.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformancePageTest {
    @TempDir
    Path directory;

    private static Row row(String workload, String testCase, String subject, Kind kind, double min, double bytes) {
        return new Row(workload, testCase, subject, kind, "ns/op", min, min * 1.1, min * 2, bytes, 5);
    }

    private static List<Row> depth(double ebb) {
        return List.of(
                row("decode", "DEPTH_100", "ebb", Kind.EBB, ebb, 0.001),
                row("decode", "DEPTH_100", "byte sum", Kind.FLOOR, 600, 0),
                row("decode", "DEPTH_100", "Jackson", Kind.PEER, 5_000, 752),
                row("decode", "DEPTH_100", "dsl-json", Kind.PEER, 3_300, 0));
    }

    private static Profiles none() {
        return new Profiles(Path.of("there is no such folder"));
    }

    private static String goal(List<Row> rows) throws IOException {
        return new PerformancePage(rows, none(), "")
                .text("performance")
                .lines()
                .filter(line -> line.startsWith("| 1 depth decode into the slot, 100 levels"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldSayWhatIsMetAndByHowMuch() throws IOException {
        assertEquals(
                "| 1 depth decode into the slot, 100 levels | 1,050 ns | dsl-json 3300 ns | 0.32 | byte sum 600 ns | 1.75"
                        + " | 0 | met: 3.14 × as quick as dsl-json (≥ 2), 1.75 × byte sum (≤ 2.60), 0 B (≤ 0)"
                        + " | met: 3.14 × as quick as dsl-json (≥ 3), 1.75 × byte sum (≤ 1.80) |",
                goal(depth(1_050.3)));
        assertEquals(
                "| 1 depth decode into the slot, 100 levels | 1500 ns | dsl-json 3300 ns | 0.45 | byte sum 600 ns | 2.50"
                        + " | 0 | met: 2.20 × as quick as dsl-json (≥ 2), 2.50 × byte sum (≤ 2.60), 0 B (≤ 0)"
                        + " | **not met**: 2.20 × as quick as dsl-json (≥ 3), 2.50 × byte sum (≤ 1.80) |",
                goal(depth(1_500)));
    }

    @Test
    void shouldCallAGoalUnknownWhoseOtherSideIsMissing() throws IOException {
        assertTrue(goal(depth(1_000).subList(0, 2))
                .contains("| unknown: dsl-json not measured, 1.67 × byte sum (≤ 2.60)"));
        // What fails already is not saved by what is missing.
        assertTrue(goal(depth(2_000).subList(0, 2)).contains("| **not met**: dsl-json not measured, 3.33 × byte sum"));
        assertTrue(goal(List.of()).endsWith("| – | – | – | – | – | – | not measured | not measured |"));
    }

    @Test
    void shouldHoldAllocationAndRatesAgainstWhatTheGoalSays() throws IOException {
        Row ebb = row("journal", "scan 128 B", "ebb", Kind.EBB, 50, 16);
        assertEquals(
                new Limit.Verdict(true, true, "20.00 M/s (≥ 15 M/s)"),
                Limit.millions(15).verdict(ebb, other -> Optional.empty()));
        assertEquals(
                new Limit.Verdict(true, false, "20.00 M/s (≥ 25 M/s)"),
                Limit.millions(25).verdict(ebb, other -> Optional.empty()));
        assertEquals(
                new Limit.Verdict(true, false, "16 B (≤ 0)"), Limit.bytes(0).verdict(ebb, other -> Optional.empty()));
        assertEquals(
                new Limit.Verdict(true, true, "p99 2 × line (≤ 2.20)".replace("2 ×", "2.00 ×")),
                Limit.timesP99(2.2, "line").verdict(ebb, other -> Optional.of(row("", "", "line", Kind.FLOOR, 25, 0))));
    }

    @Test
    void shouldLetOneLimitHoldInPlaceOfAnother() throws IOException {
        Row ebb = row("book", "symbols: 1", "ebb", Kind.EBB, 30, 0);
        Limit either = Limit.times(1.5, "ring").or(Limit.times(0.5, "sorted"));
        Optional<Row> ring = Optional.of(row("", "", "ring", Kind.FLOOR, 15, 0));
        Optional<Row> sorted = Optional.of(row("", "", "sorted", Kind.FLOOR, 60, 0));
        Optional<Row> quick = Optional.of(row("", "", "sorted", Kind.FLOOR, 50, 0));
        assertEquals(
                new Limit.Verdict(true, true, "2.00 × ring (≤ 1.50) or 0.50 × sorted (≤ 0.50)"),
                either.verdict(ebb, other -> other.equals("ring") ? ring : sorted));
        assertEquals(
                new Limit.Verdict(true, false, "2.00 × ring (≤ 1.50) or 0.60 × sorted (≤ 0.50)"),
                either.verdict(ebb, other -> other.equals("ring") ? ring : quick));
        assertEquals(
                new Limit.Verdict(false, false, "2.00 × ring (≤ 1.50) or sorted not measured"),
                either.verdict(ebb, other -> other.equals("ring") ? ring : Optional.empty()));
        assertEquals(
                new Limit.Verdict(true, true, "ring not measured or 0.50 × sorted (≤ 0.50)"),
                either.verdict(ebb, other -> other.equals("ring") ? Optional.empty() : sorted));
    }

    @Test
    void shouldNameNoisyRowsOnly() throws IOException {
        List<Row> rows = new ArrayList<>(depth(1_000));
        rows.add(new Row("hop", "one hop", "cache line", Kind.FLOOR, "ns, p50", 55, 196, 75, 0, 9));
        String page = new PerformancePage(rows, none(), "").text("performance");
        assertTrue(page.contains("- hop, one hop, cache line: 3.56\n"), page);
        assertEquals(1, page.lines().filter(line -> line.startsWith("- ")).count());
        assertTrue(new PerformancePage(depth(1_000), none(), "").text("p").contains("No row: each median"));
    }

    @Test
    void shouldWriteThePicturesItShowsAndTakeAwayThoseItCannotDraw() throws Exception {
        List<Row> rows = new ArrayList<>();
        for (int symbols : new int[] {1, 8, 64, 512}) {
            rows.add(row("book", "symbols: " + symbols, "ebb", Kind.EBB, 20 + symbols / 20.0, 0));
            rows.add(row("book", "symbols: " + symbols, "TreeMap", Kind.PEER, 64 + symbols / 4.0, 45));
        }
        Path page = directory.resolve("docs/performance.md");
        Path stale = directory.resolve("docs/performance/rate.svg");
        Files.createDirectories(stale.getParent());
        Files.writeString(stale, "of a run before");
        new PerformancePage(rows, none(), "- A rope of sand.\n").write(page);
        String text = Files.readString(page);
        assertEquals(Set.of("performance/symbols.svg"), pictures(text));
        assertFalse(Files.exists(stale));
        assertTrue(text.endsWith("## What was tried and thrown away\n\n- A rope of sand.\n"), text);
        Path picture = directory.resolve("docs/performance/symbols.svg");
        var svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(picture.toFile());
        assertEquals(2, svg.getElementsByTagName("polyline").getLength());
        assertEquals(8, svg.getElementsByTagName("circle").getLength());
    }

    @Test
    void shouldTellWhereTheTimeGoesOfEachGoalThatWasRecorded() throws Exception {
        Profiles profiles = new Profiles(directory.resolve("profiles"));
        Stacks stacks = new Stacks();
        stacks.add(List.of("DecodeBench.ebb", "Scan.number"), 30);
        stacks.add(List.of("DecodeBench.ebb", "Scan.number", "Slots.put"), 10);
        profiles.keep("decode", "DEPTH_100", stacks);
        Path page = directory.resolve("docs/performance.md");
        Path stale = directory.resolve("docs/performance/flame-sbe-trade-encode.svg");
        Files.createDirectories(stale.getParent());
        Files.writeString(stale, "of a run before");
        new PerformancePage(depth(1_500), profiles, "").write(page);
        String text = Files.readString(page);
        assertTrue(
                text.contains("### 1 depth decode into the slot, 100 levels\n\nMust: met: 2.20 × as quick as dsl-json"
                        + " (≥ 2), 2.50 × byte sum (≤ 2.60), 0 B (≤ 0). Ambitious: **not met**: 2.20 ×"),
                text);
        assertTrue(text.contains("| 75 % | `Scan.number` |\n| 25 % | `Slots.put` |\n"), text);
        assertTrue(text.contains("[Flame graph](performance/flame-decode-depth-100.svg) of 40 samples."), text);
        assertTrue(Files.readString(directory.resolve("docs/performance/flame-decode-depth-100.svg"))
                .contains("<title>Slots.put: 10 samples, 25.0 %</title>"));
        assertFalse(Files.exists(stale));
        assertFalse(new PerformancePage(depth(1_500), none(), "").text("p").contains("Where the time goes"));
    }

    @Test
    void shouldTellEachLongRigInASectionOfItsOwnAndNotAgainAmongTheRows() throws Exception {
        List<Row> rows = new ArrayList<>(depth(1_000));
        rows.add(Row.once("peak", "10 x 2,466", "frames of 20 levels", "frames", 14_796_000));
        rows.add(new Row(
                "peak", "10 x 2,466", "due to order", Kind.EBB, "ns, p50", 9_000, 9_000, 41_000, Double.NaN, 1));
        rows.add(Row.once("peak", "20 x 2,466", "frames of 20 levels", "frames", 986_400));
        rows.add(Row.once("allocation", "compact", "I/O", "B/message", 0.0012));
        String page = new PerformancePage(rows, none(), "").text("performance");
        assertTrue(page.contains("| | 10 x 2,466 | 20 x 2,466 |\n|---|---|---|\n"), page);
        assertTrue(page.contains("| frames of 20 levels | 14,796,000 frames | 986,400 frames |\n"), page);
        assertTrue(page.contains("| due to order | 9000 ns, p99 41 µs | – |\n"), page);
        assertTrue(page.contains("| I/O | 0.001200 B/message |\n"), page);
        assertTrue(
                page.contains("## Memory of a whole venue\n\nNot measured in this run: `./ebb-bench memory`."), page);
        assertFalse(page.contains("### peak"), page);
        assertTrue(page.contains("### decode"), page);
    }

    private static Set<String> pictures(String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile("]\\(([^)]*\\.svg)\\)").matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    /** In a picture more is higher, wherever its scale begins. */
    @Test
    void shouldDrawGrowthUpwards() throws IOException {
        Chart chart = new Chart(
                "a < b",
                "x",
                "ns",
                List.of("1", "2", "3"),
                List.of(new Chart.Line("ebb", "#000000", false, 95, 100, 4_000)));
        Matcher heights = Pattern.compile("cy=\"([0-9.]+)\"").matcher(chart.svg());
        double before = Double.MAX_VALUE;
        int count = 0;
        while (heights.find()) {
            double y = Double.parseDouble(heights.group(1));
            assertTrue(y < before && y > 0, chart.svg());
            before = y;
            count++;
        }
        assertEquals(3, count);
        assertTrue(chart.svg().contains("a &lt; b"));
        assertFalse(
                new Chart("t", "x", "y", List.of("1", "2"), List.of(new Chart.Line("e", "#0", false, 5, Double.NaN)))
                        .isDrawable());
    }

    @Test
    void shouldHaveTheGoalsOfTheSpecificationInItsOrder() throws IOException {
        List<String> titles = Goals.all().stream().map(Goal::title).toList();
        assertEquals(19, titles.size());
        assertEquals("1 depth decode into the slot, 100 levels", titles.get(0));
        assertEquals(
                List.of(
                        "3 book level, 1 symbol",
                        "3 book level, 512 symbols",
                        "3 the same in messages that lie ready, 1 symbol",
                        "3 the same in messages that lie ready, 512 symbols"),
                titles.subList(5, 9));
        assertEquals("replay, one core, five systems", titles.get(18));
    }
}
