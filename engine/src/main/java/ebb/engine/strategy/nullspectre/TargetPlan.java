package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.codecs.sbe.TargetKind;
import ebb.engine.instrument.Instrument;

/**
 * Targets of a short (NS-TGT-1 to 5): volume nodes below the entry, then swing lows, then multiples of the stop distance,
 * each with its share of the position and what it is worth in R. Used in steps: {@link #begin}, the supports in any order,
 * {@link #finish}, {@link #split}. Reused; allocates nothing.
 */
public final class TargetPlan {
    /** Most targets. */
    public static final int TARGETS = 3;

    private static final int MOST_SUPPORTS = 64;
    private static final double NANO = 1e-9;
    private static final double MICRO = 1e-6;

    private final TargetSettings settings;
    private final Supports nodes = new Supports();
    private final Supports swings = new Supports();
    private final long[] support = new long[TARGETS];
    private final long[] limit = new long[TARGETS];
    private final TargetKind[] kind = new TargetKind[TARGETS];
    private final long[] qty = new long[TARGETS];
    private Instrument instrument;
    private long entry;
    private long stop;
    private long highest;
    private int count;

    /** Prices, descending, each once; those beyond the room are the lowest and fall out. */
    private static final class Supports {
        private final long[] price = new long[MOST_SUPPORTS];
        private int size;

        void add(long p) {
            int at = 0;
            while (at < size && price[at] > p) {
                at++;
            }
            if (at == MOST_SUPPORTS || at < size && price[at] == p) {
                return;
            }
            int moved = Math.min(size, MOST_SUPPORTS - 1) - at;
            System.arraycopy(price, at, price, at + 1, moved);
            price[at] = p;
            size = Math.min(size + 1, MOST_SUPPORTS);
        }
    }

    /**
     * No targets.
     *
     * @param settings figures
     */
    public TargetPlan(TargetSettings settings) {
        this.settings = settings;
    }

    /**
     * Starts a plan.
     *
     * @param on whose grid and fee count
     * @param at entry price, mantissa
     * @param stopAt stop price, above the entry
     */
    public void begin(Instrument on, long at, long stopAt) {
        instrument = on;
        entry = at;
        stop = stopAt;
        count = 0;
        nodes.size = 0;
        swings.size = 0;
        double least =
                Math.max(settings.minDistanceMicro() * MICRO * entry, settings.minFirstR() * (double) (stop - entry));
        highest = Micro.floor(entry - least);
    }

    /**
     * The highest price that a support may have (NS-TGT-1, NS-C19).
     *
     * @return price mantissa
     */
    public long highestSupport() {
        return highest;
    }

    /**
     * Offers a node of the volume profile; one above {@link #highestSupport()} is left out.
     *
     * @param price mantissa
     */
    public void node(long price) {
        if (price <= highest && price > 0) {
            nodes.add(price);
        }
    }

    /**
     * Whether the nodes offered leave room for swing lows (NS-TGT-3).
     *
     * @return true if fewer than three were low enough
     */
    public boolean wantsSwings() {
        return nodes.size < TARGETS;
    }

    /**
     * Offers a swing-low support (NS-TGT-3); used where there are too few nodes.
     *
     * @param price mantissa
     */
    public void swing(long price) {
        if (price <= highest && price > 0) {
            swings.add(price);
        }
    }

    /** Makes the targets of what was offered, or the baseline's (NS-C10). */
    public void finish() {
        if (settings.usesSupports()) {
            takeNodes();
            takeSwings();
            placeAll();
            takeMultiples();
        } else {
            takeFixed();
        }
        split(0);
    }

    private void takeNodes() {
        for (int i = 0; i < nodes.size && count < TARGETS; i++) {
            insert(nodes.price[i], TargetKind.NODE);
        }
    }

    private void takeSwings() {
        for (int i = 0; i < swings.size && count < TARGETS; i++) {
            if (isApart(swings.price[i])) {
                insert(swings.price[i], TargetKind.SWING);
            }
        }
    }

    private boolean isApart(long price) {
        for (int i = 0; i < count; i++) {
            long upper = Math.max(price, support[i]);
            long lower = Math.min(price, support[i]);
            if (Scaled.compareProducts(lower, Micro.ONE, upper, Micro.ONE - settings.minDistanceMicro()) > 0) {
                return false;
            }
        }
        return true;
    }

    private void insert(long price, TargetKind what) {
        int at = count;
        while (at > 0 && support[at - 1] < price) {
            support[at] = support[at - 1];
            kind[at] = kind[at - 1];
            at--;
        }
        support[at] = price;
        kind[at] = what;
        count++;
    }

