package ebb.adapters.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.context.FakeApi.Answered;
import ebb.adapters.context.FakeApi.Asked;
import ebb.adapters.net.NetLoop;
import ebb.adapters.net.NetSettings;
import ebb.adapters.venue.Venue;
import ebb.codecs.EpochClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The market caps against a provider on real sockets of loopback. */
class CapFeedTest {
    private static final long MS = 1_000_000L;
    private static final long HOUR = 3_600_000 * MS;
    private static final long STAMP = 1_795_219_200_000_000_000L;
    private static final String KEY = "CG-secret-0815";
    private static final String COINS = CoinMap.HEADER + "\nbinance-usdm,1000PEPEUSDT,pepe,24478\n"
            + "mexc,PEPE_USDT,pepe,24478\nmexc,WIF_USDT,dogwifcoin,28752\nmexc,BOME_USDT,book-of-meme,29870\n";
    private static final String SERIES = "series 1 source 1 each 3600 s, good for 172800 s: mcap";

    private final CapLog log = new CapLog();
    private final List<CapPorts.Target> targets = new CopyOnWriteArrayList<>(List.of(
            new CapPorts.Target(0, Venue.BINANCE_USDM, "1000PEPEUSDT"),
            new CapPorts.Target(1, Venue.MEXC, "PEPE_USDT"),
            new CapPorts.Target(2, Venue.MEXC, "WIF_USDT"),
            new CapPorts.Target(3, Venue.MEXC, "NOBODY_USDT")));
    private NetSettings net = NetSettings.DEFAULTS.with(new NetSettings.Rest(1 << 20, 5_000 * MS, 1, 16, HOUR, 1, 1));
    private CapFeedSettings.Pace pace = new CapFeedSettings.Pace(HOUR, 1_000_000, 100, MS, 2 * MS);
    private Optional<Path> directory = Optional.empty();
    /** What stamps messages; stands still unless a test moves it. */
    private volatile long stamp = STAMP;

    private final List<String> recorded = new ArrayList<>();
    private FakeApi server;
    private NetLoop loop;
    private CapFeed feed;

    @AfterEach
    void closeAll() throws Exception {
        end();
        if (server != null) {
            server.close();
        }
    }

    private void end() {
        if (feed != null) {
            feed.close();
            feed = null;
        }
        if (loop != null) {
            loop.close();
            loop = null;
        }
    }

    private void serve(Function<Asked, Answered> answers) throws Exception {
        server = new FakeApi(answers);
        open(CapProvider.COINGECKO, Optional.of(new ApiKey(KEY)));
    }

    private void open(CapProvider provider, Optional<ApiKey> key) throws Exception {
        EpochClock real = new EpochClock() {
            private final long startNs = System.currentTimeMillis() * MS - System.nanoTime();

            @Override
            public long nanos() {
                return startNs + System.nanoTime();
            }
        };
        loop = new NetLoop("caps-test", net, real);
        CapFeedSettings settings = new CapFeedSettings(
                provider,
                server.base(),
                key,
                CoinMap.of("coins.csv", COINS),
                directory,
                pace,
                CapFeedSettings.Keep.DEFAULTS);
        CapPorts ports = new CapPorts(
                loop,
                log,
                () -> stamp,
                () -> targets,
                Optional.of((receiveNs, kind, conn, payload, offset, length) ->
                        recorded.add(conn + " " + payload.getStringWithoutLengthAscii(offset, length))));
        feed = new CapFeed(settings, ports);
        feed.start();
    }

    private static String coin(String id, String cap, long refNs) {
        return "{\"id\":\"" + id + "\",\"market_cap\":" + cap + ",\"last_updated\":\""
                + Instant.ofEpochSecond(refNs / 1_000_000_000L) + "\"}";
    }

    private static Answered markets(String... coins) {
        return Answered.ok("[" + String.join(",", coins) + "]");
    }

    private static Answered both(long refNs) {
        return markets(coin("pepe", "2699999.99", refNs), coin("dogwifcoin", "60000000", refNs));
    }

