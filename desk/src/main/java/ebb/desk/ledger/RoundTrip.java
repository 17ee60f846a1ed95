package ebb.desk.ledger;

import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.Track;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One position from its first fill to flat (NS-VAL-1). Prices and quantities are mantissas, money is 1e-8.
 *
 * @param origin whose it is
 * @param span when
 * @param prices at which prices
 * @param result what came of it
 * @param care how it was executed and guarded
 * @param tags circumstances (NS-VAL-10), sorted
 * @param steps life of its orders
 */
public record RoundTrip(
        Origin origin, Span span, Prices prices, Result result, Care care, List<String> tags, List<Step> steps) {
    /**
     * Whose it is.
     *
     * @param position id
     * @param signal id, or {@code Nulls.ID}
     * @param sequence of the message that closed it
     * @param instrument dense id
     * @param strategy name
     * @param track paper or real
     */
    public record Origin(long position, long signal, long sequence, int instrument, String strategy, Track track) {}

    /**
     * When.
     *
     * @param openedNs first fill, engine time
     * @param closedNs flat, engine time
     */
    public record Span(long openedNs, long closedNs) {}

    /**
     * At which prices.
     *
     * @param entry mean
     * @param exit mean
     * @param qty signed: below 0 for a short
     */
    public record Prices(long entry, long exit, long qty) {}

    /**
     * What came of it; R are micro-units.
     *
     * @param pnl fees and funding in
     * @param fees paid
     * @param funding received, negative where it was paid
     * @param initialRisk what a fill at the first stop would have cost
     * @param r pnl in initial risks
     * @param mae farthest against it
     * @param mfe farthest for it
     */
    public record Result(long pnl, long fees, long funding, long initialRisk, long r, long mae, long mfe) {}

    /**
     * How it was executed and guarded. Slippage is a share of the price, adverse positive (NS-VAL-12).
     *
     * @param why what ended it
     * @param targetsFilled targets that were filled wholly
     * @param entrySlip mean fill against the signal's entry; empty without one
     * @param stopSlip fills of the stop against its trigger; empty where no stop was filled
     * @param stopAckNs from the first fill to the first acknowledged stop, ns; −1 if none ever was
     * @param nakedNs longest time it was open without an acknowledged stop, ns
     */
    public record Care(
            ExitWhy why,
            int targetsFilled,
            OptionalDouble entrySlip,
            OptionalDouble stopSlip,
            long stopAckNs,
            long nakedNs) {}

    /**
     * Whether it sold first.
     *
     * @return true for a short
     */
    public boolean isShort() {
        return prices.qty() < 0;
    }
}
