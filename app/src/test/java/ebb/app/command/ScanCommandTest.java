package ebb.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ebb.app.backtest.Backtest;
import ebb.app.backtest.DemoMarket;
import ebb.app.control.ControlServer;
import ebb.codecs.sbe.Mode;
import ebb.config.ConfigLoader;
import ebb.config.EbbConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code ebb scan} of a journal and of a running process. */
class ScanCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory;

    private static Path journal;

    @BeforeAll
    static void shouldHaveAnHourOfTheDemosMarket() throws IOException {
        journal = directory.resolve("journal");
        List<String> sets = List.of("demo.hours=1", "ns.uni.watch=1", "ns.uni.leave=2");
        EbbConfig config = ConfigLoader.load(Mode.BACKTEST, List.of(), "demo", sets);
        DemoMarket source = new DemoMarket(7, false, config.demo().marketNs());
        try (Backtest backtest = new Backtest(journal, config, 7, source::onOutbound)) {
            source.run(backtest.ingress(), line -> {});
            backtest.finish();
        }
    }

    private record Said(int code, String out) {}

    private static Said scan(String... arguments) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            int code = new CommandLine(new ScanCommand()).execute(arguments);
            return new Said(code, bytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }

    @Test
    void shouldPrintTheRankingOfARunAsOneObject() throws IOException {
        Said said = scan(journal.toString(), "--json");
        assertEquals(ExitCode.OK, said.code());
        JsonNode tree = JSON.readTree(said.out());
        assertTrue(tree.get("evaluations").asInt() >= 55, said.out());
        JsonNode rows = tree.get("instruments");
        assertTrue(rows.size() >= 4, said.out());
        BigDecimal last = null;
        int ranked = 0;
        for (JsonNode row : rows) {
            if (row.get("rank").isNull()) {
                assertTrue(row.get("parts").isNull(), row::toString);
                assertFalse(row.get("hindrance").isNull(), row::toString);
                continue;
            }
            assertEquals(++ranked, row.get("rank").asInt());
            BigDecimal score = new BigDecimal(row.get("score").asText());
            BigDecimal sum = BigDecimal.ZERO;
            for (String part : List.of("volume", "range", "setup", "new")) {
                sum = sum.add(new BigDecimal(row.get("parts").get(part).asText()));
            }
            assertTrue(score.subtract(sum).abs().compareTo(new BigDecimal("0.000003")) <= 0, row::toString);
            assertTrue(last == null || last.compareTo(score) >= 0, "scores fall with the ranks");
            last = score;
        }
        assertTrue(ranked >= 2, said.out());
        JsonNode bitcoin = null;
        for (JsonNode row : rows) {
            bitcoin = row.get("symbol").asText().equals("BTCUSDT") ? row : bitcoin;
        }
        assertEquals("EXCLUDED", bitcoin.get("state").asText());
        assertEquals("kind", bitcoin.get("hindrance").asText());
        assertEquals(said, scan(journal.toString(), "--json"), "the same again");
    }

    @Test
    void shouldPrintATableForPeople() {
        Said said = scan(journal.toString(), "--top", "1");
        assertEquals(ExitCode.OK, said.code());
        List<String> lines = said.out().lines().toList();
        assertEquals(3, lines.size(), said.out());
        assertTrue(lines.get(0).contains("instruments after"), said.out());
        assertTrue(lines.get(1).startsWith("rank  symbol"), said.out());
        assertTrue(lines.get(2).startsWith("   1  "), said.out());
    }

    @Test
    void shouldAskTheProcessThatRuns() throws IOException {
        String answer = scan(journal.toString(), "--json").out().strip();
        Path running = Files.createDirectory(directory.resolve("running"));
        Path socket = running.resolve("ebb.sock");
        try (ControlServer server = new ControlServer(socket, request -> request.equals("scan") ? answer : "no")) {
            assertEquals(answer, scan(running.toString(), "--json").out().strip());
        }
    }
}
