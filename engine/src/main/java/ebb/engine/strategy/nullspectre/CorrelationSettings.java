package ebb.engine.strategy.nullspectre;

/**
 * When two shorts count as one bet (NS-RSK-8, keys {@code ns.risk.corr*}).
 *
 * @param days pairs of daily returns that are compared ({@code ns.risk.corr-days}), 2 to 512
 * @param aboveMicro correlation above which their risks weigh more ({@code ns.risk.corr}), micro-units, −1 to 1
 * @param weightMicro what they weigh then in the budget ({@code ns.risk.corr-weight}), micro-units, at least 1
 */
public record CorrelationSettings(int days, long aboveMicro, long weightMicro) {
    private static final long ONE = 1_000_000;

    /** 30 days, 0.9, 1.5. */
    public static final CorrelationSettings DEFAULT = new CorrelationSettings(30, 900_000, 1_500_000);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public CorrelationSettings {
        boolean isRho = aboveMicro >= -ONE && aboveMicro <= ONE;
        if (days < 2 || days > 512 || !isRho || weightMicro < ONE || weightMicro > 100 * ONE) {
            throw new IllegalArgumentException("ns.risk: corr-days " + days + " is not in 2..512, or corr " + aboveMicro
                    + "e-6 not in -1..1, or corr-weight " + weightMicro + "e-6 not in 1..100");
        }
    }
}
