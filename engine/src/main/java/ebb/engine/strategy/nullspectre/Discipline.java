package ebb.engine.strategy.nullspectre;

/**
 * When the strategy rests (keys {@code ns.con.cool*}, {@code ns.risk.*}).
 *
 * @param coolLossNs rest of a symbol after a loss ({@code ns.con.cool-loss}), ns
 * @param coolNs rest of a symbol after any exit ({@code ns.con.cool}), ns
 * @param streak losses in a row that are too many ({@code ns.risk.streak})
 * @param onStreak what they do ({@code ns.risk.on-six})
 * @param evenMicro R within which a trade is neither won nor lost ({@code ns.pos.even}), micro-units
 * @param window trades of the track record ({@code ns.kelly.window})
 * @param edge when the edge seems gone
 */
public record Discipline(
        long coolLossNs, long coolNs, int streak, OnStreak onStreak, long evenMicro, int window, EdgeSettings edge) {
    /** What too many losses in a row do (NS-C12). */
    public enum OnStreak {
        /** Nothing is entered until a person has reviewed them. */
        PAUSE,
        /** Sizes are halved once more. */
        REDUCE
    }

    private static final long HOUR_NS = 3_600_000_000_000L;

    /** NS-CON-4, NS-RSK-1, NS-RSK-4, NS-RSK-9. */
    public static final Discipline DEFAULT =
            new Discipline(4 * HOUR_NS, HOUR_NS, 6, OnStreak.PAUSE, 50_000, TrackRecord.WINDOW, EdgeSettings.DEFAULT);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public Discipline {
        if (coolLossNs < 0 || coolNs < 0 || streak < 1 || evenMicro < 0 || window < 1) {
            throw new IllegalArgumentException("ns: cool-loss " + coolLossNs + ", cool " + coolNs + ", streak " + streak
                    + ", even " + evenMicro + ", window " + window);
        }
    }
}
