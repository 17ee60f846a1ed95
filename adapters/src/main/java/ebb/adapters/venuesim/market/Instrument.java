package ebb.adapters.venuesim.market;

import java.util.List;

/** One simulated instrument: its book, tape, candles and slow figures, moved from event to event. */
public final class Instrument {
    /** Trading before the market's start of which candles are known, ns. */
    public static final long HISTORY_NS = 72 * 3_600_000_000_000L;

    static final long MS = 1_000_000L;
    /** Between two settlements, ms. */
    public static final long FUNDING_MS = 8 * 3_600_000L;

    /** How far back the venue tells of settlements: 120 of them. */
    private static final long SETTLED_MS = 120 * FUNDING_MS;

    private static final int TAPE_SIZE = 128;
    private static final int SWEEP_LEVELS = 4;
    private static final int DEPTH = 0;
    private static final int TRADE = 1;
    private static final int MARK = 2;
    private static final int TICKER = 3;
    private static final int FUNDING = 4;

    private final int index;
    private final InstrumentSpec spec;
    private final Cadence cadence;
    private final long startMs;
    private final Dice dice;
    private final Path path;
    private final Ladder ladder;
    private final Commits commits = new Commits();
    private final Candles candles;
    private final long[] dueMs = new long[FUNDING + 1];
    private final Print print = new Print();
    private final Print[] tape = new Print[TAPE_SIZE];

    private long prints;
    private int told;
    private long rawFills;
    private long fastNoise;
    private long slowNoise;
    private long openInterest;
    private long markE3;
    private long indexE3;
    private long lastTick;
    private long sealedNs;

    Instrument(int index, Scenario.Part part, List<Leg> legs, Cadence cadence, Dice dice, long startNs) {
        this.index = index;
        spec = part.spec();
        this.cadence = cadence;
        this.dice = dice;
        startMs = startNs / MS;
        long startTick = spec.grid().startTick();
        path = new Path(startTick, legs);
        long margin = spec.shape().reach() + startTick / 50 + 64;
        ladder = new Ladder(
                spec,
                dice,
                Math.max(1, path.lowestTick() - margin),
                path.highestTick() + margin,
                spec.venue() == SimVenue.BINANCE_SPOT ? 50_093_000_000L : 5_123_000_000_000L + index * 1_000_000_000L);
        prints = 16_000_000_000L + dice.below(1_000_000);
        rawFills = 5_200_000_000L + dice.below(1_000_000);
        openInterest = spec.shape().lots() * 4_000L;
        markE3 = startTick * 1_000;
        indexE3 = startTick * 1_000;
        lastTick = startTick;
        sealedNs = startNs;
        ladder.fill(startTick - 1, startTick + 1);
        ladder.reopen();
        candles = History.write(spec, part.script().past(), dice, startNs);
        dueMs[DEPTH] = startMs + 1 + dice.below(cadence.depthMs());
        dueMs[TRADE] = startMs + 1 + dice.below(spec.tape().gapMs());
        dueMs[MARK] = spec.isPerpetual() ? startMs + 1 + dice.below(cadence.markMs()) : Long.MAX_VALUE;
        dueMs[TICKER] = startMs + 1 + dice.below(cadence.tickerMs());
        dueMs[FUNDING] = spec.isPerpetual() ? startMs + 1 + dice.below(cadence.markMs()) : Long.MAX_VALUE;
    }

    /** Number of the instrument in its market, from 0. */
    public int index() {
        return index;
    }

    /** What does not change about it. */
    public InstrumentSpec spec() {
        return spec;
    }

    /** Best bid in ticks. */
    public long bestBid() {
        return ladder.bestBid();
    }

    /** Best ask in ticks. */
    public long bestAsk() {
        return ladder.bestAsk();
    }

    /** Lots at a price, 0 if there is no level. */
    public long lotsAt(long tick) {
        return ladder.lots(tick);
    }

