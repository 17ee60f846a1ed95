package ebb.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.net.NetSettings;
import ebb.codecs.sbe.Mode;
import ebb.config.kind.Kind;
import ebb.engine.AlertSettings;
import ebb.engine.EngineSettings;
import ebb.engine.RefusalSettings;
import ebb.engine.TimeSettings;
import ebb.engine.bar.BarSettings;
import ebb.engine.bar.Frames;
import ebb.engine.book.BookSettings;
import ebb.engine.flow.FlowSettings;
import ebb.engine.indicator.AtrSettings;
import ebb.engine.order.OrderSettings;
import ebb.engine.paper.PaperSettings;
import ebb.engine.pattern.DivergenceSettings;
import ebb.engine.pattern.RejectionSettings;
import ebb.engine.risk.RiskSettings;
import ebb.engine.strategy.MarketSettings;
import ebb.engine.strategy.nullspectre.ConvictionSettings;
import ebb.engine.strategy.nullspectre.NullSpectreSettings;
import ebb.engine.strategy.nullspectre.SizeSettings;
import ebb.journal.Durability;
import ebb.journal.JournalSettings;
import ebb.runtime.RingSettings;
import ebb.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Defaults stand in two places, the spec's tables and the records; the keys must agree with both. */
class DefaultsTest {
    private static final Pattern ENTRY = Pattern.compile("((?:`[a-z][a-z.<>-]*`(?:, )?)+)\\s*(.*)");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    /** Keys of parts that other issues build; the loader does not know them, so that nobody sets them in vain. */
    private static final Set<String> LATER = Set.of(
            "time.zone.<id>",
            "time.calendar.<id>",
            "book.rows-quiet",
            "book.imb-levels",
            "book.band",
            "book.band-min",
            "book.imb-ema",
            "trd.block-in-bars",
            "div.bars",
            "rsi.n",
            "macd",
            "bb",
            "adx.n",
            "sr.cluster-atr",
            "sr.touch-gap",
            "sr.touch-atr",
            "sr.flip-atr",
            "micro.band",
            "pat.block",
            "pat.sweep",
            "pat.ice",
            "fund.flip-min",
            "oi.stale",
            "oi.dead",
            "fund.late",
            "live.confirm",
            "snapshot.every",
            "snapshot.keep");

    /** Keys whose parts are keys of their own here. */
    private static final Map<String, List<String>> PARTED = Map.of(
            "pat.spoof",
            List.of("pat.spoof-times", "pat.spoof-cut", "pat.spoof-within", "pat.spoof-count", "pat.spoof-per"));

    /** Defaults that the spec tells in words, as the configuration writes them. */
    private static final Map<String, String> TOLD = Map.ofEntries(
            Map.entry("book.max-levels", "1500,50"),
            Map.entry("book.min-levels", "auto"),
            Map.entry("bar.ring", "3000,5000"),
            Map.entry("bar.differ", "1%,5%"),
            Map.entry("net.reconnect", "1s..60s"),
            Map.entry("net.rate-share", "50%"),
            Map.entry("risk.collar", "2%,5%"),
            Map.entry("risk.open-orders", "20,100"),
            Map.entry("control.socket", "none"),
            // By mode and machine; ConfigLoaderTest has them.
            Map.entry("engine.topology", "compact"),
            Map.entry("ring.wait", "sleeping"),
            Map.entry("journal.durability", "page-cache"),
            Map.entry("risk.order-notional", "2500"),
            Map.entry("risk.gross-notional", "7500"));

    @Test
    void shouldKnowEveryKeyOfTheSpecWithItsDefault() throws IOException {
        Map<String, String> spec = spec();
        assertTrue(spec.size() > 130, () -> "the tables were read: " + spec.keySet());
        List<String> differing = new ArrayList<>();
        Set<String> unused = new TreeSet<>(LATER);
        for (Map.Entry<String, String> each : spec.entrySet()) {
            Key<?> key = Schema.key(each.getKey());
            if (PARTED.containsKey(each.getKey())) {
                compareParts(each.getKey(), each.getValue(), differing);
            } else if (key == null) {
                if (!unused.remove(each.getKey())) {
                    differing.add(each.getKey() + " is unknown");
                }
            } else {
                String told = TOLD.getOrDefault(each.getKey(), each.getValue().replaceAll("\\s*\\(.*", ""));
                compare(key, told, differing);
            }
        }
        assertEquals(List.of(), differing);
        assertEquals(Set.of(), unused, "said to be later, yet known or not in the spec");
    }

