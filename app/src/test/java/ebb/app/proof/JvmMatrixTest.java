package ebb.app.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Law 4 over machines: the same capture gives the same bytes out on other JDKs, interpreted, compiled otherwise, in
 * another language, time zone and hash seed. {@code -Debb.matrix-hours=N} takes more of the market,
 * {@code -Debb.matrix-lines=N} of the recording.
 */
final class JvmMatrixTest {
    private static final String HOURS = System.getProperty("ebb.matrix-hours", "0.55");
    private static final String INTERPRETED_HOURS = System.getProperty("ebb.matrix-interpreted-hours", "0.06");
    private static final int LINES = Integer.getInteger("ebb.matrix-lines", 1_500);

    @TempDir
    private Path dir;

    @Test
    void shouldGiveTheSameBytesForTheDemosMarketOnAnyJvm() throws Exception {
        Map<String, EbbProcess> cells = compiled();
        Path base = same(market(HOURS), cells);
        for (String each : List.of("trade", "top", "delta", "signals", "order", "fill", "bar", "rejection")) {
            assertHasRows(base, each);
        }
    }

    @Test
    void shouldGiveTheSameBytesForTheDemosMarketInterpreted() throws Exception {
        Map<String, EbbProcess> cells = new TreeMap<>();
        cells.put("0-plain", new EbbProcess());
        cells.put("1-interpreted", new EbbProcess().flags(List.of("-Xint")));
        Path base = same(market(INTERPRETED_HOURS), cells);
        for (String each : List.of("trade", "top", "delta", "signals", "bar", "rejection")) {
            assertHasRows(base, each);
        }
    }

    @Test
    void shouldGiveTheSameBytesForARecordingOnAnyJvm() throws Exception {
        Path recording = SharedData.file("data/frames/binance-usdm-btcusdt-2024-08-08.frames.zst");
        Path capture = Inputs.head(recording, dir.resolve("binance-usdm-btcusdt.frames"), LINES);
        Map<String, EbbProcess> cells = compiled();
        cells.put("1-interpreted", new EbbProcess().flags(List.of("-Xint")));
        Path base = same(List.of("--capture", capture.toString()), cells);
        for (String each : List.of("trade", "top", "delta")) {
            assertHasRows(base, each);
        }
    }

    private static List<String> market(String hours) {
        List<String> arguments = new ArrayList<>(List.of("--market", "demo", "--seed", "1"));
        arguments.addAll(Inputs.busy("demo.hours=" + hours));
        return arguments;
    }

    private static void assertHasRows(Path cell, String export) throws IOException {
        assertTrue(Files.readAllLines(cell.resolve(export + ".csv")).size() > 1, "nothing to compare in " + export);
    }

    private static Map<String, EbbProcess> compiled() throws IOException {
        Map<String, EbbProcess> cells = new TreeMap<>();
        cells.put("0-plain", new EbbProcess());
        cells.put("2-elsewhere", elsewhere());
        Jdks.others().forEach((version, home) -> cells.put("3-jdk" + version, new EbbProcess().java(home)));
        return cells;
    }

    /** Runs every cell and holds it against the first. */
    private Path same(List<String> arguments, Map<String, EbbProcess> cells) throws Exception {
        List<Path> done = new ArrayList<>();
        // All at once: most of a cell's time is one thread's.
        for (Map.Entry<String, EbbProcess> cell : cells.entrySet()) {
            cell.getValue().main(CellMain.class).start(dir.resolve(cell.getKey()), arguments.toArray(String[]::new));
        }
        for (Map.Entry<String, EbbProcess> cell : cells.entrySet()) {
            try (EbbProcess process = cell.getValue()) {
                assertEquals(0, process.exitCode(), process.errors());
            }
            done.add(dir.resolve(cell.getKey()));
            compare(done.get(0), done.get(done.size() - 1));
        }
        System.out.println("same bytes on " + cells.keySet());
        return done.get(0);
    }

    private static EbbProcess elsewhere() {
        return new EbbProcess()
                .flags(List.of(
                        "-Duser.language=tr",
                        "-Duser.country=TR",
                        "-Duser.timezone=Asia/Kathmandu",
                        "-Dfile.encoding=ISO-8859-9",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:hashCode=2"))
                .environment(Map.of("LC_ALL", "tr_TR.UTF-8", "LANG", "tr_TR.UTF-8", "TZ", "Asia/Kathmandu"));
    }

    private static void compare(Path base, Path other) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(base)) {
            files = entries.filter(file -> file.toString().matches(".*\\.(csv|json|jsonl|txt)"))
                    .sorted()
                    .toList();
        }
        assertEquals(14, files.size(), files::toString);
        for (Path file : files) {
            assertArrayEquals(
                    bytes(file, base), bytes(other.resolve(file.getFileName()), other), () -> other + ": " + file);
        }
    }

    /** The closing object names the run's directory, which is another one in each cell. */
    private static byte[] bytes(Path file, Path cell) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (!file.endsWith("backtest.jsonl")) {
            return bytes;
        }
        String path = cell.toRealPath().toString();
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
                .replace(path, "")
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
