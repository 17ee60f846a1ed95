package ebb.engine.bar;

import ebb.engine.flow.Tape;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.time.TimerHandler;
import ebb.engine.time.Timers;

/**
 * All bars of one instrument (BAR-1…9). For each print the caller first lets {@link #beforeTrade} close what ended
 * before it, then applies the print to the tape, then gives it to {@link #onTrade}; a timer closes bars whose next trade
 * does not come.
 *
 * <p>For cross-sections (BAR-10): a bar that ends at E is closed by a trade or by a timer of {@code E + graceNs()}. One
 * that opened in mid-period set its timer late, so who runs after all closes sets its own anew when it fires, and is last.
 */
public final class Bars implements Digested, TimerHandler, Snapshotted {
    private static final long NEVER = Long.MIN_VALUE;

    private final BarSettings settings;
    private final Frames frames;
    private final Timers timers;
    private final BarListener listener;
    private final BarBuilder builder;
    private final BarRing[] rings;
    private final BarHistory history;
    private final OpenBar base;
    private final boolean isFromTrades;
    private final BarCalendar calendar = new BarCalendar();
    private long outageFromNs = NEVER;
    private int timer = Timers.NONE;
    private long refusedCandles;

    /**
     * Creates the bars of an instrument that has none.
     *
     * @param settings frames, source, grace, rings
     * @param priceExponent `pe` of the instrument
     * @param qtyExponent `qe` of the instrument
     * @param tape the instrument's tape: its CVD and what it lost
     * @param timers where closes are registered
     * @param listener told about closed bars
     */
    public Bars(
            BarSettings settings, int priceExponent, int qtyExponent, Tape tape, Timers timers, BarListener listener) {
        this.settings = settings;
        this.timers = timers;
        this.listener = listener;
        frames = settings.frames();
        isFromTrades = settings.feed() == BarFeed.TRADES;
        builder = new BarBuilder(settings, new QuoteVolume(priceExponent, qtyExponent), tape);
        rings = builder.rings();
        base = builder.base();
        history = new BarHistory(settings, rings);
    }

    /**
     * Closes what ended before a print (BAR-4), and opens the first bar of all (BAR-5: nothing before the first trade).
     * Called before the tape takes the print.
     *
     * @param nowNs engine time
     * @param txNs exchange time of the print by TIME-2
     */
    public void beforeTrade(long nowNs, long txNs) {
        if (!isFromTrades) {
            return;
        }
        if (!builder.isOpen()) {
            // A first print from days ago would otherwise ask for thousands of EMPTY bars.
            builder.begin(nowNs, frames.startOf(0, nowNs - txNs > Frames.DAY_NS ? nowNs : txNs));
        }
        while (txNs >= base.endNs) {
            close(nowNs);
        }
        arm();
    }

    /**
     * Takes a print the tape has taken; also one of volume only (TRD-1), with side unknown.
     *
     * @param txNs exchange time by TIME-2
     * @param price price mantissa
     * @param qty quantity mantissa
     * @param sign {@link ebb.engine.flow.Aggressor}
     */
    public void onTrade(long txNs, long price, long qty, int sign) {
        take(txNs, price, qty, sign, false);
    }

    /**
     * Takes a print that was missing and came after all (EVT-3): never the close of its bar.
     *
     * @param txNs exchange time by TIME-2
     * @param price price mantissa
     * @param qty quantity mantissa
     * @param sign {@link ebb.engine.flow.Aggressor}
     */
    public void onRefill(long txNs, long price, long qty, int sign) {
        take(txNs, price, qty, sign, true);
    }