    /** "5x, 80%, 3s, 3 in 10min": numbers and units in the order of the parts. */
    private static void compareParts(String name, String told, List<String> differing) {
        List<String> parts = PARTED.get(name);
        String[] values = told.replace("x", "").split(", | in ");
        assertEquals(parts.size(), values.length, () -> name + " has other parts than " + told);
        for (int i = 0; i < values.length; i++) {
            compare(Schema.key(parts.get(i)), values[i], differing);
        }
    }

    private static <T> void compare(Key<T> key, String told, List<String> differing) {
        try {
            T value = key.kind().read(List.of(told), false);
            T ours = key.standardValue(new Key.Machine(Mode.BACKTEST, 2));
            if (!key.kind().write(value).equals(key.kind().write(ours))) {
                differing.add(key.name() + " is " + key.kind().write(ours) + " here, there " + told);
            }
        } catch (Kind.BadValue e) {
            differing.add(key.name() + ": " + told + " " + e.getMessage());
        }
    }

    /** Key → default text of the tables of core §18 and §21. */
    private static Map<String, String> spec() throws IOException {
        Map<String, String> found = new TreeMap<>();
        boolean isTable = false;
        for (String line : Files.readAllLines(SharedData.file("spec/core.md"))) {
            if (line.startsWith("## ")) {
                isTable = line.startsWith("## 18") || line.startsWith("## 21");
            }
            if (isTable && line.startsWith("| ")) {
                for (String entry : line.substring(line.indexOf('|', 1) + 1).split("[·|]")) {
                    Matcher parts = ENTRY.matcher(entry.strip());
                    if (parts.matches()) {
                        NAME.matcher(parts.group(1))
                                .results()
                                .forEach(name ->
                                        found.put(name.group(1), parts.group(2).strip()));
                    }
                }
            }
        }
        return found;
    }

    @Test
    void shouldMakeTheDefaultsOfTheRecords() {
        EbbConfig config = ConfigLoader.load(Mode.BACKTEST, List.of(), null, List.of(), 2, Map.of());
        EngineSettings engine = config.engine();
        MarketSettings markets = engine.markets();

        assertEquals(TimeSettings.DEFAULTS, engine.time());
        assertEquals(RefusalSettings.DEFAULTS, engine.refusals());
        assertEquals(AlertSettings.DEFAULTS, engine.alerts());
        assertEquals(5 * Frames.MINUTE_NS, config.reviewAtNs());
        assertEquals(BookSettings.defaults(), engine.books());
        assertEquals(FlowSettings.DEFAULTS, markets.flow());
        assertEquals(AtrSettings.DEFAULT, markets.atr());
        assertEquals(DivergenceSettings.DEFAULT, markets.divergence());
        assertEquals(RejectionSettings.DEFAULT, markets.rejections());
        assertEquals(2, markets.rejectionFrame());
        assertEquals(20, markets.volumeBars());
        assertEquals(MarketSettings.MARK_STALE_NS, markets.markStaleNs());
        assertEquals(OrderSettings.defaults(), engine.orders());
        assertEquals(RiskSettings.strict(250_000_000_000L, 750_000_000_000L), engine.risk());
        assertEquals(PaperSettings.defaults(), engine.paper());
        assertTrue(engine.isSimulated());
        assertEquals(NetSettings.DEFAULTS, config.net());
        assertEquals(RingSettings.defaults(2), config.ring());
        assertEquals(JournalSettings.plain(), config.journal());
        assertEquals(
                JournalSettings.guarded(Durability.PAGE_CACHE),
                ConfigLoader.load(Mode.DEMO, List.of(), "strict", List.of(), 2, Map.of())
                        .journal());
    }

