package ebb.engine;

import ebb.codecs.Scaled;
import ebb.codecs.sbe.Kind;
import ebb.engine.bar.BarRing;
import ebb.engine.bar.Frames;
import ebb.engine.instrument.Instrument;
import ebb.engine.strategy.Market;

/**
 * Bitcoin's trend (NS-VAL-10): the close of the last whole UTC day before an instant against the mean of the last twenty closes, flat
 * within one percent. Read from the daily bars of the run's own perpetual on Bitcoin, of the same venue where there is one; keeps
 * nothing itself. Where twenty whole days in a row are not known the trend is not either, and nothing is tagged (law 9).
 */
final class BitcoinTrend {
    /** How it stands. */
    enum Trend {
        /** Not told: no perpetual on Bitcoin, or too few whole days of it. */
        UNKNOWN,
        /** Above the mean by more than the band. */
        UP,
        /** Below the mean by more than the band. */
        DOWN,
        /** Neither. */
        FLAT
    }

    private static final String BITCOIN = "BTC";
    private static final int DAYS = 20;
    /** A close stands to the mean as {@code close * 20 * 100} to {@code sum * 100}; one percent is one of those hundred. */
    private static final long HUNDRED = 100;

    private final Core core;

    BitcoinTrend(Core core) {
        this.core = core;
    }

    /**
     * The trend at an instant.
     *
     * @param venue whose Bitcoin is asked first
     * @param ns engine time, ns since the epoch
     * @return of the last whole day before it
     */
    Trend at(int venue, long ns) {
        Trend other = Trend.UNKNOWN;
        for (int id = 0; id < core.limit(); id++) {
            Market market = core.market(id);
            if (market != null && isBitcoin(market.instrument())) {
                Trend trend = of(market, ns);
                if (trend != Trend.UNKNOWN && market.instrument().venue() == venue) {
                    return trend;
                }
                other = other == Trend.UNKNOWN ? trend : other;
            }
        }
        return other;
    }

    private static boolean isBitcoin(Instrument instrument) {
        return instrument.kind() == Kind.PERP_LINEAR && BITCOIN.equals(instrument.base());
    }

    private static Trend of(Market market, long ns) {
        int frame = market.bars().frames().indexOf(Frames.DAY_NS);
        if (frame < 0) {
            return Trend.UNKNOWN;
        }
        BarRing days = market.bars().ring(frame);
        long last = (Math.floorDiv(ns, Frames.DAY_NS) - 1) * Frames.DAY_NS;
        long sum = 0;
        for (int i = 0; i < DAYS; i++) {
            int age = days.ageOf(last - i * Frames.DAY_NS);
            if (age < 0 || days.isEmpty(age) || days.isPartial(age)) {
                return Trend.UNKNOWN;
            }
            if (!Scaled.addFits(sum, days.close(age))) {
                return Trend.UNKNOWN;
            }
            sum += days.close(age);
        }
        long close = days.close(days.ageOf(last));
        if (Scaled.compareProducts(close, DAYS * HUNDRED, sum, HUNDRED + 1) > 0) {
            return Trend.UP;
        }
        return Scaled.compareProducts(close, DAYS * HUNDRED, sum, HUNDRED - 1) < 0 ? Trend.DOWN : Trend.FLAT;
    }
}
