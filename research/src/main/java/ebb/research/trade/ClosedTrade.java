package ebb.research.trade;

import ebb.codecs.sbe.ExitWhy;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * One position from its first fill to flat (NS-VAL-1), with the signal that it rested on.
 *
 * @param origin what traded and why
 * @param span when
 * @param result what came of it
 * @param evidence what the signal was worth
 * @param execution how it was carried out
 * @param tags circumstances (NS-VAL-10)
 */
public record ClosedTrade(
        Origin origin, Span span, Result result, Evidence evidence, Execution execution, Set<String> tags) {
    /**
     * What traded.
     *
     * @param symbol as the venue spells it
     * @param venue number of the venue
     * @param position its id
     * @param signal id of the signal
     * @param isShort whether it sold first
     */
    public record Origin(String symbol, int venue, long position, long signal, boolean isShort) {}

    /**
     * When.
     *
     * @param openedNs first fill, ns since the epoch
     * @param closedNs flat, ns since the epoch
     */
    public record Span(long openedNs, long closedNs) {}

    /**
     * What came of it. Money is 1e-8 of the settle currency, multiples of the initial risk are micro-units.
     *
     * @param pnl profit or loss, fees and funding in
     * @param fees paid
     * @param funding paid, negative where it was received
     * @param initialRisk what a fill at the stop would have cost
     * @param rMicro pnl in initial risks
     * @param maeMicro farthest against it
     * @param mfeMicro farthest for it
     */
    public record Result(
            long pnl, long fees, long funding, long initialRisk, long rMicro, long maeMicro, long mfeMicro) {}

    /**
     * What the signal was worth.
     *
     * @param base mean quality of the rejections, 0…100 (NS-REJ-4)
     * @param micro microstructure at the last rejection, 0…100 (NS-MIC-2); empty where it was not VALID
     * @param score conviction, 0…100
     * @param tier its tier
     */
    public record Evidence(OptionalDouble base, OptionalDouble micro, OptionalDouble score, String tier) {}

    /**
     * How it was carried out; slippages are shares of the price, adverse ones positive (NS-VAL-12).
     *
     * @param why what ended it
     * @param targets how many it had
     * @param hits how many of them were filled, or reached before it ended
     * @param isFixed whether its targets were fixed moves instead of supports
     * @param entrySlip fill against the signal's entry
     * @param stopSlip fills of the stop against its trigger; empty where no stop was filled
     * @param walk what the walk of the book at the decision said that entering would cost against the mid (NS-BOK-2); empty where
     *     there was no book
     */
    public record Execution(
            ExitWhy why,
            int targets,
            int hits,
            boolean isFixed,
            OptionalDouble entrySlip,
            OptionalDouble stopSlip,
            OptionalDouble walk) {
        /** Without a book. */
        public Execution(
                ExitWhy why,
                int targets,
                int hits,
                boolean isFixed,
                OptionalDouble entrySlip,
                OptionalDouble stopSlip) {
            this(why, targets, hits, isFixed, entrySlip, stopSlip, OptionalDouble.empty());
        }

        /**
         * What entering did cost against the mid of the decision (NS-VAL-11). The signal's entry is the walk's average price, so it
         * stands by {@link #walk} from that mid, and the fill by {@link #entrySlip} from the entry.
         *
         * @return share of the mid, adverse positive; empty where there was no book
         */
        public OptionalDouble entryCost() {
            if (walk.isEmpty() || entrySlip.isEmpty()) {
                return OptionalDouble.empty();
            }
            double planned = walk.getAsDouble();
            double slip = entrySlip.getAsDouble();
            return OptionalDouble.of(slip + planned - slip * planned);
        }
    }

    /** How a trade counts. */
    public enum Outcome {
        /** A win. */
        WIN,
        /** A loss. */
        LOSS,
        /** Neither. */
        EVEN
    }

    /** {@code ns.pos.even}: a trade within this of nothing is neither won nor lost (NS-VAL-1), micro-units of R. */
    public static final long EVEN_MICRO = 50_000;

    private static final double MICRO = 1e6;

    /**
     * Whether it was won (NS-VAL-1): R ≥ +0.05 wins, R ≤ −0.05 loses.
     *
     * @return its outcome
     */
    public Outcome outcome() {
        if (result.rMicro() >= EVEN_MICRO) {
            return Outcome.WIN;
        }
        return result.rMicro() <= -EVEN_MICRO ? Outcome.LOSS : Outcome.EVEN;
    }

    /**
     * Profit in initial risks.
     *
     * @return R
     */
    public double r() {
        return result.rMicro() / MICRO;
    }
}