    /** NS-TGT-4: in front of the support; two supports with one limit are one target. */
    private void placeAll() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            long front = Scaled.mulDiv(support[i], Micro.ONE + settings.frontMicro(), Micro.ONE, Rounding.CEIL);
            long price = instrument.ceilPrice(front);
            if (price < entry && (kept == 0 || price < limit[kept - 1])) {
                support[kept] = support[i];
                kind[kept] = kind[i];
                limit[kept] = price;
                kept++;
            }
        }
        count = kept;
    }

    /** NS-TGT-3: by index for those that are missing; one not strictly below the target before it is left out. */
    private void takeMultiples() {
        for (int i = count; i < TARGETS; i++) {
            place(entry - settings.multiples().of(i) * (stop - entry));
        }
    }

    private void takeFixed() {
        for (int i = 0; i < TARGETS; i++) {
            place(Micro.ceiling(entry * (1 - settings.fixed().of(i) * MICRO)));
        }
    }

    private void place(long wanted) {
        if (wanted <= 0) {
            return;
        }
        long price = instrument.ceilPrice(wanted);
        if (price < entry && (count == 0 || price < limit[count - 1])) {
            support[count] = price;
            limit[count] = price;
            kind[count] = TargetKind.FIXED;
            count++;
        }
    }

    /**
     * Shares a quantity out (NS-TGT-2): down to the lot, the remainder to the last; a part under the minimum merges into
     * the next, the last one into the one before it.
     *
     * @param whole quantity mantissa
     */
    public void split(long whole) {
        long rest = whole;
        long carried = 0;
        for (int i = 0; i < count; i++) {
            boolean isLast = i == count - 1;
            long part = isLast
                    ? rest
                    : instrument.floorQty(
                            Scaled.mulDiv(whole, settings.shares().of(i), TargetSettings.WHOLE, Rounding.FLOOR));
            rest -= part;
            long with = part + carried;
            boolean isSmall = with < instrument.minQty() && !isLast;
            qty[i] = isSmall ? 0 : with;
            carried = isSmall ? with : 0;
        }
        mergeLast();
    }

    private void mergeLast() {
        int last = count - 1;
        if (last < 1 || qty[last] >= instrument.minQty()) {
            return;
        }
        for (int i = last - 1; i >= 0; i--) {
            if (qty[i] > 0) {
                qty[i] += qty[last];
                qty[last] = 0;
                return;
            }
        }
    }

    /**
     * The nodes that were offered below a price, descending: where a runner goes on from there (NS-RUN-1).
     *
     * @param price mantissa
     * @param into takes them, as many as fit
     * @return how many were written
     */
    public int nodesBelow(long price, long[] into) {
        int written = 0;
        for (int i = 0; i < nodes.size && written < into.length; i++) {
            if (nodes.price[i] < price) {
                into[written++] = nodes.price[i];
            }
        }
        return written;
    }

    /**
     * Targets there are.
     *
     * @return 0…{@value #TARGETS}; none means no trade
     */
    public int count() {
        return count;
    }

    /**
     * What a target stands on.
     *
     * @param i below {@link #count()}
     * @return the support, or the limit itself for a multiple; price mantissa
     */
    public long support(int i) {
        return support[i];
    }

    /**
     * Where a target takes profit; strictly descending.
     *
     * @param i below {@link #count()}
     * @return price mantissa on the grid
     */
    public long limit(int i) {
        return limit[i];
    }

    /**
     * What made a target.
     *
     * @param i below {@link #count()}
     * @return NODE, SWING or FIXED
     */
    public TargetKind kind(int i) {
        return kind[i];
    }

    /**
     * Share of the position that leaves at a target; that of missing targets goes to the last (NS-TGT-2).
     *
     * @param i below {@link #count()}
     * @return micro-units
     */
    public long shareMicro(int i) {
        if (i < count - 1) {
            return settings.shares().of(i);
        }
        long before = 0;
        for (int k = 0; k < i; k++) {
            before += settings.shares().of(k);
        }
        return TargetSettings.WHOLE - before;
    }

    /**
     * Quantity of a target after {@link #split}.
     *
     * @param i below {@link #count()}
     * @return quantity mantissa; 0 where it merged into another
     */
    public long qty(int i) {
        return qty[i];
    }

    /**
     * Reward over risk (NS-TGT-5).
     *
     * @param i below {@link #count()}
     * @return R
     */
    public double r(int i) {
        return (double) (entry - limit[i]) / (stop - entry);
    }

    /**
     * The same after taker fees on both ends.
     *
     * @param i below {@link #count()}
     * @return R'
     */
    public double netR(int i) {
        double fee = instrument.takerFee() * NANO;
        return (entry - limit[i] - fee * (entry + limit[i])) / (stop - entry + fee * (entry + stop));
    }

    /**
     * Σ share·R' of the targets.
     *
     * @return R; 0 without targets
     */
    public double reward() {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += shareMicro(i) * MICRO * netR(i);
        }
        return sum;
    }

    /**
     * The weighted net reward as it is emitted and compared.
     *
     * @return micro-units (NUM-8)
     */
    public long rewardMicro() {
        return Micro.of(reward());
    }

    /**
     * The gate (NS-TGT-5).
     *
     * @return whether there are targets and they are worth the risk
     */
    public boolean isWorthIt() {
        return count > 0 && rewardMicro() >= settings.minRewardMicro();
    }
}
