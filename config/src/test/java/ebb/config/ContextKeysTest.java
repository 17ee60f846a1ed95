package ebb.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.context.CapFeedSettings;
import ebb.adapters.context.CapProvider;
import ebb.adapters.context.CoinMap;
import ebb.codecs.sbe.Mode;
import ebb.engine.context.CapSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextKeysTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("CMC_KEY", "cmc-secret-4711", "BLANK", "a b");

    @TempDir
    private Path dir;

    private EbbConfig load(Mode mode, String... sets) {
        return ConfigLoader.load(mode, List.of(), "paper", List.of(sets), 2, ENVIRONMENT);
    }

    private List<String> errors(Mode mode, String... sets) {
        List<String> messages = new ArrayList<>();
        for (ConfigError each :
                assertThrows(ConfigException.class, () -> load(mode, sets)).errors()) {
            messages.add(each.message());
        }
        return messages;
    }

    private Path coins(String lines) throws IOException {
        return Files.writeString(dir.resolve("coins.csv"), CoinMap.HEADER + "\n" + lines);
    }

    @Test
    void shouldAskNobodyUnlessToldTo() {
        EbbConfig config = load(Mode.PAPER);
        assertEquals(Optional.empty(), config.marketCaps(ENVIRONMENT));
        assertEquals(CapSettings.DEFAULTS, config.engine().caps());
    }

    @Test
    void shouldSayWhereTheStrategyWantsCapsThatNobodyIsAskedFor() throws IOException {
        Path map = coins("mexc,DOGE_USDT,dogecoin,74\n");
        assertTrue(load(Mode.PAPER).lacksMarketCaps());
        assertFalse(load(Mode.PAPER, "ns.use.cap=false").lacksMarketCaps());
        assertFalse(load(Mode.PAPER, "engine.strategies=[]").lacksMarketCaps());
        assertFalse(load(Mode.PAPER, "context.caps.provider=coingecko", "context.caps.map=" + map)
                .lacksMarketCaps());
    }

    @Test
    void shouldMakeTheFeedOfItsKeys() throws Exception {
        Path map = coins("mexc,DOGE_USDT,dogecoin,74\n");
        EbbConfig config = load(
                Mode.PAPER,
                "context.caps.provider=coinmarketcap",
                "context.caps.key=env:CMC_KEY",
                "context.caps.map=" + map,
                "context.caps.cache=" + dir,
                "context.caps.refresh=15m",
                "context.caps.rate=100",
                "ns.cap.lookback=3d",
                "ns.cap.stale=1d",
                "time.day-start=08:00Z");
        CapFeedSettings caps = config.marketCaps(ENVIRONMENT).orElseThrow();
        assertEquals(CapProvider.COINMARKETCAP, caps.provider());
        assertEquals(URI.create("https://pro-api.coinmarketcap.com"), caps.base());
        assertEquals(Optional.of(dir), caps.cache());
        assertEquals(new CapFeedSettings.Keep(3, 28_800_000_000_000L, 86_400), caps.keep());
        assertEquals(900_000_000_000L, caps.pace().refreshNs());
        assertEquals(100, caps.pace().callsPerMinute());
        assertEquals(1, caps.map().size());
        assertEquals(3, config.engine().caps().lookbackDays());
        String said = config.canonical() + config.settings() + caps;
        assertFalse(said.contains("cmc-secret-4711"), "the key is nowhere to be read");
        assertFalse(config.canonical().contains("CMC_KEY"), "nor where it is kept, in the run's text");
        // The run's text has neither the key nor the file, and a replay needs neither.
        assertEquals(config, SetupReader.read(config.canonical()));
    }

    @Test
    void shouldKeepItsFileBesideTheRunsUnlessToldOtherwise() throws Exception {
        EbbConfig config = load(
                Mode.PAPER,
                "context.caps.provider=coingecko",
                "context.caps.base=http://127.0.0.1:9",
                "context.caps.map=" + coins(""),
                "journal.dir=" + dir);
        CapFeedSettings caps = config.marketCaps(ENVIRONMENT).orElseThrow();
        assertEquals(Optional.of(dir.resolve("context")), caps.cache());
        assertEquals(Optional.empty(), caps.key());
        assertEquals(URI.create("http://127.0.0.1:9"), caps.base());
    }

    @Test
    void shouldNameWhatIsMissing() throws Exception {
        assertEquals(
                List.of(
                        "--set: context.caps.map is missing, and context.caps.provider asks coinmarketcap for market"
                                + " caps; allowed: none or a path",
                        "--set: context.caps.key is missing, and context.caps.provider asks coinmarketcap for market"
                                + " caps; allowed: none or env:NAME (an environment variable) or file:PATH (a file of"
                                + " mode 0600)"),
                errors(Mode.PAPER, "context.caps.provider=coinmarketcap"));
        Path map = coins("");
        assertEquals(
                List.of("--set: context.caps.key = env:ABSENT cannot be used: environment variable ABSENT is not set;"
                        + " allowed: env:NAME (an environment variable) or file:PATH (a file of mode 0600)"),
                errors(
                        Mode.PAPER,
                        "context.caps.provider=coingecko",
                        "context.caps.key=env:ABSENT",
                        "context.caps.map=" + map));
        assertEquals(
                1,
                errors(
                                Mode.PAPER,
                                "context.caps.provider=coingecko",
                                "context.caps.key=env:BLANK",
                                "context.caps.map=" + map)
                        .size());
        assertEquals(
                List.of(dir.resolve("no.csv") + ": there is no such file"),
                errors(Mode.PAPER, "context.caps.provider=coingecko", "context.caps.map=" + dir.resolve("no.csv")));
        // A backtest asks nobody.
        assertEquals(
                Mode.BACKTEST,
                load(Mode.BACKTEST, "context.caps.provider=coinmarketcap").mode());
    }

    @Test
    void shouldNameAmbiguousLinesOfTheFileOfCoins() throws Exception {
        Path map = coins("mexc,AI_USDT,sleepless-ai,28846\nmexc,AI_USDT,any-inu,29186\nmexx,A,b,1\n");
        assertEquals(
                List.of(
                        map + ":3: is ambiguous: 'mexc AI_USDT' is another coin in line 2",
                        map + ":4: there is no venue 'mexx', did you mean mexc?"),
                errors(Mode.PAPER, "context.caps.provider=coingecko", "context.caps.map=" + map));
    }

    @Test
    void shouldSayWhatWasMeantAndRefuseFiguresThatContradict() {
        assertEquals(
                List.of(
                        "--set: context.caps.provider = coingeko is not one of the words allowed: did you mean coingecko?;"
                                + " allowed: none, coingecko, coingecko-pro, coinmarketcap"),
                errors(Mode.PAPER, "context.caps.provider=coingeko"));
        assertEquals(
                List.of(
                        "--set: context.caps.refesh is no key of the configuration: did you mean context.caps.refresh?"),
                errors(Mode.PAPER, "context.caps.refesh=1h"));
        assertEquals(1, errors(Mode.PAPER, "ns.cap.high=70000000").size());
        assertEquals(1, errors(Mode.PAPER, "ns.cap.lookback=36h").size());
    }
}
