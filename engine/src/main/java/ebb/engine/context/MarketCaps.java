package ebb.engine.context;

import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import java.util.Arrays;

/**
 * The market-cap filter (NS-CAP-1, NS-CAP-2): the lowest value of each of the last days of a coin, the class that follows
 * from the lowest of them, and the class frozen for as long as a setup or position lasts. A pump lifts the cap; the lowest
 * of a week is that of the coin before it. With fewer days known, those known count.
 *
 * <p>Allocates when an instrument is opened, else never.
 */
public final class MarketCaps implements Digested, Snapshotted {
    /** Name of the series that this reads. */
    public static final String SERIES = "mcap";

    /** There is no value whose age could be told. */
    public static final long NO_AGE = -1;

    private static final int MICRO = -6;
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long NEVER = Long.MIN_VALUE;
    private static final byte FREE = -1;
    private static final CapClass[] CLASSES = CapClass.values();

    private final CapSettings settings;
    private final long dayStartNs;
    private final int days;
    // By instrument: when the newest good value was taken, or NEVER while the source stands by none; the class while
    // frozen.
    private long[] refNs = {};
    private byte[] frozen = {};
    // By instrument and day modulo the days kept: which day, and its lowest value.
    private long[] dayOf = {};
    private long[] low = {};
    private long digest;

    /**
     * Knows no coin yet.
     *
     * @param settings thresholds
     * @param dayStartNs {@code time.day-start}, offset of the day after 00:00 UTC (TIME-6)
     */
    public MarketCaps(CapSettings settings, long dayStartNs) {
        this.settings = settings;
        this.dayStartNs = dayStartNs;
        days = settings.lookbackDays();
    }

    /**
     * Makes room for an instrument. Allocates.
     *
     * @param instrument dense id
     */
    public void open(int instrument) {
        int old = refNs.length;
        if (instrument >= old) {
            int room = Math.max(instrument + 1, old * 2);
            refNs = Arrays.copyOf(refNs, room);
            frozen = Arrays.copyOf(frozen, room);
            dayOf = Arrays.copyOf(dayOf, room * days);
            low = Arrays.copyOf(low, room * days);
            Arrays.fill(refNs, old, room, NEVER);
            Arrays.fill(frozen, old, room, FREE);
            Arrays.fill(dayOf, old * days, room * days, NEVER);
        }
    }

    /**
     * A market cap came. Values come in the order of their times: {@link SlowSeries} has dropped the others.
     *
     * @param instrument dense id that was opened
     * @param capMicro micro-USD; 0 or less means that the source knows none
     * @param atNs when it was taken, ns
     */
    public void onCap(int instrument, long capMicro, long atNs) {
        digest -= entry(instrument);
        if (capMicro > 0) {
            refNs[instrument] = atNs;
            long day = day(atNs);
            int place = place(instrument, day);
            // An older day's place is taken over; a day older than the one that stands there is of no interest any
            // more.
            if (dayOf[place] < day || dayOf[place] == day && capMicro < low[place]) {
                dayOf[place] = day;
                low[place] = capMicro;
            }
        } else {
            refNs[instrument] = NEVER;
        }
        digest += entry(instrument);
    }

    /**
     * The source no longer stands by any value: UNKNOWN until the next one. The days' lows stay.
     *
     * @param instrument dense id that was opened
     */
    public void onError(int instrument) {
        onCap(instrument, 0, NEVER);
    }

    /**
     * The class of a coin now; the frozen one while frozen.
     *
     * @param instrument dense id
     * @param nowNs engine time
     * @return UNKNOWN also for an instrument that was never opened
     */
    public CapClass classOf(int instrument, long nowNs) {
        if (instrument < 0 || instrument >= refNs.length) {
            return CapClass.UNKNOWN;
        }
        return frozen[instrument] == FREE ? judge(instrument, nowNs) : CLASSES[frozen[instrument]];
    }

    /**
     * Freezes the class as it is now: the instrument became SETUP. While frozen, again changes nothing.
     *
     * @param instrument dense id that was opened
     * @param nowNs engine time
     */
    public void freeze(int instrument, long nowNs) {
        if (frozen[instrument] == FREE) {
            digest -= entry(instrument);
            frozen[instrument] = (byte) judge(instrument, nowNs).ordinal();
            digest += entry(instrument);
        }
    }

    /**
     * Lets the class follow its values again: neither SETUP nor IN_TRADE any more.
     *
     * @param instrument dense id that was opened
     */
    public void release(int instrument) {
        digest -= entry(instrument);
        frozen[instrument] = FREE;
        digest += entry(instrument);
    }

    /**
     * The value that is compared: the lowest of the last days.
     *
     * @param instrument dense id
     * @param nowNs engine time
     * @return micro-USD, or 0 while the class would be UNKNOWN
     */
    public long lowestMicro(int instrument, long nowNs) {
        if (instrument < 0
                || instrument >= refNs.length
                || refNs[instrument] == NEVER
                || nowNs - refNs[instrument] > settings.staleNs()) {
            return 0;
        }
        long today = day(nowNs);
        // With a staleness longer than the days kept, the newest value may stand on none of them.
        long lowest = 0;
        for (int place = instrument * days; place < (instrument + 1) * days; place++) {
            boolean isRecent = dayOf[place] != NEVER && today - dayOf[place] < days;
            if (isRecent && (lowest == 0 || low[place] < lowest)) {
                lowest = low[place];
            }
        }
        return lowest;
    }

