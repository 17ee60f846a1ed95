package ebb.engine.strategy;

import ebb.engine.instrument.Instrument;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What one strategy wants to be called for. Filled once in {@link Strategy#declare}; the engine reads it when
 * instruments are defined and on each dispatch.
 */
public final class Declaration {
    /** Not wanted. */
    public static final int TIER_NONE = 0;

    /** Trades, book and bars from trades. */
    public static final int TIER_A = 1;

    /** Bars and slow data only (BAR-8). */
    public static final int TIER_B = 2;

    /**
     * A frame that the strategy follows.
     *
     * @param lengthNs length of the bars
     * @param history closed bars wanted at start (BAR-7), 0 for none
     * @param crossSection whether {@link Strategy#onFrame} is wanted
     * @param waitNs how long after the frame's end the cross-section is taken; 0 = {@code bar.grace}
     * @param called whether {@link Strategy#onBar} is wanted; if not, a frame that is not configured is passed over
     */
    public record Frame(long lengthNs, int history, boolean crossSection, long waitNs, boolean called) {}

    private final List<Frame> frames = new ArrayList<>();
    private Predicate<Instrument> tierA = instrument -> false;
    private Predicate<Instrument> tierB = instrument -> false;
    private boolean isUniverse;
    private int settlements;
    private boolean trades;
    private boolean books;

    /**
     * Instruments wanted with trades and books.
     *
     * @param rule asked once per definition; must depend on the definition alone
     * @return this
     */
    public Declaration tierA(Predicate<Instrument> rule) {
        tierA = Objects.requireNonNull(rule);
        isUniverse = false;
        return this;
    }

    /**
     * A universe (NS-UNI-2): instruments followed with whatever the feeds give of all of them, and with trades and books
     * for as long as the strategy says so by {@link Outlet#want}. In place of {@link #tierA}.
     *
     * @param rule asked once per definition; must depend on the definition alone
     * @return this
     */
    public Declaration universe(Predicate<Instrument> rule) {
        tierA = Objects.requireNonNull(rule);
        isUniverse = true;
        return this;
    }

    /**
     * Instruments wanted with bars and slow data only.
     *
     * @param rule asked once per definition, after {@link #tierA}
     * @return this
     */
    public Declaration tierB(Predicate<Instrument> rule) {
        tierB = Objects.requireNonNull(rule);
        return this;
    }

    /**
     * Follows a frame instrument by instrument.
     *
     * @param lengthNs length of the bars, one of the configured frames
     * @param history closed bars wanted at start
     * @return this
     */
    public Declaration bars(long lengthNs, int history) {
        frames.add(new Frame(lengthNs, history, false, 0, true));
        return this;
    }

    /**
     * Reads bars and studies of a frame without being called at its closes; passed over where the frame is none of {@code
     * bar.frames}.
     *
     * @param lengthNs length of the bars
     * @param history closed bars wanted at start
     * @return this
     */
    public Declaration study(long lengthNs, int history) {
        frames.add(new Frame(lengthNs, history, false, 0, false));
        return this;
    }

    /**
     * Follows a frame instrument by instrument and across all of them.
     *
     * @param lengthNs length of the bars, one of the configured frames
     * @param history closed bars wanted at start
     * @param waitNs how long after the frame's end the cross-section is taken; 0 = {@code bar.grace}
     * @return this
     */
    public Declaration crossSection(long lengthNs, int history, long waitNs) {
        frames.add(new Frame(lengthNs, history, true, waitNs, true));
        return this;
    }

    /**
     * Wants {@link Strategy#onSettled}, those of the past included (FUND-2).
     *
     * @param past settlements wanted when an instrument begins to be followed closely, 1 or more
     * @return this
     */
    public Declaration settlements(int past) {
        settlements = past;
        return this;
    }

    /**
     * Wants {@link Strategy#onTrade}.
     *
     * @return this
     */
    public Declaration trades() {
        trades = true;
        return this;
    }

    /**
     * Wants {@link Strategy#onBook}.
     *
     * @return this
     */
    public Declaration books() {
        books = true;
        return this;
    }

    /** The frames declared, in order. */
    public List<Frame> frames() {
        return List.copyOf(frames);
    }

    /** The tier on which the strategy wants this instrument. */
    public int tier(Instrument instrument) {
        if (tierA.test(instrument)) {
            return TIER_A;
        }
        return tierB.test(instrument) ? TIER_B : TIER_NONE;
    }

    /** Whether trades and books of an instrument are wanted from its definition on, for good. */
    public boolean wantsAlways(Instrument instrument) {
        return !isUniverse && tierA.test(instrument);
    }

    /** Settlements of the past that are wanted, 0 for none and no calls either. */
    public int settlements() {
        return settlements;
    }

    /** Whether {@link Strategy#onTrade} is wanted. */
    public boolean wantsTrades() {
        return trades;
    }

    /** Whether {@link Strategy#onBook} is wanted. */
    public boolean wantsBooks() {
        return books;
    }
}
