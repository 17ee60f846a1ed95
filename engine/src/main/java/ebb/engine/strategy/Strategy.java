package ebb.engine.strategy;

import ebb.codecs.sbe.Side;
import ebb.engine.order.Order;
import ebb.engine.order.Position;
import ebb.engine.state.Digested;
import ebb.engine.state.Snapshotted;
import org.agrona.DirectBuffer;

/**
 * A trading system. Every call comes on the business-logic thread with engine time already set; nothing here may block,
 * read a clock or allocate after {@link #declare}. State that must survive a restart moves the strategy's digest and
 * goes into its snapshot; what {@link Outlet#schedule} returned stays valid in it, and is due as before.
 */
public interface Strategy extends Digested, Snapshotted {
    /**
     * Name in the configuration and in reports, e.g. {@code nullspectre}.
     *
     * @return lower-case letters and hyphens
     */
    String name();

    /**
     * Called once, before any market data: says what the strategy wants to be called for, and keeps the outlet.
     *
     * @param declaration takes the wishes
     * @param outlet where signals, orders, timers and alerts go for as long as the strategy lives
     */
    void declare(Declaration declaration, Outlet outlet);

    /**
     * A bar of a declared frame has closed and every analytic of that instant is done (BAR-6).
     *
     * @param market the instrument's analytics
     * @param frame index into the configured frames
     */
    default void onBar(Market market, int frame) {}

    /**
     * Every instrument has had its chance to close the frame (BAR-10): for ranks, pairs and cross-sections.
     *
     * @param frame index into the configured frames
     * @param endNs end of the frame, engine time ns; bars that end then have closed, what has not is missing
     */
    default void onFrame(int frame, long endNs) {}

    /**
     * A print of an instrument on tier A.
     *
     * @param market the instrument's analytics, this print included
     * @param price mantissa
     * @param qty venue quantity
     * @param aggressor taker's side, or {@code Side.NULL_VAL} when unknown
     */
    default void onTrade(Market market, long price, long qty, Side aggressor) {}

    /**
     * The book of an instrument on tier A changed by a complete update.
     *
     * @param market the instrument's analytics
     */
    default void onBook(Market market) {}

    /**
     * Funding of an instrument on tier A was settled, now or in the past: each once, oldest first (FUND-2).
     *
     * @param market the instrument's analytics
     * @param atNs when it was settled, ns
     * @param rate per interval, 1e-9
     * @param intervalSec the interval it was paid for, or {@code PerpState.ABSENT} where nobody said
     */
    default void onSettled(Market market, long atNs, long rate, long intervalSec) {}

    /**
     * A declared slow series has a new value.
     *
     * @param templateId {@code ContextValue}, {@code Exposure} or {@code OptionQuote}
     * @param buffer the message
     * @param offset where its header begins
     */
    default void onContext(int templateId, DirectBuffer buffer, int offset) {}

    /**
     * A language model answered a request of this strategy.
     *
     * @param buffer the {@code Synthesis} message
     * @param offset where its header begins
     */
    default void onSynthesis(DirectBuffer buffer, int offset) {}

    /**
     * A timer of this strategy is due.
     *
     * @param deadlineNs engine time
     * @param tag what it was registered with
     */
    default void onTimer(long deadlineNs, long tag) {}

    /**
     * An order of this strategy changed its state or was filled.
     *
     * @param order the order, valid during the call
     */
    default void onOrder(Order order) {}

    /**
     * A position of this strategy went flat and its trade was booked.
     *
     * @param position the position, valid during the call
     */
    default void onClosed(Position position) {}

    /**
     * Whether a trade of an instrument is tagged as that of a new listing (NS-UNI-4, NS-VAL-10).
     *
     * @param market whose position was closed
     * @return true if so
     */
    default boolean tagsNew(Market market) {
        return false;
    }

    /**
     * A person's command that concerns signals, models or the rest of strategies.
     *
     * @param buffer the {@code Command}, {@code Label} or {@code ManualTrade} message
     * @param offset where its header begins
     */
    default void onCommand(DirectBuffer buffer, int offset) {}

    /**
     * A person decides on a signal of this strategy (NS-LIV-3).
     *
     * @param signal id that {@link Outlet#issue} gave in this run
     * @param isConfirmed true to enter, false to decline
     * @return what became of it
     */
    default Answer onVerdict(long signal, boolean isConfirmed) {
        return Answer.NOT_PROPOSED;
    }

    /**
     * A kill of any level was asked for (NS-LIV-5); what it cancels by itself is cancelled already.
     *
     * @param level 1 reduce-only, 2 cancel-and-halt, 3 flatten, 4 sever
     */
    default void onKill(int level) {}

    /**
     * People watch (NS-LIV-4).
     *
     * @param viewers how many, 0 for none
     */
    default void onBeat(int viewers) {}
}
