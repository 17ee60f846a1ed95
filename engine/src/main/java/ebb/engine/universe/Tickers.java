package ebb.engine.universe;

import ebb.engine.instrument.InstrumentTable;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import java.util.Arrays;

/**
 * What the venue's tickers say was traded of each instrument in the last 24 hours (NS-UNI-2). Allocates when an instrument is
 * opened, else never.
 */
public final class Tickers implements Digested, Snapshotted {
    /** No ticker, or one too old. */
    public static final long ABSENT = Long.MIN_VALUE;

    /** A day's volume that is older says nothing any more: tickers come each second where there are any. */
    public static final long STALE_NS = 3_600_000_000_000L;

    // By instrument: money 1e-8 or ABSENT, and engine time of the ticker.
    private long[] quote = {};
    private long[] atNs = {};
    private long digest;

    /** Knows no instrument yet. */
    public Tickers() {}

    /**
     * Makes room for an instrument. Allocates.
     *
     * @param instrument dense id
     */
    public void open(int instrument) {
        int old = quote.length;
        if (instrument >= old) {
            int room = Math.max(instrument + 1, old * 2);
            quote = Arrays.copyOf(quote, room);
            atNs = Arrays.copyOf(atNs, room);
            Arrays.fill(quote, old, room, ABSENT);
        }
    }

    /**
     * A ticker came.
     *
     * @param instrument dense id that was opened
     * @param quote24h traded in 24 hours, money 1e-8 of the quote currency
     * @param nowNs engine time
     * @return false if it is negative or absent: the one before stands
     */
    public boolean onTicker(int instrument, long quote24h, long nowNs) {
        if (quote24h < 0) {
            return false;
        }
        digest -= entry(instrument);
        quote[instrument] = quote24h;
        atNs[instrument] = nowNs;
        digest += entry(instrument);
        return true;
    }

    /**
     * Traded in 24 hours, as the venue says.
     *
     * @param instrument dense id
     * @param nowNs engine time
     * @return money 1e-8 of the quote currency, or {@link #ABSENT}
     */
    public long quote24h(int instrument, long nowNs) {
        boolean isThere = instrument >= 0 && instrument < quote.length && quote[instrument] != ABSENT;
        return isThere && nowNs - atNs[instrument] <= STALE_NS ? quote[instrument] : ABSENT;
    }

    private long entry(int instrument) {
        return quote[instrument] == ABSENT ? 0 : Digest.mix(instrument, quote[instrument], atNs[instrument]);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("tickers");
        out.putInt(quote.length);
        out.putLongs(quote, quote.length);
        out.putLongs(atNs, atNs.length);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("tickers");
        int room = in.readCount(InstrumentTable.MAX_ID * 2);
        quote = new long[room];
        atNs = new long[room];
        in.readLongs(quote);
        in.readLongs(atNs);
        digest = digestAnew();
    }

    @Override
    public long digest() {
        return digest;
    }

    @Override
    public long digestAnew() {
        long sum = 0;
        for (int i = 0; i < quote.length; i++) {
            sum += entry(i);
        }
        return sum;
    }
}
