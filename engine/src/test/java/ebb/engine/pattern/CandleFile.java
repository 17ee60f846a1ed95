package ebb.engine.pattern;

import com.github.luben.zstd.ZstdInputStream;
import ebb.testing.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A file of candles ({@code symbol,open_ms,open,high,low,close,volume,…}), read once, as exact decimals. */
public final class CandleFile {
    /** One candle. */
    public record Row(long ms, BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal close, BigDecimal volume) {}

    private static final Map<String, CandleFile> READ = new HashMap<>();

    private final Map<String, List<String>> lines = new HashMap<>();
    private final Map<String, List<Row>> rows = new HashMap<>();

    private CandleFile(String file) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new ZstdInputStream(Files.newInputStream(SharedData.file("data/" + file))), StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.computeIfAbsent(line.substring(0, line.indexOf(',')), s -> new ArrayList<>())
                        .add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static synchronized CandleFile of(String file) {
        CandleFile read = READ.get(file);
        if (read == null) {
            read = new CandleFile(file);
            READ.put(file, read);
        }
        return read;
    }

    /** All candles of a symbol, in file order. */
    public List<Row> rows(String symbol) {
        List<Row> known = rows.get(symbol);
        if (known == null) {
            known = lines.get(symbol).stream().map(CandleFile::row).toList();
            rows.put(symbol, known);
        }
        return known;
    }

    private static Row row(String line) {
        String[] f = line.split(",");
        return new Row(
                Long.parseLong(f[1]),
                new BigDecimal(f[2]),
                new BigDecimal(f[3]),
                new BigDecimal(f[4]),
                new BigDecimal(f[5]),
                new BigDecimal(f[6]));
    }

    /** Decimals of the symbol's finest price. */
    public int priceScale(String symbol) {
        int scale = 0;
        for (Row row : rows(symbol)) {
            for (BigDecimal p : List.of(row.open(), row.high(), row.low(), row.close())) {
                scale = Math.max(scale, p.stripTrailingZeros().scale());
            }
        }
        return scale;
    }

    public int volumeScale(String symbol) {
        int scale = 0;
        for (Row row : rows(symbol)) {
            scale = Math.max(scale, row.volume().stripTrailingZeros().scale());
        }
        return scale;
    }

    /** Merged bars (BAR-2, BAR-5): rows of volume 0 give no price; a period without one is EMPTY at the close before. */
    public ListBars merged(String symbol, long frameMs) {
        int price = priceScale(symbol);
        int volume = volumeScale(symbol);
        ListBars bars = new ListBars();
        long start = Long.MIN_VALUE;
        long[] bar = null;
        long close = 0;
        for (Row row : rows(symbol)) {
            long at = Math.floorDiv(row.ms(), frameMs) * frameMs;
            while (start != Long.MIN_VALUE && start < at) {
                close = finish(bars, start, bar, close);
                bar = null;
                start += frameMs;
            }
            start = at;
            if (row.volume().signum() > 0) {
                bar = merge(bar, row, price, volume);
            } else if (bars.all.isEmpty() && bar == null) {
                close = mantissa(row.close(), price);
            }
        }
        finish(bars, start, bar, close);
        return bars;
    }

    private static long[] merge(long[] bar, Row row, int price, int volume) {
        long high = mantissa(row.high(), price);
        long low = mantissa(row.low(), price);
        long close = mantissa(row.close(), price);
        long added = mantissa(row.volume(), volume);
        return bar == null
                ? new long[] {mantissa(row.open(), price), high, low, close, added}
                : new long[] {bar[0], Math.max(bar[1], high), Math.min(bar[2], low), close, bar[4] + added};
    }

    private static long finish(ListBars bars, long startMs, long[] bar, long close) {
        long ns = startMs * 1_000_000;
        if (bar == null) {
            bars.add(ns, close, close, close, close, 0);
            return close;
        }
        bars.add(ns, bar[0], bar[1], bar[2], bar[3], bar[4]);
        return bar[3];
    }

    public static long mantissa(BigDecimal value, int scale) {
        return value.movePointRight(scale).longValueExact();
    }
}
