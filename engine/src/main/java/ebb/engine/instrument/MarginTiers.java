package ebb.engine.instrument;

import java.util.Arrays;

/** Maintenance margin by size of the position (INST-1). Notional is quote money, rates are 1e-9. */
public final class MarginTiers {
    private final long[] from;
    private final long[] rate;
    private final int[] leverage;

    MarginTiers(long[] from, long[] rate, int[] leverage) {
        this.from = from;
        this.rate = rate;
        this.leverage = leverage;
    }

    /** How many tiers there are. */
    public int count() {
        return from.length;
    }

    /** Notional from which a tier holds. */
    public long from(int tier) {
        return from[tier];
    }

    /** Maintenance rate of a tier, 1e-9. */
    public long rate(int tier) {
        return rate[tier];
    }

    /** Greatest leverage of a tier, 0 = not said. */
    public int leverage(int tier) {
        return leverage[tier];
    }

    /** Maintenance rate at a notional, 1e-9; 0 without tiers; below the first tier its rate. */
    public long rateAt(long notional) {
        return from.length == 0 ? 0 : rate[tierAt(notional)];
    }

    /** Greatest leverage at a notional, 0 = not said. */
    public int leverageAt(long notional) {
        return from.length == 0 ? 0 : leverage[tierAt(notional)];
    }

    private int tierAt(long notional) {
        int found = 0;
        for (int i = 1; i < from.length && notional >= from[i]; i++) {
            found = i;
        }
        return found;
    }

    boolean equalTo(MarginTiers other) {
        return Arrays.equals(from, other.from)
                && Arrays.equals(rate, other.rate)
                && Arrays.equals(leverage, other.leverage);
    }
}
