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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Candle files of the catalogue and made by hand. */
class CandleCsvReaderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "ohlcv/binance-usdm-1h-2025-2026-top60.csv.zst, BTCUSDT, 3600, BINANCE_USDM, 4500, -1, -3, 0",
        "ohlcv/binance-usdm-1m-2026-02.csv.zst, LINKUSDT, 60, BINANCE_USDM, 40320, -3, -2, 0",
        "ohlcv/binance-spot-1h-2017-2022-a.csv.zst, BTCUSDT, 3600, BINANCE_SPOT, 45024, -2, -6, 0",
        "ohlcv/btc-perp-1m-2022-01.csv.zst, BTC-PERP, 60, BINANCE_USDM, 45031, -3, -4, 14",
        "pumps/mexc-meme-1m-2026.csv.zst, PEPEUSDT, 60, MEXC, 43009, -9, 0, 0",
    })
    void shouldPublishEachRowOfSymbol(
            String name, String symbol, int frame, Venue venue, long rows, int pe, int qe, long rounded) {
        List<Long> lines = new ArrayList<>();
        Recorder recorder = Recorder.endless();
        CandleReport report =
                CandleCsvReader.run(SharedData.file("data/" + name), symbol, frame, venue, recorder, lines::add);
        assertEquals(rows, report.candles());
        assertEquals(rows, lines.size());
        assertEquals(rows + 2, recorder.committed());
        assertEquals(new CapturedInstrument(0, symbol, pe, qe, true), report.instrument());
        assertEquals(rounded, report.rounded());
    }

    @Test
    void shouldStampCandlesWithTheirEndAndKeepEachDigit() throws IOException {
        Path file = file(
                "symbol,open_ms,open,high,low,close,volume,quote_volume,trades,taker_buy_volume",
                "AUSDT,60000,1.50,1.75,1.250,1.5,10.5,15.75,3,4.25",
                "BUSDT,60000,9,9,9,9,9,9,9,9",
                "AUSDT,120000,1.5,1.5,1.5,1.5,0,0,0,0");
        Recorder recorder = Recorder.of(10);
        List<Long> lines = new ArrayList<>();
        CandleReport report = CandleCsvReader.run(file, "AUSDT", 60, Venue.BINANCE_USDM, recorder, lines::add);
        assertEquals(List.of(2L, 4L), lines);
        assertEquals(
                new CandleReport(
                        new CapturedInstrument(0, "AUSDT", -2, -2, true), 2, 0, 60_000_000_000L, 180_000_000_000L),
                report);
        assertEquals(
                List.of(
                        "Candle #0 v1 c65535 t120000000000 f3 60000000000 150 175 125 150 v1050 q1575000000 b425 n3 60s 3",
                        "Candle #0 v1 c65535 t180000000000 f3 120000000000 150 150 150 150 v0 q0 b0 n0 60s 3"),
                List.of(message(recorder, 2), message(recorder, 3)));
    }

    @Test
    void shouldTakeTimestampForEndAndDateForStart() throws IOException {
        Path ends = file("timestamp,open,high,low,close,volume", "1970-01-01 00:02:00.000000,1,1,1,1,1");
        assertEquals(
                60_000_000_000L,
                CandleCsvReader.run(ends, "A", 60, Venue.MEXC, Recorder.of(9), line -> {})
                        .firstNs());
        Path starts = file("date,open,high,low,close,volume", "1970-01-02,1,1,1,1,1");
        assertEquals(
                86_400_000_000_000L,
                CandleCsvReader.run(starts, "A", 86400, Venue.MEXC, Recorder.of(9), line -> {})
                        .firstNs());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "open_ms,open,high,low,close,volume|60000,1,x,1,1,1|:2: field high is not a number: 'x'",
                "open_ms,open,high,low,close,volume|60000,1,1,0,1,1|:2: field low is not a price above zero: '0'",
                "open_ms,open,high,low,close,volume|60000,1,1,1,1,-1|:2: field volume is below zero: '-1'",
                "open_ms,open,high,low,close,volume|60000,1,1,1,1|:2: 5 fields where the header has 6",
                "open_ms,open,high,low,close,volume|x,1,1,1,1,1|:2: field open_ms is not a time in ms: 'x'",
                "date,open,high,low,close,volume|1.1.1970,1,1,1,1,1|:2: field date is not a time",
                "open_ms,open,high,low,close|60000,1,1,1,1|:1: no column volume",
                "when,open,high,low,close,volume|60000,1,1,1,1,1|:1: no column open_ms",
                "symbol,open_ms,open,high,low,close,volume|B,60000,1,1,1,1,1|: no candles of A",
                "open_ms,open,high,low,close,volume|60000,1e19,1,1,1.5,1|does not fit",
            })
    void shouldNameFileLineAndFieldOfWhatItCannotRead(String header, String row, String problem) throws IOException {
        Path file = file(header, row);
        CaptureException e = assertThrows(
                CaptureException.class,
                () -> CandleCsvReader.run(file, "A", 60, Venue.MEXC, Recorder.of(9), line -> {}));
        assertTrue(e.getMessage().contains(file.toString()) && e.getMessage().contains(problem), e.getMessage());
    }

    @Test
    void shouldRefuseCandlesOfAnotherFrameOrOutOfOrder() throws IOException {
        String header = "open_ms,open,high,low,close,volume";
        for (String second : List.of("90000", "60000", "0")) {
            Path file = file(header, "60000,1,1,1,1,1", second + ",1,1,1,1,1");
            CaptureException e = assertThrows(
                    CaptureException.class,
                    () -> CandleCsvReader.run(file, "A", 60, Venue.MEXC, Recorder.of(9), line -> {}));
            assertEquals(3, e.line(), second);
        }
    }

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("candles.csv"), List.of(lines));
    }

    private static String message(Recorder recorder, int i) {
        return Messages.of(recorder.buffer(), recorder.at(i), recorder.length(i));
    }
}