    @Test
    void shouldKeepBarsOfTheFramesThatSomebodyFollows() {
        BarSettings bars = ConfigLoader.load(Mode.BACKTEST, List.of(), null, List.of())
                .engine()
                .markets()
                .bars();

        BarSettings expected = BarSettings.of(Frames.defaults()).withRings(64, 64, 3_000, 64, 64, 64);
        assertArrayEquals(expected.rings(), bars.rings());
        assertEquals(expected.feed(), bars.feed());
        assertEquals(expected.graceNs(), bars.graceNs());
        assertEquals(expected.lateMicro(), bars.lateMicro());
        assertEquals(expected.differMicro(), bars.differMicro());
        assertEquals(expected.differDayMicro(), bars.differDayMicro());
        BarSettings fine = ConfigLoader.load(
                        Mode.BACKTEST,
                        List.of(),
                        null,
                        List.of("bar.base=30s", "bar.frames=1m,5m", "rej.frame=30s", "bar.ring=100,200"))
                .engine()
                .markets()
                .bars();
        assertArrayEquals(new int[] {200, 64, 64}, fine.rings());
    }

    @Test
    void shouldMakeNullSpectresDefaults() {
        EbbConfig config = ConfigLoader.load(Mode.BACKTEST, List.of(), null, List.of("engine.strategies=nullspectre"));

        NullSpectreSettings made = config.nullspectre();
        NullSpectreSettings expected = NullSpectreSettings.DEFAULT;
        assertEquals(expected.frameNs(), made.frameNs());
        assertEquals(expected.minRejections(), made.minRejections());
        assertEquals(expected.evidence(), made.evidence());
        assertEquals(expected.discipline(), made.discipline());
        assertEquals(expected.management(), made.management());
        NullSpectreSettings.Trade trade = made.trade();
        assertEquals(expected.trade().entry(), trade.entry());
        assertEquals(expected.trade().targets(), trade.targets());
        assertEquals(expected.trade().profile(), trade.profile());
        assertEquals(expected.trade().kelly(), trade.kelly());
        // What the house and the venues add (risk.leverage, risk.order-notional, ns.stp.mult).
        assertEquals(new SizeSettings.House(3, 250_000_000_000L), trade.size().house());
        assertEquals(
                List.of(1.2, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
                trade.stop().factors().byVenue());
        assertEquals(expected.trade().size().leverages(), trade.size().leverages());
    }

    @Test
    void shouldTurnNullSpectresEnhancementsOffInItsBaseline() {
        NullSpectreSettings baseline = ConfigLoader.load(Mode.BACKTEST, List.of(), "ns-baseline", List.of())
                .nullspectre();

        assertFalse(baseline.evidence().usesQuality());
        assertFalse(baseline.trade().stop().usesAtr());
        assertFalse(baseline.trade().targets().usesSupports());
        assertFalse(baseline.trade().kelly().usesKelly());
        assertEquals(
                ConvictionSettings.Weights.BASELINE,
                baseline.evidence().conviction().weights());
        NullSpectreSettings candles = ConfigLoader.load(Mode.BACKTEST, List.of(), "ns-candles", List.of())
                .nullspectre();
        assertEquals(
                new ConvictionSettings.Weights(35, 0, 0, 15, 0),
                candles.evidence().conviction().weights());
    }

    @Test
    void shouldLoadEveryProfileThatShips() {
        for (String profile : Profiles.NAMES) {
            assertNotNull(Profiles.text(profile), profile);
            EbbConfig config = ConfigLoader.load(Mode.BACKTEST, List.of(), profile, List.of());
            assertEquals(profile, config.profile());
        }
        assertTrue(ConfigLoader.load(Mode.BACKTEST, List.of(), "ns-candles", List.of())
                .engine()
                .paper()
                .isCandlesOnly());
        assertEquals(
                List.of("mexc"),
                ConfigLoader.load(Mode.PAPER, List.of(), "paper", List.of()).venues().stream()
                        .map(VenueSettings::name)
                        .toList());
        EbbConfig demo = ConfigLoader.load(Mode.DEMO, List.of(), null, List.of());
        assertEquals(new DemoSettings(7, 1_800, 6 * Frames.HOUR_NS, true), demo.demo());
        assertEquals(600 * Frames.SECOND_NS, demo.engine().markets().bars().graceNs());
    }
}
