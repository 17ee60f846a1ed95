package ebb.engine.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.engine.bar.BarSource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Bars in a list, oldest first, seen newest first up to a bar that moves on: the plainest {@link BarSource}. */
public final class ListBars implements BarSource {
    /** One bar. */
    public record Bar(
            long startNs,
            long open,
            long high,
            long low,
            long close,
            long volume,
            long cvdClose,
            boolean isEmpty,
            boolean isPartial) {}

    public final List<Bar> all = new ArrayList<>();
    private int newest = -1;

    /** Shows one bar more; returns its index. */
    public int advance() {
        return ++newest;
    }

    void showAll() {
        newest = all.size() - 1;
    }

    public boolean hasMore() {
        return newest + 1 < all.size();
    }

    void add(long startNs, long open, long high, long low, long close, long volume) {
        all.add(new Bar(startNs, open, high, low, close, volume, 0, volume == 0, false));
    }

    /** Rows of vectors: start in ms, o, h, l, c, volume as text; volume 0 = EMPTY. */
    static ListBars ofRows(JsonNode rows) {
        ListBars bars = new ListBars();
        for (JsonNode row : rows) {
            bars.add(
                    row.get(0).asLong() * 1_000_000,
                    whole(row.get(1)),
                    whole(row.get(2)),
                    whole(row.get(3)),
                    whole(row.get(4)),
                    whole(row.get(5)));
        }
        return bars;
    }

    private static long whole(JsonNode text) {
        return new BigDecimal(text.asText()).longValueExact();
    }

    private Bar at(int age) {
        return all.get(newest - age);
    }

    @Override
    public int size() {
        return newest + 1;
    }

    @Override
    public long startNs(int age) {
        return at(age).startNs();
    }

    @Override
    public long open(int age) {
        return at(age).open();
    }

    @Override
    public long high(int age) {
        return at(age).high();
    }

    @Override
    public long low(int age) {
        return at(age).low();
    }

    @Override
    public long close(int age) {
        return at(age).close();
    }

    @Override
    public long volume(int age) {
        return at(age).volume();
    }

    @Override
    public long cvdClose(int age) {
        return at(age).cvdClose();
    }

    /** Set to have candles without a delta. */
    boolean isWithoutCvd;

    @Override
    public boolean hasCvd(int age) {
        return !isWithoutCvd;
    }

    @Override
    public boolean isEmpty(int age) {
        return at(age).isEmpty();
    }

    @Override
    public boolean isPartial(int age) {
        return at(age).isPartial();
    }
}
