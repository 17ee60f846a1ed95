package ebb.engine.strategy;

import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.Machine;
import ebb.codecs.sbe.Severity;
import ebb.engine.context.MarketCaps;
import ebb.engine.order.OrderPlan;
import ebb.engine.order.Position;
import ebb.engine.signal.FeatureDraft;
import ebb.engine.signal.Reasons;
import ebb.engine.signal.SignalDraft;

/** The one way out of a strategy. Everything that goes through it carries the sequence that caused it. */
public interface Outlet {
    /**
     * A cleared draft to write a signal into; the same object each time.
     *
     * @param market the instrument
     * @return the draft, with instrument and strategy filled in
     */
    SignalDraft signal(Market market);

    /**
     * An empty row to write values into; the same object each time.
     *
     * @param market the instrument
     * @param kind code of the rule that asks for the row
     * @return the row
     */
    FeatureDraft features(Market market, int kind);

    /**
     * Emits a row.
     *
     * @param row of {@link #features}
     */
    void emit(FeatureDraft row);

    /**
     * Emits the draft.
     *
     * @return id of the signal, for the orders that it causes
     */
    long issue(SignalDraft draft);

    /**
     * A fresh order to fill in, step by step; {@link #submit} or {@link #discard} ends it.
     *
     * @param market the instrument
     * @param signal the signal that causes it (law 8)
     * @return the plan, or null when the order table is full
     */
    OrderPlan order(Market market, long signal);

    /**
     * Asks risk, and emits the order if risk passes it. A denial is emitted as risk event with its figures. Prices and
     * quantities are rounded by the strategy (NUM-4).
     *
     * @param plan what {@link #order} returned
     * @return client order id, or 0 if it was denied
     */
    long submit(OrderPlan plan);

    /**
     * Drops a plan that is not wanted after all.
     *
     * @param plan what {@link #order} returned
     */
    void discard(OrderPlan plan);

    /**
     * Cancels an order of this strategy.
     *
     * @param clOrd client order id
     * @return whether there was something to cancel
     */
    boolean cancel(long clOrd);

    /**
     * Cancels an order of this strategy for another reason than the end of its signal.
     *
     * @param clOrd client order id
     * @param why the reason that stands in the journal
     * @return whether there was something to cancel
     */
    boolean cancel(long clOrd, CancelWhy why);

    /**
     * Signed position of this strategy.
     *
     * @param market the instrument
     * @return venue quantity, negative when short
     */
    long position(Market market);

    /**
     * The open position of this strategy.
     *
     * @param market the instrument
     * @return it, valid during the call, or null when flat
     */
    Position open(Market market);

    /**
     * Moves the stop of this strategy's position closer to the market (NS-PRT-2); widening is refused.
     *
     * @param market the instrument
     * @param price where to, mantissa; rounded away from the market
     * @return whether it moves
     */
    boolean tighten(Market market, long price);

    /**
     * Closes this strategy's position at once (NS-PRT-6).
     *
     * @param market the instrument
     * @param why reason of the exit
     * @return false when it is flat or being closed
     */
    boolean exit(Market market, ExitWhy why);

    /**
     * Whether this strategy has a position or a working or unknown order.
     *
     * @param market the instrument
     * @return true if any
     */
    boolean isEngaged(Market market);

    /**
     * Equity that sizing may count on: losses of open positions are in it, profits are not.
     *
     * @return money, 1e-8
     */
    long equity();

    /**
     * Equity at the last day roll.
     *
     * @return money, 1e-8
     */
    long dayStart();

    /**
     * What was lost since the day roll by what was closed.
     *
     * @return money, 1e-8, not negative
     */
    long realisedLoss();

    /**
     * What all open positions and entries would lose at their stops.
     *
     * @return money, 1e-8, not negative
     */
    long openRisk();

    /**
     * What the open positions and entries of one instrument would lose at their stops.
     *
     * @param market the instrument
     * @return money, 1e-8, not negative
     */
    long openRisk(Market market);

    /**
     * Emits a move of one of the strategy's state machines.
     *
     * @param machine which kind
     * @param market whose
     * @param subject what moved
     * @param from state before
     * @param to state after
     * @param cause rule code
     */
    void moved(Machine machine, Market market, long subject, int from, int to, int cause);

    /**
     * Emits the rules that were asked once more for a signal (law 8).
     *
     * @param market whose
     * @param signal what {@link #issue} returned for it
     * @param reasons as they answered
     */
    void asked(Market market, long signal, Reasons reasons);

    /**
     * Emits a figure that people watch.
     *
     * @param code rule code that the figure belongs to
     * @param market whose
     * @param valueMicro micro-units
     * @param n what it is one of
     */
    void figure(int code, Market market, long valueMicro, long n);

    /**
     * The kill that is in force.
     *
     * @return 0 for none, else 1 to 4
     */
    int killLevel();

    /**
     * Registers a timer.
     *
     * @param deadlineNs engine time
     * @param tag handed back to {@link Strategy#onTimer}
     * @return a handle for {@link #cancelTimer}
     */
    int schedule(long deadlineNs, long tag);

    /**
     * When a timer that repeats is due next: after a jump of time once, not once for each period missed (TIME-5).
     *
     * @param deadlineNs when it would be due
     * @param periodNs its period
     * @return the deadline to schedule
     */
    long next(long deadlineNs, long periodNs);

    /**
     * Cancels a timer.
     *
     * @param handle what {@link #schedule} returned
     */
    void cancelTimer(int handle);

    /**
     * Engine time.
     *
     * @return ns since epoch
     */
    long nowNs();

    /**
     * The market-cap filter (NS-CAP): classes of coins, and their freezing.
     *
     * @return one for all strategies
     */
    MarketCaps caps();

    /**
     * The analytics of an instrument.
     *
     * @param instrument dense id
     * @return its market, or null when it is not defined
     */
    Market market(int instrument);

    /**
     * Number of dense ids given so far.
     *
     * @return one above the greatest id
     */
    int instruments();

    /**
     * Says whether trades and book of an instrument are wanted (NS-UNI-2, NS-UNI-6), of a strategy that declared a universe.
     * The change leaves at the house's pace; what is in a trade is kept in any case.
     *
     * @param market the instrument
     * @param isWanted whether they are
     * @param rule code of the rule that says so
     */
    void want(Market market, boolean isWanted, int rule);

    /**
     * Traded in the last 24 hours by the venue's ticker.
     *
     * @param market the instrument
     * @return money 1e-8 of the quote currency, or {@link ebb.engine.universe.Tickers#ABSENT}
     */
    long quote24h(Market market);

    /**
     * Tells people.
     *
     * @param severity how urgent
     * @param code rule code of what happened
     * @param instrument dense id, or −1
     * @param valueMicro the figure behind it, micro-units, or {@code Long.MIN_VALUE}
     * @param thresholdMicro what it was held against, micro-units, or {@code Long.MIN_VALUE}
     */
    void alert(Severity severity, int code, int instrument, long valueMicro, long thresholdMicro);
}
