package ebb.app.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.app.backtest.Backtest;
import ebb.app.backtest.DemoMarket;
import ebb.codecs.Blocks;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.LabelEncoder;
import ebb.codecs.sbe.LabelVerdict;
import ebb.codecs.sbe.Mode;
import ebb.config.ConfigLoader;
import ebb.config.EbbConfig;
import ebb.desk.ReportFacts;
import ebb.desk.ledger.Ledger;
import ebb.journal.Run;
import ebb.research.review.DailyReview;
import ebb.research.review.ReviewText;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's market, judged the day after (NS-REV-1). */
class ReviewsTest {
    private static final long SEED = 1;

    @TempDir
    private static Path directory;

    private static EbbConfig config;
    private static Run run;
    private static Ledger ledger;
    private static long day;

    @BeforeAll
    static void play() {
        config = ConfigLoader.load(Mode.BACKTEST, List.of(), "demo", List.of("demo.seed=" + SEED));
        DemoMarket source =
                new DemoMarket(SEED, config.demo().hasFaults(), config.demo().marketNs());
        try (Backtest backtest = new Backtest(directory.resolve("journal"), config, SEED, source)) {
            source.run(backtest.ingress(), line -> {});
            label(backtest, 1, LabelVerdict.DISAGREE, "anna");
            label(backtest, 1, LabelVerdict.AGREE, "anna");
            label(backtest, 1, LabelVerdict.DISAGREE, "ben");
            label(backtest, 2, LabelVerdict.AGREE, "ben");
            label(backtest, 2, LabelVerdict.NOTE, "ben");
            run = backtest.run();
        }
        ledger = Reviews.ledger(run);
        day = Reviews.dayOf(config, ledger.lastNs());
    }

    private static void label(Backtest backtest, long signal, LabelVerdict verdict, String operator) {
        Ingress to = backtest.ingress();
        assertTrue(to.tryClaim(Traffic.COMMAND));
        LabelEncoder label = new LabelEncoder();
        Blocks.open(to.buffer(), to.offset(), LabelEncoder.BLOCK_LENGTH, LabelEncoder.TEMPLATE_ID);
        InHead.route(to.buffer(), to.offset(), backtest.engine().nowNs(), -1, 255, InHead.WHOLE, 65_535);
        label.wrap(to.buffer(), to.offset() + Slots.HEADER_BYTES);
        label.commandId(1).ref(signal).verdict(verdict);
        label.operator(operator).note("because | of\nthat");
        to.commit(label.limit() - to.offset());
    }

    private static Map<String, Object> review() {
        return Reviews.of(ledger, day);
    }

    private static Map<?, ?> part(Map<String, Object> review, String name) {
        return (Map<?, ?>) review.get(name);
    }

    private static List<?> list(Map<String, Object> review, String name) {
        return (List<?>) review.get(name);
    }

    @Test
    void shouldTellSignalsSkipsWithReasonsAndTrades() {
        Map<String, Object> review = review();
        assertEquals("2026-03-02", review.get("day"));
        assertEquals(
                review.get("decided"),
                list(review, "signals").size() + list(review, "skipped").size());
        assertFalse(list(review, "signals").isEmpty());
        for (Object each : list(review, "skipped")) {
            assertFalse(((List<?>) ((Map<?, ?>) each).get("deniedBy")).isEmpty(), each::toString);
        }
        assertEquals(ledger.trips().size(), list(review, "trades").size());
        Map<?, ?> trade = (Map<?, ?>) list(review, "trades").get(0);
        for (String name : List.of("r", "mae", "mfe", "entrySlip", "pnl", "why")) {
            assertTrue(trade.get(name) != null, name);
        }
    }

    @Test
    void shouldCountTheLastWordOfEachPersonOnASignal() {
        Map<?, ?> labels = part(review(), "labels");
        assertEquals(5, ((List<?>) labels.get("today")).size());
        assertEquals(2L, labels.get("agreed"));
        assertEquals(1L, labels.get("disagreed"));
        assertEquals(new BigDecimal("0.666667"), labels.get("agreementRate"));
    }