    private static String line(int instrument, String value, long refNs, long fetchNs) {
        return instrument + " " + value + " of " + refNs + " fetched " + fetchNs + " source 1 series 1";
    }

    private List<String> lines(int count) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(log.next());
        }
        return lines;
    }

    private static void await(BooleanSupplier condition) {
        long endNs = System.nanoTime() + 20_000 * MS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < endNs, "did not come about");
            Thread.onSpinWait();
        }
    }

    private static final List<String> BOTH = List.of(
            SERIES,
            line(0, "OK 269999999e-2", STAMP - HOUR, STAMP),
            line(1, "OK 269999999e-2", STAMP - HOUR, STAMP),
            line(2, "OK 6000000000e-2", STAMP - HOUR, STAMP));

    @Test
    void shouldTellEachInstrumentTheCapOfItsCoin() throws Exception {
        serve(asked -> both(STAMP - HOUR));
        assertEquals(BOTH, lines(4));
        Asked asked = server.asked();
        assertEquals("/api/v3/coins/markets?vs_currency=usd&per_page=250&page=1&ids=pepe,dogwifcoin", asked.target());
        assertEquals(KEY, asked.header("x-cg-demo-api-key"));
        await(() -> feed.status().rounds() == 1);
        assertEquals(List.of("mexc NOBODY_USDT"), feed.status().unmapped());
        assertEquals(Map.of(), feed.status().refusals());
        assertEquals(2, feed.status().coins());
        assertFalse((recorded + " " + feed.status()).contains(KEY), "the key is nowhere to be read");
        assertEquals(1, recorded.size());
    }

    @Test
    void shouldAskCoinMarketCapByItsNumbers() throws Exception {
        server = new FakeApi(asked -> Answered.ok("{\"status\":{\"error_code\":0},\"data\":{\"24478\":{\"id\":24478,"
                + "\"is_active\":1,\"quote\":{\"USD\":" + coin("x", "5.5", STAMP) + "}}}}"));
        open(CapProvider.COINMARKETCAP, Optional.of(new ApiKey("cmc-key")));
        assertEquals("series 1 source 2 each 3600 s, good for 172800 s: mcap", log.next());
        assertEquals("0 OK 550e-2 of " + STAMP + " fetched " + STAMP + " source 2 series 1", log.next());
        Asked asked = server.asked();
        assertEquals(
                "/v2/cryptocurrency/quotes/latest?convert=USD&skip_invalid=true&aux=is_active&id=24478,28752",
                asked.target());
        assertEquals("cmc-key", asked.header("X-CMC_PRO_API_KEY"));
        await(() -> feed.status().rounds() == 1);
        assertEquals(Map.of(Refusal.MISSING, 1L), feed.status().refusals());
    }

    @Test
    void shouldAskWithoutAKeyWhereNoneIsNeededAndRefuseToStartWhereOneIs() throws Exception {
        server = new FakeApi(asked -> both(STAMP - HOUR));
        open(CapProvider.COINGECKO, Optional.empty());
        assertNull(server.asked().header("x-cg-demo-api-key"));
        end();
        for (CapProvider each : List.of(CapProvider.COINMARKETCAP, CapProvider.COINGECKO_PRO)) {
            String said = assertThrows(IllegalArgumentException.class, () -> open(each, Optional.empty()))
                    .getMessage();
            assertTrue(said.startsWith("context.caps.key is missing"), said);
        }
        assertThrows(IllegalArgumentException.class, () -> new ApiKey(" "));
        assertEquals("(hidden)", new ApiKey(KEY).toString());
    }

    @Test
    void shouldBeSilentAsLongAsTheProviderAsksFor() throws Exception {
        serve(asked -> asked.number() == 1
                ? new Answered(429, "Retry-After: 1\r\n", "{\"status\":{\"error_code\":429}}")
                : both(STAMP - HOUR));
        assertEquals(BOTH, lines(4));
        assertEquals(Map.of(Refusal.RATE_LIMITED, 1L), feed.status().refusals());
        await(() -> server.waiting() == 2);
    }

    @Test
    void shouldAskNothingWhileToldToBeSilent() throws Exception {
        serve(asked -> new Answered(429, "Retry-After: 3600\r\n", ""));
        await(() -> feed.status().refusals().equals(Map.of(Refusal.RATE_LIMITED, 1L)));
        assertEquals(SERIES, log.next());
        server.asked();
        assertEquals(0, server.waiting());
    }

    @Test
    void shouldComeThroughEveryKindOfTrouble() throws Exception {
        net = net.with(new NetSettings.Rest(1 << 20, 300 * MS, 1, 16, HOUR, 1, 1));
        List<Answered> troubles = List.of(
                new Answered(429, "", ""),
                Answered.silence(),
                new Answered(500, "", "oops"),
                new Answered(503, "Content-Type: text/html\r\n", "<html>down</html>"),
                new Answered(200, "Content-Type: text/html\r\n", "<html>Just a moment...</html>"),
                Answered.ok("{\"status\":{\"error_code\":429}}"),
                Answered.ok("[{\"id\":\"pepe\",\"market_cap\":1"),
                new Answered(302, "Location: http://127.0.0.1:1/\r\n", ""),
                new Answered(200, "Content-Encoding: gzip\r\n", "[]"));
        serve(asked -> asked.number() <= troubles.size() ? troubles.get(asked.number() - 1) : both(STAMP - HOUR));
        assertEquals(BOTH, lines(4));
        assertEquals(
                Map.of(
                        Refusal.RATE_LIMITED, 2L,
                        Refusal.SLOW, 1L,
                        Refusal.SERVER_ERROR, 2L,
                        Refusal.NOT_JSON, 2L,
                        Refusal.NOT_HTTP, 2L),
                feed.status().refusals());
    }

    @Test
    void shouldNotHammerWithAKeyThatIsRefused() throws Exception {
        serve(asked -> new Answered(401, "", "{\"status\":{\"error_code\":10002}}"));
        await(() -> feed.status().refusals().equals(Map.of(Refusal.KEY_REFUSED, 1L)));
        assertEquals(SERIES, log.next());
        server.asked();
        assertEquals(0, server.waiting());
        assertTrue(feed.status().lastError().contains("401"), feed.status().lastError());
        assertFalse(feed.status().lastError().contains(KEY));
    }

    @Test
    void shouldGoOnToOtherCoinsWhenARequestIsRefusedOrCannotBeRead() throws Exception {
        pace = new CapFeedSettings.Pace(HOUR, 1_000_000, 1, MS, 2 * MS);
        targets.add(new CapPorts.Target(4, Venue.MEXC, "BOME_USDT"));
        serve(asked -> switch (asked.ids().get(0)) {
            case "pepe" -> new Answered(400, "", "{\"error\":\"bad\"}");
            case "dogwifcoin" -> Answered.ok("garbage");
            default -> markets(coin("book-of-meme", "7", STAMP));
        });
        assertEquals(List.of(SERIES, line(4, "OK 700e-2", STAMP, STAMP)), lines(2));
        await(() -> feed.status().rounds() == 1);
        assertEquals(
                Map.of(Refusal.REQUEST_REFUSED, 1L, Refusal.NOT_JSON, 3L),
                feed.status().refusals());
    }

    @Test
    void shouldTellWhenTheProviderTakesAValueBackAndAgesWhatItLeavesOut() throws Exception {
        pace = new CapFeedSettings.Pace(50 * MS, 1_000_000, 100, MS, 2 * MS);
        serve(asked -> switch (asked.number()) {
            case 1 -> both(STAMP - HOUR);
            case 2 -> markets(coin("pepe", "0", STAMP));
            default -> markets(coin("pepe", "5", STAMP), coin("dogwifcoin", "6", STAMP - 2 * HOUR));
        });
        lines(4);
        assertEquals(
                List.of(
                        line(0, "ERROR 0e-2", STAMP - HOUR, STAMP),
                        line(1, "ERROR 0e-2", STAMP - HOUR, STAMP),
                        line(0, "OK 500e-2", STAMP, STAMP)),
                lines(3));
        await(() -> feed.status().refusals().getOrDefault(Refusal.OLDER, 0L) >= 1);
        assertEquals(1L, feed.status().refusals().get(Refusal.ZERO));
        assertEquals(1L, feed.status().refusals().get(Refusal.MISSING));
    }

    @Test
    void shouldTellAfterARestartWhatItKnewAndAskWhenThatIsDue(@TempDir Path kept) throws Exception {
        directory = Optional.of(kept.resolve("cache"));
        serve(asked -> both(STAMP - HOUR));
        assertEquals(BOTH, lines(4));
        end();
        server.asked();
        stamp = STAMP + HOUR / 2;
        open(CapProvider.COINGECKO, Optional.of(new ApiKey(KEY)));
        assertEquals(BOTH, lines(4), "with the times it was fetched then");
        assertEquals(0, server.waiting(), "half an hour later nothing is due");
        end();
        stamp = STAMP + 2 * HOUR;
        open(CapProvider.COINGECKO, Optional.of(new ApiKey(KEY)));
        assertEquals(BOTH, lines(4));
        assertEquals(line(0, "OK 269999999e-2", STAMP - HOUR, STAMP + 2 * HOUR), log.next());
        server.asked();
        assertFalse(Files.readString(kept.resolve("cache/market-caps-coingecko.csv"))
                .contains(KEY));
    }

    @Test
    void shouldBeginAnewWithADamagedFile(@TempDir Path kept) throws Exception {
        Path file = kept.resolve("market-caps-coingecko.csv");
        Files.writeString(file, "ebb-caps 1 1\npepe,1,1,1\nend 0\n");
        directory = Optional.of(kept);
        serve(asked -> both(STAMP - HOUR));
        assertEquals(BOTH, lines(4));
        await(() -> feed.status().rounds() == 1);
        assertEquals(Map.of(Refusal.CACHE_DAMAGED, 1L), feed.status().refusals());
        end();
        assertTrue(Files.readString(file).contains("pepe,269999999,"));
    }

    @Test
    void shouldGoOnWithoutADiskThatCannotBeWritten(@TempDir Path kept) throws Exception {
        Path blocked = Files.writeString(kept.resolve("file"), "not a directory");
        directory = Optional.of(blocked);
        serve(asked -> both(STAMP - HOUR));
        assertEquals(BOTH, lines(4));
        await(() -> feed.status().refusals().equals(Map.of(Refusal.CACHE_UNUSABLE, 1L)));
    }

    @Test
    void shouldWaitForRoomOnTheRingAndKeepTheOrder() throws Exception {
        log.full(true);
        serve(asked -> both(STAMP - HOUR));
        await(() -> feed.status().rounds() == 1);
        assertEquals(0, log.size());
        assertEquals(0, feed.status().published());
        log.full(false);
        assertEquals(BOTH, lines(4));
        await(() -> feed.status().published() == 4);
    }

    @Test
    void shouldTellAnInstrumentThatComesLaterWhatIsKnownOfItsCoin() throws Exception {
        pace = new CapFeedSettings.Pace(50 * MS, 1_000_000, 100, MS, 2 * MS);
        targets.remove(0);
        serve(asked -> both(STAMP - HOUR));
        assertEquals(List.of(SERIES.replace("3600", "1"), BOTH.get(2), BOTH.get(3)), lines(3));
        targets.add(new CapPorts.Target(7, Venue.BINANCE_USDM, "1000PEPEUSDT"));
        String line = log.next();
        while (!line.startsWith("7 ")) {
            line = log.next(); // Heartbeats of the others.
        }
        assertEquals(line(7, "OK 269999999e-2", STAMP - HOUR, STAMP), line);
    }
}
