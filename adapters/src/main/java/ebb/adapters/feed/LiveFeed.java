package ebb.adapters.feed;

import ebb.adapters.venue.Venue;
import ebb.adapters.venue.binance.Dialect;

/** Makes feeds that are connected to a venue. */
public final class LiveFeed {
    private LiveFeed() {}

    /**
     * A feed that does nothing yet. Not on the event loop: the trust store may have to be read.
     *
     * @param settings what to connect to
     * @param ports what it is connected to
     * @return the feed
     * @throws IllegalArgumentException if there is no feed for the venue
     */
    public static Feed of(FeedSettings settings, FeedPorts ports) {
        return new VenueFeed(settings, ports, protocol(settings.venue()));
    }

    static VenueProtocol protocol(Venue venue) {
        switch (venue) {
            case MEXC:
                return new MexcProtocol();
            case BINANCE_USDM, BINANCE_SPOT:
                return new BinanceProtocol(Dialect.of(venue));
            default:
                throw FeedSettings.noFeed(venue);
        }
    }
}
