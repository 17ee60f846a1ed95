package ebb.adapters.context;

import ebb.adapters.feed.protocol.NearNames;
import ebb.adapters.venue.Venue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which coin an instrument is (NS-CAP-3): reviewed data, one line an instrument, never guessed from a ticker, for two coins
 * may share one. A multiplier symbol (1000PEPEUSDT) names the coin itself: a cap does not depend on the contract's size.
 *
 * <pre>
 * # comment
 * venue,symbol,coingecko,coinmarketcap
 * binance-usdm,1000PEPEUSDT,pepe,24478
 * mexc,PEPE_USDT,pepe,24478
 * </pre>
 *
 * <p>A provider that does not know the coin has {@code -}. An instrument without a line is unmapped: its cap is unknown.
 */
public final class CoinMap {
    /** The first line that is no comment. */
    public static final String HEADER = "venue,symbol,coingecko,coinmarketcap";

    /** No line at all: every instrument is unmapped. */
    public static final CoinMap EMPTY = new CoinMap(Map.of());

    private static final String ABSENT = "-";
    private static final long MOST_BYTES = 8 << 20;
    private static final int MOST_PROBLEMS = 50;

    private final Map<String, Row> rows;

    private record Row(String coingecko, String coinmarketcap, int line) {
        String of(CapProvider provider) {
            return provider.isNumbered() ? coinmarketcap : coingecko;
        }
    }

    private CoinMap(Map<String, Row> rows) {
        this.rows = rows;
    }

