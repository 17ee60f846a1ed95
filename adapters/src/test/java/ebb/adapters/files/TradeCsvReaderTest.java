package ebb.adapters.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.testing.Messages;
import ebb.adapters.testing.Recorder;
import ebb.adapters.venue.Venue;
import ebb.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trades of the catalogue's pumps and made by hand. */
class TradeCsvReaderTest {
    @TempDir
    Path folder;

    @Test
    void shouldPublishTradesWithTheCandlesThatTheyMake() throws IOException {
        Path file = file(
                "A,60500,buy,0.00002972,4", "A,90000,sell,0.0000297,1.5", "A,180001,buy,0.00003,2", "B,60000,buy,1,1");
        Map<String, Recorder> parts = new LinkedHashMap<>();

        List<String> events = TradeCsvReader.run(
                file, Venue.BINANCE_USDM, event -> parts.computeIfAbsent(event, name -> Recorder.of(20)));

        assertEquals(List.of("A", "B"), events);
        Recorder a = parts.get("A");
        List<String> lines = new ArrayList<>();
        // Behind the venue, the instrument and the session of its trades.
        for (int i = 3; i < a.size(); i++) {
            lines.add(Messages.of(a.buffer(), a.at(i), a.length(i)));
        }
        assertEquals(
                List.of(
                        "Trade #0 v1 c0 t60500000000 f3 60500000000 2972:40 BUY i1 f- n- 65535 65535 0 NULL_VAL",
                        "Trade #0 v1 c0 t90000000000 f3 90000000000 2970:15 SELL i2 f- n- 65535 65535 0 NULL_VAL",
                        "Candle #0 v1 c0 t120000000000 f3 60000000000 2972 2972 2970 2970 v55 q- b40 n2 60s 3",
                        "Candle #0 v1 c0 t180000000000 f3 120000000000 2970 2970 2970 2970 v0 q- b0 n0 60s 3",
                        "Trade #0 v1 c0 t180001000000 f3 180001000000 3000:20 BUY i3 f- n- 65535 65535 0 NULL_VAL",
                        "Candle #0 v1 c0 t240000000000 f3 180000000000 3000 3000 3000 3000 v20 q- b20 n1 60s 3"),
                lines);
        assertEquals(5, parts.get("B").size());
    }

    @Test
    void shouldReadTheCataloguesPumps() {
        Recorder all = Recorder.endless();

        List<String> events = TradeCsvReader.run(
                SharedData.file("data/pumps/binance-btc-pump-trades-2020-2022.csv.zst"),
                Venue.BINANCE_USDM,
                event -> all);

        assertEquals(36, events.size());
        assertEquals("NULS-20200130T1700", events.get(0));
        // Trades of the catalogue, three messages before each event's, and a candle for each of its minutes.
        assertTrue(all.committed() > 842_674 + 3 * 36 + 36 * 3 * 1_440, () -> "committed " + all.committed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A,60000,up,1,1|:2: field side is neither buy nor sell: 'up'",
                "A,x,buy,1,1|:2: field timestamp_ms is not a time in ms: 'x'",
                "A,60000,buy,0,1|:2: field price is not above zero: '0'",
                "A,60000,buy,1,-1|:2: field amount is not a number: '-1'",
                "A,60000,buy,1|:2: 4 fields where the header has 5",
                "A,60000,buy,1,99999999999999999999|do not fit",
            })
    void shouldNameFileLineAndFieldOfWhatItCannotRead(String row, String problem) throws IOException {
        Path file = file(row);
        CaptureException e = assertThrows(
                CaptureException.class, () -> TradeCsvReader.run(file, Venue.MEXC, event -> Recorder.of(9)));
        assertTrue(e.getMessage().contains(file.toString()) && e.getMessage().contains(problem), e.getMessage());
    }

    @Test
    void shouldRefuseTradesOutOfOrderAndEventsThatComeAgain() throws IOException {
        for (String last : List.of("A,59999,buy,1,1", "B,60000,buy,1,1\nA,70000,buy,1,1")) {
            Path file = file("A,60000,buy,1,1", last);
            assertThrows(CaptureException.class, () -> TradeCsvReader.run(file, Venue.MEXC, event -> Recorder.of(9)));
        }
    }

    private Path file(String... rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of("event,timestamp_ms,side,price,amount"));
        lines.addAll(List.of(rows));
        return Files.write(folder.resolve("trades.csv"), lines);
    }
}
