package ebb.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdOutputStream;
import ebb.app.Ebb;
import ebb.research.data.DataFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** {@code ebb validate} from its files to its object, on two days of candles made here. */
class ValidateCommandTest {
    private static final long SEED = 20_261_121;
    private static final long T0_MS = 1_779_235_200_000L;

    @TempDir
    private Path folder;

    @Test
    void shouldPrintTheSameObjectTwiceAndSayThatThereAreNotEnoughTrades() throws IOException {
        data();

        String first = validate("--json");
        String second = validate("--json", "--parallel", "1");

        assertEquals(first, second);
        JsonNode tree = new ObjectMapper().readTree(first);
        JsonNode sample = tree.at("/variants/v21/outOfSample");
        List<String> keys = new ArrayList<>();
        sample.fieldNames().forEachRemaining(keys::add);
        assertEquals(
                List.of(
                        "trades",
                        "wins",
                        "winRate",
                        "winRateLow",
                        "winRateHigh",
                        "payoff",
                        "meanR",
                        "maxDrawdown",
                        "sharpe",
                        "gates"),
                keys.subList(0, 10));
        keys.clear();
        sample.at("/gates/0").fieldNames().forEachRemaining(keys::add);
        assertEquals(List.of("name", "value", "threshold", "verdict"), keys.subList(0, 4));
        assertTrue(sample.get("trades").isInt());
        assertEquals("0.4", sample.at("/gates/0/threshold").asText());
        assertEquals("NOT_ENOUGH_TRADES", sample.at("/gates/0/verdict").asText());
        assertTrue(sample.get("honesty").asText().contains("not enough trades"), sample::toString);
        assertEquals(2, tree.at("/data/0/instruments").asInt());
        assertEquals(1, tree.at("/data/0/pumps").asInt());
        // NS-VAL-11: each run was replayed, and the bytes agreed.
        assertEquals("PASS", verdict(sample, "NS-VAL-11 faults"));
    }

    private static String verdict(JsonNode sample, String gate) {
        for (JsonNode each : sample.get("gates")) {
            if (each.get("name").asText().equals(gate)) {
                return each.get("verdict").asText();
            }
        }
        return "no gate " + gate;
    }

    @Test
    void shouldKeepJournalsAndTablesOnlyWhereItIsTold() throws IOException {
        data();
        Path out = folder.resolve("out");

        String text = validate("--out", out.toString(), "--symbols", "CALMUSDT");

        assertTrue(text.contains("not enough trades"), text);
        assertTrue(
                Files.isDirectory(out.resolve(DataFolder.CANDLES).resolve("v21").resolve("runs")));
        assertTrue(Files.readString(out.resolve("trades.csv")).startsWith("variant,sample,venue,symbol,"));
        JsonNode tree = new ObjectMapper().readTree(Files.readString(out.resolve("validation.json")));
        assertEquals(1, tree.at("/data/0/instruments").asInt());
        String page = Files.readString(out.resolve("validation.html"));
        assertTrue(page.contains("Gates of v21, out-of-sample") && !page.contains("://"), "it needs nothing else");
        for (String figure : List.of("win-rate.svg", "mean-r.svg", "results.svg", "equity-mexc-meme-1m-2026.svg")) {
            assertTrue(isDrawing(out.resolve("validation").resolve(figure)), figure);
        }
    }

    @Test
    void shouldWriteThePageOfTheRepositoryTheSameTwice() throws IOException {
        data();
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");

        validate("--page", first.toString());
        validate("--page", second.toString(), "--parallel", "1");
        validate("--page", second.toString());

        String page = Files.readString(first.resolve("validation-nullspectre.md"));
        assertEquals(page, Files.readString(second.resolve("validation-nullspectre.md")));
        assertTrue(page.contains("./ebb validate nullspectre --data " + folder + " --resamples 200 --page docs"), page);
        assertTrue(page.contains("**Verdict: not enough trades in-sample, not enough trades out-of-sample**"), page);
        assertTrue(page.contains("1 of 1 runs of v21 gave the same bytes again"), page);
        assertTrue(page.contains("**cap** asks for market caps (NS-CAP), which no recording has"), page);
        Matcher figure = Pattern.compile("\\]\\((.*?)\\)").matcher(page);
        int figures = 0;
        while (figure.find()) {
            figures++;
            Path drawing = first.resolve(figure.group(1));
            assertTrue(isDrawing(drawing), figure.group(1));
            assertEquals(Files.readString(drawing), Files.readString(second.resolve(figure.group(1))));
        }
        assertEquals(4, figures, "win rates, means, results, equity");
        int columns = 0;
        for (String line : page.lines().toList()) {
            int cells = line.startsWith("|") ? line.split("\\|", -1).length : 0;
            assertTrue(cells == 0 || columns == 0 || cells == columns, "a ragged table: " + line);
            columns = cells;
        }
    }

