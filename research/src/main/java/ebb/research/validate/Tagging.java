package ebb.research.validate;

import ebb.research.data.BtcTrend;
import ebb.research.data.Dataset;
import ebb.research.trade.ClosedTrade;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Circumstances of a trade that its record does not have and the recording does (NS-VAL-9, NS-VAL-10). */
final class Tagging {
    /** A trade in a pump that somebody announced: a coordinated one (NS-VAL-9). */
    static final String ANNOUNCED = "ANNOUNCED";

    private static final long DAY_NS = 86_400_000_000_000L;

    private Tagging() {}

    /**
     * Adds Bitcoin's trend, and whether the pump was announced. Hour and venue are in the record; the cap class and NEW are
     * told by the engine where it knows.
     */
    static ClosedTrade tagged(ClosedTrade trade, Dataset data) {
        Set<String> tags = new TreeSet<>(trade.tags());
        String trend = data.bitcoin().at(trade.span().openedNs());
        if (trend != null) {
            tags.removeAll(List.of(BtcTrend.UP, BtcTrend.DOWN, BtcTrend.FLAT));
            tags.add(trend);
        }
        boolean isAnnounced =
                data.kind() == Dataset.Kind.TRADES && data.pumps().stream().anyMatch(pump -> isOf(pump, trade));
        if (isAnnounced) {
            tags.add(ANNOUNCED);
        }
        return new ClosedTrade(trade.origin(), trade.span(), trade.result(), trade.evidence(), trade.execution(), tags);
    }

    /** Whether a trade was opened on the pump's symbol between its start and a day after its peak. */
    static boolean isOf(Dataset.Pump pump, ClosedTrade trade) {
        long opened = trade.span().openedNs();
        return trade.origin().symbol().equals(pump.symbol())
                && opened >= pump.startNs()
                && opened <= pump.peakNs() + DAY_NS;
    }
}