    /** Id of the last change of the book, sent or not. */
    public long bookId() {
        return ladder.id();
    }

    /** Price of the last print, ticks. */
    public long lastTick() {
        return lastTick;
    }

    /** Mark price, thousandths of a tick. */
    public long markE3() {
        return markE3;
    }

    /** Index price, thousandths of a tick. */
    public long indexE3() {
        return indexE3;
    }

    /** Open interest, lots. */
    public long openInterest() {
        return openInterest;
    }

    /** Predicted funding rate of eight hours, 1e-9. */
    public long fundingE9() {
        long above = markE3 / 1_000 - spec.grid().startTick();
        return spec.tape().fundingE9()
                + Math.max(0, above) * 1_000_000L / spec.grid().startTick();
    }

    /** The first settlement that the venue tells of, ms since epoch. */
    public long firstSettleMs() {
        return nextSettleMs(startMs - SETTLED_MS);
    }

    /**
     * The rate of eight hours that was settled: the usual one, a little more or less, and what the price was above that of the
     * start.
     *
     * @param settleMs when, ms since epoch
     * @return 1e-9
     */
    public long settledE9(long settleMs) {
        int usual = spec.tape().fundingE9();
        long noise = Dice.of(settleMs / FUNDING_MS, index).around(usual / 2);
        Candles.Candle then = candles.candle(settleMs * MS - Candles.MINUTE_NS, Candles.MINUTE_NS);
        long above = then == null ? 0 : Math.max(0, then.close() - spec.grid().startTick());
        return usual + noise + above * 1_000_000L / spec.grid().startTick();
    }

    /** When the rate is settled next after a time, ms since epoch. */
    public static long nextSettleMs(long timeMs) {
        return (timeMs / FUNDING_MS + 1) * FUNDING_MS;
    }

    /** Its candles. */
    public Candles candles() {
        return candles;
    }

    /** Prints that {@link #recent} can show. */
    public int recentSize() {
        return Math.min(TAPE_SIZE, told);
    }

    /** A print of the last ones, 0 the newest. */
    public Print recent(int age) {
        return tape[(told - 1 - age) % TAPE_SIZE];
    }

    /** Updates of the book that {@link #commit} can show. */
    public int commits() {
        return commits.size();
    }

    /** A book update of the last ones, 0 the newest. */
    public DepthChanges commit(int age) {
        return commits.get(age);
    }

    /**
     * Copies the book.
     *
     * @param copy receives it
     * @param lag 0: the book as it is now; n: as it was after the n-th last update sent, as far as remembered
     */
    public void copyBook(BookCopy copy, int lag) {
        copy.copy(ladder, nowNs());
        if (lag == 0 || commits.size() == 0) {
            return;
        }
        copy.undo(ladder.open(), ladder.lastSentId(), commits.get(0).timeNs());
        for (int age = 0; age < Math.min(lag, commits.size()) - 1; age++) {
            DepthChanges commit = commits.get(age);
            copy.undo(commit, commit.previousLastId(), commits.get(age + 1).timeNs());
        }
    }

    /** When the next event is due, ms since epoch. */
    long dueMs() {
        return dueMs[due()];
    }

    /** Makes the next event. */
    void step(MarketListener listener) {
        int kind = due();
        long nowMs = dueMs[kind];
        path.at(nowMs - startMs);
        switch (kind) {
            case DEPTH -> depth(listener, nowMs);
            case TRADE -> trade(listener, nowMs);
            case MARK -> {
                mark();
                dueMs[MARK] = nowMs + cadence.markMs();
                listener.onMark(this, nowMs * MS);
            }
            case TICKER -> {
                candles.passTo(nowMs * MS);
                dueMs[TICKER] = nowMs + cadence.tickerMs();
                listener.onTicker(this, nowMs * MS);
            }
            default -> {
                dueMs[FUNDING] = nowMs + cadence.fundingMs();
                listener.onFunding(this, nowMs * MS);
            }
        }
    }

