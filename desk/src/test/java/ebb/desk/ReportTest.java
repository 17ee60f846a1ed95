package ebb.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Nulls;
import ebb.engine.Engine;
import ebb.journal.Run;
import ebb.runtime.Replay;
import ebb.runtime.ReplayResult;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ReportTest {
    private static final String HOSTILE = "</script><b onclick='x'>&\"COIN";
    private static final String ESCAPED = "&lt;/script&gt;&lt;b onclick=&#39;x&#39;&gt;&amp;&quot;COIN";
    private static final long MOST_BYTES = 2_000_000;

    @TempDir
    Path directory;

    private static ReportFacts facts(ReplayResult replay, long speed) {
        Map<String, Long> wire = new LinkedHashMap<>();
        wire.put("frames", 12_345L);
        wire.put("gaps", 1L);
        return new ReportFacts(
                "Ebb demo",
                "demo",
                SyntheticRun.SEED,
                speed,
                12_300_000_000L,
                Map.of("mexc", wire),
                replay,
                List.of("A note."));
    }

    private static ReplayResult prove(Run run) {
        return new Replay(run, egress -> new Engine(egress, SyntheticRun::setup)::onMessage).prove();
    }

    /** With -Debb.report=FILE the page is kept, to be looked at. */
    private String report(Run run, ReportFacts facts) throws Exception {
        Path file = directory.resolve("report.html");
        Report.write(run, SyntheticRun::setup, facts, file);
        String keep = System.getProperty("ebb.report");
        if (keep != null) {
            Files.copy(file, Path.of(keep), StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.readString(file);
    }

    private Run story(int printsPerStep) {
        try (SyntheticRun made = new SyntheticRun(directory.resolve("journal"))) {
            made.start("strategy = nullspectre\n");
            made.play(HOSTILE, printsPerStep);
            made.latencies(1_000);
            return made.run();
        }
    }

    private static void assertSays(String page, List<String> facts) {
        for (String fact : facts) {
            assertTrue(page.contains(fact), () -> "the report says: " + fact);
        }
    }

    @Test
    void shouldTellTheStoryOfAPumpItsRejectionsAndTheTrade() throws Exception {
        Run run = story(1);
        ReplayResult replay = prove(run);
        assertTrue(replay.isProof(), replay::toString);
        String page = report(run, facts(replay, 10));
        // What happened, from the bars, the tracker, the signal and the trade's record.
        assertSays(
                page,
                List.of(
                        "PUMP_USDT pumped 40 %, from 10.042 at 08:30 to 14.010 at 10:07",
                        "Three pushes failed at 14.010, the third at 12:30."));
        assertSays(page, List.of("At 12:45:00 nullspectre signalled a short: all 20 gates passed."));
        assertSays(
                page,
                List.of("Shorted 167 at 13.410 (12:45:00), covered at 10.876 (", ") by its target: +421.47 USDT"));
        assertSays(
                page, List.of("One trade closed, one with a gain; equity went from 5,000.00 to 5,421.47 (+421.47)."));
        // The chart: its figures, three numbered peaks, orders with their prices, both fills.
        assertSays(page, List.of("Price · 5m candles · USDT", "class=\"cvd\"", "class=\"vpin\"", "class=\"equity\""));
        assertEquals(6, count(page, "class=\"peaktext\""), "on the market's chart and on the setup's");
        assertEquals(2, count(page, "class=\"fill sell\""));
        assertEquals(2, count(page, "class=\"fill buy\""));
        assertSays(page, List.of(">stop 14.568<", ">target 10.876<", ">S1<"));
        // The setup's own chart and figures, its life and the trade's.
        assertSays(page, List.of("One setup was decided on, one became a signal.", "traded, ended by its target"));
        assertSays(page, List.of(">entry 13.410<", ">stop 14.568<", ">T1 10.876<"));
        assertSays(page, List.of("Conviction", "Pattern", "53.8 points", "not asked"));
        assertSays(page, List.of("setup → <b>entering</b>", "protected → <b>", "→ <b>cooling</b>"));
        assertSays(
                page,
                List.of(
                        "Entry sent",
                        "Stop acknowledged",
                        "Target filled",
                        "Longest without stop",
                        "<dd class=\"\">1 of 1<"));
        assertSays(page, List.of("After it: lowest 10.", "Plan: entry 13.410, stop 14.568, T1 10.876"));
        // Each rule asked, with value, threshold and verdict.
        assertSays(page, List.of("NS-REJ-2", "40.27 %", "30.00 %", "Pattern score", "193.39 USDT at risk"));
        assertEquals(32, count(page, "<td class=\"rule\">"));
        // The machine's side.
        assertSays(page, List.of("replay proved", "12,345", "A note.", "Book update refused by the feed", "33.0 s"));
        assertSays(page, List.of("./ebb replay ", "./ebb demo --seed " + (SyntheticRun.SEED + 1), "state hash"));
        assertSays(page, List.of("strategy = nullspectre", "Build", "JVM", "seed " + SyntheticRun.SEED));
    }

    /** The clock of the run ran ten times as fast; latencies are measured by another, in real time. */
    @Test
    void shouldTellLatenciesByStageInRealTime() throws Exception {
        Run run = story(1);
        LatencyTable table = LatencyTable.of(run, 2);
        assertEquals(1_000, table.count());
        assertEquals(
                List.of(900L, 900L, 1_000L, 900L),
                List.of(
                        table.count(LatencyTable.Stage.READ),
                        table.count(LatencyTable.Stage.DECODE),
                        table.count(LatencyTable.Stage.JOURNAL),
                        table.count(LatencyTable.Stage.WHOLE)));
        assertEquals(200, table.percentile(LatencyTable.Stage.READ, 50));
        assertEquals(800, table.percentile(LatencyTable.Stage.DECODE, 99.9));
        assertEquals(500, table.max(LatencyTable.Stage.JOURNAL));
        assertEquals(2, table.slowest().size());
        assertEquals(701, table.slowest().get(0).sequence());
        assertEquals(LatencyTable.Stage.LOGIC, table.slowest().get(0).slowest());
        assertTrue(table.slowest().get(0).slowestNs() >= 900_000);
        String page = report(run, facts(null, 10));
        assertSays(page, List.of("<td class=\"num\">800 ns</td>", "clock ran up to 10× faster"));
    }

    @Test
    void shouldNeedNothingElseAndEscapeAHostileSymbol() throws Exception {
        String page = report(story(1), facts(null, 1));
        assertFalse(page.contains(HOSTILE));
        assertFalse(page.contains("<b onclick"));
        assertTrue(page.contains(ESCAPED));
        for (String reference : List.of("http://", "https://", "src=", "url(http", "@import", "<link", "javascript:")) {
            assertFalse(page.contains(reference), () -> "refers to something outside: " + reference);
        }
        assertTrue(page.contains("default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"));
        assertFalse(
                Pattern.compile("<[a-z0-9]+(?: [a-zA-Z-]+=\"[^\"]*\")* on[a-z]+=")
                        .matcher(page)
                        .find(),
                "a handler in an attribute");
        assertEquals(count(page, "<script"), count(page, "</script>"));
        figuresAreWellFormed(page);
    }

    private static void figuresAreWellFormed(String page) throws Exception {
        DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        Matcher figures = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(page);
        int found = 0;
        while (figures.find()) {
            String figure = figures.group();
            assertFalse(figure.contains("NaN") || figure.contains("Infinity"), figure);
            parser.parse(new InputSource(new StringReader(figure)));
            found++;
        }
        // The mark at the top, equity, the setup, two markets, latency.
        assertEquals(6, found);
    }

    @Test
    void shouldStaySmallWithThreeHundredThousandMessages() throws Exception {
        Run run = story(14);
        String page = report(run, facts(null, 1));
        Matcher messages = Pattern.compile("Messages walked</dt><dd>([0-9,]+)<").matcher(page);
        assertTrue(messages.find());
        assertTrue(Long.parseLong(messages.group(1).replace(",", "")) > 300_000, messages.group(1));
        assertTrue(page.length() < MOST_BYTES, () -> page.length() + " characters");
    }

    @Test
    void shouldSayInASentenceThatNothingHappened() throws Exception {
        Run run;
        try (SyntheticRun made = new SyntheticRun(directory.resolve("journal"))) {
            made.start("strategy = nullspectre\n");
            run = made.run();
        }
        ReportFacts nothing = new ReportFacts("Ebb paper", "paper", Nulls.ID, 1, 0, Map.of(), null, List.of());
        String page = report(run, nothing);
        assertSays(
                page,
                List.of(
                        "No instrument was followed",
                        "No trade was closed in this run",
                        "Equity did not move",
                        "Latency was not measured",
                        "The engine met no fault.",
                        "Every book stayed LIVE",
                        "replay not run"));
        assertFalse(page.contains("<tbody></tbody>"), "an empty table");
    }

    @Test
    void shouldSayThatAJournalWithoutAConfigurationIsEmpty() throws Exception {
        Run run;
        try (SyntheticRun made = new SyntheticRun(directory.resolve("journal"))) {
            run = made.run();
        }
        assertSays(report(run, facts(null, 1)), List.of("The journal is empty.", "The journal has no run header."));
    }

    @Test
    void shouldNameTheFirstDifferenceOfAReplay() throws Exception {
        ReplayResult.Difference difference =
                new ReplayResult.Difference(77, 12, "Signal", "nothing", List.of("score: journaled 1, now <2>"));
        ReplayResult replay = new ReplayResult(76, 11, 0, 1, 77, 5, difference, null, 1_000);
        String page = report(story(1), facts(replay, 1));
        assertSays(
                page,
                List.of(
                        "replay differs",
                        "First difference: message #77 caused outbound 12: journaled Signal, made now nothing.",
                        "score: journaled 1, now &lt;2&gt;"));
        assertFalse(page.contains("replay proved"));
    }

    private static int count(String page, String part) {
        return page.split(Pattern.quote(part), -1).length - 1;
    }
}
