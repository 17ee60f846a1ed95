package ebb.adapters.venuesim.fault;

import ebb.adapters.venuesim.market.Scenario;
import ebb.adapters.venuesim.market.SimVenue;
import java.util.ArrayList;
import java.util.List;

/**
 * What will go wrong, and when.
 *
 * @param faults in any order
 */
public record FaultScript(List<Fault> faults) {
    private static final long MINUTE_MS = 60_000;

    /** Keeps a copy. */
    public FaultScript {
        faults = List.copyOf(faults);
    }

    /** Nothing goes wrong. */
    public static FaultScript none() {
        return new FaultScript(List.of());
    }

    /** These faults. */
    public static FaultScript of(Fault... faults) {
        return new FaultScript(List.of(faults));
    }

    /**
     * What the demo survives: gaps, crossed books, a cut connection, frames that are broken, foreign or doubled, an old
     * snapshot. All strike in the first hundred minutes, two hours before the third failed push of the pump; none takes
     * away prints of the pump.
     */
    public static FaultScript demo() {
        String surge = Scenario.SURGE.symbol();
        String calm = Scenario.CALM.symbol();
        String bitcoin = Scenario.BITCOIN_PERPETUAL.symbol();
        String ether = Scenario.ETHER_PERPETUAL.symbol();
        return of(
                at(12, FaultKind.SKIP, SimVenue.MEXC, surge, 1),
                at(12, FaultKind.STALE, SimVenue.MEXC, surge, 40),
                at(21, FaultKind.CROSS, SimVenue.MEXC, surge, 2),
                at(27, FaultKind.SKIP, SimVenue.BINANCE_SPOT, Scenario.BITCOIN_SPOT.symbol(), 2),
                Fault.of(FaultKind.CUT, SimVenue.BINANCE_USDM, 1, 40 * MINUTE_MS, 20_000),
                at(50, FaultKind.UNKNOWN_CHANNEL, SimVenue.MEXC, calm, 1),
                at(58, FaultKind.UNKNOWN_SYMBOL, SimVenue.MEXC, calm, 1),
                at(62, FaultKind.MALFORMED, SimVenue.MEXC, calm, 1),
                at(70, FaultKind.FRAGMENT, SimVenue.MEXC, calm, 1),
                at(76, FaultKind.CROSS, SimVenue.BINANCE_SPOT, Scenario.BITCOIN_SPOT.symbol(), 1),
                at(84, FaultKind.DUPLICATE, SimVenue.BINANCE_USDM, ether, 1),
                at(90, FaultKind.REORDER, SimVenue.BINANCE_USDM, bitcoin, 1),
                at(97, FaultKind.SKIP, SimVenue.BINANCE_USDM, ether, 1));
    }

    /** The same with more. */
    public FaultScript and(Fault more) {
        List<Fault> all = new ArrayList<>(faults);
        all.add(more);
        return new FaultScript(all);
    }

    private static Fault at(int minute, FaultKind kind, SimVenue venue, String symbol, int count) {
        return Fault.of(kind, venue, symbol, minute * MINUTE_MS, count);
    }
}
