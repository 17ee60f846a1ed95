package ebb.engine;

import ebb.engine.book.BookSettings;
import ebb.engine.context.CapSettings;
import ebb.engine.order.OrderSettings;
import ebb.engine.paper.PaperSettings;
import ebb.engine.risk.RiskSettings;
import ebb.engine.strategy.MarketSettings;

/**
 * Figures of all parts of the engine. Strategies bring their own.
 *
 * @param time clock
 * @param refusals when a stream is taken for broken
 * @param books order books
 * @param markets analytics of each instrument
 * @param orders order lifecycle
 * @param risk limits
 * @param paper the simulated exchange
 * @param caps market-cap filter
 * @param alerts how people are told
 * @param isSimulated whether orders go to the simulated exchange (demo, paper, backtest) or to a venue
 */
public record EngineSettings(
        TimeSettings time,
        RefusalSettings refusals,
        BookSettings books,
        MarketSettings markets,
        OrderSettings orders,
        RiskSettings risk,
        PaperSettings paper,
        CapSettings caps,
        AlertSettings alerts,
        boolean isSimulated) {
    /** Figures of all parts, alerts as NS-ALR-1 has them. */
    public EngineSettings(
            TimeSettings time,
            RefusalSettings refusals,
            BookSettings books,
            MarketSettings markets,
            OrderSettings orders,
            RiskSettings risk,
            PaperSettings paper,
            CapSettings caps,
            boolean isSimulated) {
        this(time, refusals, books, markets, orders, risk, paper, caps, AlertSettings.DEFAULTS, isSimulated);
    }
}
