package ebb.adapters.context;

import ebb.adapters.net.RestRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who tells market caps, and how it is asked. The key goes into a header, so that no address ever carries it. */
public enum CapProvider {
    /** CoinGecko's public API; works without a key, slower. */
    COINGECKO("coingecko", 1, "https://api.coingecko.com", "x-cg-demo-api-key", false),
    /** CoinGecko for paying subscribers. */
    COINGECKO_PRO("coingecko-pro", 1, "https://pro-api.coingecko.com", "x-cg-pro-api-key", true),
    /** CoinMarketCap; a key is needed. */
    COINMARKETCAP("coinmarketcap", 2, "https://pro-api.coinmarketcap.com", "X-CMC_PRO_API_KEY", true);

    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final String text;
    private final int source;
    private final URI base;
    private final String keyHeader;
    private final boolean needsKey;

    CapProvider(String text, int source, String base, String keyHeader, boolean needsKey) {
        this.text = text;
        this.source = source;
        this.base = URI.create(base);
        this.keyHeader = keyHeader;
        this.needsKey = needsKey;
    }

    /** Its name in a configuration. */
    public String text() {
        return text;
    }

    /** Its code as the source of a message: 1 for CoinGecko, 2 for CoinMarketCap. */
    public int source() {
        return source;
    }

    /** Where it is reached. */
    public URI base() {
        return base;
    }

    /** Whether it answers nobody without a key. */
    public boolean needsKey() {
        return needsKey;
    }

    /** Whether its coins have numbers; else names. */
    boolean isNumbered() {
        return this == COINMARKETCAP;
    }

    /** Whether this can be the id of a coin. */
    boolean isCoin(String id) {
        return (isNumbered() ? NUMBER : SLUG).matcher(id).matches();
    }

    /**
     * Asks for the caps of some coins, in USD.
     *
     * @param coins their ids, 1 to 250
     * @param key if there is one
     */
    RestRequest request(List<String> coins, Optional<ApiKey> key) {
        String ids = String.join(",", coins);
        String target = isNumbered()
                ? "/v2/cryptocurrency/quotes/latest?convert=USD&skip_invalid=true&aux=is_active&id=" + ids
                : "/api/v3/coins/markets?vs_currency=usd&per_page=250&page=1&ids=" + ids;
        Map<String, String> headers = key.isPresent()
                ? Map.of("Accept", "application/json", keyHeader, key.get().value())
                : Map.of("Accept", "application/json");
        return new RestRequest("GET", target, headers, new byte[0], 1, false);
    }
}
