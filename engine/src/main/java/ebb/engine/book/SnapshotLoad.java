package ebb.engine.book;

/** Loads the levels of a snapshot into an emptied book: keeps the best, draws the horizons (BOOK-8). */
final class SnapshotLoad {
    private final int maxLevels;
    private final int minLevels;
    private OrderBook target;
    private int limitBid;
    private int limitAsk;

    SnapshotLoad(int maxLevels, int minLevels) {
        this.maxLevels = maxLevels;
        this.minLevels = minLevels;
    }

    /**
     * Empties a book for a snapshot.
     *
     * @param bids levels that the message can hold at most on the bid side; 0 if it is complete
     * @param asks the same of the asks
     */
    void begin(OrderBook book, int bids, int asks) {
        target = book;
        limitBid = bids;
        limitAsk = asks;
        book.clear();
    }

    /** Goes on with a snapshot in pieces whose first ones the book holds already. */
    void resume(OrderBook book, int bids, int asks) {
        target = book;
        limitBid = bids;
        limitAsk = asks;
    }

    /** Loads the message in hand. */
    void add(LevelStage stage) {
        add(target.bids(), stage.bids);
        add(target.asks(), stage.asks);
    }

    private void add(BookSide side, StagedSide levels) {
        for (int i = 0; i < levels.size; i++) {
            add(side, levels.keys[i], levels.quantities[i]);
        }
    }

    /** Loads what was collected in the pool. */
    void add(LevelPool pool, int update) {
        for (int at = pool.firstBid(update); at != LevelPool.NONE; at = pool.next(at)) {
            add(target.bids(), pool.key(at), pool.quantity(at));
        }
        for (int at = pool.firstAsk(update); at != LevelPool.NONE; at = pool.next(at)) {
            add(target.asks(), pool.key(at), pool.quantity(at));
        }
    }

    private void add(BookSide side, long key, long quantity) {
        side.set(key, quantity);
        side.cut(maxLevels);
    }

    /** All levels are there: a side as long as its limit goes on beyond its worst price, nobody knows how. */
    void finish() {
        limit(target.bids(), limitBid);
        limit(target.asks(), limitAsk);
    }

    /** Where levels were dropped, fewer than the limit are left and the horizon is drawn already. */
    private static void limit(BookSide side, int limit) {
        if (limit > 0 && side.count() >= limit) {
            side.limit(side.worst() + 1);
        }
    }

    int minBids() {
        return minOf(limitBid);
    }

    int minAsks() {
        return minOf(limitAsk);
    }

    private int minOf(int limit) {
        if (minLevels != BookSettings.AUTO) {
            return minLevels;
        }
        return (limit == 0 ? maxLevels : Math.min(limit, maxLevels)) / 2;
    }
}