    /**
     * Reads a file.
     *
     * @param file as above, UTF-8
     * @return what it says
     * @throws CoinMapException with all that is wrong: lines that cannot be read, and lines that contradict each other
     */
    public static CoinMap read(Path file) throws CoinMapException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw whole(file, "is larger than " + (MOST_BYTES >> 20) + " MiB");
            }
            return of(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw whole(file, Files.exists(file) ? "cannot be read as UTF-8 text: " + e : "there is no such file");
        }
    }

    private static CoinMapException whole(Path file, String text) {
        return new CoinMapException(file.toString(), List.of(new CoinMapException.Problem(0, text)));
    }

    /**
     * Reads a text.
     *
     * @param name of the file, for errors
     * @param text its content
     * @return what it says
     * @throws CoinMapException as {@link #read}
     */
    public static CoinMap of(String name, String text) throws CoinMapException {
        Reading reading = new Reading();
        String[] lines = text.split("\r?\n", -1);
        for (int i = 0; i < lines.length && reading.problems.size() < MOST_PROBLEMS; i++) {
            String line = lines[i].strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                reading.take(line, i + 1);
            }
        }
        if (!reading.hasHeader && reading.problems.isEmpty()) {
            reading.fail(0, "is empty; the first line must be " + HEADER);
        }
        if (!reading.problems.isEmpty()) {
            throw new CoinMapException(name, reading.problems);
        }
        return new CoinMap(reading.rows);
    }

    /**
     * The coin of an instrument.
     *
     * @param provider whose id
     * @param venue where it trades
     * @param symbol as the venue spells it
     * @return empty if unmapped
     */
    public Optional<String> coin(CapProvider provider, Venue venue, String symbol) {
        Row row = rows.get(key(venue, symbol));
        return row == null || row.of(provider).equals(ABSENT) ? Optional.empty() : Optional.of(row.of(provider));
    }

    /**
     * Which of some instruments have no coin.
     *
     * @param provider whose ids
     * @param venue where they trade
     * @param symbols as the venue spells them
     * @return those unmapped, in the same order
     */
    public List<String> unmapped(CapProvider provider, Venue venue, Collection<String> symbols) {
        return symbols.stream()
                .filter(symbol -> coin(provider, venue, symbol).isEmpty())
                .toList();
    }

    /** Number of instruments with a line. */
    public int size() {
        return rows.size();
    }

    private static String key(Venue venue, String symbol) {
        return venue.text() + ' ' + symbol;
    }

    /** Takes line after line and remembers what contradicts what. */
    private static final class Reading {
        final Map<String, Row> rows = new LinkedHashMap<>();
        final List<CoinMapException.Problem> problems = new ArrayList<>();
        private final Map<String, Row> byGecko = new HashMap<>();
        private final Map<String, Row> byMarketCap = new HashMap<>();
        boolean hasHeader;

        void fail(int line, String text) {
            problems.add(new CoinMapException.Problem(line, text));
        }

        void take(String line, int number) {
            if (!hasHeader) {
                hasHeader = true;
                if (!line.equals(HEADER)) {
                    fail(number, "the first line must be " + HEADER);
                }
                return;
            }
            String[] cells = line.split(",", -1);
            if (cells.length != 4) {
                fail(number, "has " + cells.length + " columns, want 4: " + HEADER);
                return;
            }
            for (int i = 0; i < cells.length; i++) {
                cells[i] = cells[i].strip();
            }
            Venue venue = venue(cells[0], number);
            boolean isGood = venue != null
                    & isSymbol(cells[1], number)
                    & isCoin(CapProvider.COINGECKO, cells[2], number)
                    & isCoin(CapProvider.COINMARKETCAP, cells[3], number);
            if (isGood) {
                keep(key(venue, cells[1]), new Row(cells[2], cells[3], number));
            }
        }

        private Venue venue(String name, int number) {
            List<String> names = Arrays.stream(Venue.values()).map(Venue::text).toList();
            if (!names.contains(name)) {
                List<String> near = NearNames.of(name, names);
                fail(
                        number,
                        "there is no venue '" + name + "'"
                                + (near.isEmpty() ? ", want one of " + names : ", did you mean " + near.get(0) + "?"));
                return null;
            }
            return Venue.of(name);
        }

        private boolean isSymbol(String symbol, int number) {
            boolean isGood = symbol.matches("[^\\p{Cntrl}\\s]{1,40}");
            if (!isGood) {
                fail(number, "'" + symbol + "' is no symbol");
            }
            return isGood;
        }

        private boolean isCoin(CapProvider provider, String id, int number) {
            boolean isGood = id.equals(ABSENT) || provider.isCoin(id);
            if (!isGood) {
                String example = provider.isNumbered() ? "a number like 24478" : "a name like pepe";
                fail(number, "'" + id + "' is no id of " + provider.text() + ": want " + example + ", or -");
            }
            return isGood;
        }

        private void keep(String key, Row row) {
            Row before = rows.putIfAbsent(key, row);
            if (before != null) {
                boolean isSame = before.coingecko().equals(row.coingecko())
                        && before.coinmarketcap().equals(row.coinmarketcap());
                fail(
                        row.line(),
                        (isSame ? "says again what line " : "is ambiguous: '" + key + "' is another coin in line ")
                                + before.line()
                                + (isSame ? " says of '" + key + "'" : ""));
                return;
            }
            agree(byGecko, row.coingecko(), row);
            agree(byMarketCap, row.coinmarketcap(), row);
        }

        /** The same coin of one provider is the same coin of the other. */
        private void agree(Map<String, Row> known, String id, Row row) {
            Row before = id.equals(ABSENT) ? null : known.putIfAbsent(id, row);
            if (before == null) {
                return;
            }
            boolean agrees =
                    agree(before.coingecko(), row.coingecko()) && agree(before.coinmarketcap(), row.coinmarketcap());
            if (!agrees) {
                fail(
                        row.line(),
                        "is ambiguous: " + row.coingecko() + " with " + row.coinmarketcap() + " here, "
                                + before.coingecko() + " with " + before.coinmarketcap() + " in line " + before.line());
            } else if (before.coingecko().equals(ABSENT)
                    || before.coinmarketcap().equals(ABSENT)) {
                // What this line knows more is compared with the next ones.
                known.put(id, row);
            }
        }

        private static boolean agree(String one, String other) {
            return one.equals(ABSENT) || other.equals(ABSENT) || one.equals(other);
        }
    }
}
