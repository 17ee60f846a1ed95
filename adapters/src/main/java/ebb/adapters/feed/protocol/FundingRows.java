package ebb.adapters.feed.protocol;

import ebb.codecs.FundingBound;
import java.util.Arrays;

/** Settlements of funding of one request, page after page, until they are published. Event loop only. */
public final class FundingRows {
    /** Nobody says of which interval a settlement was. */
    public static final int UNKNOWN = 0;

    private static final long MS = 1_000_000L;
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final int DAY_HOURS = 24;
    private static final int AT = 0;
    private static final int RATE = 1;
    private static final int HOURS = 2;
    private static final int WIDTH = 3;
    private static final int NANO = 9;

    private long[] cells = new long[128 * WIDTH];
    private int size;
    private int holes;

    /** Forgets all rows. */
    public void clear() {
        size = 0;
        holes = 0;
    }

    /** Rows held. */
    public int size() {
        return size;
    }

    /** When it was settled, ns since epoch, to the venue's millisecond. */
    public long atNs(int row) {
        return cells[row * WIDTH + AT];
    }

    /** Rate per interval, 1e-9. */
    public long rate(int row) {
        return cells[row * WIDTH + RATE];
    }

    /** Its interval, or {@link #UNKNOWN}. */
    public int intervalSec(int row) {
        return (int) (cells[row * WIDTH + HOURS] * HOUR_NS / 1_000_000_000L);
    }

    /** Places between two rows where one or more are missing, after {@link #settle}. */
    public int holes() {
        return holes;
    }

    /** Reads an array of objects; -1 and nothing kept if one is no settlement. */
    int read(JsonView json, int array, String time) {
        int before = size;
        for (int at = json.first(array); at >= 0; at = json.next(at)) {
            long ms = json.number(json.member(at, time), 0, 0);
            int rate = json.member(at, "fundingRate");
            if (ms <= 0
                    || ms > Long.MAX_VALUE / MS
                    || !json.isNumber(rate, NANO)
                    || !FundingBound.holds(json.value())) {
                size = before;
                return -1;
            }
            add(ms * MS, json.value(), hours(json.number(json.member(at, "collectCycle"), 0, UNKNOWN)));
        }
        return size - before;
    }

    private void add(long atNs, long rate, long hours) {
        if ((size + 1) * WIDTH > cells.length) {
            cells = Arrays.copyOf(cells, cells.length * 2);
        }
        cells[size * WIDTH + AT] = atNs;
        cells[size * WIDTH + RATE] = rate;
        cells[size * WIDTH + HOURS] = hours;
        size++;
    }

    /**
     * Puts the rows within a time in order, the oldest first, each once, and says of which interval each was: what the venue
     * says, else the time since the one before. Where one is missing between two that interval is that of its neighbours.
     *
     * @param fromNs the first wanted
     * @param toNs behind the last wanted
     */
    public void settle(long fromNs, long toNs) {
        long[][] rows = new long[size][];
        int kept = 0;
        for (int row = 0; row < size; row++) {
            if (atNs(row) >= fromNs && atNs(row) < toNs) {
                rows[kept++] = Arrays.copyOfRange(cells, row * WIDTH, (row + 1) * WIDTH);
            }
        }
        Arrays.sort(rows, 0, kept, (a, b) -> Long.compare(a[AT], b[AT]));
        clear();
        for (int i = 0; i < kept; i++) {
            // Pages that moved while they were fetched show some twice.
            if (size == 0 || gapHours(atNs(size - 1), rows[i][AT]) > 0) {
                add(rows[i][AT], rows[i][RATE], rows[i][HOURS]);
            }
        }
        intervals();
    }

    private void intervals() {
        for (int row = 1; row < size; row++) {
            long gap = gapHours(atNs(row - 1), atNs(row));
            long told = cells[row * WIDTH + HOURS];
            long before = row > 1 ? cells[(row - 1) * WIDTH + HOURS] : UNKNOWN;
            long behind = row + 1 < size ? gapHours(atNs(row), atNs(row + 1)) : UNKNOWN;
            boolean isSkip = before != UNKNOWN && gap > before && gap % before == 0 && behind == before;
            boolean isHole = told != UNKNOWN ? gap > told : isSkip || hours(gap) == UNKNOWN;
            holes += isHole ? 1 : 0;
            if (told == UNKNOWN) {
                cells[row * WIDTH + HOURS] = !isHole ? gap : before != UNKNOWN ? before : hours(behind);
            }
        }
        if (size > 1 && cells[HOURS] == UNKNOWN) {
            cells[HOURS] = cells[WIDTH + HOURS];
        }
    }

    /** Venues stamp some milliseconds beside the hour. */
    private static long gapHours(long fromNs, long toNs) {
        return (toNs - fromNs + HOUR_NS / 2) / HOUR_NS;
    }

    /** An interval that divides the day, else unknown. */
    private static long hours(long hours) {
        return hours > 0 && hours <= DAY_HOURS && DAY_HOURS % hours == 0 ? hours : UNKNOWN;
    }
}
