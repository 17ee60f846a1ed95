package ebb.adapters.feed;

import ebb.adapters.feed.protocol.VenueProtocol;

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
        return new VenueFeed(settings, ports, VenueProtocol.of(settings.venue()));
    }
}
