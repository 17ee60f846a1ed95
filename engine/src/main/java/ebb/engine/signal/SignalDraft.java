package ebb.engine.signal;

import ebb.codecs.sbe.Dir;
import ebb.codecs.sbe.SignalKind;
import ebb.codecs.sbe.SignalStatus;
import ebb.codecs.sbe.TargetKind;
import ebb.codecs.sbe.Tier;

/**
 * A signal while a strategy writes it: fields of template {@code Signal}, one for one. Optional fields that stay
 * untouched are null on the wire. Reused; {@link #clear} is called by whoever hands it out.
 */
public final class SignalDraft {
    /** Null of optional longs. */
    public static final long ABSENT = Long.MIN_VALUE;

    /** Targets that fit. */
    public static final int TARGETS = 4;

    /** Reasons that the signal's own message has room for. */
    public static final int REASONS = 30;

    /** Reasons that fit into the message behind it (messages.md, {@code Reasons}). */
    public static final int MORE_REASONS = 38;

    private final Reasons reasons = new Reasons(REASONS + MORE_REASONS);
    private final long[] targetPrice = new long[TARGETS];
    private final long[] targetQty = new long[TARGETS];
    private final long[] targetR = new long[TARGETS];
    private final TargetKind[] targetKind = new TargetKind[TARGETS];
    private int targets;

    /** Dense id of the instrument. */
    public int instrument;

    /** Index of the strategy in the configuration's order. */
    public int strategy;

    /** Level that caused it, or {@link #ABSENT}. */
    public long level;

    /** Score, micro-units. */
    public long score;

    /** Score before clamping, micro-units. */
    public long scoreRaw;

    /** Lower end of the score, micro-units. */
    public long scoreLo;

    /** Upper end of the score, micro-units. */
    public long scoreHi;

    /** Share of the evidence that was there, micro-units. */
    public long coverage;

    /** Entry price, mantissa. */
    public long entry;

    /** Stop price, mantissa. */
    public long stop;

    /** Quantity in venue units. */
    public long qty;

    /** Money at risk, 1e-8. */
    public long risk;

    /** Liquidation price, mantissa. */
    public long liqPrice;

    /** When the signal lapses, ns. */
    public long expires;

    /** Leverage asked. */
    public int leverage;

    /** What kind of signal. */
    public SignalKind kind;

    /** Where it stands. */
    public SignalStatus status;

    /** Long, short or hold. */
    public Dir direction;

    /** Conviction. */
    public Tier tier;

    /** Empties the draft. */
    public void clear() {
        reasons.clear();
        targets = 0;
        level = ABSENT;
        score = ABSENT;
        scoreRaw = ABSENT;
        scoreLo = ABSENT;
        scoreHi = ABSENT;
        coverage = ABSENT;
        entry = ABSENT;
        stop = ABSENT;
        qty = ABSENT;
        risk = ABSENT;
        liqPrice = ABSENT;
        expires = ABSENT;
        leverage = 0;
        kind = SignalKind.ENTRY;
        status = SignalStatus.PROPOSED;
        direction = Dir.HOLD;
        tier = Tier.NONE;
    }

    /** The rules asked. */
    public Reasons reasons() {
        return reasons;
    }

    /**
     * Adds a target.
     *
     * @param price mantissa
     * @param qty venue quantity
     * @param rMicro reward over risk, micro-units
     * @param kind what it rests on
     */
    public void target(long price, long qty, long rMicro, TargetKind kind) {
        targetPrice[targets] = price;
        targetQty[targets] = qty;
        targetR[targets] = rMicro;
        targetKind[targets] = kind;
        targets++;
    }

    /** Number of targets. */
    public int targets() {
        return targets;
    }

    /** Price of target i. */
    public long targetPrice(int i) {
        return targetPrice[i];
    }

    /** Quantity of target i. */
    public long targetQty(int i) {
        return targetQty[i];
    }

    /** Reward over risk of target i, micro-units. */
    public long targetR(int i) {
        return targetR[i];
    }

    /** Kind of target i. */
    public TargetKind targetKind(int i) {
        return targetKind[i];
    }
}
