package ebb.config;

import ebb.config.kind.Listing;
import ebb.config.kind.Maybe;
import ebb.config.kind.Word;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keys of the venues. The default hosts are the public ones of {@code protocols/*.md}; venuesim and proxies are reached
 * by setting others.
 */
final class VenueKeys {
    /** Keys of one venue; where it has one socket for all, {@code market} is null. */
    private record Keys(
            String venue,
            Key<String> rest,
            Key<String> ws,
            Key<String> market,
            Key<List<String>> symbols,
            Key<Optional<Secret>> apiKey,
            Key<Optional<Secret>> secret) {}

    private static final Keys MEXC = keys("mexc", "https://api.mexc.com", "wss://contract.mexc.com/edge", null);
    private static final Keys BINANCE_USDM = keys(
            "binance-usdm",
            "https://fapi.binance.com",
            "wss://fstream.binance.com/public",
            "wss://fstream.binance.com/market");
    private static final Keys BINANCE_SPOT =
            keys("binance-spot", "https://api.binance.com", "wss://stream.binance.com:9443", null);
    private static final List<Keys> VENUES = List.of(MEXC, BINANCE_USDM, BINANCE_SPOT);

    static final Key<List<String>> WANTED =
            Key.of("engine.venues", Listing.any(Word.of("mexc", "binance-usdm", "binance-spot")), "none");

    static final List<Key<?>> ALL = all();

    private VenueKeys() {}

    private static Keys keys(String venue, String rest, String ws, String market) {
        String at = "venues." + venue + ".";
        // No key is both a value and a prefix, hence ws-public and ws-market beside a plain ws.
        return new Keys(
                venue,
                Key.of(at + "rest", address("https?", "an address like https://host"), rest),
                Key.of(at + (market == null ? "ws" : "ws-public"), socket(), ws),
                market == null ? null : Key.of(at + "ws-market", socket(), market),
                Key.of(
                        at + "symbols",
                        Listing.any(Word.like(
                                "\\*[A-Z0-9_]{0,39}|[A-Z0-9_]{2,40}",
                                "a symbol like BTC_USDT, or * for all USDT perpetuals")),
                        "none"),
                Key.of(at + "api-key", Maybe.of(Secret.KIND), "none").as(Key.Role.SECRET),
                Key.of(at + "secret", Maybe.of(Secret.KIND), "none").as(Key.Role.SECRET));
    }

    private static Word socket() {
        return address("wss?", "an address like wss://host/path");
    }

    private static Word address(String scheme, String example) {
        return Word.like(scheme + "://[A-Za-z0-9.\\[\\]:-]+(/[A-Za-z0-9._/-]*)?", example);
    }

    private static List<Key<?>> all() {
        List<Key<?>> all = new ArrayList<>();
        all.add(WANTED);
        for (Keys each : VENUES) {
            all.addAll(List.of(each.rest(), each.ws(), each.symbols(), each.apiKey(), each.secret()));
            if (each.market() != null) {
                all.add(each.market());
            }
        }
        return List.copyOf(all);
    }

    /** The venues of {@code engine.venues}, in its order. */
    static List<VenueSettings> read(Values values) {
        List<VenueSettings> wanted = new ArrayList<>();
        for (String name : values.of(WANTED)) {
            for (Keys each : VENUES) {
                if (each.venue().equals(name)) {
                    wanted.add(settings(each, values));
                }
            }
        }
        return List.copyOf(wanted);
    }

    private static VenueSettings settings(Keys keys, Values values) {
        URI ws = URI.create(values.of(keys.ws()));
        return new VenueSettings(
                keys.venue(),
                URI.create(values.of(keys.rest())),
                ws,
                keys.market() == null ? ws : URI.create(values.of(keys.market())),
                values.of(keys.symbols()),
                values.of(keys.apiKey()),
                values.of(keys.secret()));
    }
}
