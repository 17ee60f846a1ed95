package ebb.app.backtest;

import ebb.adapters.context.KnownCaps;
import ebb.adapters.feed.ConnectionIds;
import ebb.adapters.feed.LineFeed;
import ebb.adapters.venue.InstrumentIds;
import ebb.adapters.venue.Venue;
import ebb.adapters.venuesim.MarketFrames;
import ebb.adapters.venuesim.fault.FaultScript;
import ebb.adapters.venuesim.market.Scenario;
import ebb.adapters.venuesim.market.SimCoins;
import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.market.SyntheticMarket;
import ebb.codecs.Ingress;
import ebb.codecs.OutHead;
import ebb.codecs.sbe.BookResyncDecoder;
import ebb.codecs.sbe.HistoryKind;
import ebb.codecs.sbe.HistoryRequestDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.runtime.OutboundListener;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;

/**
 * The demo's market without sockets: its frames go through the real decoders into the straight loop, and what the engine
 * asks for (books, candles) is answered at once. The same seed gives the same run on any machine.
 */
public final class DemoMarket implements OutboundListener {
    private static final int CANDLES = 1_000;

    private final Scenario scenario;
    private final MarketFrames frames;
    private final InstrumentIds ids = new InstrumentIds();
    private final Map<Venue, LineFeed> feeds = new EnumMap<>(Venue.class);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final HistoryRequestDecoder history = new HistoryRequestDecoder();
    // Requests are answered between two lines, never in the middle of a message.
    private final ArrayDeque<Runnable> asked = new ArrayDeque<>();
    private Map<Integer, String> symbols = new LinkedHashMap<>();
    private boolean hasToldCaps;

    /**
     * Sets up a market.
     *
     * @param seed of the market
     * @param hasFaults whether the demo's faults strike
     * @param marketNs how much market time it plays, ns ({@code demo.hours})
     */
    public DemoMarket(long seed, boolean hasFaults, long marketNs) {
        this(Scenario.demo(), seed, hasFaults ? FaultScript.demo() : FaultScript.none(), marketNs);
    }

    /**
     * Sets up another market than the demo's.
     *
     * @param scenario what is traded
     * @param seed of the market
     * @param faults what goes wrong
     * @param marketNs how much market time it plays, ns
     */
    public DemoMarket(Scenario scenario, long seed, FaultScript faults, long marketNs) {
        this.scenario = scenario;
        frames = new MarketFrames(
                new SyntheticMarket(seed, scenario, SyntheticMarket.DEMO_START_NS),
                SyntheticMarket.DEMO_START_NS + marketNs,
                faults);
    }

    /**
     * Plays the market to its end.
     *
     * @param ingress where messages go
     * @param onLine told of each line applied, counting from 1
     * @return lines played
     */
    public long run(Ingress ingress, LongConsumer onLine) {
        ConnectionIds connections = new ConnectionIds();
        long line = 0;
        while (frames.next()) {
            Venue venue = Venue.of(frames.venue().id());
            LineFeed feed = feeds.computeIfAbsent(venue, v -> new LineFeed(v, ingress, ids, connections));
            feed.onLine(frames.receiveNs(), frames.kind(), frames.connection(), frames.address(), frames.payload());
            line++;
            tellCaps(ingress);
            onLine.accept(line);
            while (!asked.isEmpty()) {
                asked.poll().run();
            }
        }
        return line;
    }

    /** Once every venue has told what it lists. */
    private void tellCaps(Ingress ingress) {
        if (hasToldCaps || ids.size() < scenario.parts().size()) {
            return;
        }
        hasToldCaps = true;
        Map<Integer, Long> caps = new LinkedHashMap<>();
        for (Scenario.Part each : scenario.parts()) {
            Venue of = Venue.of(each.spec().venue().id());
            caps.put(ids.of(of, each.spec().symbol()), SimCoins.capUsd(each.spec()));
        }
        KnownCaps.tell(ingress, caps, frames.receiveNs());
    }

    @Override
    public void onOutbound(int templateId, DirectBuffer buffer, int offset, int length) {
        int instrument = OutHead.instrument(buffer, offset);
        Venue venue = Venue.of(OutHead.venue(buffer, offset));
        if (templateId == BookResyncDecoder.TEMPLATE_ID) {
            asked.add(() -> frames.requestBook(SimVenue.of(venue.text()), symbol(venue, instrument)));
        } else if (templateId == HistoryRequestDecoder.TEMPLATE_ID) {
            history.wrapAndApplyHeader(buffer, offset, header);
            if (history.what() == HistoryKind.FUNDING) {
                long fromNs = history.from();
                asked.add(
                        () -> frames.requestSettlements(SimVenue.of(venue.text()), symbol(venue, instrument), fromNs));
                return;
            }
            int minutes = (int) (history.frameSec() / 60);
            long bars = (history.to() - history.from()) / (history.frameSec() * 1_000_000_000L) + 1;
            int count = (int) Math.min(CANDLES, bars);
            asked.add(
                    () -> frames.requestCandles(SimVenue.of(venue.text()), symbol(venue, instrument), minutes, count));
        }
    }

    private String symbol(Venue venue, int instrument) {
        return symbols.computeIfAbsent(instrument, id -> feeds.get(venue).symbol(id));
    }

    /** What became of the frames, by venue. */
    public Map<String, Object> counters() {
        Map<String, Object> tree = new LinkedHashMap<>();
        feeds.forEach((venue, feed) -> {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("decoded", feed.counters().decoded());
            each.put("ignored", feed.counters().ignored());
            each.put("rejected", feed.counters().rejected());
            tree.put(venue.text(), each);
        });
        tree.put("faults", frames.struck().size());
        return tree;
    }
}
