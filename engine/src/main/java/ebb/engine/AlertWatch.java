package ebb.engine;

import ebb.codecs.Nulls;
import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.PosState;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.Severity;
import ebb.engine.instrument.Instrument;
import ebb.engine.order.Order;
import ebb.engine.order.OrderFault;
import ebb.engine.order.Orders;
import ebb.engine.order.Position;
import ebb.engine.order.Positions;
import ebb.engine.perp.FundingRate;
import ebb.engine.perp.PerpState;
import ebb.engine.risk.Account;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.strategy.Market;
import ebb.engine.time.TimerHandler;
import ebb.engine.time.Timers;
import java.util.Arrays;

/**
 * Sees what people must be told of open positions, orders and the account (NS-ALR-1); {@link Alerts} paces it. Looks once a
 * second while a position is open or an order UNKNOWN, else it sleeps. What the parts see themselves (resync failing, runner,
 * refused streams) they raise themselves.
 */
final class AlertWatch implements TimerHandler, Digested, Snapshotted {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MICRO = 1_000_000;
    private static final long NEVER = Long.MIN_VALUE;
    private static final long TOLD = Long.MAX_VALUE;
    private static final int MOST_STRATEGIES = 256;
    private static final int MOST_ROWS = 1 << 16;
    /** Levels of the daily loss: none, 80 %, all of the limit. */
    private static final int NEAR = 1;

    private static final int WHOLE = 2;

    private final Core core;
    private final AlertRules rules;
    private final AlertSettings settings;
    private final Orders orders;
    private final Account account;
    // By position in the order of first trades: since when its mark is beyond its stop, or NEVER, or TOLD; the trade
    // and the
    // state that were told.
    private long[] beyondNs = new long[16];
    private long[] trades = new long[16];
    private int[] states = new int[16];
    private int known;
    private final FundingTurns turns = new FundingTurns();
    private final int[] streaks = new int[MOST_STRATEGIES];
    // Orders that are UNKNOWN: id, and since when or TOLD.
    private long[] unknown = new long[16];
    private long[] unknownNs = new long[16];
    private int unknowns;
    private int lossLevel;
    private int timer = Timers.NONE;

    /**
     * Watches nothing yet.
     *
     * @param core time, rules, alerts
     * @param orders orders and positions
     * @param account equity
     */
    AlertWatch(Core core, Orders orders, Account account) {
        this.core = core;
        this.orders = orders;
        this.account = account;
        rules = new AlertRules(core.rules);
        settings = core.settings.alerts();
        Arrays.fill(beyondNs, NEVER);
        Arrays.fill(trades, Order.NO_ID);
    }

    /** A mark came: whether positions of the instrument stand beyond their stops. */
    void onMark(int instrument) {
        Positions positions = orders.positions();
        if (positions.openCount() == 0) {
            return;
        }
        for (int i = 0; i < positions.count(); i++) {
            Position each = positions.at(i);
            if (each.instrument().id() == instrument && !each.isFlat()) {
                grow(i);
                beyondNs[i] = !isBeyond(each) ? NEVER : beyondNs[i] == NEVER ? core.timers.nowNs() : beyondNs[i];
            }
        }
    }

    private static boolean isBeyond(Position position) {
        long stop = position.stop();
        long mark = position.mark();
        if (stop == Instrument.ABSENT || mark == Instrument.ABSENT) {
            return false;
        }
        return position.isLong() ? mark < stop : mark > stop;
    }

    /** Something became of a position: told when it opened, when a target was filled, and when it is flat. */
    void onPosition(Position position) {
        Positions positions = orders.positions();
        int i = 0;
        while (positions.at(i) != position) {
            i++;
        }
        grow(i);
        PosState state = position.state();
        boolean isOther = trades[i] != position.id() || states[i] != state.value();
        trades[i] = position.id();
        states[i] = state.value();
        if (position.isFlat()) {
            beyondNs[i] = NEVER;
        } else {
            wake();
        }
        if (isOther) {
            tell(position, state);
        }
    }

    private void tell(Position position, PosState state) {
        switch (state) {
            case OPENING -> fill(position, rules.entry, position.id());
            case PARTIAL1, PARTIAL2 -> fill(position, rules.target, Digest.mix(position.id(), state.value()));
            case CLOSED -> {
                long r = position.rMicro() == Instrument.ABSENT ? Nulls.LONG : position.rMicro();
                raise(
                        Severity.INFO,
                        rules.closed,
                        position.id(),
                        position.instrument().id(),
                        r,
                        Nulls.LONG);
            }
            default -> {
                // Protected is what it should be; closing is told by its end, unprotected by its fault.
            }
        }
    }

    private void fill(Position position, int rule, long what) {
        int instrument = position.instrument().id();
        raise(Severity.INFO, rule, what, instrument, position.signedQty(), Nulls.LONG);
    }