    /**
     * Takes a live candle of the base frame where the venue's candles are the source (BAR-2, BAR-8); one that is not
     * closed changes nothing, one of a period that is past is treated like history.
     *
     * @param nowNs engine time
     * @param candle read at once
     */
    public void onCandle(long nowNs, Candle candle) {
        if (isFromTrades || (candle.flags & BarFlags.CLOSED) == 0) {
            return;
        }
        if (!candle.isBarOf(frames, 0, nowNs)) {
            refusedCandles++;
            return;
        }
        if (!builder.isOpen()) {
            builder.begin(nowNs, candle.startNs);
        }
        if (candle.startNs < base.startNs) {
            onHistory(0, nowNs, candle);
            return;
        }
        while (base.startNs < candle.startNs) {
            base.flags |= BarFlags.VENUE;
            close(nowNs);
        }
        base.candle(candle);
        close(nowNs);
    }

    /**
     * Takes a candle of the history (BAR-7), oldest first: it fills a hole or replaces a PARTIAL bar, never a complete
     * one. A candle of a period that is still open is ignored. The batch ends with {@link #onHistoryEnd}.
     *
     * @param frame index of its frame
     * @param nowNs engine time
     * @param candle read at once
     */
    public void onHistory(int frame, long nowNs, Candle candle) {
        if (!candle.isBarOf(frames, frame, nowNs)) {
            refusedCandles++;
            return;
        }
        long openFromNs = builder.isOpen() ? builder.making()[frame].startNs : Long.MAX_VALUE;
        if (candle.startNs < openFromNs && candle.startNs + frames.lengthNs(frame) <= nowNs) {
            history.take(frame, candle, !calendar.hasHours());
        }
    }

    /**
     * A frame's history is complete: holes become EMPTY and PARTIAL, open bars are merged anew, and where nothing was
     * open yet bars begin behind the last candle.
     *
     * @param frame index of the frame
     * @param nowNs engine time
     */
    public void onHistoryEnd(int frame, long nowNs) {
        long openFromNs = builder.isOpen() ? builder.making()[frame].startNs : NEVER;
        boolean changed = history.end(frame, openFromNs, !calendar.hasHours());
        if (!builder.isOpen() && frame == 0 && isFromTrades && rings[0].size() > 0) {
            builder.begin(nowNs, history.continuesAt(nowNs));
            closeEnded(nowNs);
        }
        if (builder.isOpen()) {
            builder.mergeAnew(history);
        }
        if (changed) {
            listener.onHistory(frame, rings[frame]);
        }
    }

    /**
     * The trade stream's session is no longer LIVE. Called after the tape was told.
     *
     * @param nowNs engine time
     */
    public void onDown(long nowNs) {
        if (outageFromNs == NEVER) {
            outageFromNs = builder.isOpen() ? base.startNs : frames.startOf(0, nowNs);
        }
    }

    /**
     * The trade stream's session is LIVE: the bars of an outage are made, EMPTY and PARTIAL, and their candles asked for
     * (BAR-5). A bar that began before the very first LIVE is PARTIAL. Called after the tape was told.
     *
     * @param nowNs engine time
     */
    public void onLive(long nowNs) {
        builder.covered(nowNs);
        if (builder.isOpen() && isFromTrades) {
            closeEnded(nowNs);
        }
        if (outageFromNs != NEVER) {
            long from = outageFromNs;
            outageFromNs = NEVER;
            listener.onMissing(from, nowNs);
        }
    }

    /**
     * The exchange opens or closes (BAR-5): while it is closed no EMPTY bar is made, and holes of history are left. Never
     * called for an instrument that always trades.
     *
     * @param nowNs engine time
     * @param open whether it is open from now on
     */
    public void onCalendar(long nowNs, boolean open) {
        calendar.onChange(nowNs, open);
    }

    /** The day rolls (TIME-6): the day's count of differing candles begins anew. */
    public void onDayRoll() {
        history.onDayRoll();
    }

    /** Closes by timer what no trade closed (BAR-4). While the session is down, a bar without trades waits (BAR-5). */
    @Override
    public void onTimer(long deadlineNs, long tag) {
        timer = Timers.NONE;
        if (builder.isOpen()) {
            closeEnded(deadlineNs);
        }
    }

