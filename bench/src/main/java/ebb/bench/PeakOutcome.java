package ebb.bench;

import ebb.runtime.RingSettings;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What came of a run at a peak.
 *
 * @param frames read
 * @param orders sent
 * @param journaled depth messages in the journal
 * @param merged depth messages merged into a later one because the ring was full
 * @param isContiguous whether each depth message of the journal follows on the one before it, up to the last frame
 * @param refused claims that the ring refused
 * @param fullest most slots taken at once, as the feeding thread saw it before each frame
 * @param longestFullNs longest time that no frame got a slot, ns
 * @param lags times that a lag bounded trading
 * @param lifts times that it ended
 * @param kills kills of any other kind
 * @param stopped orders that the gate stopped
 * @param told of those, the ones that the engine was told of
 * @param commands what stopped trading and let it go on again, in the journal's order and with its seconds
 * @param measured frames after the warm-up
 * @param times ns from a frame's due time to its order, of those after the warm-up; of use where none was merged
 */
record PeakOutcome(
        long frames,
        long orders,
        long journaled,
        long merged,
        boolean isContiguous,
        long refused,
        long fullest,
        long longestFullNs,
        int lags,
        int lifts,
        int kills,
        long stopped,
        long told,
        List<String> commands,
        long measured,
        Histogram times) {
    /** Nothing lost, nothing reordered, the ring never full. */
    boolean isWhole() {
        return journaled == frames && isContiguous && refused == 0 && merged == 0;
    }

    /**
     * What the policy of a full ring asks: merged and not lost, bounded once it was full for so long and lifted by itself,
     * halted if it was full for longer, each stopped order told.
     */
    boolean isBounded(RingSettings policy) {
        boolean mayBeBounded = lags > 0 && longestFullNs > policy.fullReduceNs();
        boolean mayBeHalted = kills == 0 || longestFullNs > policy.fullHaltNs();
        return isContiguous && merged > 0 && mayBeBounded && lifts == lags && mayBeHalted && stopped == told;
    }

    /** Frames after the warm-up that caused no order: behind a stall every place for one was taken by a live one. */
    long unanswered() {
        return measured - times.getTotalCount();
    }

    /**
     * Time within which a share of the frames had their order. A frame without one counts as slower than any that has one.
     *
     * @param percent above 0, to 100
     * @return ns, or not a number where more frames than the rest had none
     */
    double within(double percent) {
        double ofAnswered = percent * measured / times.getTotalCount();
        return ofAnswered > 100 ? Double.NaN : times.getValueAtPercentile(ofAnswered);
    }

    /** All but the times. */
    String words() {
        return "frames " + frames + ", journaled " + journaled + ", merged " + merged + ", contiguous "
                + isContiguous
                + ", refused " + refused + ", full for " + longestFullNs / 1_000_000 + " ms" + ", bounded " + lags
                + ", lifted " + lifts + ", kills " + kills
                + ", stopped " + stopped + ", told " + told + ", " + commands;
    }
}
