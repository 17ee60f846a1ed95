package ebb.engine.flow;

import ebb.engine.book.BookSide;
import ebb.engine.book.OrderBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * PAT-4 read off everything that ever was: each look with its whole book, each print with the look after which it came. A
 * random book around 10,000 that somebody spoofs now and then.
 */
final class SpoofTwin {
    private static final long MS = 1_000_000L;
    private static final long MID = 10_000;
    private static final int REACH = 8;

    /** One look: what stood on each side, and which of it was large. Keys: price, negative for bids. */
    private record Look(long ns, Map<Long, Long> levels, List<Long> large) {}

    private record Print(int afterLook, long price, long qty) {}

    final OrderBook book = new OrderBook(1);
    final List<Long> suspicions = new ArrayList<>();
    long now = 1_000_000 * MS;
    private final SpoofSettings settings;
    private final List<Look> looks = new ArrayList<>();
    private final List<Print> prints = new ArrayList<>();
    // From which look on the story of a level counts.
    private final Map<Long, Integer> begun = new TreeMap<>();
    private int begunAll;
    private long flaggedNs = Long.MIN_VALUE;

    SpoofTwin(SpoofSettings settings) {
        this.settings = settings;
        for (int i = 1; i <= REACH; i++) {
            book.set(true, MID - i, 10);
            book.set(false, MID + i, 10);
        }
    }

    /** Time goes on, and levels change: usual ones a little, one may become large or vanish. */
    void move(SplittableRandom random) {
        now += (50 + random.nextLong(150)) * MS;
        for (int i = random.nextInt(3); i > 0; i--) {
            set(random, 5 + random.nextInt(10));
        }
        if (random.nextInt(6) == 0) {
            set(random, 60 + random.nextInt(60));
        }
        if (random.nextInt(3) == 0) {
            BookSide side = random.nextBoolean() ? book.bids() : book.asks();
            long most = side.bestPrice();
            for (long p = most; p != BookSide.NO_PRICE; p = side.nextPrice(p)) {
                most = side.quantity(p) > side.quantity(most) ? p : most;
            }
            if (random.nextInt(4) == 0) {
                book.set(side == book.bids(), most, random.nextInt(25));
            }
        }
    }

    private void set(SplittableRandom random, long qty) {
        boolean isBid = random.nextBoolean();
        long away = 1 + random.nextInt(REACH);
        book.set(isBid, isBid ? MID - away : MID + away, qty);
    }

    void print(SplittableRandom random, SpoofWatch watch) {
        long price = MID - REACH + random.nextInt(2 * REACH + 1);
        long qty = 1 + random.nextInt(12);
        watch.onTrade(price, qty);
        prints.add(new Print(looks.size() - 1, price, qty));
    }

    void forget() {
        begunAll = looks.size();
    }

    boolean isFlagged(long withinNs) {
        return flaggedNs != Long.MIN_VALUE && now - flaggedNs <= withinNs;
    }

    /** Looks at the book as it is now; true if that flagged the instrument anew. */
    boolean look() {
        if (!looks.isEmpty() && now - looks.get(looks.size() - 1).ns() < settings.sampleNs()) {
            return false;
        }
        boolean wasFlagged = isFlagged(settings.perNs());
        boolean isFlag = false;
        looks.add(take());
        int last = looks.size() - 1;
        for (long key : keysOf(last)) {
            if (isSuspicious(key, last)) {
                begun.put(key, last);
                suspicions.add(now);
                long recent = suspicions.stream()
                        .skip(Math.max(0, suspicions.size() - 50))
                        .filter(each -> now - each <= settings.perNs())
                        .count();
                if (recent >= settings.count()) {
                    flaggedNs = now;
                    isFlag = true;
                }
            }
        }
        return isFlag && !wasFlagged;
    }

    /** Every level that had a quantity at one of the looks that may matter. */
    private List<Long> keysOf(int last) {
        TreeMap<Long, Boolean> keys = new TreeMap<>();
        for (int i = last; i >= 0 && now - looks.get(i).ns() <= settings.withinNs(); i--) {
            looks.get(i).large().forEach(key -> keys.put(key, true));
        }
        return List.copyOf(keys.keySet());
    }

    private Look take() {
        Map<Long, Long> levels = new TreeMap<>();
        List<Long> large = new ArrayList<>();
        double mid = (book.bestBid() + book.bestAsk()) / 2.0;
        for (boolean isBid : new boolean[] {true, false}) {
            BookSide side = isBid ? book.bids() : book.asks();
            List<Long> best = new ArrayList<>();
            for (long p = side.bestPrice(); p != BookSide.NO_PRICE; p = side.nextPrice(p)) {
                levels.put(isBid ? -p : p, side.quantity(p));
                if (best.size() < settings.levels()) {
                    best.add(side.quantity(p));
                }
            }
            best.sort(null);
            int n = best.size();
            double median = n < 3 ? Double.MAX_VALUE : (best.get((n - 1) / 2) + best.get(n / 2)) / 2.0;
            for (long p = side.bestPrice(); p != BookSide.NO_PRICE; p = side.nextPrice(p)) {
                // Prices and mid are small: exact in a double, as are both products.
                boolean isNear = Math.abs(p - mid) * 10_000 <= mid * settings.bandBp();
                if (isNear && side.quantity(p) >= settings.times() * median) {
                    large.add(isBid ? -p : p);
                }
            }
        }
        return new Look(now, levels, large);
    }

    private boolean isSuspicious(long key, int last) {
        int first = Math.max(begunAll, begun.getOrDefault(key, 0));
        long left = looks.get(last).levels().getOrDefault(key, 0L);
        for (int r = last - 1; r >= first && now - looks.get(r).ns() <= settings.withinNs(); r--) {
            if (!isFull(key, r, first)) {
                continue;
            }
            long then = looks.get(r).levels().get(key);
            long gone = then - left;
            long traded = 0;
            for (int i = prints.size() - 1; i >= 0 && prints.get(i).afterLook() >= r - 1; i--) {
                boolean counts = prints.get(i).afterLook() >= Math.max(r - 1, first);
                traded += counts && prints.get(i).price() == Math.abs(key)
                        ? prints.get(i).qty()
                        : 0;
            }
            if (gone * 1_000_000 >= settings.cutMicro() * then && traded * 1_000_000 < settings.tradedMicro() * gone) {
                return true;
            }
        }
        return false;
    }

    /** Large at each look from one that lies long enough before it. */
    private boolean isFull(long key, int look, int first) {
        int from = look;
        while (from >= first && looks.get(from).large().contains(key)) {
            if (looks.get(look).ns() - looks.get(from).ns() >= settings.livedNs()) {
                return true;
            }
            from--;
        }
        return false;
    }
}
