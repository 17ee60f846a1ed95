package ebb.engine.pattern;

import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.state.Validity;

/**
 * Divergence between price and volume delta by neighbouring swings (DIV-1, 2, 4): dated by the confirmation of the later
 * peak, gone after {@code div.ttl} bars or once price and delta both passed the peaks. One for highs (bearish) or one for
 * lows (bullish).
 */
public final class Divergence implements Digested, Snapshotted {
    private final DivergenceSettings settings;
    private final boolean isOfLows;
    private final PeakPair pair;

    private PeakPair.Kind kind = PeakPair.Kind.NONE;
    private double strength;
    private Validity validity = Validity.WARMING;
    private long knownNs;
    private long barsSince;
    private long bound;
    private long cvdBound;

    /**
     * No divergence yet.
     *
     * @param settings tolerance, strength, life
     * @param isOfLows false to compare highs, true to compare lows
     */
    public Divergence(DivergenceSettings settings, boolean isOfLows) {
        this.settings = settings;
        this.isOfLows = isOfLows;
        this.pair = new PeakPair(settings.full());
    }

    /**
     * Takes a closed bar, after the swings have taken it.
     *
     * @param close price mantissa
     * @param cvdClose volume delta at the close, quantity mantissa
     * @param swings of the same frame
     */
    public void onBar(long close, long cvdClose, Swings swings) {
        if (kind != PeakPair.Kind.NONE) {
            barsSince++;
            if (barsSince > settings.ttlBars() || hasPassed(close, cvdClose)) {
                end();
            }
        }
        if (isOfLows ? swings.hasNewLow() : swings.hasNewHigh()) {
            judge(swings);
        }
    }

    private boolean hasPassed(long close, long cvdClose) {
        return isOfLows ? close < bound && cvdClose < cvdBound : close > bound && cvdClose > cvdBound;
    }

    private void end() {
        kind = PeakPair.Kind.NONE;
        strength = 0;
    }

    private void judge(Swings swings) {
        if ((isOfLows ? swings.lows() : swings.highs()) < 2) {
            return;
        }
        Swing first = isOfLows ? swings.low(1) : swings.high(1);
        Swing second = isOfLows ? swings.low(0) : swings.high(0);
        long volume = VolumeTotal.between(first.volumeThrough(), second.volumeThrough());
        if (isOfLows) {
            pair.compareLows(
                    first.price(), second.price(), settings.tolerance(), first.cvdClose(), second.cvdClose(), volume);
        } else {
            pair.compareHighs(
                    first.price(), second.price(), settings.tolerance(), first.cvdClose(), second.cvdClose(), volume);
        }
        boolean isWhole = first.isExact() && second.isExact() && first.hasCvd() && second.hasCvd();
        validity = Validity.worst(pair.validity(), isWhole ? Validity.VALID : Validity.INEXACT);
        if (isWhole && pair.kind() != PeakPair.Kind.NONE) {
            kind = pair.kind();
            strength = pair.strength();
            knownNs = second.knownNs();
            barsSince = 0;
            bound = isOfLows ? Math.min(first.price(), second.price()) : Math.max(first.price(), second.price());
            cvdBound = first.cvdClose();
        }
    }

    /**
     * What holds now.
     *
     * @return NONE if nothing diverges or what did has expired
     */
    public PeakPair.Kind kind() {
        return kind;
    }

    /**
     * Strength of what holds now (DIV-2).
     *
     * @return 0…1
     */
    public double strength() {
        return strength;
    }

    /**
     * Whether the last pair could be judged.
     *
     * @return WARMING before the second swing, UNDEFINED without volume between them, INEXACT on a PARTIAL bar or
     *     one without a delta
     */
    public Validity validity() {
        return validity;
    }

    /**
     * When the divergence became known (DIV-4).
     *
     * @return start of the confirming bar, ns since epoch; 0 before the first
     */
    public long knownNs() {
        return knownNs;
    }

    /** Forgets everything (INST-5, BAR-7). */
    public void reset() {
        end();
        validity = Validity.WARMING;
        knownNs = 0;
        barsSince = 0;
        bound = 0;
        cvdBound = 0;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("divergence");
        out.putEnum(kind);
        out.putDouble(strength);
        out.putEnum(validity);
        out.putLong(knownNs);
        out.putLong(barsSince);
        out.putLong(bound);
        out.putLong(cvdBound);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("divergence");
        kind = in.readEnum(PeakPair.Kind.values());
        strength = in.readDouble();
        validity = in.readEnum(Validity.values());
        knownNs = in.readLong();
        barsSince = in.readLong();
        bound = in.readLong();
        cvdBound = in.readLong();
    }

    @Override
    public long digest() {
        return Digest.mixDouble(kind.ordinal(), strength)
                + Digest.mix(validity.code(), knownNs, barsSince)
                + Digest.mix(-1, bound, cvdBound);
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
