package ebb.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.Mode;
import ebb.engine.EngineSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanonicalTextTest {
    private static final List<String> VENUE =
            List.of("engine.venues=mexc", "venues.mexc.symbols=BTC_USDT", "venues.mexc.rest=https://[::1]:8443/x");

    @TempDir
    private Path dir;

    @Test
    void shouldReadBackToAnEqualConfiguration() {
        for (String profile : Profiles.NAMES) {
            EbbConfig config = ConfigLoader.load(Mode.DEMO, List.of(), profile, VENUE);

            EbbConfig again = SetupReader.read(config.canonical());

            assertEquals(config.canonical(), again.canonical());
            assertEquals(config, again);
            assertEquals(config.hash(), again.hash());
            assertEquals(profile, again.profile());
            assertEquals(config.net(), again.net());
            assertEquals(config.venues(), again.venues());
            assertEquals(config.ring(), again.ring());
            assertEquals(config.journal(), again.journal());
            assertEquals(described(config), described(again));
        }
    }

    @Test
    void shouldKnowTheModeFromTheTextAlone() {
        List<String> limits = List.of("risk.order-notional=10", "risk.gross-notional=20.5");
        List<String> sets = new ArrayList<>(VENUE);
        sets.addAll(limits);
        EbbConfig live = ConfigLoader.load(Mode.LIVE, List.of(), null, sets);

        EngineSetup setup = new SetupReader().configure(live.canonical());

        assertFalse(setup.settings().isSimulated());
        assertEquals(2_050_000_000L, setup.settings().risk().grossNotional());
        assertTrue(new SetupReader()
                .configure(
                        ConfigLoader.load(Mode.DEMO, List.of(), null, List.of()).canonical())
                .settings()
                .isSimulated());
    }

    @Test
    void shouldNotDependOnTheOrderOrSpellingOfKeys() throws IOException {
        Path one = Files.writeString(
                dir.resolve("one.conf"), "atr { n = 15, settle = 30 }\nbook.stale = 20s\nrisk.stop-max = 10%\n");
        Path other = Files.writeString(
                dir.resolve("other.conf"),
                "risk.stop-max = 1000bp\n\"book\" : { stale : 20000ms }\natr.settle = 30.0\natr.n = \"15\"\n");

        EbbConfig first = ConfigLoader.load(Mode.BACKTEST, List.of(one), null, List.of());
        EbbConfig second = ConfigLoader.load(Mode.BACKTEST, List.of(other), null, List.of());

        assertEquals(first.canonical(), second.canonical());
        assertEquals(first.hash(), second.hash());
    }

    @Test
    void shouldBeSortedAndHoldSetsAndDefaults() {
        EbbConfig config = ConfigLoader.load(Mode.BACKTEST, List.of(), null, List.of("atr.n=15"));
        List<String> lines = config.canonical().lines().toList();

        assertEquals(lines.stream().sorted().toList(), lines);
        assertTrue(lines.contains("atr.n = 15"), config::canonical);
        assertTrue(lines.contains("atr.settle = 28"), config::canonical);
        assertTrue(lines.contains("run.mode = backtest"), config::canonical);
    }

    @Test
    void shouldLeaveOutWhereFilesLie() {
        EbbConfig here = ConfigLoader.load(Mode.BACKTEST, List.of(), null, List.of("journal.dir=/tmp/a"));
        EbbConfig there = ConfigLoader.load(Mode.BACKTEST, List.of(), null, List.of("journal.dir=/tmp/b"));

        assertEquals(here.canonical(), there.canonical());
        assertFalse(here.canonical().contains("/tmp"), here::canonical);
    }

    @Test
    void shouldNeverHoldASecret() throws IOException {
        Path file = Files.createFile(
                dir.resolve("key"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "hush-file\n");
        List<String> sets = new ArrayList<>(VENUE);
        sets.add("venues.mexc.secret=file:" + file);
        sets.add("venues.mexc.api-key=env:EBB_KEY");
        Map<String, String> environment = Map.of("EBB_KEY", "hush-env");

        EbbConfig config = ConfigLoader.load(Mode.DEMO, List.of(), null, sets, 2, environment);

        VenueSettings venue = config.venues().get(0);
        assertEquals("hush-file", venue.secret().orElseThrow().read(environment));
        assertEquals("hush-env", venue.apiKey().orElseThrow().read(environment));
        String everything = config.canonical() + config.settings() + config + venue;
        assertFalse(everything.contains("hush"), everything);
        assertFalse(config.canonical().contains("EBB_KEY"), config::canonical);
        assertFalse(config.canonical().contains("api-key"), config::canonical);
    }

    @Test
    void shouldRefuseASecretInTheTextWithoutRepeatingIt() {
        List<String> sets = new ArrayList<>(VENUE);
        sets.add("venues.mexc.secret=hush");

        ConfigException e =
                assertThrows(ConfigException.class, () -> ConfigLoader.load(Mode.DEMO, List.of(), null, sets));

        assertEquals(1, e.errors().size());
        assertEquals("venues.mexc.secret", e.errors().get(0).key());
        assertFalse(e.getMessage().contains("hush"), e::getMessage);
    }

    @Test
    void shouldRefuseASecretThatOthersMayReadOrThatIsAbsent() throws IOException {
        Path file = Files.createFile(
                dir.resolve("key"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
        List<String> sets = new ArrayList<>(VENUE);
        sets.add("venues.mexc.secret=file:" + file);
        sets.add("venues.mexc.api-key=env:EBB_ABSENT");

        ConfigException e = assertThrows(
                ConfigException.class, () -> ConfigLoader.load(Mode.DEMO, List.of(), null, sets, 2, Map.of()));

        assertEquals(2, e.errors().size(), e::getMessage);
        assertTrue(e.getMessage().contains("EBB_ABSENT is not set"), e::getMessage);
        assertTrue(e.getMessage().contains("chmod 600"), e::getMessage);
    }

    @Test
    void shouldRefuseATextThatLeavesSomethingToTheMachine() {
        String text = ConfigLoader.load(Mode.DEMO, List.of(), null, List.of()).canonical();

        ConfigException word = assertThrows(
                ConfigException.class,
                () -> SetupReader.read(text.replace("ring.wait = sleeping", "ring.wait = auto")));
        ConfigException gone =
                assertThrows(ConfigException.class, () -> SetupReader.read(text.replace("run.mode = demo\n", "")));

        assertEquals("ring.wait", word.errors().get(0).key());
        assertEquals("run.mode", gone.errors().get(0).key());
    }

    @Test
    void shouldMakeNewStrategiesAtEachCall() {
        EbbConfig config = ConfigLoader.load(Mode.DEMO, List.of(), null, List.of());

        assertEquals(List.of("nullspectre"), config.strategyNames());
        assertEquals("nullspectre", config.setup().strategies().get(0).name());
        assertTrue(config.strategies().get(0) != config.strategies().get(0));
    }

    /** Arrays have no equality of their own. */
    private static String described(EbbConfig config) {
        return config.engine().toString().replaceAll("@[0-9a-f]+", "")
                + Arrays.toString(config.engine().markets().bars().rings());
    }
}
