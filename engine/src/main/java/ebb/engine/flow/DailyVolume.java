package ebb.engine.flow;

import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import java.util.Arrays;

/**
 * Average daily volume (VPIN-2): mean volume of the last complete UTC days, from daily candles where there are any and
 * from our own count of the days we saw whole; before the first of them, the volume of the 24 hours from the first
 * trade.
 */
final class DailyVolume implements Digested, Snapshotted {
    static final long DAY_NS = 86_400_000_000_000L;

    private static final long NONE = Long.MIN_VALUE;

    private final int days;
    private final long[] dayOf;
    private final long[] volumeOf;
    private int known;
    private long entries;

    private long firstTradeNs = NONE;
    private long firstDayVolume;
    private boolean isFirstDayOver;
    private long todayVolume;
    private boolean isTodayWhole;

    DailyVolume(int days) {
        this.days = days;
        dayOf = new long[days];
        volumeOf = new long[days];
        Arrays.fill(dayOf, NONE);
    }

    /** Counts a print; returns true when it is the first after the first 24 hours, which are then complete. */
    boolean onTrade(long nowNs, long qty) {
        boolean completed = false;
        if (firstTradeNs == NONE) {
            firstTradeNs = nowNs;
        } else if (!isFirstDayOver && nowNs - firstTradeNs >= DAY_NS) {
            isFirstDayOver = true;
            completed = true;
        }
        if (!isFirstDayOver) {
            firstDayVolume = capped(firstDayVolume, qty);
        }
        todayVolume = capped(todayVolume, qty);
        return completed;
    }

    /** The day that ends now counts if it was seen from its beginning and no candle told its volume. */
    void onDayRoll(long nowNs) {
        long ended = Math.floorDiv(nowNs, DAY_NS) - 1;
        if (isTodayWhole && dayOf[slot(ended)] != ended) {
            put(ended, todayVolume);
        }
        todayVolume = 0;
        isTodayWhole = true;
        long oldest = ended - days + 1;
        for (int i = 0; i < days; i++) {
            if (dayOf[i] != NONE && dayOf[i] < oldest) {
                remove(i);
            }
        }
    }

    /** A daily candle; one of a day older than what its slot holds is ignored. */
    void onCandle(long startNs, long qty) {
        long day = Math.floorDiv(startNs, DAY_NS);
        long held = dayOf[slot(day)];
        if (held == NONE || held <= day) {
            put(day, qty);
        }
    }

    /** Mean over the days known, else that of the first 24 hours, else 0. */
    long mean() {
        if (known == 0) {
            return isFirstDayOver ? firstDayVolume : 0;
        }
        // Quotients and rests apart, so that no sum of days leaves the range of a long.
        long quotients = 0;
        long rests = 0;
        for (int i = 0; i < days; i++) {
            if (dayOf[i] != NONE) {
                quotients += volumeOf[i] / known;
                rests += volumeOf[i] % known;
            }
        }
        return quotients + rests / known;
    }

    /** Whether the mean rests on a day whose volume did not fit a long (NUM-2). */
    boolean hasOverflowed() {
        boolean found = known == 0 && isFirstDayOver && firstDayVolume == Long.MAX_VALUE;
        for (int i = 0; i < days; i++) {
            found |= dayOf[i] != NONE && volumeOf[i] == Long.MAX_VALUE;
        }
        return found;
    }

    void reset() {
        Arrays.fill(dayOf, NONE);
        known = 0;
        entries = 0;
        firstTradeNs = NONE;
        firstDayVolume = 0;
        isFirstDayOver = false;
        todayVolume = 0;
        isTodayWhole = false;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("daily volume");
        out.putInt(known);
        for (int i = 0; i < days; i++) {
            if (dayOf[i] != NONE) {
                out.putLong(dayOf[i]);
                out.putLong(volumeOf[i]);
            }
        }
        out.putLong(firstTradeNs);
        out.putLong(firstDayVolume);
        out.putBoolean(isFirstDayOver);
        out.putLong(todayVolume);
        out.putBoolean(isTodayWhole);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("daily volume");
        reset();
        for (int left = in.readCount(days); left > 0; left--) {
            put(in.readLong(), in.readLong());
        }
        firstTradeNs = in.readLong();
        firstDayVolume = in.readLong();
        isFirstDayOver = in.readBoolean();
        todayVolume = in.readLong();
        isTodayWhole = in.readBoolean();
    }

    @Override
    public long digest() {
        return entries + scalars();
    }

    @Override
    public long digestAnew() {
        long sum = scalars();
        for (int i = 0; i < days; i++) {
            sum += dayOf[i] == NONE ? 0 : entry(i);
        }
        return sum;
    }

    private void put(long day, long qty) {
        int at = slot(day);
        if (dayOf[at] != NONE) {
            remove(at);
        }
        dayOf[at] = day;
        volumeOf[at] = qty;
        known++;
        entries += entry(at);
    }

    private void remove(int at) {
        entries -= entry(at);
        dayOf[at] = NONE;
        known--;
    }

    private int slot(long day) {
        return (int) Math.floorMod(day, (long) days);
    }

    private long entry(int at) {
        return Digest.mix(1, dayOf[at], volumeOf[at]);
    }

    private long scalars() {
        return Digest.mix(2, firstTradeNs, firstDayVolume)
                + Digest.mix(3, todayVolume, (isFirstDayOver ? 1 : 0) | (isTodayWhole ? 2 : 0));
    }

    /** A volume beyond any long stays at the greatest one, which stands for INEXACT (NUM-2). */
    private static long capped(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
