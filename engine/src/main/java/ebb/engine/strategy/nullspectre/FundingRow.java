package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.codecs.Rounding;
import ebb.codecs.Rules;
import ebb.codecs.Scaled;
import ebb.engine.bar.Frames;
import ebb.engine.perp.FundingRate;
import ebb.engine.perp.OpenInterest;
import ebb.engine.perp.PerpState;
import ebb.engine.signal.FeatureDraft;
import ebb.engine.state.Validity;
import ebb.engine.strategy.Outlet;

/**
 * Tells once a day how each coin's funding and open interest stand (NS-FUN-3, FUND-1 to 3, OI-1, 2): one row of features, kind
 * NS-FUN-3. Values, in micro-units: FUND-1 the rate of 8 hours (its yearly rate is 1,095 times that), FUND-2 the mean of the last
 * three settled, NS-FUN-2 the rank among those settled, NS-FUN-1 the score, FUND-3 the flip (−1, 0, 1), OI-1 the change of open
 * interest over 1, 4 and 24 hours, OI-2 where price and interest went in 24 hours (−4…4).
 */
final class FundingRow {
    /** A rate of 1e-9 in micro-units. */
    private static final long NANO_TO_MICRO = 1_000L;

    private static final long[] WINDOWS = {OpenInterest.HOUR_NS, 4 * OpenInterest.HOUR_NS, OpenInterest.LONGEST_NS};

    private final FundingScore score;
    private final long flipNs;
    private final int kind;
    private final int rate;
    private final int mean;
    private final int flip;
    private final int points;
    private final int rank;
    private final int interest;
    private final int quadrant;
    private Outlet outlet;

    FundingRow(FundingSettings settings, Rules rules) {
        score = new FundingScore(settings);
        flipNs = settings.flipNs();
        kind = rules.code("NS-FUN-3");
        rate = rules.code("FUND-1");
        mean = rules.code("FUND-2");
        flip = rules.code("FUND-3");
        points = rules.code("NS-FUN-1");
        rank = rules.code("NS-FUN-2");
        interest = rules.code("OI-1");
        quadrant = rules.code("OI-2");
    }

    void bind(Outlet to) {
        outlet = to;
    }

    /** A close of the pattern's frame: the first of a day tells. */
    void onClose(Coin coin, long nowNs) {
        long day = Math.floorDiv(nowNs, Frames.DAY_NS);
        PerpState perp = coin.market.perp();
        if (!coin.beginDay(day) || perp.fundingRate() == PerpState.ABSENT && perp.openInterest() == PerpState.ABSENT) {
            return;
        }
        FeatureDraft row = outlet.features(coin.market, kind);
        funding(row, coin, perp, nowNs);
        OpenInterest trail = perp.interest();
        for (int i = 0; i < WINDOWS.length; i++) {
            row.add(interest, trail.validity(nowNs, WINDOWS[i]), trail.changeMicro(nowNs, WINDOWS[i]));
        }
        row.add(
                quadrant,
                trail.validity(nowNs, OpenInterest.LONGEST_NS),
                trail.quadrant(nowNs, OpenInterest.LONGEST_NS) * Micro.ONE);
        outlet.emit(row);
    }

    private static long micro(long nano) {
        return Scaled.mulDiv(nano, 1, NANO_TO_MICRO, Rounding.HALF_EVEN);
    }

    private void funding(FeatureDraft row, Coin coin, PerpState perp, long nowNs) {
        FundingHistory past = coin.funding;
        long interval = coin.interval();
        boolean isKnown = perp.fundingRate() != PerpState.ABSENT && interval > 0;
        long now = isKnown ? FundingRate.per8h(perp.fundingRate(), interval) : 0;
        if (isKnown) {
            score.measure(now, past, nowNs);
        } else {
            score.missing();
        }
        Validity sound = isKnown ? Validity.VALID : Validity.UNDEFINED;
        row.add(rate, sound, micro(now));
        row.add(mean, past.hasMean() ? Validity.VALID : Validity.WARMING, micro(past.mean()));
        row.add(rank, past.isRanked() ? sound : Validity.WARMING, Micro.of(past.rank(now)));
        row.add(points, score.validity(), Micro.of(score.score()));
        row.add(flip, sound, past.flip(nowNs, flipNs) * Micro.ONE);
    }
}
