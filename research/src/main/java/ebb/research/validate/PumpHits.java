package ebb.research.validate;

import ebb.research.data.Dataset;
import ebb.research.trade.ClosedTrade;
import java.util.List;

/**
 * How many of the known pumps a variant traded, and how often it traded where none was.
 *
 * @param pumpsTraded pumps with a trade opened between their start and a day after their peak
 * @param elsewhere trades that belong to no pump
 */
public record PumpHits(int pumpsTraded, int elsewhere) {
    /**
     * Counts them.
     *
     * @param data with its pumps
     * @param trades of a run over it
     * @return the counts
     */
    public static PumpHits of(Dataset data, List<ClosedTrade> trades) {
        int traded = 0;
        for (Dataset.Pump pump : data.pumps()) {
            traded += trades.stream().anyMatch(trade -> Tagging.isOf(pump, trade)) ? 1 : 0;
        }
        int elsewhere = 0;
        for (ClosedTrade trade : trades) {
            elsewhere += data.pumps().stream().anyMatch(pump -> Tagging.isOf(pump, trade)) ? 0 : 1;
        }
        return new PumpHits(traded, elsewhere);
    }
}
