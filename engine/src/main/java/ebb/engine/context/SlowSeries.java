package ebb.engine.context;

import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import java.util.Arrays;

/**
 * The newest value of each context series, of an instrument or of nobody in particular, with its age (CFD-1, CFD-2). A
 * value is kept as its message brought it; whether it is too old is asked at the time of use, so that nothing fires when
 * a source falls silent.
 *
 * <p>Allocates when a series is defined or an instrument opened, else never.
 */
public final class SlowSeries implements Digested, Snapshotted {
    /** Stands for "of no instrument". */
    public static final int GLOBAL = -1;

    /** No such series. */
    public static final int NONE = -1;

    /** Most series; there is no reason for so many. */
    public static final int MOST_SERIES = 256;

    /** Most instruments. */
    static final int MOST_PLACES = 1 << 20;

    private SeriesColumn[] columns = {};
    private int places = 1;

    /** No series yet. */
    public SlowSeries() {}

    /**
     * Defines a series, or redefines it: values stay.
     *
     * @param id its number in messages
     * @param name at most 48 bytes, e.g. {@code mcap}
     * @param cadenceNs how often the adapter fetches
     * @param limitNs age at which a value is stale (CFD-2)
     * @param source code of the source
     * @param unit code of the unit
     * @return its index here, or {@link #NONE} if the number is taken by a series of another name, the name by another
     *     number, a time is not above 0, or there are too many
     */
    public int define(int id, String name, long cadenceNs, long limitNs, int source, int unit) {
        int index = indexOf(id);
        if (cadenceNs <= 0 || limitNs <= 0 || named(name) != index || columns.length == MOST_SERIES) {
            return NONE;
        }
        if (index == NONE) {
            index = columns.length;
            columns = Arrays.copyOf(columns, index + 1);
            columns[index] = new SeriesColumn(id, name);
            columns[index].open(places);
        }
        columns[index].define(cadenceNs, limitNs, source, unit);
        return index;
    }

    /**
     * Makes room for an instrument's values. Allocates.
     *
     * @param instrument dense id
     */
    public void open(int instrument) {
        places = Math.max(places, instrument + 2);
        for (SeriesColumn column : columns) {
            column.open(places);
        }
    }

    /**
     * Where a series stands here.
     *
     * @param id its number in messages
     * @return its index, or {@link #NONE}
     */
    public int indexOf(int id) {
        for (int i = 0; i < columns.length; i++) {
            if (columns[i].id == id) {
                return i;
            }
        }
        return NONE;
    }

    /**
     * Where a series stands here.
     *
     * @param name as it was defined
     * @return its index, or {@link #NONE}
     */
    public int named(String name) {
        for (int i = 0; i < columns.length; i++) {
            if (columns[i].name.equals(name)) {
                return i;
            }
        }
        return NONE;
    }

    /**
     * Keeps a value (CFD-1). An ERROR leaves the value that is kept, which is then not fresh.
     *
     * @param index of the series
     * @param instrument dense id that was opened, or {@link #GLOBAL}
     * @param value what came, its status not NULL_VAL
     * @return false if an older one: dropped
     */
    public boolean put(int index, int instrument, SlowValue value) {
        return columns[index].put(instrument + 1, value);
    }

    /**
     * The newest value.
     *
     * @param index of the series
     * @param instrument dense id, or {@link #GLOBAL}
     * @param into takes it
     * @return false if there never was one
     */
    public boolean read(int index, int instrument, SlowValue into) {
        return columns[index].read(instrument + 1, into);
    }

    /**
     * Whether the newest value may be used (CFD-2): no error, described within the series' limit, fetched within three
     * cadences.
     *
     * @param index of the series
     * @param instrument dense id, or {@link #GLOBAL}
     * @param nowNs engine time
     * @return false also if there never was one
     */
    public boolean isFresh(int index, int instrument, long nowNs) {
        return columns[index].isFresh(instrument + 1, nowNs);
    }

    @Override
    public long digest() {
        long sum = 0;
        for (SeriesColumn column : columns) {
            sum += column.digest();
        }
        return sum;
    }

    @Override
    public long digestAnew() {
        long sum = 0;
        for (SeriesColumn column : columns) {
            sum += column.digestAnew();
        }
        return sum;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("slow-series");
        out.putInt(places);
        out.putInt(columns.length);
        for (SeriesColumn column : columns) {
            column.writeTo(out);
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("slow-series");
        places = in.readCount(MOST_PLACES);
        columns = new SeriesColumn[in.readCount(MOST_SERIES)];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = SeriesColumn.readFrom(in);
            columns[i].open(places);
        }
    }
}
