package ebb.adapters.feed;

import ebb.adapters.feed.protocol.VenueProtocol;
import ebb.adapters.venue.Venue;
import ebb.codecs.sbe.Env;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What a feed connects to and how hard it may ask. Network behaviour (pings, reconnects, sizes) stands in
 * {@link ebb.adapters.net.NetSettings}.
 *
 * @param venue MEXC, BINANCE_USDM or BINANCE_SPOT
 * @param environment said in the venue's definition
 * @param rest {@code https://host[:port]}, without a path
 * @param sockets whole addresses: one, for BINANCE_USDM two: public, then market
 * @param symbols as the venue spells them; without doubles, in the order given
 * @param pace how hard the venue may be asked
 * @param clockSpeed engine seconds in a real second, 1 but in the demo; only for the intervals that the venue's
 *     definition tells the engine. Time-outs, pings and limits are real
 * @param isSelfSeeding fetch each book unasked when its stream becomes live: for recording without an engine
 */
public record FeedSettings(
        Venue venue,
        Env environment,
        URI rest,
        List<URI> sockets,
        List<String> symbols,
        Pace pace,
        int clockSpeed,
        boolean isSelfSeeding) {
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000 * MS;
    private static final long HOUR = 3_600 * SECOND;

    /** Refuses what cannot work. */
    public FeedSettings {
        int wanted = venue == Venue.BINANCE_USDM ? 2 : 1;
        if (sockets.size() != wanted) {
            throw new IllegalArgumentException(venue.text() + " needs " + wanted + " sockets, has " + sockets);
        }
        if (symbols.isEmpty()) {
            throw new IllegalArgumentException(venue.text() + ": no symbols");
        }
        if (clockSpeed < 1) {
            throw new IllegalArgumentException("clockSpeed must be 1 or more, is " + clockSpeed);
        }
        sockets = List.copyOf(sockets);
        symbols = List.copyOf(new LinkedHashSet<>(symbols));
    }

    /**
     * The venue's own addresses and the default pace.
     *
     * @param venue MEXC, BINANCE_USDM or BINANCE_SPOT
     * @param symbols as the venue spells them
     * @return settings for live data
     */
    public static FeedSettings of(Venue venue, List<String> symbols) {
        return new FeedSettings(venue, Env.LIVE, restOf(venue), socketsOf(venue), symbols, Pace.of(venue), 1, false);
    }

    /** The same against other addresses, such as venuesim's. */
    public FeedSettings at(Env otherEnvironment, URI otherRest, List<URI> otherSockets) {
        return new FeedSettings(
                venue, otherEnvironment, otherRest, otherSockets, symbols, pace, clockSpeed, isSelfSeeding);
    }

    /** The same at another pace. */
    public FeedSettings with(Pace other) {
        return new FeedSettings(venue, environment, rest, sockets, symbols, other, clockSpeed, isSelfSeeding);
    }

    /** The same with an engine clock so many times faster than real time. */
    public FeedSettings withClockSpeed(int speed) {
        return new FeedSettings(venue, environment, rest, sockets, symbols, pace, speed, isSelfSeeding);
    }

    /** The same, fetching each book unasked when its stream becomes live. */
    public FeedSettings selfSeeding() {
        return new FeedSettings(venue, environment, rest, sockets, symbols, pace, clockSpeed, true);
    }

    private static URI restOf(Venue venue) {
        switch (venue) {
            case MEXC:
                return URI.create("https://api.mexc.com");
            case BINANCE_USDM:
                return URI.create("https://fapi.binance.com");
            case BINANCE_SPOT:
                return URI.create("https://api.binance.com");
            default:
                throw VenueProtocol.none(venue);
        }
    }

    private static List<URI> socketsOf(Venue venue) {
        switch (venue) {
            case MEXC:
                return List.of(URI.create("wss://contract.mexc.com/edge"));
            case BINANCE_USDM:
                return List.of(
                        URI.create("wss://fstream.binance.com/public/stream"),
                        URI.create("wss://fstream.binance.com/market/stream"));
            case BINANCE_SPOT:
                return List.of(URI.create("wss://stream.binance.com:9443/stream"));
            default:
                throw VenueProtocol.none(venue);
        }
    }

    /**
     * How hard a venue may be asked. All in real time.
     *
     * @param weightLimit the venue's limit on requests, by its own weights, in each period; our share of it is
     *     {@code net.rate-share}
     * @param weightPeriodNs the period
     * @param retryMinNs least wait after a failed request; doubles
     * @param retryMaxNs longest
     * @param ackNs how long an answer to a subscription is awaited before the connection is given up
     * @param rotateNs life of a connection, below the venue's 24 h
     * @param refreshNs how often the instruments are read anew
     */
    public record Pace(
            int weightLimit,
            long weightPeriodNs,
            long retryMinNs,
            long retryMaxNs,
            long ackNs,
            long rotateNs,
            long refreshNs) {
        /** Refuses what cannot work. */
        public Pace {
            if (weightLimit < 2 || retryMinNs < 1 || retryMaxNs < retryMinNs || ackNs < 1) {
                throw new IllegalArgumentException("a pace that cannot be kept: limit " + weightLimit + ", retry "
                        + retryMinNs + " to " + retryMaxNs + ", ack " + ackNs);
            }
        }

        /**
         * The same against a venue whose limits are so many times as wide ({@code SimSettings.eased}).
         *
         * @param times 1 or more
         * @return a faster pace
         */
        public Pace eased(int times) {
            return new Pace(weightLimit * times, weightPeriodNs, retryMinNs, retryMaxNs, ackNs, rotateNs, refreshNs);
        }

        /**
         * The same, answers to subscriptions awaited so many times as long: for a machine that has other things to do.
         *
         * @param times 1 or more
         * @return a more patient pace
         */
        public Pace patient(int times) {
            return new Pace(weightLimit, weightPeriodNs, retryMinNs, retryMaxNs, ackNs * times, rotateNs, refreshNs);
        }

        /**
         * The venue's documented limit (mexc.md §3.2: 10 in 2 s for the book; binance.md §7: 2,400 or 6,000 in a
         * minute), 1 s to 30 s, 5 s, 23 h, hourly.
         *
         * @param venue whose
         * @return the default pace
         */
        public static Pace of(Venue venue) {
            int limit = venue == Venue.MEXC ? 10 : venue == Venue.BINANCE_SPOT ? 6_000 : 2_400;
            long periodNs = venue == Venue.MEXC ? 2 * SECOND : 60 * SECOND;
            return new Pace(limit, periodNs, SECOND, 30 * SECOND, 5 * SECOND, 23 * HOUR, HOUR);
        }
    }
}
