package ebb.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where a venue is reached and what is asked of it.
 *
 * @param name as DESIGN spells it, e.g. {@code binance-usdm}
 * @param rest scheme, host and port of REST
 * @param publicStream WebSocket of books
 * @param marketStream WebSocket of trades, marks and the rest; the same where the venue has one for all
 * @param symbols instruments in the venue's spelling
 * @param apiKey reference to the key, if the private side is wanted
 * @param secret reference to its secret
 */
public record VenueSettings(
        String name,
        URI rest,
        URI publicStream,
        URI marketStream,
        List<String> symbols,
        Optional<Secret> apiKey,
        Optional<Secret> secret) {
    /** Keeps its own copy of the list. */
    public VenueSettings {
        symbols = List.copyOf(symbols);
    }
}
