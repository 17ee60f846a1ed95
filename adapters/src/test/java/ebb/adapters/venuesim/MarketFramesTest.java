package ebb.adapters.venuesim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ebb.adapters.files.LineKind;
import ebb.adapters.venuesim.fault.Fault;
import ebb.adapters.venuesim.fault.FaultKind;
import ebb.adapters.venuesim.fault.FaultScript;
import ebb.adapters.venuesim.market.BookCopy;
import ebb.adapters.venuesim.market.Candles;
import ebb.adapters.venuesim.market.Instrument;
import ebb.adapters.venuesim.market.Scenario;
import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.market.SyntheticMarket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class MarketFramesTest {
    private static final long START = SyntheticMarket.DEMO_START_NS;
    private static final long MINUTE = Candles.MINUTE_NS;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static MarketFrames frames(long seed, int minutes, FaultScript script) {
        return new MarketFrames(new SyntheticMarket(seed, Scenario.demo(), START), START + minutes * MINUTE, script);
    }

    private static byte[] bytes(MarketFrames frames) {
        byte[] bytes = new byte[frames.payload().capacity()];
        frames.payload().getBytes(0, bytes);
        return bytes;
    }

    private static long hash(MarketFrames frames) {
        CRC32C sum = new CRC32C();
        long last = 0;
        while (frames.next()) {
            assertTrue(frames.receiveNs() > last, "time stood still at " + last);
            last = frames.receiveNs();
            byte[] head = (last + " " + frames.venue() + " " + frames.kind() + " " + frames.connection() + " "
                            + frames.address())
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
            sum.update(head);
            sum.update(bytes(frames));
        }
        return sum.getValue();
    }

    @Test
    void shouldGiveTheSameBytesForASeedOnEveryMachine() {
        long first = hash(frames(42, 30, FaultScript.demo()));
        assertEquals(first, hash(frames(42, 30, FaultScript.demo())));
        assertEquals(PINNED, Long.toHexString(first), "seed 42, 30 minutes");
        assertFalse(first == hash(frames(43, 30, FaultScript.demo())), "another seed, the same bytes");
    }

    /** Changes with each deliberate change of the market or its spelling, and with nothing else. */
    private static final String PINNED = "92f58803";

    @Test
    void shouldCarryTheMarketsOwnBooksInTheFrames() throws IOException {
        MarketFrames frames = frames(3, 10, FaultScript.none());
        Map<String, Book> books = new HashMap<>();
        long compared = 0;
        while (frames.next()) {
            if (frames.kind() == LineKind.OPEN) {
                continue;
            }
            JsonNode root = JSON.readTree(bytes(frames));
            Book book = Book.of(frames, root, books);
            if (book != null && book.isSynced) {
                Instrument instrument = frames.market().find(frames.venue(), book.symbol);
                if (instrument.commits() > 0 && instrument.commit(0).lastId() == book.id) {
                    BookCopy copy = new BookCopy();
                    instrument.copyBook(copy, 1);
                    assertEquals(Book.text(copy, instrument), book.text(), book.symbol + " at " + book.id);
                    compared++;
                }
            }
        }
        assertEquals(6, books.size());
        assertTrue(compared > 2_000, "only " + compared + " books compared");
    }

    @Test
    void shouldBeginWithInstrumentsHistoryAndConnections() {
        MarketFrames frames = frames(1, 1, FaultScript.none());
        List<String> lines = new ArrayList<>();
        while (frames.next() && frames.kind() != LineKind.IN) {
            lines.add(frames.kind() + " " + frames.address().replaceAll("\\?.*", "") + frames.connection());
        }
        assertEquals("HTTP https://contract.mexc.com/api/v1/contract/detail0", lines.get(0));
        assertEquals("HTTP https://fapi.binance.com/fapi/v1/exchangeInfo0", lines.get(1));
        assertEquals("HTTP https://api.binance.com/api/v3/exchangeInfo0", lines.get(2));
        assertEquals(3 + 6 * MarketFrames.HISTORY_MINUTES.size() + 4, lines.size());
        assertEquals(List.of("OPEN 1", "OPEN 2", "OPEN 3", "OPEN 4"), lines.subList(lines.size() - 4, lines.size()));
    }

    @Test
    void shouldAnswerWhatIsAskedForNext() throws IOException {
        MarketFrames frames = frames(1, 60, FaultScript.none());
        do {
            assertTrue(frames.next());
        } while (frames.receiveNs() < START + 20 * MINUTE);
        frames.requestCandles(SimVenue.MEXC, "SURGE_USDT", 1, 5);
        frames.requestBook(SimVenue.BINANCE_USDM, "ETHUSDT");
        List<String> answers = new ArrayList<>();
        while (answers.size() < 2 && frames.next()) {
            if (frames.kind() == LineKind.HTTP) {
                JsonNode root = JSON.readTree(bytes(frames));
                answers.add(frames.venue() + " " + root.at("/data/time").size() + " " + root.has("lastUpdateId"));
            }
        }
        assertEquals(List.of("MEXC 5 false", "BINANCE_USDM 0 true"), answers);
    }

    @Test
    void shouldShowEachFaultInTheStream() throws IOException {
        List<Fault> faults = new ArrayList<>();
        String surge = "SURGE_USDT";
        faults.add(Fault.of(FaultKind.SKIP, SimVenue.MEXC, surge, 60_000, 2));
        faults.add(Fault.of(FaultKind.CROSS, SimVenue.MEXC, surge, 120_000, 2));
        faults.add(Fault.of(FaultKind.DUPLICATE, SimVenue.MEXC, surge, 180_000, 1));
        faults.add(Fault.of(FaultKind.REORDER, SimVenue.MEXC, surge, 240_000, 1));
        faults.add(Fault.of(FaultKind.MALFORMED, SimVenue.MEXC, surge, 300_000, 1));
        faults.add(Fault.of(FaultKind.UNKNOWN_CHANNEL, SimVenue.MEXC, surge, 360_000, 1));
        faults.add(Fault.of(FaultKind.UNKNOWN_SYMBOL, SimVenue.MEXC, surge, 420_000, 1));
        faults.add(Fault.of(FaultKind.CUT, SimVenue.BINANCE_USDM, 2, 480_000, 5_000));
        faults.add(Fault.of(FaultKind.SILENCE, SimVenue.BINANCE_SPOT, 1, 500_000, 30_000));
        MarketFrames frames = frames(4, 10, new FaultScript(faults));
        List<String> seen = new ArrayList<>();
        Map<String, Book> books = new HashMap<>();
        long lastSpotNs = START;
        while (frames.next()) {
            if (frames.kind() == LineKind.CLOSE
                    || (frames.kind() == LineKind.OPEN && frames.receiveNs() > START + MINUTE)) {
                seen.add(frames.kind() + " " + frames.connection());
                continue;
            }
            if (frames.kind() == LineKind.OPEN) {
                continue;
            }
            if (frames.venue() == SimVenue.BINANCE_SPOT) {
                if (frames.receiveNs() - lastSpotNs > 20_000_000_000L) {
                    seen.add("SILENT spot");
                }
                lastSpotNs = frames.receiveNs();
            }
            JsonNode root;
            try {
                root = JSON.readTree(bytes(frames));
            } catch (IOException e) {
                seen.add("MALFORMED");
                continue;
            }
            if (root.path("channel").asText().equals("push.mystery")) {
                seen.add("UNKNOWN_CHANNEL");
            } else if (root.path("symbol").asText().equals("NOPE_USDT")) {
                seen.add("UNKNOWN_SYMBOL");
            } else {
                Book book = Book.of(frames, root, books);
                if (book != null && book.trouble != null) {
                    seen.add(book.trouble + " " + book.symbol);
                    if (book.trouble.equals("GAP")) {
                        frames.requestBook(book.venue, book.symbol);
                    }
                    book.trouble = null;
                }
            }
        }
        assertEquals(
                List.of(
                        "GAP SURGE_USDT",
                        "CROSSED SURGE_USDT",
                        "CROSSED SURGE_USDT",
                        "OLD SURGE_USDT",
                        "GAP SURGE_USDT",
                        "OLD SURGE_USDT",
                        "MALFORMED",
                        "UNKNOWN_CHANNEL",
                        "UNKNOWN_SYMBOL",
                        "CLOSE 3",
                        "OPEN 3",
                        "SILENT spot",
                        "GAP BTCUSDT"),
                seen);
        assertEquals(faults.size(), frames.struck().size());
    }
}
