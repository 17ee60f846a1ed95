package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.codecs.sbe.Tier;
import ebb.engine.instrument.Instrument;
import ebb.engine.instrument.Margin;

/**
 * Quantity and leverage of a short (NS-RSK-3, 5, 6): what is lost at the stop is the share of equity, the liquidation price
 * lies beyond the stop, and the margin stays within its bound. Linear contracts. Reused; allocates nothing.
 */
public final class PositionSize {
    private static final double MICRO = 1e-6;
    private static final double NANO = 1e-9;
    /** NS-RSK-6: what the venue takes on the way, and a tick or two. */
    private static final double SLACK = 0.002;
    /** Money is 1e-8. */
    private static final int MONEY = -8;

    private final SizeSettings settings;
    private long qty;
    private int leverage;
    private long liquidation;

    /**
     * Nothing sized yet.
     *
     * @param settings figures
     */
    public PositionSize(SizeSettings settings) {
        this.settings = settings;
    }

    /**
     * Quantity for a share of equity (NS-RSK-3), down to the lot, never rounded up.
     *
     * @param instrument what is sold
     * @param share of equity at risk
     * @param equity money 1e-8
     * @param entry price mantissa
     * @param stop price mantissa, above the entry
     * @return quantity mantissa, 0 or more
     */
    public long quantity(Instrument instrument, double share, long equity, long entry, long stop) {
        if (share <= 0 || equity <= 0 || stop <= entry) {
            return 0;
        }
        double lossPerUnit = (double) (stop - entry) * instrument.contractSize() * (1 + settings.kappaMicro() * MICRO);
        int power = MONEY - instrument.pe() - instrument.qe() - instrument.contractExponent();
        double wanted = times10(share * equity / lossPerUnit, power);
        // What no venue takes in one order does not need a long either.
        long qty = wanted >= Long.MAX_VALUE / 2 ? 0 : instrument.floorQty(Micro.floor(wanted));
        return instrument.hasNotional(qty, entry) ? qty : 0;
    }

    private static double times10(double x, int power) {
        if (power >= 0) {
            int first = Math.min(power, Scaled.MAX_POW10);
            return x * Scaled.pow10(first) * Scaled.pow10(power - first);
        }
        return x / Scaled.pow10(Math.min(-power, Scaled.MAX_POW10));
    }

    /**
     * Leverage at which the liquidation price lies beyond the stop by the buffer (NS-RSK-6).
     *
     * @param instrument what is sold
     * @param tier of the conviction
     * @param entry price mantissa
     * @param stop price mantissa, above the entry
     * @param notional of the position, money 1e-8: the venue's bounds depend on it
     * @return at least 1
     */
    public int leverage(Instrument instrument, Tier tier, long entry, long stop, long notional) {
        double d = (double) (stop - entry) / entry;
        double maintenance = instrument.tiers().rateAt(notional) * NANO;
        double safe = 1 / (settings.liquidationBuffer() * d * (1 + maintenance) + maintenance + SLACK);
        long most = Math.min(Micro.floor(safe), settings.leverages().of(tier));
        most = Math.min(most, settings.house().leverage());
        most = instrument.maxLeverage() > 0 ? Math.min(most, instrument.maxLeverage()) : most;
        int ofTier = instrument.tiers().leverageAt(notional);
        most = ofTier > 0 ? Math.min(most, ofTier) : most;
        return (int) Math.max(1, most);
    }

    /**
     * Sizes a position: quantity, leverage, then what margin and house leave of it.
     *
     * @param instrument what is sold
     * @param share of equity at risk
     * @param tier of the conviction
     * @param equity money 1e-8
     * @param entry price mantissa
     * @param stop price mantissa, above the entry
     */
    public void measure(Instrument instrument, double share, Tier tier, long equity, long entry, long stop) {
        long wanted = quantity(instrument, share, equity, entry, stop);
        wanted = atMost(instrument, wanted, entry, settings.house().orderNotional());
        leverage = leverage(instrument, tier, entry, stop, notional(instrument, wanted, entry));
        long margin = Scaled.mulDiv(Math.max(0, equity), settings.marginMicro(), Micro.ONE, Rounding.FLOOR);
        boolean fits = Scaled.multiplyFits(margin, leverage);
        qty = atMost(instrument, wanted, entry, fits ? margin * leverage : Long.MAX_VALUE);
        if (instrument.maxQty() != Instrument.ABSENT) {
            qty = Math.min(qty, instrument.floorQty(instrument.maxQty()));
        }
        long maintenance = instrument.tiers().rateAt(notional(instrument, qty, entry));
        liquidation = Margin.liquidationPrice(instrument, false, entry, leverage, maintenance);
    }

    private static long notional(Instrument instrument, long quantity, long price) {
        return quantity == 0 ? 0 : instrument.notional(quantity, price, Rounding.CEIL);
    }

    /** The quantity, or as much of it as has no more than a notional. */
    private static long atMost(Instrument instrument, long wanted, long price, long most) {
        long notional = notional(instrument, wanted, price);
        if (notional <= most) {
            return wanted;
        }
        return instrument.floorQty(Scaled.mulDiv(wanted, most, notional, Rounding.FLOOR));
    }

    /**
     * The quantity.
     *
     * @return quantity mantissa on the lot, 0 where nothing can be bought for it
     */
    public long qty() {
        return qty;
    }

    /**
     * The leverage.
     *
     * @return at least 1
     */
    public int leverage() {
        return leverage;
    }

    /**
     * Where the venue would liquidate.
     *
     * @return price mantissa, up
     */
    public long liquidation() {
        return liquidation;
    }

    /**
     * Whether the venue takes the quantity (NS-RSK-3): never rounded up to it.
     *
     * @param instrument what is sold
     * @param entry price mantissa
     * @return false below its least quantity or notional
     */
    public boolean isEnough(Instrument instrument, long entry) {
        if (qty <= 0 || qty < instrument.minQty()) {
            return false;
        }
        return instrument.minNotional() == Instrument.ABSENT
                || instrument.notional(qty, entry, Rounding.FLOOR) >= instrument.minNotional();
    }
}
