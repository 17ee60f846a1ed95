package ebb.engine.strategy.nullspectre;

/**
 * What funding is worth (keys {@code ns.fun.*}). Rates are per 8 hours, 1e-9: one basis point is 100,000.
 *
 * @param lowRate rate worth nothing ({@code ns.fun.lo}), the neutral one
 * @param highRate rate worth everything ({@code ns.fun.hi}), above the low one
 * @param denyRate rate from which down the setup is denied ({@code ns.fun.deny}); shorts pay
 * @param crowdMicro percentile from which the coin is crowded ({@code ns.fun.crowd}), micro-units
 * @param crowdScore least score of a crowded coin, 0…100
 * @param flipNs how long a change of sign counts ({@code ns.fun.flip}), ns
 * @param flipBonus points for a change to positive
 */
public record FundingSettings(
        long lowRate, long highRate, long denyRate, long crowdMicro, double crowdScore, long flipNs, double flipBonus) {
    /** One basis point. */
    public static final long BP = 100_000;

    /** NS-FUN-1 to 3. */
    public static final FundingSettings DEFAULT =
            new FundingSettings(BP, 10 * BP, -5 * BP, 950_000, 60, 86_400_000_000_000L, 10);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public FundingSettings {
        if (highRate <= lowRate || denyRate > lowRate || flipNs < 0 || !(crowdScore >= 0 && crowdScore <= 100)) {
            throw new IllegalArgumentException("ns.fun: lo " + lowRate + ", hi " + highRate + ", deny " + denyRate
                    + ", crowd " + crowdScore + ", flip " + flipNs);
        }
    }
}
