package ebb.engine.context;

import ebb.codecs.sbe.CtxStatus;
import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import java.util.Arrays;

/** The newest values of one series: of nobody in particular at place 0, of instrument i at place i + 1. */
final class SeriesColumn {
    private static final long NEVER = Long.MIN_VALUE;

    final int id;
    final String name;
    private long cadenceNs;
    private long limitNs;
    private int source;
    private int unit;
    private long[] mantissa = {};
    private int[] exponent = {};
    private long[] refNs = {};
    private long[] fetchNs = {};
    private int[] sources = {};
    private byte[] status = {};
    private long digest;

    SeriesColumn(int id, String name) {
        this.id = id;
        this.name = name;
        digest = definition();
    }

    void define(long newCadenceNs, long newLimitNs, int newSource, int newUnit) {
        digest -= definition();
        cadenceNs = newCadenceNs;
        limitNs = newLimitNs;
        source = newSource;
        unit = newUnit;
        digest += definition();
    }

    /** Makes room. Allocates. */
    void open(int places) {
        int old = refNs.length;
        if (places > old) {
            int room = Math.max(places, old * 2);
            mantissa = Arrays.copyOf(mantissa, room);
            exponent = Arrays.copyOf(exponent, room);
            refNs = Arrays.copyOf(refNs, room);
            fetchNs = Arrays.copyOf(fetchNs, room);
            sources = Arrays.copyOf(sources, room);
            status = Arrays.copyOf(status, room);
            Arrays.fill(refNs, old, room, NEVER);
            Arrays.fill(fetchNs, old, room, NEVER);
        }
    }

    /** CFD-1: an older one is dropped; an error leaves the value and says that the source no longer stands by it. */
    boolean put(int place, SlowValue value) {
        boolean isError = value.status == CtxStatus.ERROR;
        if (isError ? value.fetchNs < fetchNs[place] : value.refNs < refNs[place]) {
            return false;
        }
        digest -= entry(place);
        if (!isError) {
            mantissa[place] = value.mantissa;
            exponent[place] = value.exponent;
            refNs[place] = value.refNs;
        }
        // What is taken again from a cache was not fetched again.
        fetchNs[place] = Math.max(fetchNs[place], value.fetchNs);
        sources[place] = value.source;
        status[place] = (byte) value.status.value();
        digest += entry(place);
        return true;
    }

    boolean read(int place, SlowValue into) {
        if (place >= refNs.length || refNs[place] == NEVER) {
            return false;
        }
        into.mantissa = mantissa[place];
        into.exponent = exponent[place];
        into.refNs = refNs[place];
        into.fetchNs = fetchNs[place];
        into.source = sources[place];
        into.status = CtxStatus.get(status[place]);
        return true;
    }

    /** CFD-2. */
    boolean isFresh(int place, long nowNs) {
        return place < refNs.length
                && refNs[place] != NEVER
                && status[place] != CtxStatus.ERROR.value()
                && nowNs - refNs[place] <= limitNs
                && nowNs - fetchNs[place] <= 3 * cadenceNs;
    }

    long digest() {
        return digest;
    }

    long digestAnew() {
        long sum = definition();
        for (int place = 0; place < refNs.length; place++) {
            sum += entry(place);
        }
        return sum;
    }

    private long definition() {
        return Digest.mix(id, cadenceNs, limitNs) + Digest.mix(~(long) id, source, unit);
    }

    private long entry(int place) {
        if (fetchNs[place] == NEVER) {
            return 0;
        }
        long about = (long) sources[place] << 16 | (exponent[place] & 0xFF) << 8 | status[place];
        long key = (long) id << 32 | place;
        return Digest.mix(key, mantissa[place], refNs[place]) + Digest.mix(~key, fetchNs[place], about);
    }

    void writeTo(SnapshotWriter out) {
        out.putInt(id);
        out.putText(name);
        out.putLong(cadenceNs);
        out.putLong(limitNs);
        out.putInt(source);
        out.putInt(unit);
        out.putInt(refNs.length);
        for (int place = 0; place < refNs.length; place++) {
            out.putBoolean(fetchNs[place] != NEVER);
            if (fetchNs[place] != NEVER) {
                out.putLong(mantissa[place]);
                out.putInt(exponent[place]);
                out.putLong(refNs[place]);
                out.putLong(fetchNs[place]);
                out.putInt(sources[place]);
                out.putInt(status[place]);
            }
        }
    }

    static SeriesColumn readFrom(SnapshotReader in) {
        SeriesColumn column = new SeriesColumn(in.readInt(), in.readText());
        column.define(in.readLong(), in.readLong(), in.readInt(), in.readInt());
        int places = in.readCount(SlowSeries.MOST_PLACES);
        column.open(places);
        for (int place = 0; place < places; place++) {
            if (in.readBoolean()) {
                column.mantissa[place] = in.readLong();
                column.exponent[place] = in.readInt();
                column.refNs[place] = in.readLong();
                column.fetchNs[place] = in.readLong();
                column.sources[place] = in.readInt();
                column.status[place] = (byte) in.readCount(CtxStatus.ERROR.value());
                column.digest += column.entry(place);
            }
        }
        return column;
    }
}
