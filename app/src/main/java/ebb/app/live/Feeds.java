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
    // Added to by the process's main thread while it begins and before anything is emitted, read by operators' threads
    // and the egress thread; replaced whole, volatile order.
    private volatile List<Named> feeds = List.of();
    // Written by the process's main thread before it is closed by the same, read by operators' threads; volatile order.
    private volatile CapFeed caps;

    /**
     * Adds a feed.
     *
     * @param venue its name
     * @param feed the feed
     */
    public void add(String venue, Feed feed) {
        List<Named> all = new ArrayList<>(feeds);
        all.add(new Named(venue, feed));
        feeds = List.copyOf(all);
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
        return feeds.stream().map(Named::feed).toList();
    }

    @Override
    public void onOutbound(int templateId, DirectBuffer buffer, int offset, int length) {
        boolean isRequest = templateId == BookResyncDecoder.TEMPLATE_ID
                || templateId == HistoryRequestDecoder.TEMPLATE_ID
                || templateId == SubscriptionChangeDecoder.TEMPLATE_ID;
        if (isRequest) {
            List<Named> now = feeds;
            for (int i = 0; i < now.size(); i++) {
                now.get(i).feed().onOutbound(templateId, buffer, offset, length);
            }
        }
    }

    /** What each feed says of itself, by venue. */
    public Map<String, Object> status() {
        Map<String, Object> tree = new LinkedHashMap<>();
        feeds.forEach(each -> tree.put(each.venue(), FeedTree.of(each.feed().status())));
        if (caps != null) {
            tree.put("marketCaps", FeedTree.of(caps.status()));
        }
        return tree;
    }

    /** Whether every feed is ready. */
    public boolean areReady() {
        return feeds.stream().allMatch(each -> each.feed().isReady());
    }

    /** Closes all. */
    public void close() {
        feeds.forEach(each -> each.feed().close());
        if (caps != null) {
            caps.close();
        }
    }

    /** A feed under its venue's name. */
    private record Named(String venue, Feed feed) {}
}