    /**
     * Whether a coin's newest value has become too old to count (NS-CAP-2); one that never had any, or whose source takes
     * it back, is not stale but unknown.
     *
     * @param instrument dense id
     * @param nowNs engine time
     * @return false also for an instrument that was never opened
     */
    public boolean isStale(int instrument, long nowNs) {
        return instrument >= 0
                && instrument < refNs.length
                && refNs[instrument] != NEVER
                && nowNs - refNs[instrument] > settings.staleNs();
    }

    /**
     * How old the newest value is (NS-CAP-2).
     *
     * @param instrument dense id
     * @param nowNs engine time
     * @return ns since it was taken, 0 for a value from ahead of engine time; {@link #NO_AGE} while the source stands by none
     */
    public long ageNs(int instrument, long nowNs) {
        if (instrument < 0 || instrument >= refNs.length || refNs[instrument] == NEVER) {
            return NO_AGE;
        }
        return Math.max(0, nowNs - refNs[instrument]);
    }

    /**
     * Whether the class of a coin is frozen.
     *
     * @param instrument dense id
     * @return false also for an instrument that was never opened
     */
    public boolean isFrozen(int instrument) {
        return instrument >= 0 && instrument < frozen.length && frozen[instrument] != FREE;
    }

    /**
     * The filter's figures.
     *
     * @return thresholds, staleness, lookback
     */
    public CapSettings settings() {
        return settings;
    }

    /**
     * How many coins are of a class now (NS-CAP-4, the daily metric).
     *
     * @param wanted the class
     * @param nowNs engine time
     * @param limit one above the greatest dense id that counts
     * @return 0 to limit
     */
    public int count(CapClass wanted, long nowNs, int limit) {
        int count = 0;
        for (int instrument = 0; instrument < limit; instrument++) {
            count += classOf(instrument, nowNs) == wanted ? 1 : 0;
        }
        return count;
    }

    /**
     * A decimal as micro-units, what is finer cut off; as much as fits.
     *
     * @param mantissa of the decimal
     * @param exponent −18 to 9
     * @return {@code Long.MAX_VALUE} for more than fits
     */
    public static long micro(long mantissa, int exponent) {
        int finer = exponent - MICRO;
        if (finer >= 0 && !Scaled.multiplyFits(mantissa, Scaled.pow10(finer))) {
            return mantissa < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return Scaled.rescale(mantissa, exponent, MICRO, Rounding.FLOOR);
    }

    private CapClass judge(int instrument, long nowNs) {
        long cap = lowestMicro(instrument, nowNs);
        if (cap == 0) {
            return CapClass.UNKNOWN;
        }
        if (cap < settings.highMicro()) {
            return CapClass.HIGH;
        }
        return cap <= settings.maxMicro() ? CapClass.MEDIUM : CapClass.OUT;
    }

    private long day(long ns) {
        return Math.floorDiv(ns - dayStartNs, DAY_NS);
    }

    private int place(int instrument, long day) {
        return instrument * days + (int) Math.floorMod(day, (long) days);
    }

    private long entry(int instrument) {
        long sum = 0;
        if (refNs[instrument] != NEVER || frozen[instrument] != FREE) {
            sum = Digest.mix(instrument, refNs[instrument], frozen[instrument]);
        }
        for (int place = instrument * days; place < (instrument + 1) * days; place++) {
            if (dayOf[place] != NEVER) {
                sum += Digest.mix(~(long) place, dayOf[place], low[place]);
            }
        }
        return sum;
    }

    @Override
    public long digest() {
        return digest;
    }

    @Override
    public long digestAnew() {
        long sum = 0;
        for (int instrument = 0; instrument < refNs.length; instrument++) {
            sum += entry(instrument);
        }
        return sum;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("market-caps");
        out.putInt(days);
        out.putInt(refNs.length);
        for (int instrument = 0; instrument < refNs.length; instrument++) {
            out.putLong(refNs[instrument]);
            out.putInt(frozen[instrument]);
        }
        out.putLongs(dayOf, dayOf.length);
        out.putLongs(low, low.length);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("market-caps");
        // Days of another count would stand at other places.
        if (in.readInt() != days) {
            throw new SnapshotException(
                    "the snapshot keeps another number of days of market caps than ns.cap.lookback says");
        }
        int room = in.readCount(SlowSeries.MOST_PLACES);
        refNs = new long[room];
        frozen = new byte[room];
        dayOf = new long[room * days];
        low = new long[room * days];
        for (int instrument = 0; instrument < room; instrument++) {
            refNs[instrument] = in.readLong();
            frozen[instrument] = (byte) (in.readInt());
            if (frozen[instrument] < FREE || frozen[instrument] >= CLASSES.length) {
                throw new SnapshotException("the snapshot has no such class of market cap: " + frozen[instrument]
                        + "; it is damaged, or of another build");
            }
        }
        in.readLongs(dayOf);
        in.readLongs(low);
        digest = digestAnew();
    }
}
