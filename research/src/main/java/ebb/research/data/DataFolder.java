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
import java.util.Comparator;
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

    /** Quarters of an hour of large coins in two years of pumps, none of them announced. */
    public static final String QUARTERS = "binance-spot-15m-2020-2022.csv.zst";

    /** Bitcoin's hours of 2017 to 2022. */
    public static final String BITCOIN = "binance-spot-1h-2017-2022-a.csv.zst";

    private static final String BTC = "BTCUSDT";
    private static final long MS = 1_000_000L;
    private static final int HOUR_SEC = 3_600;
    private static final int QUARTER_SEC = 900;
    private static final int MINUTE_SEC = 60;

    /** Fills are known when the next minute closes (PAPER-7): an entry must live until then. */
    private static final String UNTIL_THE_CLOSE = "ns.ent.timeout=90s";

    /**
     * The strategy is judged by its own limits (NS-RSK): the house's stand out of their way. Pauses that wait for a person, the
     * house's after three losses and NS-RSK-4's after six, would end a recording at the first bad week; whoever reviews lets it go on
     * at once.
     */
    private static final List<String> OWN_LIMITS = List.of(
            UNTIL_THE_CLOSE,
            "risk.leverage=100",
            "risk.order-notional=1000000",
            "risk.gross-notional=3000000",
            "risk.daily-loss=20%",
            "risk.losing-run=1000",
            "ns.risk.streak=1000",
            "ns.risk.edge-win=0%",
            "ns.risk.edge-payoff=0");

    /**
     * The trades are priced in BTC, taken at 50,000 USDT: an account of 5,000 and the universe's least volume of 250,000. They
     * begin two days before the pump, so a week of age cannot be asked. Prints were recorded, so the runner can be watched (NS-RUN).
     */
    private static final List<String> IN_BTC =
            List.of("paper.equity=0.1", "ns.uni.min-volume=5", "ns.uni.min-age=1h", "ns.run.rest=false");

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
     * @return none to three data sets, controls last and only beside others
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
        Path quarters = folder.resolve("ohlcv").resolve(QUARTERS);
        if (!found.isEmpty() && symbols.isEmpty() && Files.isReadable(quarters)) {
            found.add(here.quarters(quarters));
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
            CandleCsvReader.run(file(CANDLES), symbol, MINUTE_SEC, Venue.MEXC, tape.part(symbol), line -> {});
        }
        List<Dataset.Pump> pumps = new ArrayList<>();
        for (List<String> row : rows(CANDLE_PUMPS, "symbol", "start_ms", "peak_ms")) {
            if (symbols.contains(row.get(0))) {
                pumps.add(pump(row));
            }
        }
        return new Dataset(CANDLES, Dataset.Kind.CANDLES, OWN_LIMITS, FEES, List.of(tape), pumps, bitcoin());
    }

    private Dataset quarters(Path file) {
        Tape tape = new Tape();
        for (String symbol : CandleCsvReader.symbols(file)) {
            progress.accept("reading " + symbol + " of " + QUARTERS);
            CandleCsvReader.run(file, symbol, QUARTER_SEC, Venue.BINANCE_USDM, tape.part(symbol), line -> {});
        }
        List<String> settings = new ArrayList<>(OWN_LIMITS);
        settings.addAll(List.of("bar.base=15m", "bar.frames=15m,1h,4h,1d", "ns.ent.timeout=16min"));
        return new Dataset(QUARTERS, Dataset.Kind.QUARTERS, settings, FEES, List.of(tape), List.of(), bitcoin());
    }

    /**
     * Each event is a session: they lie weeks apart, and nobody carries a position from one to the next. The coins had no
     * perpetual: they are traded here as if they had one, the only kind that the strategy shorts.
     */
    private Dataset trades() {
        List<Tape> sessions = new ArrayList<>();
        TradeCsvReader.run(file(TRADES), Venue.BINANCE_USDM, event -> {
            progress.accept("reading " + event + " of " + TRADES);
            Tape tape = new Tape();
            sessions.add(tape);
            return tape.part(event);
        });
        sessions.sort(Comparator.comparingLong(Tape::firstNs));
        List<Dataset.Pump> pumps = new ArrayList<>();
        for (List<String> row : rows(TRADE_PUMPS, "event", "first_ms", "peak_ms")) {
            pumps.add(pump(row));
        }
        List<String> settings = new ArrayList<>(OWN_LIMITS);
        settings.addAll(IN_BTC);
        return new Dataset(TRADES, Dataset.Kind.TRADES, settings, FEES, sessions, pumps, bitcoin());
    }

    /** Of the hours of years, where they are there; nothing else tells of Bitcoin. */
    private BtcTrend bitcoin() {
        Path file = folder.resolve("ohlcv").resolve(BITCOIN);
        if (!Files.isReadable(file)) {
            return BtcTrend.unknown();
        }
        progress.accept("reading " + BTC + " of " + BITCOIN);
        Tape tape = new Tape();
        CandleCsvReader.run(file, BTC, HOUR_SEC, Venue.BINANCE_SPOT, tape.part(BTC), line -> {});
        return BtcTrend.of(tape);
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