    private static boolean isDrawing(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Document parsed =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
            return parsed.getDocumentElement().getTagName().equals("svg")
                    && parsed.getElementsByTagName("line").getLength() > 0;
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " is no XML", e);
        }
    }

    /** NS-VAL-12, of a run of the simulated exchange that did not trade. */
    @Test
    void shouldAskTheLiveGatesOfARun() throws IOException {
        data();
        Path out = folder.resolve("out");
        validate("--out", out.toString(), "--symbols", "CALMUSDT");
        String run = out.resolve(DataFolder.CANDLES).resolve("v21").toString();

        JsonNode tree = new ObjectMapper()
                .readTree(printed("validate", "nullspectre", "--journal", run, "--paper", run, "--json"));

        assertEquals(0, tree.get("trades").asInt());
        assertTrue(tree.get("fillRate").isNull());
        assertEquals("NOT_ENOUGH_TRADES", verdict(tree, "NS-VAL-12 trades"));
        assertEquals("PASS", verdict(tree, "NS-VAL-12 errors"));
        String text = printed("validate", "nullspectre", "--journal", run);
        assertTrue(text.contains("NS-VAL-12 slippage") && text.contains("not enough trades"), text);
        assertEquals(ExitCode.USAGE, Ebb.run("validate", "nullspectre", "--data", folder.toString(), "--journal", run));
        assertEquals(ExitCode.USAGE, Ebb.run("validate", "nullspectre"));
    }

    @Test
    void shouldSayWhatIsMissing() throws IOException {
        assertEquals(ExitCode.USAGE, Ebb.run("validate", "apex", "--data", folder.toString()));
        assertEquals(ExitCode.USAGE, Ebb.run("validate", "nullspectre", "--data", folder.toString()));
        data();
        assertEquals(
                ExitCode.USAGE,
                Ebb.run("validate", "nullspectre", "--data", folder.toString(), "--out", folder.toString()));
        assertFalse(Files.exists(folder.resolve("trades.csv")));
    }

    private String validate(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("validate", "nullspectre", "--data", folder.toString(), "--resamples", "200"));
        arguments.addAll(List.of(more));
        return printed(arguments.toArray(String[]::new));
    }

    private static String printed(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try {
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            assertEquals(ExitCode.OK, Ebb.run(arguments));
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** A coin that is pumped on the second day and one that is not, minute by minute. */
    private void data() throws IOException {
        StringBuilder rows = new StringBuilder("symbol,open_ms,open,high,low,close,volume\n");
        SplittableRandom random = new SplittableRandom(SEED);
        for (String symbol : List.of("CALMUSDT", "PUMPUSDT")) {
            double price = 1;
            for (int minute = 0; minute < 2 * 1_440; minute++) {
                boolean isPumped = symbol.startsWith("P") && minute > 1_500 && minute < 1_560;
                double next = price * (1 + (random.nextDouble() - 0.5) * 0.004 + (isPumped ? 0.008 : 0));
                rows.append(String.format(
                        java.util.Locale.ROOT,
                        "%s,%d,%.6f,%.6f,%.6f,%.6f,%d%n",
                        symbol,
                        T0_MS + minute * 60_000L,
                        price,
                        Math.max(price, next) * 1.001,
                        Math.min(price, next) * 0.999,
                        next,
                        10_000 + random.nextInt(5_000)));
                price = next;
            }
        }
        Path pumps = Files.createDirectories(folder.resolve("pumps"));
        try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(pumps.resolve(DataFolder.CANDLES)))) {
            out.write(rows.toString().getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(
                pumps.resolve(DataFolder.CANDLE_PUMPS),
                "symbol,start_ms,peak_ms,peak_over_start\nPUMPUSDT," + (T0_MS + 90_000_000L) + ","
                        + (T0_MS + 93_600_000L) + ",1.5\n");
    }
}
