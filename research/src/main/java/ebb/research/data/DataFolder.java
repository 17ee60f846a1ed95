package ebb.research.data;

import ebb.adapters.files.CandleCsvReader;
import ebb.adapters.files.TradeCsvReader;
import ebb.adapters.venue.Venue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Finds the recordings that NullSpectre is validated with, by the names that the catalogue gives them. */
public final class DataFolder {
    /** One-minute candles of pumped coins and of controls. */
    public static final String CANDLES = "mexc-meme-1m-2026.csv.zst";

    /** Where their pumps are. */
    public static final String CANDLE_PUMPS = "mexc-meme-events-2026.csv";

    /** Trades around announced pumps. */
    public static final String TRADES = "binance-btc-pump-trades-2020-2022.csv.zst";

    /** Where their pumps are. */
    public static final String TRADE_PUMPS = "binance-btc-pump-events-2020-2022.csv";

    private static final long MS = 1_000_000L;
    private static final int MINUTE_SEC = 60;

    /** Fills are known when the next minute closes (PAPER-7): an entry must live until then. */
    private static final String UNTIL_THE_CLOSE = "ns.ent.timeout=90s";

    /** The trades are priced in BTC: an account of 5,000 USDT was 0.1 to 0.6 BTC then, its limits in proportion. */
    private static final List<String> IN_BTC =
            List.of(UNTIL_THE_CLOSE, "paper.equity=0.1", "risk.order-notional=0.05", "risk.gross-notional=0.15");

    /**
     * The recordings do not say what trading cost: 6 bp, on the dear side of these venues, for resting too, because what
     * rests on candles is an entry that would have crossed.
     */
    private static final Tape.Fees FEES = new Tape.Fees(600_000, 600_000);

    private final Path folder;
    private final Consumer<String> progress;

    private DataFolder(Path folder, Consumer<String> progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Reads what is there into memory.
     *
     * @param folder with the files, or with a folder {@code pumps} that has them
     * @param symbols of the candles; empty for all
     * @param progress told what is being read
     * @return none to two data sets
     */
    public static List<Dataset> read(Path folder, List<String> symbols, Consumer<String> progress) {
        DataFolder here = new DataFolder(folder, progress);
        List<Dataset> found = new ArrayList<>();
        if (here.has(CANDLES)) {
            found.add(here.candles(symbols));
        }
        if (here.has(TRADES) && symbols.isEmpty()) {
            found.add(here.trades());
        }
        return found;
    }

    private boolean has(String name) {
        return Files.isReadable(file(name));
    }

    private Path file(String name) {
        Path below = folder.resolve("pumps").resolve(name);
        return Files.isReadable(below) ? below : folder.resolve(name);
    }

    private Dataset candles(List<String> wanted) {
        List<String> symbols = new ArrayList<>(CandleCsvReader.symbols(file(CANDLES)));
        if (!wanted.isEmpty()) {
            symbols.retainAll(wanted);
        }
        Tape tape = new Tape();
        for (String symbol : symbols) {
            progress.accept("reading " + symbol + " of " + CANDLES);
            CandleCsvReader.run(file(CANDLES), symbol, MINUTE_SEC, Venue.MEXC, tape.part(), line -> {});
        }
        List<Dataset.Pump> pumps = new ArrayList<>();
        for (List<String> row : rows(CANDLE_PUMPS, "symbol", "start_ms", "peak_ms")) {
            if (symbols.contains(row.get(0))) {
                pumps.add(pump(row));
            }
        }
        return new Dataset(CANDLES, Dataset.Kind.CANDLES, List.of(UNTIL_THE_CLOSE), FEES, symbols, tape, pumps);
    }

    /** The coins had no perpetual: they are traded here as if they had one, the only kind that the strategy shorts. */
    private Dataset trades() {
        Tape tape = new Tape();
        List<String> events = TradeCsvReader.run(file(TRADES), Venue.BINANCE_USDM, event -> {
            progress.accept("reading " + event + " of " + TRADES);
            return tape.part();
        });
        List<Dataset.Pump> pumps = new ArrayList<>();
        for (List<String> row : rows(TRADE_PUMPS, "event", "first_ms", "peak_ms")) {
            pumps.add(pump(row));
        }
        return new Dataset(TRADES, Dataset.Kind.TRADES, IN_BTC, FEES, events, tape, pumps);
    }

    private static Dataset.Pump pump(List<String> row) {
        return new Dataset.Pump(row.get(0), Long.parseLong(row.get(1)) * MS, Long.parseLong(row.get(2)) * MS);
    }

    /** Some columns of a small file; nothing where there is no such file. */
    private List<List<String>> rows(String name, String... columns) {
        if (!has(name)) {
            return List.of();
        }
        try {
            List<String> lines = Files.readAllLines(file(name));
            List<String> header = Arrays.asList(lines.get(0).split(",", -1));
            List<List<String>> rows = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] fields = line.split(",", -1);
                List<String> row = new ArrayList<>();
                for (String column : columns) {
                    row.add(fields[header.indexOf(column)]);
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file(name), e);
        }
    }
}