    private int due() {
        int first = DEPTH;
        for (int kind = TRADE; kind <= FUNDING; kind++) {
            if (dueMs[kind] < dueMs[first]) {
                first = kind;
            }
        }
        return first;
    }

    private void depth(MarketListener listener, long nowMs) {
        Mood mood = path.mood();
        int unrest = spec.tape().unrest() * mood.noiseFactor() / 100;
        fastNoise += dice.around(unrest) - fastNoise / 8;
        slowNoise += dice.around(unrest * 6 / 10) - slowNoise / 512;
        long spread = 1 + (dice.below(4) == 0 ? 1 : 0) + (mood.forcedPermille() > 0 ? dice.below(3) : 0);
        long bid = (path.at(nowMs - startMs) + fastNoise + slowNoise) / Path.PARTS - spread / 2;
        ladder.move(bid, bid + spread, mood.askFactor());
        for (int i = dice.within(3, 6); i > 0; i--) {
            ladder.stir(dice.below(2) == 0);
        }
        sealedNs = nowMs * MS;
        DepthChanges changes = ladder.seal(sealedNs);
        commits.add(changes);
        dueMs[DEPTH] = nowMs + cadence.depthMs() + dice.around(cadence.depthMs() / 20);
        listener.onDepth(this, changes);
        ladder.reopen();
    }

    private void trade(MarketListener listener, long nowMs) {
        Mood mood = path.mood();
        int gap = Math.max(2, spec.tape().gapMs() * 100 / mood.paceFactor());
        dueMs[TRADE] = nowMs + 1 + dice.within(gap / 2, gap + gap / 2);
        boolean isSell = dice.below(1_000) < mood.sellPermille();
        boolean isForced = isSell && dice.below(1_000) < mood.forcedPermille();
        long wanted = (long) spec.tape().lots() * dice.within(25, 175) / 100 * mood.sizeFactor() / 100;
        if (dice.below(16) == 0) {
            wanted *= dice.within(3, 6);
        }
        wanted = Math.max(1, isForced ? wanted * 3 : wanted);
        int opening = isForced ? 2 : opening();
        long left = wanted;
        for (int levels = 0; levels < SWEEP_LEVELS && left > 0; levels++) {
            long tick = isSell ? ladder.bestBid() : ladder.bestAsk();
            long taken = ladder.take(!isSell, left);
            if (taken == 0) {
                break;
            }
            left -= taken;
            print(listener, tick, taken, isSell, opening, nowMs);
        }
        if (isForced && left < wanted) {
            listener.onLiquidation(this, print, wanted - left);
        }
    }

    private void print(MarketListener listener, long tick, long lots, boolean isSell, int opening, long nowMs) {
        int fills = (int) Math.min(lots, dice.within(1, 3));
        print.set(tick, lots, isSell, fills, opening, nowMs * MS);
        print.number(++prints, rawFills + 1);
        rawFills += fills;
        if (opening == 1) {
            openInterest += lots;
        } else if (opening == 2) {
            openInterest = Math.max(0, openInterest - lots);
        }
        lastTick = tick;
        candles.take(print);
        int at = told++ % TAPE_SIZE;
        if (tape[at] == null) {
            tape[at] = new Print();
        }
        tape[at].copyFrom(print);
        listener.onTrade(this, print);
    }

    private int opening() {
        int roll = dice.below(100);
        return roll < 42 ? 1 : roll < 80 ? 2 : 3;
    }

    private void mark() {
        long midE3 = (ladder.bestBid() + ladder.bestAsk()) * 500;
        // The contract stands a little above what it is about, more so when it runs.
        long basis = midE3 / 10_000 * Math.min(12, 1 + fundingE9() / 60_000) / 10;
        indexE3 = midE3 - basis + dice.around(400);
        markE3 = midE3 - basis / 4 + dice.around(150);
    }

    private long nowNs() {
        return told == 0 ? sealedNs : Math.max(sealedNs, recent(0).timeNs());
    }
}
