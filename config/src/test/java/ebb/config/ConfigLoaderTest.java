package ebb.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.Mode;
import ebb.config.kind.Word;
import ebb.engine.flow.VpinSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
    @TempDir
    private Path dir;

    @Test
    void shouldNameFileAndLineOfAnUnknownKeyAndWhatWasMeant() throws IOException {
        Path file = file("a.conf", "risk {\n  leverage = 2\n  levrage = 2\n}\n");

        assertEquals(
                List.of(file + ":3: risk.levrage is no key of the configuration: did you mean risk.leverage?"),
                errors(List.of(file)));
    }

    /** PAPER-7, NS-CON-7: a strategy's own key wins. */
    @Test
    void shouldMakeTheFillsOfABacktestWorseByTheStrategysOwnSlip() {
        List<String> sets = List.of("paper.slip=5bp", "ns.bt.slip=30bp");
        assertEquals(
                3_000,
                ConfigLoader.load(Mode.BACKTEST, List.of(), "ns-candles", sets)
                        .engine()
                        .paper()
                        .slipMicro());
        List<String> withoutStrategy = List.of("paper.slip=5bp", "ns.bt.slip=30bp", "engine.strategies=[]");
        assertEquals(
                500,
                ConfigLoader.load(Mode.BACKTEST, List.of(), "ns-candles", withoutStrategy)
                        .engine()
                        .paper()
                        .slipMicro());
    }

    @Test
    void shouldReportAllErrorsAtOnce() throws IOException {
        Path file = file(
                "a.conf",
                "risk.leverage = 0\nbook.stale = 10\nbook.silent = 5 parsecs\n\nengine = compact\nring.wait.x = 1\n"
                        + "atr.seed = wilde\natr.n = 1.5\natr.settle = [1, 2]\nmicro.w = [1, 2]\n");

        assertEquals(
                List.of(
                        file + ":8: atr.n = 1.5 is no whole number; allowed: a whole number, 1 to 1000",
                        file + ":7: atr.seed = wilde is not one of the words allowed: did you mean wilder?;"
                                + " allowed: wilder, talib",
                        file + ":9: atr.settle = [1, 2] is a list where one value belongs; allowed: a whole number, 1"
                                + " to 10000",
                        file + ":3: book.silent = 5 parsecs has the unit parsecs, which does not belong here; allowed:"
                                + " 0s to 366d, written like 10s, 500ms, 2h",
                        file + ":2: book.stale = 10 is a number without its unit (NUM-11); allowed: 0s to 366d, written"
                                + " like 10s, 500ms, 2h",
                        file + ":5: engine is a group of keys, not a value; allowed: below it: strategies,"
                                + " topology, venues",
                        file + ":10: micro.w = [1, 2] has 2 figures instead of 3; allowed: a list of 3, each a whole"
                                + " number, 0 to 100",
                        file + ":6: ring.wait is a value, not a group of keys; allowed: sleeping, yielding, blocking,"
                                + " busy-spin",
                        file + ":1: risk.leverage = 0 is out of range; allowed: a whole number, 1 to 200"),
                errors(List.of(file)).stream()
                        .sorted((a, b) -> key(a).compareTo(key(b)))
                        .toList());
    }

    @Test
    void shouldTellWhatTheFormatWouldDropWithoutAWord() throws IOException {
        Path shadowed = file("a.conf", "engine = compact\nring.wait.x = 1\n");
        Path twice = file("b.conf", "atr.n = 14\natr { n = 15 }\ninclude \"c.conf\"\n");
        Path included = file("c.conf", "volr.n = 1\nvolr.n = 2\n");
        Path shadow = file("d.conf", "engine.strategies = []\nring.wait = sleeping\n");

        assertEquals(
                List.of(
                        shadowed
                                + ":1: engine is a group of keys, not a value; allowed: below it: strategies, topology,"
                                + " venues",
                        shadowed + ":2: ring.wait is a value, not a group of keys; allowed: sleeping, yielding,"
                                + " blocking, busy-spin",
                        twice + ":2: atr.n is written twice: line 1 gives it too; allowed: a whole number, 1 to 1000",
                        included + ":2: volr.n is written twice: line 1 gives it too; allowed: a whole number, 1 to"
                                + " 1000"),
                errors(List.of(shadowed, twice, shadow)));
    }

    @Test
    void shouldKeepProfilesOfPlayMoneyOutOfLive() {
        ConfigException e =
                assertThrows(ConfigException.class, () -> ConfigLoader.load(Mode.LIVE, List.of(), "paper", List.of()));

        assertEquals(List.of("--profile: profile paper is made for play money; allowed: strict"), messages(e));
    }

    @Test
    void shouldRefuseAUnitWhereAPlainNumberBelongs() throws IOException {
        Path file = file("a.conf", "atr.n = 14s");

        assertEquals(
                List.of(file + ":1: atr.n = 14s has a unit where a plain number belongs; allowed: a whole number, 1 to"
                        + " 1000"),
                errors(List.of(file)));
    }

    @Test
    void shouldBlameTheKeyThatARecordRefuses() throws IOException {
        Path file = file("a.conf", "\nbook.cross-grace = 11s\nring.slots = 1000\n");

        List<String> errors = errors(List.of(file));

        assertEquals(2, errors.size(), errors::toString);
        assertTrue(errors.get(0).startsWith(file + ":2: book.cross-grace = 11s is refused: "), errors.get(0));
        assertTrue(errors.get(1).startsWith(file + ":3: ring.slots = 1000 is refused: "), errors.get(1));
    }

    @Test
    void shouldLetLaterFilesAndThenSetsWin() throws IOException {
        Path first = file("a.conf", "atr.n = 10\natr.settle = 20");
        Path second = file("b.conf", "atr.n = 11\nvolr.n = 30");

        EbbConfig config = load(List.of(first, second), List.of("volr.n=40", "volr.n = 41"));

        assertEquals(11, config.engine().markets().atr().n());
        assertEquals(20, config.engine().markets().atr().settle());
        assertEquals(41, config.engine().markets().volumeBars());
        assertEquals(second + ":1", origin(config, "atr.n"));
        assertEquals(first + ":2", origin(config, "atr.settle"));
        assertEquals("--set", origin(config, "volr.n"));
        assertEquals("default", origin(config, "atr.seed"));
    }

    @Test
    void shouldTakeListsInAnyForm() throws IOException {
        Path file = file("a.conf", "risk.collar = [1%, 2%]\nrisk.open-orders = \"5,50\"\nbook.max-levels = 77");

        EbbConfig config =
                load(List.of(file), List.of("micro.w=10/20/70", "bar.differ=[2%,3%]", "engine.strategies=none"));

        assertEquals(10_000, config.engine().risk().collarMajorMicro());
        assertEquals(20_000, config.engine().risk().collarMicro());
        assertEquals(5, config.engine().risk().openOrdersInstrument());
        assertEquals(50, config.engine().risk().openOrders());
        assertEquals(77, config.engine().books().maxLevelsA());
        assertEquals(77, config.engine().books().maxLevelsB());
        assertEquals(70, config.engine().markets().flow().micro().largeWeight());
        assertEquals(30_000, config.engine().markets().bars().differDayMicro());
        assertEquals(List.of(), config.strategyNames());
    }

    @Test
    void shouldTakeVolumesInTheVenuesUnitsWhateverAnInstrumentsExponentVpin2() {
        VpinSettings vpin = load(List.of(), List.of("vpin.bucket=10", "vpin.min-bucket=0.0250", "vpin.n=50"))
                .engine()
                .markets()
                .flow()
                .vpin();
        assertEquals(10_000, vpin.at(-3).bucket());
        assertEquals(25, vpin.at(-3).minBucket());
        assertEquals(1_000_000, vpin.at(-5).bucket());
        assertEquals(10, vpin.at(0).bucket());
        assertEquals(1, vpin.at(0).minBucket(), "no smaller quantity is traded");
        assertEquals(Long.MAX_VALUE / 50, vpin.at(-18).bucket(), "as much as can be counted");
        assertEquals(
                List.of(
                        "--set: vpin.bucket = 0.00 does not have the form asked for; allowed: auto or a quantity above 0"),
                errors(List.of(), "vpin.bucket=0.00"));
    }

    @Test
    void shouldRefuseSetsThatSayNothing() {
        assertEquals(
                List.of(
                        "--set: \"atr.n\" has no =; allowed: key=value",
                        "--set: atr.m is no key of the configuration: did you mean atr.n?",
                        "--set: net is a group of keys, not a value; allowed: below it: " + Schema.below("net"),
                        "--set: run.mode = live is told by the command, not by the configuration; allowed: the verb,"
                                + " --profile"),
                errors(List.of(), "atr.n", "atr.m=1", "net=1", "run.mode=live"));
    }

    @Test
    void shouldIncludeFilesBesideTheIncludingOneWithTheirLines() throws IOException {
        Path inner = file("inner.conf", "\n\natr.n = 12\nvolr.m = 1");
        Path outer = file("outer.conf", "include \"inner.conf\"\natr.settle = 30");

        assertEquals(
                List.of(inner + ":4: volr.m is no key of the configuration: did you mean volr.n?"),
                errors(List.of(outer)));
    }

    @Test
    void shouldRefuseAMissingIncludeInEveryForm() throws IOException {
        for (String form : List.of("\"gone.conf\"", "file(\"gone.conf\")", "required(file(\"gone.conf\"))")) {
            Path file = file("outer.conf", "atr.n = 14\ninclude " + form + "\n");

            List<String> errors = errors(List.of(file));

            assertEquals(1, errors.size(), errors::toString);
            assertTrue(errors.get(0).contains("gone.conf"), errors.get(0));
        }
        List<String> fetched = errors(List.of(file("outer.conf", "include url(\"http://localhost:1/x\")")));
        assertTrue(fetched.get(0).contains("never fetched"), fetched::toString);
    }

    @Test
    void shouldRefuseAMissingFileAndABrokenOne() throws IOException {
        Path gone = dir.resolve("gone.conf");
        Path broken = file("broken.conf", "atr.n = 14\natr { n = ");

        List<String> errors = errors(List.of(gone, broken));

        assertEquals(2, errors.size(), errors::toString);
        assertEquals(gone + ": cannot be read: there is no such file", errors.get(0));
        assertTrue(errors.get(1).startsWith(broken + ":2: cannot be read: "), errors.get(1));
    }

    @Test
    void shouldRefuseAnUnknownProfile() {
        ConfigException e =
                assertThrows(ConfigException.class, () -> ConfigLoader.load(Mode.DEMO, List.of(), "dmeo", List.of()));

        assertEquals(
                List.of(
                        "--profile: there is no profile dmeo: did you mean demo?; allowed: strict, demo, paper,"
                                + " ns-v21, ns-baseline, ns-diamond, ns-trail, ns-candles, ns-live-micro, ns-live-scale, ns-semi"),
                messages(e));
    }

    @Test
    void shouldKeepTheEnvironmentOut() throws IOException {
        Path file = file("a.conf", "journal.dir = ${PATH}");

        List<String> errors = errors(List.of(file));

        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).startsWith(file + ":1: cannot be read: "), errors.get(0));
    }

    @Test
    void shouldRequireNotionalLimitsWhereMoneyIsAtStake() {
        for (Mode mode : List.of(Mode.PAPER, Mode.LIVE)) {
            ConfigException e =
                    assertThrows(ConfigException.class, () -> ConfigLoader.load(mode, List.of(), null, List.of()));

            assertEquals(
                    List.of("risk.gross-notional", "risk.order-notional"),
                    e.errors().stream().map(ConfigError::key).toList());
        }
        assertEquals(
                250_000_000_000L,
                ConfigLoader.load(Mode.BACKTEST, List.of(), null, List.of())
                        .engine()
                        .risk()
                        .orderNotional());
    }

    @Test
    void shouldTakeAllInstrumentsOfAVenueByTheirEnding() {
        List<String> wide = List.of("engine.venues=mexc", "venues.mexc.symbols=BTC_USDT, *_USDT");
        assertEquals(
                List.of("BTC_USDT", "*_USDT"),
                ConfigLoader.load(Mode.BACKTEST, List.of(), null, wide)
                        .venues()
                        .get(0)
                        .symbols());
        List<String> wrong = List.of("engine.venues=mexc", "venues.mexc.symbols=BTC_*");
        assertThrows(ConfigException.class, () -> ConfigLoader.load(Mode.BACKTEST, List.of(), null, wrong));
    }

    @Test
    void shouldResolveAutoByModeAndMachine() {
        List<String> live = List.of(
                "risk.order-notional=1", "risk.gross-notional=1", "engine.venues=mexc", "venues.mexc.symbols=BTC_USDT");

        assertEquals(
                List.of(
                        "compact sleeping page-cache",
                        "spread yielding sync-before-egress",
                        "spread busy-spin" + " sync-before-egress"),
                List.of(
                        machine(Mode.BACKTEST, 2, List.of()),
                        machine(Mode.LIVE, 4, live),
                        machine(Mode.LIVE, 16, live)));
        List<String> asked = new ArrayList<>(live);
        asked.add("ring.wait=auto");
        assertEquals("spread busy-spin sync-before-egress", machine(Mode.LIVE, 16, asked));
    }

    @Test
    void shouldFindTheSocketInTheJournalsDirectory() {
        assertEquals(
                Path.of("/tmp/x/ebb.sock"),
                load(List.of(), List.of("journal.dir=/tmp/x")).controlSocket());
        assertEquals(
                Path.of("/run/e"),
                load(List.of(), List.of("control.socket=/run/e")).controlSocket());
    }

    @Test
    void shouldTellDifferentConfigurationsApart() {
        assertNotEquals(
                load(List.of(), List.of()).hash(),
                load(List.of(), List.of("atr.n=15")).hash());
    }

    private static String machine(Mode mode, int cores, List<String> sets) {
        EbbConfig config = ConfigLoader.load(mode, List.of(), null, sets, cores, Map.of());
        return Word.of(config.ring().topology()) + " " + Word.of(config.ring().waiting()) + " "
                + config.journal().durability().word();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text);
    }

    private static EbbConfig load(List<Path> files, List<String> sets) {
        return ConfigLoader.load(Mode.BACKTEST, files, null, sets);
    }

    private static List<String> errors(List<Path> files, String... sets) {
        return messages(assertThrows(ConfigException.class, () -> load(files, List.of(sets))));
    }

    private static List<String> messages(ConfigException e) {
        return e.errors().stream().map(ConfigError::message).toList();
    }

    private static String key(String message) {
        return message.substring(message.indexOf(": ") + 2);
    }

    private static String origin(EbbConfig config, String key) {
        return config.settings().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow()
                .origin();
    }
}