    /**
     * Forgets everything (INST-5).
     *
     * @param priceExponent `pe` after the change
     * @param qtyExponent `qe` after the change
     */
    public void reset(int priceExponent, int qtyExponent) {
        builder.reset(new QuoteVolume(priceExponent, qtyExponent));
        outageFromNs = NEVER;
        timer = timers.cancel(timer);
    }

    /**
     * Closed bars of a frame.
     *
     * @param frame index
     * @return its ring
     */
    public BarRing ring(int frame) {
        return rings[frame];
    }

    /**
     * The frames of these bars.
     *
     * @return shortest first
     */
    public Frames frames() {
        return frames;
    }

    /** How long after its end a bar waits for its last trades, ns. */
    public long graceNs() {
        return settings.graceNs();
    }

    /** Whether a base bar is open; none is before the first trade and the first history. */
    public boolean isOpen() {
        return builder.isOpen();
    }

    /**
     * The base bar being made.
     *
     * @return valid while {@link #isOpen}, changes with each print
     */
    public OpenBar open() {
        return base;
    }

    /**
     * The bar of a frame as it would be if it closed now (BAR-2).
     *
     * @param frame index
     * @param into overwritten; a carrier made once and reused
     */
    public void copyOpen(int frame, OpenBar into) {
        into.copyFrom(builder.making()[frame]);
        if (frame > 0 && (base.hasPrice || into.parts == 0)) {
            into.merge(base);
        }
    }

    /** Prints that came after their base bar was closed (BAR-4), a count. */
    public long lateTrades() {
        return builder.lateTrades();
    }

    /** Their volume, quantity mantissa. */
    public long lateVolume() {
        return builder.lateVolume();
    }

    /** Bars whose volume or money left the range of a long (NUM-2), a count; each is PARTIAL. */
    public long overflows() {
        return builder.overflows();
    }

    /** Candles that were none of their frame (misaligned, from the future, prices upside down), a count. */
    public long refusedCandles() {
        return refusedCandles;
    }

    /** How candles of complete bars compare with them (BAR-7). */
    public BarHistory history() {
        return history;
    }

    private void take(long txNs, long price, long qty, int sign, boolean isRefill) {
        if (builder.isOpen()) {
            builder.cvd();
            if (isFromTrades) {
                builder.trade(txNs, price, qty, sign, isRefill);
            }
        }
    }

    private void closeEnded(long nowNs) {
        while (base.endNs + settings.graceNs() <= nowNs) {
            if (builder.isDown() && !base.hasPrice) {
                return;
            }
            close(nowNs);
        }
        arm();
    }

    private void arm() {
        if (timer == Timers.NONE && isFromTrades) {
            timer = timers.schedule(base.endNs + settings.graceNs(), this, 0);
        }
    }

    private void close(long nowNs) {
        long endNs = base.endNs;
        int closed = builder.close(nowNs, calendar.wasOpen(base));
        for (int frame = 0; closed >> frame != 0; frame++) {
            if ((closed >> frame & 1) != 0) {
                listener.onBar(frame, rings[frame]);
            }
        }
        if (closed != 0) {
            listener.onBarsDone(endNs, closed);
        }
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("bars");
        builder.writeTo(out);
        history.writeTo(out);
        calendar.writeTo(out);
        out.putLong(outageFromNs);
        out.putLong(refusedCandles);
        out.putInt(timer);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("bars");
        builder.readFrom(in);
        history.readFrom(in);
        calendar.readFrom(in);
        outageFromNs = in.readLong();
        refusedCandles = in.readLong();
        timer = in.readInt();
        timers.claim(timer, this);
    }

    @Override
    public long digest() {
        return builder.digest() + scalars();
    }

    @Override
    public long digestAnew() {
        return builder.digestAnew() + scalars();
    }

    private long scalars() {
        int states = calendar.states() | (timer == Timers.NONE ? 0 : 4);
        return Digest.mix(201, history.digest(), states)
                + Digest.mix(202, outageFromNs, refusedCandles)
                + Digest.mix(203, calendar.sinceNs());
    }
}
