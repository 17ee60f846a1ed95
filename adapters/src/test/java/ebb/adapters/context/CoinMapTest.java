package ebb.adapters.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ebb.adapters.venue.Venue;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NS-CAP-3. */
class CoinMapTest {
    private static final String TOP = "# coins\n\n" + CoinMap.HEADER + "\n";

    private static List<String> problems(String lines) {
        CoinMapException e = assertThrows(CoinMapException.class, () -> CoinMap.of("coins.csv", lines));
        return List.of(e.getMessage().split("\n"));
    }

    @Test
    void shouldMapAnInstrumentOfAVenueToItsCoin() throws Exception {
        CoinMap map = CoinMap.of(
                "coins.csv",
                TOP + "binance-usdm, 1000PEPEUSDT, pepe, 24478\r\nmexc,PEPE_USDT,pepe,24478\nmexc,NEW_USDT,-,31000\n");
        assertEquals(Optional.of("pepe"), map.coin(CapProvider.COINGECKO, Venue.BINANCE_USDM, "1000PEPEUSDT"));
        assertEquals(Optional.of("24478"), map.coin(CapProvider.COINMARKETCAP, Venue.MEXC, "PEPE_USDT"));
        assertEquals(Optional.empty(), map.coin(CapProvider.COINGECKO, Venue.MEXC, "NEW_USDT"), "not known there");
        assertEquals(Optional.empty(), map.coin(CapProvider.COINGECKO, Venue.BINANCE_USDM, "PEPEUSDT"), "not guessed");
        assertEquals(
                List.of("NEW_USDT", "X_USDT"),
                map.unmapped(CapProvider.COINGECKO_PRO, Venue.MEXC, List.of("PEPE_USDT", "NEW_USDT", "X_USDT")));
        assertEquals(3, map.size());
    }

    @Test
    void shouldNameAmbiguousLinesWithTheirNumbers() {
        assertEquals(
                List.of(
                        "coins.csv:6: is ambiguous: 'mexc AI_USDT' is another coin in line 4",
                        "coins.csv:7: says again what line 5 says of 'mexc PEPE_USDT'"),
                problems(TOP
                        + "mexc,AI_USDT,sleepless-ai,28846\nmexc,PEPE_USDT,pepe,24478\n"
                        + "mexc,AI_USDT,any-inu,29186\nmexc,PEPE_USDT,pepe,24478\n"));
        assertEquals(
                List.of("coins.csv:6: is ambiguous: pepe with 9 here, pepe with 24478 in line 5"),
                problems(TOP + "mexc,A,pepe,-\nmexc,B,pepe,24478\nmexc,C,pepe,9\n"));
        assertEquals(
                List.of("coins.csv:5: is ambiguous: pepe-2 with 24478 here, pepe with 24478 in line 4"),
                problems(TOP + "mexc,A,pepe,24478\nmexc,B,pepe-2,24478\n"));
    }

    @Test
    void shouldNameEachBadLine() {
        assertEquals(
                List.of(
                        "coins.csv:4: has 3 columns, want 4: " + CoinMap.HEADER,
                        "coins.csv:5: there is no venue 'mexx', did you mean mexc?",
                        "coins.csv:6: 'P EPE' is no symbol",
                        "coins.csv:7: 'Pepe' is no id of coingecko: want a name like pepe, or -",
                        "coins.csv:7: '0x1' is no id of coinmarketcap: want a number like 24478, or -"),
                problems(TOP + "mexc,A,pepe\nmexx,A,pepe,1\nmexc,P EPE,pepe,1\nmexc,A,Pepe,0x1\n"));
        assertEquals(List.of("coins.csv:1: the first line must be " + CoinMap.HEADER), problems("mexc,A,pepe,1"));
        assertEquals(List.of("coins.csv: is empty; the first line must be " + CoinMap.HEADER), problems("# nothing\n"));
    }

    @Test
    void shouldSayWhenAFileCannotBeRead(@TempDir Path directory) throws Exception {
        Path absent = directory.resolve("absent.csv");
        assertEquals(
                absent + ": there is no such file",
                assertThrows(CoinMapException.class, () -> CoinMap.read(absent)).getMessage());
        Path binary = Files.write(directory.resolve("coins.csv"), new byte[] {(byte) 0xFF, 0x00});
        assertThrows(CoinMapException.class, () -> CoinMap.read(binary));
        Path good = Files.writeString(directory.resolve("good.csv"), TOP + "mexc,A,pepe,1\n");
        assertEquals(1, CoinMap.read(good).size());
    }

    @Test
    void shouldShipAnExampleThatHolds() throws Exception {
        try (InputStream in = CoinMap.class.getResourceAsStream("coins-example.csv")) {
            CoinMap map = CoinMap.of("coins-example.csv", new String(in.readAllBytes(), StandardCharsets.UTF_8));
            assertEquals(Optional.of("pepe"), map.coin(CapProvider.COINGECKO, Venue.BINANCE_USDM, "1000PEPEUSDT"));
            assertEquals(14, map.size());
        }
    }
}