    @Test
    void shouldFindEveryStopAndEverySizeAsItShouldBe() {
        Map<?, ?> stops = part(review(), "stops");
        assertEquals("PASS", stops.get("verdict"));
        assertEquals(ledger.trips().size(), stops.get("positions"));
        Map<?, ?> sizing = part(review(), "sizing");
        assertEquals("PASS", sizing.get("verdict"), sizing::toString);
        assertTrue((int) sizing.get("compared") >= 1);
    }

    /** To see it fail: the same day held against other figures than those it was sized with. */
    @Test
    void shouldSeeASizeThatOtherFiguresWouldNotGive() {
        EbbConfig other = ConfigLoader.load(Mode.BACKTEST, List.of(), "demo", List.of("ns.kelly.fraction=0.05"));
        Map<String, Object> review = DailyReview.of(ledger, other.nullspectre(), day);
        Map<?, ?> sizing = part(review, "sizing");
        assertEquals("FAIL", sizing.get("verdict"));
        String found = sizing.get("differences").toString();
        assertTrue(found.contains("share of equity") && found.contains("quantity"), found);
    }

    @Test
    void shouldSayHowOftenEachRuleRefused() {
        int denied = 0;
        for (Object each : list(review(), "rules")) {
            Map<?, ?> rule = (Map<?, ?>) each;
            assertTrue((int) rule.get("asked") >= (int) rule.get("denied"), rule::toString);
            denied += (int) rule.get("denied");
        }
        int expected = ledger.decisions().stream()
                .mapToInt(each -> each.denials().size())
                .sum();
        assertEquals(expected, denied);
        assertTrue(denied > 0, "the demo refuses a setup");
    }

    @Test
    void shouldAskTheGatesAndSayThatThereAreTooFewTrades() {
        Map<String, Object> review = review();
        String gates = list(review, "gates").toString();
        assertTrue(gates.contains("NS-VAL-11 trades") && gates.contains("NOT_ENOUGH_TRADES"), gates);
        Map<?, ?> week = part(review, "setupsPerWeek");
        assertEquals("ABOVE_USUAL", week.get("verdict"), week::toString);
        assertNull(part(review, "equity").get("sharpe"), "one day has none");
    }

    @Test
    void shouldKnowNothingOfADayWithoutAnything() {
        Map<String, Object> before = Reviews.of(ledger, day - DailyReview.DAY_NS);
        assertEquals(0, before.get("decided"));
        assertEquals("NOT_ASKED", part(before, "stops").get("verdict"));
        assertEquals("NOT_ASKED", part(before, "sizing").get("verdict"));
        assertEquals(List.of(), before.get("rules"));
        assertNull(part(before, "equity").get("atBegin"));
    }

    @Test
    void shouldWriteTheSameFilesEachTime() throws Exception {
        Path page = Reviews.write(review(), directory);
        assertEquals(directory.resolve("reviews/2026-03-02.md"), page);
        String first = Files.readString(page);
        String object = Files.readString(directory.resolve("reviews/2026-03-02.json"));
        Reviews.write(Reviews.of(Reviews.ledger(run), day), directory);
        assertEquals(first, Files.readString(page));
        assertEquals(object, Files.readString(directory.resolve("reviews/2026-03-02.json")));
        assertTrue(first.contains("because \\| of that"), "a note cannot break the table");
        assertEquals(ReviewText.lines(review()), first.lines().toList());
    }

    /** What the report's walk wrote and what the export prints are the same bytes. */
    @Test
    void shouldExportWhatIsWrittenBesideTheReport() throws Exception {
        ReportFacts facts = new ReportFacts("t", "t", SEED, 1, 0, Map.of(), null, List.of());
        LedgerFiles.write(run, facts, directory);
        for (String word : List.of("signals", "trades")) {
            String json = printed(word, true);
            assertEquals(Files.readString(directory.resolve(word + ".csv")), printed(word, false));
            assertEquals(json, printed(word, true));
            assertTrue(json.startsWith("{\""), word);
        }
        assertTrue(Files.size(directory.resolve(LedgerFiles.REPORT)) > 50_000);
    }

    private static String printed(String word, boolean isJson) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintWriter out = new PrintWriter(bytes, false, StandardCharsets.UTF_8)) {
            LedgerFiles.print(run, word, isJson, out);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
