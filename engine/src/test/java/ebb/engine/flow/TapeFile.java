package ebb.engine.flow;

import com.github.luben.zstd.ZstdInputStream;
import ebb.testing.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Recorded tapes of the shared data: the rows of one symbol or event, in file order. */
public final class TapeFile {
    /** A row; times in ns, lag 0 where the file has none. */
    public record Row(long txNs, long lagNs, long id, int sign, String price, String qty) {}

    private TapeFile() {}

    /** The rows whose first column is {@code key}; the calling test is skipped where the file is absent. */
    public static List<Row> rows(String file, String key) {
        List<Row> rows = new ArrayList<>();
        try (InputStream packed = Files.newInputStream(SharedData.file("data/" + file));
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new ZstdInputStream(packed), StandardCharsets.US_ASCII))) {
            List<String> columns = List.of(lines.readLine().split(","));
            boolean hasLag = columns.contains("receive_lag_us");
            int time = hasLag ? columns.indexOf("timestamp_us") : columns.indexOf("timestamp_ms");
            String prefix = key + ",";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(prefix)) {
                    String[] cells = line.split(",");
                    rows.add(new Row(
                            Long.parseLong(cells[time]) * (hasLag ? 1_000 : 1_000_000),
                            hasLag ? Long.parseLong(cells[columns.indexOf("receive_lag_us")]) * 1_000 : 0,
                            columns.contains("id") ? Long.parseLong(cells[columns.indexOf("id")]) : 0,
                            Decimals.sign(cells[columns.indexOf("side")]),
                            cells[columns.indexOf("price")],
                            cells[columns.indexOf("amount")]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    /** Digits the prices need. */
    public static Decimals priceDigits(List<Row> rows) {
        return new Decimals(
                rows.stream().mapToInt(row -> digits(row.price())).max().orElseThrow());
    }

    /** Digits the quantities need. */
    public static Decimals qtyDigits(List<Row> rows) {
        return new Decimals(
                rows.stream().mapToInt(row -> digits(row.qty())).max().orElseThrow());
    }

    private static int digits(String text) {
        return Math.max(0, new BigDecimal(text).stripTrailingZeros().scale());
    }
}
