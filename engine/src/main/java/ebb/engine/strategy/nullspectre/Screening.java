package ebb.engine.strategy.nullspectre;

import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.codecs.sbe.Severity;
import ebb.codecs.sbe.Status;
import ebb.engine.bar.BarRing;
import ebb.engine.bar.Frames;
import ebb.engine.context.CapClass;
import ebb.engine.indicator.Atr;
import ebb.engine.instrument.Instrument;
import ebb.engine.pattern.RejectionLevel;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.Outlet;
import ebb.engine.strategy.nullspectre.Member.Hindrance;
import ebb.engine.universe.Tickers;

/** What the universe judges an instrument by: the filter of NS-UNI-1, the facts of NS-UNI-3 and 4. */
final class Screening {
    private static final int NATIVE_BARS = 1;

    private final UniverseSettings.Filter filter;
    private final NullSpectreRules rules;
    private final boolean usesCap;
    private final long frameNs;
    private Outlet outlet;

    Screening(NullSpectreSettings of, NullSpectreRules rules) {
        filter = of.universe().filter();
        this.rules = rules;
        usesCap = of.evidence().usesCap();
        frameNs = of.frameNs();
    }

    void bind(Outlet to) {
        outlet = to;
    }

    /** Takes an instrument's facts: whether it is new, how it trades, and what keeps it out. */
    void measure(Member member) {
        long now = outlet.nowNs();
        Market market = member.market;
        Instrument instrument = market.instrument();
        member.isNew = isNewAt(now, member.firstSeenNs) || isNewAt(now, instrument.listedAt());
        RejectionLevel level = market.rejections().best();
        member.rejections = level == null ? 0 : level.count();
        int pattern = market.bars().frames().indexOf(frameNs);
        BarRing ring = market.bars().ring(pattern);
        long told = outlet.quote24h(market);
        member.volume = told == Tickers.ABSENT ? ofBars(instrument, ring) : told;
        member.natr = natr(market);
        member.hindrance = hindrance(member, ring, now);
        if (member.isNew && !member.isNewTold && member.hindrance != Hindrance.KIND) {
            member.isNewTold = true;
            outlet.alert(Severity.INFO, rules.newListing, instrument.id(), Long.MIN_VALUE, Long.MIN_VALUE);
        }
    }

    private boolean isNewAt(long now, long since) {
        return since != Instrument.ABSENT && now - since < filter.newNs();
    }

    private Hindrance hindrance(Member member, BarRing ring, long now) {
        Instrument instrument = member.market.instrument();
        // A recording without the venue's list names no currencies: whoever plays it chose the instrument.
        boolean isUnnamed = instrument.quote().isEmpty() && instrument.settle().isEmpty();
        boolean isOurs = isUnnamed
                || instrument.settle().equals(UniverseSettings.CURRENCY)
                        && instrument.quote().equals(UniverseSettings.CURRENCY)
                        && !instrument.base().equals(UniverseSettings.REFERENCE);
        if (!isOurs) {
            return Hindrance.KIND;
        }
        if (instrument.status() != Status.TRADING) {
            return Hindrance.STATUS;
        }
        if (usesCap) {
            CapClass cap = outlet.caps().classOf(instrument.id(), now);
            if (cap != CapClass.HIGH && cap != CapClass.MEDIUM) {
                return Hindrance.CAP;
            }
        }
        if (member.volume < filter.minVolume()) {
            return Hindrance.VOLUME;
        }
        return ring.size() * frameNs < filter.minAgeNs() ? Hindrance.AGE : Hindrance.NONE;
    }

    /** A day's volume from bars, where no ticker tells it. */
    private long ofBars(Instrument instrument, BarRing ring) {
        long sum = 0;
        int bars = (int) Math.min(ring.size(), Frames.DAY_NS / frameNs);
        for (int age = 0; age < bars; age++) {
            if (!instrument.hasNotional(ring.volume(age), ring.close(age))) {
                return 0;
            }
            long money = instrument.notional(ring.volume(age), ring.close(age), Rounding.DOWN);
            if (!Scaled.addFits(sum, money)) {
                return 0;
            }
            sum += money;
        }
        return sum;
    }

    /** NS-UNI-3: range of an hour over the close; 0 while it is not known. */
    private static double natr(Market market) {
        int hour = market.bars().frames().indexOf(Frames.HOUR_NS);
        if (hour < 0 || market.bars().ring(hour).size() < NATIVE_BARS) {
            return 0;
        }
        Atr atr = market.atr(hour);
        long close = market.bars().ring(hour).close(0);
        return atr.validity().isValid() && close > 0 ? atr.value() / close : 0;
    }
}
