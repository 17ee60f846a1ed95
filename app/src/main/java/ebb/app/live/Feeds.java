package ebb.app.live;

import ebb.adapters.context.CapFeed;
import ebb.adapters.feed.Feed;
import ebb.codecs.sbe.BookResyncDecoder;
import ebb.codecs.sbe.HistoryRequestDecoder;
import ebb.codecs.sbe.SubscriptionChangeDecoder;
import ebb.runtime.OutboundListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/** All feeds of a process: hands requests to them and speaks for them. */
public final class Feeds implements OutboundListener {
    // Added to by the process's main thread while it begins, read by operators' threads; replaced whole, volatile
    // order.
    private volatile Map<String, Feed> feeds = Map.of();
    // Written by the process's main thread before it is closed by the same, read by operators' threads; volatile order.
    private volatile CapFeed caps;
    // Written by the process's main thread before anything is emitted, read by the egress thread; volatile order.
    private volatile List<Feed> list = List.of();

    /**
     * Adds a feed.
     *
     * @param venue its name
     * @param feed the feed
     */
    public void add(String venue, Feed feed) {
        Map<String, Feed> named = new LinkedHashMap<>(feeds);
        named.put(venue, feed);
        feeds = named;
        List<Feed> all = new ArrayList<>(list);
        all.add(feed);
        list = List.copyOf(all);
    }

    /**
     * Adds the market caps.
     *
     * @param feed who tells them
     */
    public void add(CapFeed feed) {
        caps = feed;
    }

    /** All feeds. */
    public List<Feed> all() {
        return list;
    }

    @Override
    public void onOutbound(int templateId, DirectBuffer buffer, int offset, int length) {
        boolean isRequest = templateId == BookResyncDecoder.TEMPLATE_ID
                || templateId == HistoryRequestDecoder.TEMPLATE_ID
                || templateId == SubscriptionChangeDecoder.TEMPLATE_ID;
        if (isRequest) {
            List<Feed> now = list;
            for (int i = 0; i < now.size(); i++) {
                now.get(i).onOutbound(templateId, buffer, offset, length);
            }
        }
    }

    /** What each feed says of itself, by venue. */
    public Map<String, Object> status() {
        Map<String, Object> tree = new LinkedHashMap<>();
        feeds.forEach((venue, feed) -> tree.put(venue, FeedTree.of(feed.status())));
        if (caps != null) {
            tree.put("marketCaps", FeedTree.of(caps.status()));
        }
        return tree;
    }

    /** Whether every feed is ready. */
    public boolean areReady() {
        return list.stream().allMatch(Feed::isReady);
    }

    /** Closes all. */
    public void close() {
        list.forEach(Feed::close);
        if (caps != null) {
            caps.close();
        }
    }
}