    /** NS-RSK-7: a trade was closed; a breakeven neither counts nor resets. */
    void onTradeClosed(Position position) {
        long r = position.rMicro();
        int strategy = position.strategy();
        if (strategy >= 0 && strategy < MOST_STRATEGIES && r != Instrument.ABSENT) {
            boolean isLoss = r < 0 && r <= -settings.evenMicro();
            boolean isWin = r > 0 && r >= settings.evenMicro();
            streaks[strategy] = isLoss ? streaks[strategy] + 1 : isWin ? 0 : streaks[strategy];
            if (isLoss && streaks[strategy] >= settings.streak()) {
                core.alert(
                        Severity.WARN,
                        rules.streak,
                        streaks[strategy],
                        Out.NO_INSTRUMENT,
                        streaks[strategy] * MICRO,
                        settings.streak() * MICRO,
                        strategy);
            }
        }
        onEquity();
    }

    /** NS-RSK-4: 80 % and the whole of the day's limit, each once a day. */
    private void onEquity() {
        long limit = core.settings.risk().dailyLossMicro();
        long loss = account.dailyLossMicro();
        long near = Scaled.mulDiv(limit, AlertSettings.LOSS_MICRO, MICRO, Rounding.CEIL);
        int level = loss >= limit ? WHOLE : loss >= near ? NEAR : 0;
        if (level > lossLevel) {
            lossLevel = level;
            raise(Severity.CRITICAL, rules.budget, level, Out.NO_INSTRUMENT, loss, level == WHOLE ? limit : near);
        }
    }

    void onDayRoll() {
        lossLevel = 0;
    }

    /** An order changed its state: how long its fate is UNKNOWN is watched (NS-EXE-1). */
    void onOrderState(Order order, OrdState to) {
        if (to == OrdState.UNKNOWN) {
            if (unknowns == unknown.length) {
                unknown = Arrays.copyOf(unknown, unknowns * 2);
                unknownNs = Arrays.copyOf(unknownNs, unknowns * 2);
            }
            unknown[unknowns] = order.clOrd();
            unknownNs[unknowns++] = core.timers.nowNs();
            wake();
        } else if (unknowns > 0) {
            forget();
        }
    }

    /** What is not UNKNOWN any more, or has another id by now, is watched no longer. */
    private void forget() {
        int kept = 0;
        for (int i = 0; i < unknowns; i++) {
            Order order = orders.find(unknown[i]);
            if (order != null && order.state() == OrdState.UNKNOWN) {
                unknown[kept] = unknown[i];
                unknownNs[kept++] = unknownNs[i];
            }
        }
        unknowns = kept;
    }

    /** What a fault of an order means for people: a position without its stop, a position that turned over. */
    void onFault(OrderFault fault, int instrument) {
        if (fault == OrderFault.NAKED) {
            raise(Severity.CRITICAL, rules.stop, fault.ordinal(), instrument, fault.ordinal(), Nulls.LONG);
        } else if (fault == OrderFault.FLIPPED) {
            raise(Severity.CRITICAL, rules.turned, fault.ordinal(), instrument, fault.ordinal(), Nulls.LONG);
        }
    }

    /**
     * FUND-3 with a position: the rate turned from the side that was settled last to the other.
     *
     * @param isSettled settled, else predicted
     * @param isPast whether that was long ago: no news to anybody
     */
    void onFunding(Market market, boolean isSettled, boolean isPast) {
        PerpState perp = market.perp();
        long rate = isSettled || perp.fundingRate() == PerpState.ABSENT ? perp.settledRate() : perp.fundingRate();
        boolean hasInterval = perp.intervalSec() != PerpState.ABSENT && perp.intervalSec() > 0;
        long rate8h = hasInterval ? FundingRate.per8h(rate, perp.intervalSec()) : rate;
        int instrument = market.instrument().id();
        boolean isNews = turns.on(instrument, rate8h, isSettled) && !isPast;
        if (isNews && orders.positions().net(instrument) != 0) {
            raise(Severity.WARN, rules.funding, Alerts.PLAIN, instrument, rate8h / 1_000, FundingRate.FLIP_MIN / 1_000);
        }
    }

    /** NS-EXE-3: the stream of the book is gone while a position is open: a person may have to act by hand. */
    void onBookSession(Market market, Session state) {
        boolean isDown = state == Session.DOWN || state == Session.REFUSED || state == Session.MAINTENANCE;
        int instrument = market.instrument().id();
        if (isDown && orders.positions().isHeld(instrument)) {
            long net = orders.positions().net(instrument);
            raise(Severity.CRITICAL, rules.session, Alerts.PLAIN, instrument, net, Nulls.LONG);
        }
    }

