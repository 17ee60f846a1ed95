package ebb.research.data;

import java.util.List;
import java.util.Set;

/**
 * A recorded market with pumps in it, and what it lacks.
 *
 * @param name of its file
 * @param kind what it consists of
 * @param settings {@code key=value} that its money and its streams ask for, over the profile
 * @param fees of its instruments
 * @param symbols names of its instruments, in the order of their numbers
 * @param tape the market
 * @param pumps those that are known to be in it
 */
public record Dataset(
        String name,
        Kind kind,
        List<String> settings,
        Tape.Fees fees,
        List<String> symbols,
        Tape tape,
        List<Pump> pumps) {
    /** What a recording consists of. */
    public enum Kind {
        /** Candles alone (NS-CON-7). */
        CANDLES,
        /** Prints, and candles made of them; no book. */
        TRADES;

        /**
         * Enhancements that it can be asked; the others are turned off, for what is not recorded cannot be a reason to
         * deny (NS-CON-7: without funding its weight goes to the pattern).
         *
         * @return names of their switches
         */
        public Set<String> answers() {
            return this == CANDLES
                    ? Set.of("quality", "support", "atr-stop", "kelly")
                    : Set.of("quality", "support", "atr-stop", "kelly", "cvd");
        }

        /**
         * What it cannot answer.
         *
         * @return a sentence's part
         */
        public String lacks() {
            return this == CANDLES
                    ? "no book, no trades, no funding, no market caps"
                    : "no book, no funding, no market caps";
        }
    }

    /**
     * A pump that somebody announced or a rule found.
     *
     * @param symbol as among the data set's symbols
     * @param startNs when it began, ns since the epoch
     * @param peakNs when it was highest, ns since the epoch
     */
    public record Pump(String symbol, long startNs, long peakNs) {}

    /**
     * The instant that parts in-sample from out-of-sample (NS-VAL-13): the first share of the time is for tuning.
     *
     * @param share of the time, above 0, below 1
     * @return ns since the epoch
     */
    public long splitNs(double share) {
        return tape.firstNs() + (long) (share * (tape.lastNs() - tape.firstNs()));
    }
}
