package ebb.engine.risk;

import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.OrdType;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Status;
import ebb.codecs.sbe.Trading;
import ebb.engine.instrument.Instrument;
import ebb.engine.instrument.InstrumentTable;
import ebb.engine.order.Order;
import ebb.engine.order.OrderGate;
import ebb.engine.order.Orders;

/**
 * Asks every control of {@link Limit} in its order, on the order as it would be sent; the first that says no ends the
 * asking. Orders that only reduce pass all but the trading state, the instrument's grid and the collar.
 */
public final class RiskGate implements OrderGate {
    /** Told of each denial. */
    @FunctionalInterface
    public interface Listener {
        /**
         * An order was denied.
         *
         * @param order as it would have been sent
         * @param limit which control said no
         * @param value what it saw, micro-units or money 1e-8 by limit; {@code RiskInputs.ABSENT} when input was missing
         * @param threshold what is allowed, in the same unit
         */
        void onDenied(Order order, Limit limit, long value, long threshold);
    }

    private static final long MICRO = 1_000_000L;

    private final RiskSettings settings;
    private final InstrumentTable instruments;
    private final RiskInputs inputs;
    private final TradingState trading;
    private final StrategyKills kills;
    private final Listener listener;
    private Account account;
    private Exposure exposure;
    private Limit denied;
    private long value;
    private long threshold;

    /**
     * Sets up the gate.
     *
     * @param settings limits
     * @param instruments definitions
     * @param inputs what is known of the market
     * @param trading whether trading goes on
     * @param kills which strategies enter nothing
     * @param listener told of denials
     */
    public RiskGate(
            RiskSettings settings,
            InstrumentTable instruments,
            RiskInputs inputs,
            TradingState trading,
            StrategyKills kills,
            Listener listener) {
        this.settings = settings;
        this.instruments = instruments;
        this.inputs = inputs;
        this.trading = trading;
        this.kills = kills;
        this.listener = listener;
    }

    /**
     * Sets what counts as exposure and equity; once, before the first question. The orders are made with this gate, so
     * they cannot come with the constructor.
     *
     * @param orders all orders and positions
     * @param equity the account
     */
    public void bind(Orders orders, Account equity) {
        exposure = new Exposure(orders, instruments, inputs);
        account = equity;
    }

    /** What would be lost if every stop were hit now (NS-RSK-4), money 1e-8. */
    public long openRisk() {
        return exposure.openRisk(Exposure.ALL);
    }

    /** The same of one instrument, money 1e-8. */
    public long openRisk(int instrument) {
        return exposure.openRisk(instrument);
    }

    @Override
    public boolean admits(Order order) {
        Instrument instrument = instruments.at(order.instrument());
        denied = null;
        boolean passes = order.isReduceOnly() ? admitsReducing(order, instrument) : admitsEntry(order, instrument);
        if (!passes) {
            listener.onDenied(order, denied, value, threshold);
        }
        return passes;
    }

    private boolean admitsReducing(Order order, Instrument instrument) {
        return isStateOpenForReducing(order)
                && isOnGrid(order, instrument)
                && (order.type() != OrdType.LIMIT || order.role() == Role.TARGET || isWithinCollar(order, instrument));
    }

    private boolean admitsEntry(Order order, Instrument instrument) {
        return ask(
                        trading.state() == Trading.NORMAL,
                        Limit.TRADING_STATE,
                        trading.state().value(),
                        Trading.NORMAL.value())
                && ask(kills.level(order.strategy()) == 0, Limit.STRATEGY_KILL, kills.level(order.strategy()), 0)
                && ask(
                        instrument.status() == Status.TRADING,
                        Limit.INSTRUMENT_STATUS,
                        instrument.status().value(),
                        Status.TRADING.value())
                && ask(inputs.isSessionSound(order.instrument()), Limit.SESSION, 0, 1)
                && ask(inputs.isBookLive(order.instrument()), Limit.BOOK, 0, 1)
                && hasReference(order)
                && isOnGrid(order, instrument)
                && isWithinCollar(order, instrument)
                && isStopSound(order)
                && isSizeSound(order, instrument)
                && isCountSound(order)
                && isAccountSound();
    }

    private boolean isStateOpenForReducing(Order order) {
        Trading state = trading.state();
        boolean isProtective = order.role() == Role.STOP
                || order.role() == Role.FLATTEN
                || order.exitWhy() == ExitWhy.UNPROTECTED
                || order.exitWhy() == ExitWhy.KILL
                || order.exitWhy() == ExitWhy.MANUAL;
        boolean passes = state != Trading.SEVERED && (state != Trading.HALTED || isProtective);
        return ask(passes, Limit.TRADING_STATE, state.value(), Trading.FLATTENING.value());
    }

    private boolean hasReference(Order order) {
        return ask(inputs.reference(order.instrument()) != RiskInputs.ABSENT, Limit.REFERENCE, RiskInputs.ABSENT, 0);
    }

