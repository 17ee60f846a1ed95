package ebb.engine.strategy.nullspectre;

import ebb.codecs.sbe.Tier;

/**
 * Who has the last word before an entry, and which tiers may trade at all (keys {@code ns.live.*}, NS-LIV, NS-CON-6).
 *
 * @param mode whether an entry waits for a person ({@code ns.live.mode})
 * @param countdownSec how long it waits for an objection, 1 to 3,600 s ({@code ns.live.count})
 * @param beatNs without a sign of a viewer for this long nobody watches, above 0 ({@code ns.live.beat}), ns
 * @param drift furthest that the entry may have moved when it is confirmed, in ranges of the rejection, at least 0
 *     ({@code ns.live.drift})
 * @param tiers which trade ({@code ns.live.tiers})
 */
public record Operating(Mode mode, int countdownSec, long beatNs, double drift, Tiers tiers) {
    /** Nobody is asked, all tiers trade (NS-CON-6, paper). */
    public static final Operating DEFAULT = new Operating(Mode.AUTO, 5, 3_000_000_000L, 0.25, Tiers.ALL);

    private static final int MOST_SEC = 3_600;

    /** Who has the last word. */
    public enum Mode {
        /** The rules. */
        AUTO,
        /** A person (NS-LIV-3). */
        CONFIRM,
        /** The rules, unless a person who watches objects in time (NS-LIV-4). */
        COUNTDOWN
    }

    /**
     * Which tiers trade.
     *
     * @param max MAX
     * @param high HIGH
     * @param medium MEDIUM
     */
    public record Tiers(boolean max, boolean high, boolean medium) {
        /** Paper trades all of them. */
        public static final Tiers ALL = new Tiers(true, true, true);

        /**
         * Whether a tier is one of them; a setup below MEDIUM never is.
         *
         * @param tier of the setup
         * @return true if it trades
         */
        public boolean trades(Tier tier) {
            return switch (tier) {
                case MAX -> max;
                case HIGH -> high;
                case MEDIUM -> medium;
                default -> false;
            };
        }
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is out of its range, or no tier trades
     */
    public Operating {
        if (countdownSec < 1 || countdownSec > MOST_SEC || beatNs <= 0 || !(drift >= 0)) {
            throw new IllegalArgumentException(
                    "ns.live.count " + countdownSec + " s, ns.live.beat " + beatNs + " ns, ns.live.drift " + drift);
        }
        if (!tiers.max() && !tiers.high() && !tiers.medium()) {
            throw new IllegalArgumentException("ns.live.tiers names none: nothing would ever trade");
        }
    }
}
