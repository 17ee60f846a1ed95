package ebb.adapters.context;

import ebb.codecs.Ingress;
import java.util.Map;

/**
 * Market caps that are known without asking anybody, as those of a synthetic market are: told as messages like any
 * provider's.
 */
public final class KnownCaps {
    private static final long CENTS = 100;
    private static final long HOUR_NS = 3_600_000_000_000L;

    private KnownCaps() {}

    /**
     * Defines the series and tells a value for each instrument. All of them are defined by now.
     *
     * @param ingress of the calling thread, with room for one message more than there are values
     * @param usd dense number of an instrument, its coin's cap in USD, above 0
     * @param nowNs when the values were taken and are told, ns since the epoch
     * @throws IllegalStateException if the ring has no room
     */
    public static void tell(Ingress ingress, Map<Integer, Long> usd, long nowNs) {
        CapWriter writer = new CapWriter(ingress, CapProvider.COINGECKO);
        boolean isTold = writer.define(HOUR_NS, CapFeedSettings.Keep.DEFAULTS.limitSec(), nowNs);
        for (Map.Entry<Integer, Long> each : usd.entrySet()) {
            Quote quote = new Quote("", each.getValue() * CENTS, nowNs);
            isTold = isTold && writer.value(each.getKey(), new CapHistory.Known(quote, nowNs), nowNs);
        }
        if (!isTold) {
            throw new IllegalStateException(
                    "the ring has no room for the market caps of " + usd.size() + " instruments");
        }
    }
}
