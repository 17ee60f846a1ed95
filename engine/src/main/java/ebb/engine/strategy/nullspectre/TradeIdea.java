package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.codecs.sbe.Tier;
import ebb.engine.bar.BarRing;
import ebb.engine.book.OrderBook;
import ebb.engine.indicator.Atr;
import ebb.engine.indicator.AtrSettings;
import ebb.engine.instrument.Instrument;
import ebb.engine.pattern.LevelSettings;
import ebb.engine.pattern.Levels;
import ebb.engine.pattern.RejectionLevel;
import ebb.engine.pattern.SwingSettings;
import ebb.engine.pattern.Swings;
import ebb.engine.pattern.VolumeProfile;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.Outlet;

/** What a setup would be traded as: entry, stop, targets, share at risk, quantity, leverage. Reused. */
final class TradeIdea {
    /** Stands for the stop of what is no idea, because its prices are too great to plan with (NUM-2). */
    private static final long LEAST_STOP = 2;

    private final NullSpectreSettings.Trade settings;
    private final EntryPrice entryPrice;
    private final StopPrice stopPrice;
    final TargetPlan targets;
    final Kelly kelly;
    final PositionSize size;
    final Correlated correlated;
    // Swing lows of the hour, laid anew when they are asked for.
    private final Atr hourAtr = new Atr(AtrSettings.DEFAULT);
    private final Swings hourSwings = new Swings(SwingSettings.DEFAULT, hourAtr);
    private final Levels hourLevels = new Levels(LevelSettings.DEFAULT, SwingSettings.DEFAULT, hourAtr);
    /** Limit of the entry order, or {@link EntryPrice#EXPIRED}. */
    long limit;
    /** What the style offers, and what no entry is priced below (NS-ENT-1); 0 where no book is asked or there is none. */
    long offered;

    long floor;
    /** Price that sizes: what the walk of the quantity would get (NS-ENT-1). */
    long entry;

    long stop;
    long budgetMicro;

    TradeIdea(NullSpectreSettings.Trade settings) {
        this.settings = settings;
        entryPrice = new EntryPrice(settings.entry());
        stopPrice = new StopPrice(settings.stop());
        targets = new TargetPlan(settings.targets());
        kelly = new Kelly(settings.kelly());
        size = new PositionSize(settings.size());
        correlated = new Correlated(settings.correlation());
    }

    /** Whether there is a price to enter at and a stop above it. */
    boolean hasEntry() {
        return entry != EntryPrice.EXPIRED && stop > entry;
    }

    /** NS-STP-2 without rounding. */
    boolean isStopAllowed() {
        return hasEntry() && stopPrice.isAllowed(entry, stop);
    }

    /** Prices first: entry and stop, before anything is known of the size. */
    void price(Market market, int frame, RejectionLevel level, boolean usesBook) {
        Instrument instrument = market.instrument();
        limit = EntryPrice.EXPIRED;
        entry = EntryPrice.EXPIRED;
        offered = 0;
        floor = 0;
        long close = market.bars().ring(frame).close(0);
        double range = market.atr(frame).value();
        if (close > StopPrice.MOST_PRICE || !stopPrice.hasRoom(instrument, level.price(), range)) {
            stop = LEAST_STOP;
            return;
        }
        stop = stopPrice.of(instrument, level.price(), range);
        enter(market, frame, level, usesBook);
        if (hasEntry() && !Micro.fits((double) entry / (stop - entry))) {
            // A risk so small that no reward is a number of its multiples (NUM-2).
            entry = EntryPrice.EXPIRED;
            limit = EntryPrice.EXPIRED;
        }
    }

