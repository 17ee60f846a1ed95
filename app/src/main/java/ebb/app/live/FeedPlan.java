package ebb.app.live;

import ebb.adapters.feed.FeedSettings;
import ebb.adapters.venue.Venue;
import ebb.codecs.sbe.Env;
import ebb.config.EbbConfig;
import ebb.config.VenueSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Feeds as the configuration wants them. */
public final class FeedPlan {
    private FeedPlan() {}

    /**
     * One feed's settings for each configured venue.
     *
     * @param config the configuration
     * @param clockSpeed engine seconds in a real second
     * @return in the configuration's order
     */
    public static List<FeedSettings> of(EbbConfig config, int clockSpeed) {
        List<FeedSettings> plan = new ArrayList<>();
        for (VenueSettings each : config.venues()) {
            Venue venue = Venue.of(each.name());
            List<URI> sockets = venue == Venue.BINANCE_USDM
                    ? List.of(each.publicStream(), each.marketStream())
                    : List.of(each.publicStream());
            plan.add(FeedSettings.of(venue, each.symbols())
                    .at(Env.LIVE, each.rest(), sockets)
                    .withClockSpeed(clockSpeed));
        }
        return plan;
    }
}
