package ebb.engine.strategy.nullspectre;

/**
 * When the edge seems gone (NS-RSK-9, keys {@code ns.risk.edge-*}).
 *
 * @param trades last trades that are looked at ({@code ns.risk.edge-n}), at least 1
 * @param leastWinMicro win rate below which the strategy pauses ({@code ns.risk.edge-win}), micro-units
 * @param leastPayoffMicro mean win over mean loss below which it pauses ({@code ns.risk.edge-payoff}), micro-units
 */
public record EdgeSettings(int trades, long leastWinMicro, long leastPayoffMicro) {
    /** 50 trades, 35 %, 1.5. */
    public static final EdgeSettings DEFAULT = new EdgeSettings(50, 350_000, 1_500_000);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public EdgeSettings {
        if (trades < 1 || leastWinMicro < 0 || leastWinMicro > 1_000_000 || leastPayoffMicro < 0) {
            throw new IllegalArgumentException("ns.risk: edge-n " + trades + ", edge-win " + leastWinMicro
                    + "e-6, edge-payoff " + leastPayoffMicro + "e-6");
        }
    }
}
