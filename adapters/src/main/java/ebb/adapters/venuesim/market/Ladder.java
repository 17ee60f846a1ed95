package ebb.adapters.venuesim.market;

/**
 * The true book of an instrument: lots at each tick of a window wide enough for the whole path. Bids lie at or below the
 * bid's anchor, asks at or above the ask's; every change is noted once per update in the open {@link DepthChanges}.
 */
final class Ladder {
    private final InstrumentSpec.Shape shape;
    private final Dice dice;
    private final long floorTick;
    private final long[] lots;
    /** Number of the open change of a tick plus one, by side; 0: unchanged since the last update. */
    private final int[][] noted;

    private final DepthChanges open = new DepthChanges();
    private final int idStride;
    private long bidAnchor;
    private long askAnchor;
    private long bestBid;
    private long bestAsk;
    private int askFactor = 100;
    private long id;
    private long firstId;
    private long lastSentId;

    Ladder(InstrumentSpec spec, Dice dice, long floorTick, long ceilingTick, long firstId) {
        this.shape = spec.shape();
        this.dice = dice;
        this.floorTick = floorTick;
        this.idStride = spec.venue().idStride();
        this.id = firstId;
        this.lastSentId = firstId;
        int size = Math.toIntExact(ceilingTick - floorTick + 1);
        lots = new long[size];
        noted = new int[2][size];
    }

    /** Fills an empty ladder; what was filled belongs to no update. */
    void fill(long bid, long ask) {
        bidAnchor = bid;
        askAnchor = ask;
        for (long tick = bid - shape.reach(); tick <= bid; tick++) {
            fit(false, tick);
        }
        for (long tick = ask; tick <= ask + shape.reach(); tick++) {
            fit(true, tick);
        }
        bestBid = bid;
        bestAsk = ask;
        seal(0);
    }

    long bestBid() {
        return bestBid;
    }

    long bestAsk() {
        return bestAsk;
    }

    long lots(long tick) {
        return lots[(int) (tick - floorTick)];
    }

    /** Id of the last change. */
    long id() {
        return id;
    }

    /** What changed since the last update was sealed. */
    DepthChanges open() {
        return open;
    }

    /** Last id of the last update sealed. */
    long lastSentId() {
        return lastSentId;
    }

    /** The tick beyond which a side has nothing. */
    long outermost(boolean isAsk) {
        return isAsk ? askAnchor + shape.reach() : bidAnchor - shape.reach();
    }

    /**
     * Takes lots from the best level of a side.
     *
     * @return lots taken: no more than the level had; a side never loses its last near level
     */
    long take(boolean isAsk, long wanted) {
        long tick = isAsk ? bestAsk : bestBid;
        long there = lots(tick);
        boolean isLast = Math.abs(tick - (isAsk ? askAnchor : bidAnchor)) >= shape.near() - 1;
        long taken = Math.min(wanted, isLast ? there - 1 : there);
        if (taken > 0) {
            put(isAsk, tick, there - taken);
            if (isAsk) {
                bestAsk = next(bestAsk, 1);
            } else {
                bestBid = next(bestBid, -1);
            }
        }
        return taken;
    }

    /** Moves the touch: what lies beyond it is cancelled, what is missing up to it is placed. */
    void move(long bid, long ask, int askFactor) {
        this.askFactor = askFactor;
        long bidBefore = bidAnchor;
        long askBefore = askAnchor;
        bidAnchor = bid;
        askAnchor = ask;
        // Away before towards, so that no tick ever holds both sides.
        for (long tick = bidBefore; tick > bid; tick--) {
            fit(false, tick);
        }
        for (long tick = askBefore; tick < ask; tick++) {
            fit(true, tick);
        }
        long low = Math.min(bid, bidBefore);
        long high = Math.max(bid, bidBefore);
        refit(false, Math.min(low, bestBid) + 1, bid);
        refit(false, low - shape.near(), high - shape.near());
        refit(false, low - shape.reach(), high - shape.reach());
        low = Math.min(ask, askBefore);
        high = Math.max(ask, askBefore);
        refit(true, ask, Math.max(high, bestAsk) - 1);
        refit(true, low + shape.near(), high + shape.near());
        refit(true, low + shape.reach(), high + shape.reach());
        fit(false, bid);
        fit(true, ask);
        bestBid = bid;
        bestAsk = ask;
    }

    /** Someone changes an order near the touch, or far from it. */
    void stir(boolean isAsk) {
        int reach = dice.below(8) == 0 ? shape.reach() : shape.near();
        long distance = dice.below(reach);
        long tick = isAsk ? askAnchor + distance : bidAnchor - distance;
        if (lots(tick) > 0) {
            put(isAsk, tick, lotsFor(isAsk, distance));
        }
    }

    /** Closes the open update; it is cleared by {@link #reopen}. */
    DepthChanges seal(long timeNs) {
        for (int i = 0; i < open.size(); i++) {
            noted[open.isAsk(i) ? 1 : 0][(int) (open.tick(i) - floorTick)] = 0;
        }
        open.close(firstId, id, lastSentId, timeNs);
        lastSentId = id;
        firstId = 0;
        return open;
    }

    void reopen() {
        open.clear();
        if (idStride > 1) {
            id += dice.below(50);
        }
    }

    private void refit(boolean isAsk, long from, long to) {
        for (long tick = from; tick <= to; tick++) {
            boolean isOurs = isAsk ? tick >= askAnchor : tick <= bidAnchor;
            if (isOurs) {
                fit(isAsk, tick);
            }
        }
    }

    /** Brings a tick to what the shape asks for. */
    private void fit(boolean isAsk, long tick) {
        long distance = isAsk ? tick - askAnchor : bidAnchor - tick;
        boolean isWanted =
                distance >= 0 && distance <= shape.reach() && (distance < shape.near() || tick % shape.farStep() == 0);
        long there = lots(tick);
        if (isWanted && there == 0) {
            put(isAsk, tick, lotsFor(isAsk, distance));
        } else if (!isWanted && there > 0) {
            put(isAsk, tick, 0);
        }
    }

    private long lotsFor(boolean isAsk, long distance) {
        long usual = shape.lots() + shape.lots() * Math.min(distance, 24) / 12;
        long lots = usual * dice.within(50, 150) / 100;
        if (dice.below(40) == 0) {
            lots *= 3;
        }
        return 1 + (isAsk ? lots * askFactor / 100 : lots);
    }

    private void put(boolean isAsk, long tick, long value) {
        int at = (int) (tick - floorTick);
        int[] marks = noted[isAsk ? 1 : 0];
        id += idStride == 1 ? 1 : 1 + dice.below(idStride);
        if (firstId == 0) {
            firstId = id;
        }
        if (marks[at] == 0) {
            marks[at] = open.add(isAsk, tick, value, lots[at]) + 1;
        } else {
            open.lots(marks[at] - 1, value);
        }
        lots[at] = value;
    }

    private long next(long tick, int step) {
        long at = tick;
        while (lots(at) == 0) {
            at += step;
        }
        return at;
    }
}
