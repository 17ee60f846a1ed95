package ebb.research.data;

import java.util.List;
import java.util.Set;

/**
 * A recorded market with pumps in it, and what it lacks. It is played session by session, each to an engine of its own with
 * an account of its own: what lies weeks apart has nothing in common but the rules.
 *
 * @param name of its file
 * @param kind what it consists of
 * @param settings {@code key=value} that its money and its streams ask for, over the profile
 * @param fees of its instruments
 * @param sessions one or more, in order of time
 * @param pumps those that are known to be in it
 * @param bitcoin its trend meanwhile
 */
public record Dataset(
        String name,
        Kind kind,
        List<String> settings,
        Tape.Fees fees,
        List<Tape> sessions,
        List<Pump> pumps,
        BtcTrend bitcoin) {
    /** What a recording consists of. */
    public enum Kind {
        /** Candles alone (NS-CON-7). */
        CANDLES,
        /** Prints, and candles made of them; no book. */
        TRADES,
        /** Candles of a quarter of an hour, of coins too large for the strategy (NS-CAP-1): a control. */
        QUARTERS;

        /**
         * Enhancements that it can be asked; the others are turned off, for what is not recorded cannot be a reason to
         * deny (NS-CON-7: without funding its weight goes to the pattern).
         *
         * @return names of their switches
         */
        public Set<String> answers() {
            return this == TRADES
                    ? Set.of("quality", "support", "atr-stop", "kelly", "cvd")
                    : Set.of("quality", "support", "atr-stop", "kelly");
        }

        /**
         * What it cannot answer.
         *
         * @return a sentence's part
         */
        public String lacks() {
            return switch (this) {
                case CANDLES -> "no book, no trades, no funding, no market caps";
                case TRADES -> "no book, no funding, no market caps";
                case QUARTERS ->
                    "no book, no trades, no funding, nothing inside a quarter of an hour, coins above 60 M USD";
            };
        }

        /**
         * Whether it is outside of what the strategy trades: it is told beside the gates and does not count in them.
         *
         * @return true for large coins
         */
        public boolean isControl() {
            return this == QUARTERS;
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
        return firstNs() + (long) (share * (lastNs() - firstNs()));
    }

    /**
     * When it begins.
     *
     * @return ns since the epoch
     */
    public long firstNs() {
        return sessions.stream().mapToLong(Tape::firstNs).min().orElse(Long.MAX_VALUE);
    }

    /**
     * When it ends.
     *
     * @return ns since the epoch
     */
    public long lastNs() {
        return sessions.stream().mapToLong(Tape::lastNs).max().orElse(Long.MIN_VALUE);
    }

    /**
     * How many instruments there are.
     *
     * @return of all sessions together
     */
    public int instruments() {
        return sessions.stream().mapToInt(Tape::instruments).sum();
    }

    /**
     * How much there is to play.
     *
     * @return messages
     */
    public long messages() {
        return sessions.stream().mapToLong(Tape::messages).sum();
    }

    /**
     * How long it is for all instruments together.
     *
     * @return days, each instrument from its own first message to its last
     */
    public double instrumentDays() {
        return sessions.stream().mapToDouble(Tape::instrumentDays).sum();
    }
}