    private void enter(Market market, int frame, RejectionLevel level, boolean usesBook) {
        Instrument instrument = market.instrument();
        if (!usesBook) {
            // NS-CON-7: the close is all there is; the simulated exchange makes the fill worse.
            long close = market.bars().ring(frame).close(0);
            double a = level.rejection(level.size() - 1).atr();
            limit = entryPrice.ofClose(instrument, close, a);
            entry = close;
        } else if (market.book().isLive() && market.book().book().hasBothSides()) {
            OrderBook book = market.book().book();
            if (book.bestAsk() > StopPrice.MOST_PRICE) {
                return;
            }
            offered = entryPrice.offered(instrument, book.bestBid(), book.bestAsk());
            floor = entryPrice.lowest(
                    market.bars().ring(frame).close(0),
                    level.rejection(level.size() - 1).atr());
            limit = offered < floor ? EntryPrice.EXPIRED : offered;
            entry = limit;
        }
    }

    /** Size from the limit, then again from what that size would get in the book (NS-ENT-1). */
    void size(Market market, Evidence evidence, TrackRecord record, Outlet outlet) {
        Instrument instrument = market.instrument();
        correlated.measure(market, outlet);
        budgetMicro = budget(outlet);
        kelly.measure(record);
        Tier tier = evidence.tier();
        kelly.chain(evidence.conviction.score(), tier, record.losingRun(), budgetMicro * 1e-6);
        double share = kelly.isTrade() ? kelly.share() : 0;
        long equity = outlet.equity();
        if (!hasEntry()) {
            size.measure(instrument, 0, tier, equity, stop - 1, stop);
            evidence.book.missing();
            return;
        }
        size.measure(instrument, share, tier, equity, entry, stop);
        if (!evidence.usesBook()) {
            return;
        }
        evidence.book.measure(market.book().book(), size.qty());
        if (evidence.book.entryValidity().isValid() && evidence.book.entryPrice() > limit) {
            entry = Math.min(evidence.book.entryPrice(), stop - 1);
            size.measure(instrument, share, tier, equity, entry, stop);
        }
    }

    /** NS-RSK-4, NS-RSK-8: what of the day's bound is left, as a share of equity, micro-units. */
    private long budget(Outlet outlet) {
        long equity = outlet.equity();
        if (equity <= 0) {
            return 0;
        }
        long whole = Scaled.mulDiv(outlet.dayStart(), settings.size().budgetMicro(), Micro.ONE, Rounding.FLOOR);
        long left = Scaled.subtractExact(whole, Scaled.addExact(outlet.realisedLoss(), outlet.openRisk()));
        return Scaled.mulDiv(correlated.budget(Math.max(0, left)), Micro.ONE, equity, Rounding.FLOOR);
    }

    /** Targets of the sized idea: nodes of the profile, swing lows of the hour, multiples. */
    void aim(Coin coin, int frame, int hourFrame) {
        if (!hasEntry()) {
            targets.begin(coin.market.instrument(), stop - 1, stop);
            return;
        }
        targets.begin(coin.market.instrument(), entry, stop);
        VolumeProfile profile = coin.profile(frame);
        int nodes = profile.validity().isValid() ? profile.nodes() : 0;
        for (int i = 0; i < nodes; i++) {
            targets.node(profile.nodePrice(i));
        }
        if (targets.wantsSwings() && hourFrame >= 0) {
            swings(coin.market.bars().ring(hourFrame));
        }
        targets.finish();
        targets.split(size.qty());
    }

    private void swings(BarRing hours) {
        hourAtr.reset();
        hourSwings.reset();
        hourLevels.reset();
        for (int age = hours.size() - 1; age >= 0; age--) {
            hourAtr.onBar(hours.high(age), hours.low(age), hours.close(age), hours.isEmpty(age));
            hourSwings.onBar(hours, age);
            hourLevels.onBar(hours, age, hourSwings);
        }
        for (int i = 0; i < hourLevels.size(); i++) {
            if (!hourLevels.level(i).isResistance()) {
                targets.swing(Micro.edgeFloor(hourLevels.level(i).price()));
            }
        }
    }

    EntrySettings entrySettings() {
        return settings.entry();
    }
}
