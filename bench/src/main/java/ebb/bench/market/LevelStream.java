package ebb.bench.market;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A seeded stream of level changes grouped into messages (PERF §3): 60 % within 10 ticks of the touch, 30 % within 600,
 * 10 % far out; 35 % of the levels touched are deleted; the touch walks, and what it walks over is deleted by the same
 * message, so that no book is ever crossed. Books begin with about 600 levels a side and stay about there.
 *
 * <p>Each change knows the quantity before it, so that the stream can be played forwards and then backwards and ends
 * with the books it began with.
 */
public final class LevelStream {
    /** Side of a bid. */
    public static final int BID = 0;

    /** Side of an ask. */
    public static final int ASK = 1;

    /** Tick number that every book begins around. */
    public static final long START_TICK = 612_501;

    private static final double NEAR = 0.60;
    private static final double MIDDLE = 0.90;
    private static final double DELETED = 0.35;
    private static final double PRESENT = 1 / (1 + DELETED);
    private static final int NEAR_TICKS = 10;
    private static final int MIDDLE_TICKS = 600;
    private static final int FAR_FROM = 3_000;
    private static final int FAR_STEP = 100;
    private static final int FAR_LEVELS = 200;
    private static final int WANDER = 2_000;

    private final SplittableRandom random;
    private final TreeMap<Long, Long>[] sides;
    private final long[] touch;

    private int[] book;
    private byte[] side;
    private long[] tick;
    private long[] quantity;
    private long[] before;
    private int[] ends;
    private int size;
    private int messages;
    private int initial;

    /**
     * Draws a stream.
     *
     * @param shape of its messages
     * @param changes level changes at least, without those that fill the books
     * @param seed same seed, same stream
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public LevelStream(Shape shape, int changes, long seed) {
        random = new SplittableRandom(seed);
        sides = new TreeMap[shape.books() * 2];
        touch = new long[shape.books()];
        reserve(changes + shape.books() * 2_000);
        for (int i = 0; i < shape.books(); i++) {
            sides[2 * i] = new TreeMap<>();
            sides[2 * i + 1] = new TreeMap<>();
            touch[i] = START_TICK;
            fill(i);
        }
        initial = size;
        while (size < initial + changes) {
            double skewed = random.nextDouble();
            int drawn = (int) (shape.books() * skewed * skewed * skewed);
            message(drawn, shape.least() + random.nextInt(shape.most() - shape.least() + 1));
        }
        shrink();
    }

    private void fill(int of) {
        for (int which = BID; which <= ASK; which++) {
            for (int i = 0; i < MIDDLE_TICKS; i++) {
                if (i == 0 || random.nextDouble() < PRESENT) {
                    put(of, which, at(of, which, i), amount());
                }
            }
            for (int i = 0; i < FAR_LEVELS; i++) {
                if (random.nextDouble() < PRESENT) {
                    put(of, which, far(which, i), amount());
                }
            }
        }
    }

    private void message(int of, int levels) {
        int start = size;
        walk(of);
        for (int which = BID; which <= ASK; which++) {
            int wanted = which == BID ? levels / 2 : levels;
            while (size - start < wanted) {
                change(of, which);
            }
        }
        if (messages == ends.length) {
            ends = Arrays.copyOf(ends, ends.length * 2);
        }
        ends[messages++] = size;
    }

    /** Moves the touch by a tick now and then; the level it reaches is gone first. */
    private void walk(int of) {
        double drawn = random.nextDouble();
        long from = touch[of] - START_TICK;
        if (drawn < 0.25 && from < WANDER) {
            delete(of, ASK, touch[of] + 1);
            touch[of]++;
        } else if (drawn > 0.75 && from > -WANDER) {
            delete(of, BID, touch[of]);
            touch[of]--;
        }
    }

    private void delete(int of, int which, long at) {
        if (sides[2 * of + which].containsKey(at)) {
            put(of, which, at, 0);
        }
    }

    private void change(int of, int which) {
        double drawn = random.nextDouble();
        long at;
        if (drawn < NEAR) {
            at = at(of, which, random.nextInt(NEAR_TICKS));
        } else if (drawn < MIDDLE) {
            at = at(of, which, NEAR_TICKS + random.nextInt(MIDDLE_TICKS - NEAR_TICKS));
        } else {
            at = far(which, random.nextInt(FAR_LEVELS));
        }
        TreeMap<Long, Long> levels = sides[2 * of + which];
        boolean dies = levels.size() > 1 && levels.containsKey(at) && random.nextDouble() < DELETED;
        put(of, which, at, dies ? 0 : amount());
    }

    private long at(int of, int which, int distance) {
        return which == BID ? touch[of] - distance : touch[of] + 1 + distance;
    }

    private static long far(int which, int index) {
        long distance = FAR_FROM + (long) FAR_STEP * index;
        return which == BID ? START_TICK - distance : START_TICK + distance;
    }

    /** Quantities of one to six digits. */
    private long amount() {
        int digits = 1 + random.nextInt(6);
        long most = 1;
        for (int i = 0; i < digits; i++) {
            most *= 10;
        }
        return 1 + random.nextLong(most - 1);
    }

    private void put(int of, int which, long at, long amount) {
        if (size == book.length) {
            reserve(size * 2);
        }
        TreeMap<Long, Long> levels = sides[2 * of + which];
        Long old = amount == 0 ? levels.remove(at) : levels.put(at, amount);
        book[size] = of;
        side[size] = (byte) which;
        tick[size] = at;
        quantity[size] = amount;
        before[size] = old == null ? 0 : old;
        size++;
    }

    private void reserve(int capacity) {
        boolean first = book == null;
        book = first ? new int[capacity] : Arrays.copyOf(book, capacity);
        side = first ? new byte[capacity] : Arrays.copyOf(side, capacity);
        tick = first ? new long[capacity] : Arrays.copyOf(tick, capacity);
        quantity = first ? new long[capacity] : Arrays.copyOf(quantity, capacity);
        before = first ? new long[capacity] : Arrays.copyOf(before, capacity);
        ends = first ? new int[1_024] : ends;
    }

    private void shrink() {
        reserve(size);
        ends = Arrays.copyOf(ends, messages);
    }

    /** All changes, those that fill the books included. */
    public int size() {
        return size;
    }

    /** Index of the first change behind those that fill the books. */
    public int initial() {
        return initial;
    }

    /** How many messages follow the initial levels. */
    public int messages() {
        return messages;
    }

    /** Index of a message's first change. */
    public int begin(int message) {
        return message == 0 ? initial : ends[message - 1];
    }

    /** Index behind a message's last change. */
    public int end(int message) {
        return ends[message];
    }

    /** Which book a change is about. */
    public int book(int i) {
        return book[i];
    }

    /** {@link #BID} or {@link #ASK}. */
    public int side(int i) {
        return side[i];
    }

    /** Tick number of the price. */
    public long tick(int i) {
        return tick[i];
    }

    /** Quantity from now on; 0 deletes the level. */
    public long quantity(int i) {
        return quantity[i];
    }

    /** Quantity before, 0 if there was no level. */
    public long before(int i) {
        return before[i];
    }

    /** Best tick of a side after the last change, by the generator's own book. */
    public long lastBest(int of, int which) {
        TreeMap<Long, Long> levels = sides[2 * of + which];
        return which == BID ? levels.lastKey() : levels.firstKey();
    }

    /** Levels of a side after the last change. */
    public int lastCount(int of, int which) {
        return sides[2 * of + which].size();
    }
}
