package ebb.engine.strategy.nullspectre;

/**
 * Figures of NullSpectre's first form (nullspectre.md); keys below {@code ns.}. Shares and distances are micro-units.
 *
 * @param frameNs length of the pattern's bars, the tracker's frame ({@code rej.frame})
 * @param context how far back the run and the high are looked for, in bars (NS-REJ-1, NS-REJ-2: 72 h of 15m)
 * @param minRejections least n (NS-REJ-1)
 * @param minRunMicro least rise of the level over the lowest low ({@code ns.rej.min-run}, NS-REJ-2)
 * @param minPatternMicro least pattern score P ({@code ns.first.min-pattern}, NS-REJ-7)
 * @param minDivergenceMicro least CVD score S ({@code ns.first.min-divergence}, NS-CVD-2)
 * @param maxSpreadMicro widest spread ({@code ns.bok.spread}, NS-BOK-2)
 * @param stopBufferMicro least distance of the stop beyond the level (NS-STP-1)
 * @param stopAtr ATR of the stop beyond the level (NS-STP-1)
 * @param stopFactor venue's multiplier of that distance ({@code ns.stp.m}, NS-STP-1)
 * @param stopMaxMicro stop distance that denies, equality included (NS-STP-2)
 * @param targetMultiple target in stop distances (NS-TGT-3)
 * @param riskMicro share of equity lost at the stop ({@code ns.first.risk})
 * @param costMicro allowance for fees and slippage in the size (NS-RSK-3)
 * @param marginMicro share of equity that a position may bind as margin; below {@code risk.symbol-margin} (NS-RSK-5)
 * @param leverage leverage asked
 * @param entryLifeNs how long the unfilled entry rests (NS-ENT-1)
 * @param crossTicks most ticks below the bid that the entry crosses ({@code ns.ent.ticks}, NS-ENT-1)
 */
public record NullSpectreSettings(
        long frameNs,
        int context,
        int minRejections,
        long minRunMicro,
        long minPatternMicro,
        long minDivergenceMicro,
        long maxSpreadMicro,
        long stopBufferMicro,
        double stopAtr,
        double stopFactor,
        long stopMaxMicro,
        int targetMultiple,
        long riskMicro,
        long costMicro,
        long marginMicro,
        int leverage,
        long entryLifeNs,
        int crossTicks) {
    /** NS-REJ-1: the level may lie this far below the highest high, in ATR. */
    public static final double HIGH_SLACK_ATR = 0.5;

    /** NS-ENT-1: the entry crosses by at most this share of the mid. */
    public static final double MAX_CROSS = 0.005;

    /** NS-ENT-1: it is never further below the deciding close than this, in ATR. */
    public static final double CHASE_ATR = 0.25;

    /** The defaults of nullspectre.md, MEXC's stop multiplier, 15m bars. */
    public static final NullSpectreSettings DEFAULT = new NullSpectreSettings(
            900_000_000_000L,
            288,
            3,
            300_000,
            50_000_000,
            10_000_000,
            5_000,
            5_000,
            1.5,
            1.2,
            200_000,
            2,
            10_000,
            150_000,
            140_000,
            3,
            30_000_000_000L,
            2);

    /** Refuses what no rule allows. */
    public NullSpectreSettings {
        if (minRejections < 1 || context < 1 || targetMultiple < 1 || leverage < 1) {
            throw new IllegalArgumentException(
                    "ns: rejections, context, target multiple and leverage must be at least 1");
        }
        if (crossTicks < 0) {
            throw new IllegalArgumentException("ns.ent.ticks must not be negative: " + crossTicks);
        }
        if (stopMaxMicro <= 0 || stopMaxMicro > 200_000) {
            throw new IllegalArgumentException("ns.stp.max must be above 0 and at most 20 %: " + stopMaxMicro);
        }
        if (riskMicro <= 0 || riskMicro > 120_000) {
            throw new IllegalArgumentException("ns.first.risk must be above 0 and at most 12 %: " + riskMicro);
        }
    }
}