    /** NS-LIV-5: a person, or a latch, killed. */
    void onKill(int level) {
        raise(Severity.CRITICAL, rules.kill, level, Out.NO_INSTRUMENT, level * MICRO, Nulls.LONG);
    }

    private void raise(Severity severity, int rule, long what, int instrument, long value, long threshold) {
        core.alert(severity, rule, what, instrument, value, threshold, Out.NO_INDEX);
    }

    private void wake() {
        if (timer == Timers.NONE) {
            long now = core.timers.nowNs();
            timer = core.timers.schedule(Math.floorDiv(now, SECOND_NS) * SECOND_NS + SECOND_NS, this, 0);
        }
    }

    @Override
    public void onTimer(long deadlineNs, long tag) {
        timer = Timers.NONE;
        boolean isBusy = false;
        Positions positions = orders.positions();
        for (int i = 0; i < positions.count(); i++) {
            Position each = positions.at(i);
            if (!each.isFlat()) {
                isBusy = true;
                grow(i);
                judgeStop(i, each, deadlineNs);
            }
        }
        forget();
        for (int i = 0; i < unknowns; i++) {
            judgeUnknown(i, deadlineNs);
        }
        onEquity();
        if (isBusy || unknowns > 0) {
            timer = core.timers.schedule(core.timers.next(deadlineNs + SECOND_NS, SECOND_NS), this, 0);
        }
    }

    private void judgeStop(int i, Position position, long nowNs) {
        if (beyondNs[i] == NEVER || beyondNs[i] == TOLD || nowNs - beyondNs[i] <= AlertSettings.BEYOND_NS) {
            return;
        }
        beyondNs[i] = TOLD;
        int instrument = position.instrument().id();
        raise(Severity.CRITICAL, rules.stop, position.id() << 8, instrument, position.mark(), position.stop());
    }

    private void judgeUnknown(int i, long nowNs) {
        if (unknownNs[i] == TOLD || nowNs - unknownNs[i] <= AlertSettings.UNKNOWN_NS) {
            return;
        }
        long forNs = nowNs - unknownNs[i];
        unknownNs[i] = TOLD;
        int instrument = orders.find(unknown[i]).instrument();
        raise(Severity.CRITICAL, rules.order, unknown[i], instrument, forNs / 1_000, AlertSettings.UNKNOWN_NS / 1_000);
    }

    private void grow(int i) {
        if (i >= beyondNs.length) {
            int old = beyondNs.length;
            int room = Math.max(i + 1, old * 2);
            beyondNs = Arrays.copyOf(beyondNs, room);
            trades = Arrays.copyOf(trades, room);
            states = Arrays.copyOf(states, room);
            Arrays.fill(beyondNs, old, room, NEVER);
            Arrays.fill(trades, old, room, Order.NO_ID);
        }
        known = Math.max(known, i + 1);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("alert-watch");
        out.putInt(known);
        for (int i = 0; i < known; i++) {
            out.putLong(beyondNs[i]);
            out.putLong(trades[i]);
            out.putInt(states[i]);
        }
        turns.writeTo(out);
        out.putInts(streaks, streaks.length);
        out.putInt(unknowns);
        for (int i = 0; i < unknowns; i++) {
            out.putLong(unknown[i]);
            out.putLong(unknownNs[i]);
        }
        out.putInt(lossLevel);
        out.putInt(timer);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("alert-watch");
        int rows = in.readCount(MOST_ROWS);
        for (int i = 0; i < rows; i++) {
            grow(i);
            beyondNs[i] = in.readLong();
            trades[i] = in.readLong();
            states[i] = in.readInt();
        }
        turns.readFrom(in);
        in.readInts(streaks);
        unknowns = in.readCount(MOST_ROWS);
        unknown = Arrays.copyOf(unknown, Math.max(unknown.length, unknowns));
        unknownNs = Arrays.copyOf(unknownNs, unknown.length);
        for (int i = 0; i < unknowns; i++) {
            unknown[i] = in.readLong();
            unknownNs[i] = in.readLong();
        }
        lossLevel = in.readInt();
        timer = in.readInt();
        core.timers.claim(timer, this);
    }

    @Override
    public long digest() {
        long sum = Digest.mix(lossLevel, timer == Timers.NONE ? 0 : 1);
        for (int i = 0; i < known; i++) {
            sum += Digest.mix(Digest.mix(1, i, beyondNs[i]), trades[i], states[i]);
        }
        for (int i = 0; i < streaks.length; i++) {
            sum += streaks[i] == 0 ? 0 : Digest.mix(3, i, streaks[i]);
        }
        for (int i = 0; i < unknowns; i++) {
            sum += Digest.mix(4, unknown[i], unknownNs[i]);
        }
        return sum + turns.digest();
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