    /** TICK-1, TICK-2; what reduces may be smaller than the minimum, a venue closes remainders. */
    private boolean isOnGrid(Order order, Instrument instrument) {
        boolean price = order.price() == RiskInputs.ABSENT || (order.price() > 0 && instrument.isPrice(order.price()));
        boolean stop = order.stop() == RiskInputs.ABSENT || (order.stop() > 0 && instrument.isPrice(order.stop()));
        // The stop that an entry is to be protected by will be sent as it stands; that there is one is asked later.
        boolean plan = order.planStop() <= 0 || instrument.isPrice(order.planStop());
        boolean qty = order.qty() > 0 && instrument.isQty(order.qty());
        if (!ask(price && stop && plan && qty, Limit.VALIDITY, order.qty(), instrument.lot())) {
            return false;
        }
        boolean max = instrument.maxQty() == Instrument.ABSENT || order.qty() <= instrument.maxQty();
        if (!ask(max, Limit.VALIDITY, order.qty(), instrument.maxQty()) || order.isReduceOnly()) {
            return max;
        }
        if (!ask(order.qty() >= instrument.minQty(), Limit.VALIDITY, order.qty(), instrument.minQty())) {
            return false;
        }
        long notional = instrument.notional(order.qty(), exposure.priceOf(order), Rounding.FLOOR);
        return ask(
                instrument.minNotional() == Instrument.ABSENT || notional >= instrument.minNotional(),
                Limit.VALIDITY,
                notional,
                instrument.minNotional());
    }

    private boolean isWithinCollar(Order order, Instrument instrument) {
        if (order.price() == RiskInputs.ABSENT) {
            return true;
        }
        if (!hasReference(order)) {
            return false;
        }
        long reference = inputs.reference(order.instrument());
        long band = Account.isMajor(instrument) ? settings.collarMajorMicro() : settings.collarMicro();
        long distance = Scaled.mulDiv(Math.abs(order.price() - reference), MICRO, reference, Rounding.CEIL);
        return ask(distance <= band, Limit.COLLAR, distance, band);
    }

    private boolean isStopSound(Order order) {
        long stop = order.planStop();
        long entry = exposure.priceOf(order);
        boolean isThere = stop != RiskInputs.ABSENT && stop > 0 && (order.isBuy() ? stop < entry : stop > entry);
        if (!ask(isThere, Limit.STOP, stop, entry)) {
            return false;
        }
        long distance = Scaled.mulDiv(Math.abs(stop - entry), MICRO, entry, Rounding.CEIL);
        return ask(distance < settings.stopMaxMicro(), Limit.STOP_DISTANCE, distance, settings.stopMaxMicro());
    }

    private boolean isSizeSound(Order order, Instrument instrument) {
        long notional = instrument.notional(order.qty(), exposure.priceOf(order), Rounding.CEIL);
        if (!ask(notional <= settings.orderNotional(), Limit.ORDER_NOTIONAL, notional, settings.orderNotional())) {
            return false;
        }
        exposure.look();
        long gross = Scaled.addExact(exposure.gross(order), notional);
        if (!ask(gross <= settings.grossNotional(), Limit.GROSS_NOTIONAL, gross, settings.grossNotional())) {
            return false;
        }
        int leverage = Math.max(1, order.leverage());
        if (!ask(leverage <= settings.leverage(), Limit.LEVERAGE, leverage, settings.leverage())) {
            return false;
        }
        return isMarginSound(order, notional, leverage);
    }

    private boolean isMarginSound(Order order, long notional, int leverage) {
        long equity = account.equity();
        if (!ask(equity > 0, Limit.RESERVE, equity, 0)) {
            return false;
        }
        long margin = Scaled.divide(notional, leverage, Rounding.CEIL);
        long symbol = Scaled.addExact(exposure.margin(order.instrument(), order), margin);
        long share = Scaled.mulDiv(symbol, MICRO, equity, Rounding.CEIL);
        if (!ask(share <= settings.symbolMarginMicro(), Limit.SYMBOL_MARGIN, share, settings.symbolMarginMicro())) {
            return false;
        }
        long free = equity - Scaled.addExact(exposure.margin(Exposure.ALL, order), margin);
        long freeShare = Scaled.mulDiv(free, MICRO, equity, Rounding.FLOOR);
        return ask(freeShare >= settings.reserveMicro(), Limit.RESERVE, freeShare, settings.reserveMicro());
    }

    private boolean isCountSound(Order order) {
        int positions = exposure.positionsWith(order);
        if (!ask(positions <= settings.positions(), Limit.POSITIONS, positions, settings.positions())) {
            return false;
        }
        int own = exposure.liveOrders(order.instrument());
        if (!ask(
                own <= settings.openOrdersInstrument(),
                Limit.OPEN_ORDERS_INSTRUMENT,
                own,
                settings.openOrdersInstrument())) {
            return false;
        }
        int all = exposure.liveOrders(Exposure.ALL);
        return ask(all <= settings.openOrders(), Limit.OPEN_ORDERS, all, settings.openOrders());
    }

    private boolean isAccountSound() {
        long loss = account.dailyLossMicro();
        return ask(loss < settings.dailyLossMicro(), Limit.DAILY_LOSS, loss, settings.dailyLossMicro())
                && ask(
                        account.losingRun() < settings.losingRun(),
                        Limit.LOSING_RUN,
                        account.losingRun(),
                        settings.losingRun());
    }

    private boolean ask(boolean passes, Limit limit, long seen, long allowed) {
        if (!passes) {
            denied = limit;
            value = seen;
            threshold = allowed;
        }
        return passes;
    }
}
