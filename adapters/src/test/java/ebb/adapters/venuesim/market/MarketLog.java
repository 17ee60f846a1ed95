package ebb.adapters.venuesim.market;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** Hears a market: sums it up, and keeps the displayed book of each instrument as a client would. */
public final class MarketLog implements MarketListener {
    public final CRC32C sum = new CRC32C();
    public final List<String> troubles = new ArrayList<>();
    public final List<TreeMap<Long, Long>> bids = new ArrayList<>();
    public final List<TreeMap<Long, Long>> asks = new ArrayList<>();
    public long updates;
    public long prints;
    public long liquidations;
    private final long[] lastIds;
    private final long[] copiedIds;
    private final long[] lastPrints;
    private long lastNs;

    public MarketLog(SyntheticMarket market) {
        lastIds = new long[market.instruments().size()];
        lastPrints = new long[lastIds.length];
        copiedIds = new long[lastIds.length];
        for (Instrument each : market.instruments()) {
            BookCopy copy = new BookCopy();
            each.copyBook(copy, 0);
            bids.add(levels(copy, false));
            asks.add(levels(copy, true));
            lastIds[each.index()] = copy.id();
            copiedIds[each.index()] = copy.id();
        }
    }

    public static TreeMap<Long, Long> levels(BookCopy copy, boolean isAsk) {
        TreeMap<Long, Long> levels = new TreeMap<>();
        for (int i = 0; i < copy.size(isAsk); i++) {
            levels.put(copy.tick(isAsk, i), copy.lots(isAsk, i));
        }
        return levels;
    }

    @Override
    public void onDepth(Instrument instrument, DepthChanges changes) {
        updates++;
        time(changes.timeNs());
        add(1, instrument.index(), changes.firstId(), changes.lastId(), changes.previousLastId());
        long last = lastIds[instrument.index()];
        // Ids that others use may lie between two updates, and between the first one and the book copied before it.
        boolean isNext = instrument.spec().venue().hasSharedIds()
                ? changes.previousLastId() <= last && changes.firstId() > last
                : changes.previousLastId() == last && changes.firstId() == last + 1;
        check(isNext && changes.lastId() >= changes.firstId(), "ids of", instrument, changes.firstId());
        check(isFirst(last, instrument) || changes.previousLastId() == last, "chain of", instrument, last);
        lastIds[instrument.index()] = changes.lastId();
        for (int i = 0; i < changes.size(); i++) {
            add(changes.isAsk(i) ? 1 : 0, changes.tick(i), changes.lots(i));
            TreeMap<Long, Long> side = (changes.isAsk(i) ? asks : bids).get(instrument.index());
            if (changes.lots(i) == 0) {
                side.remove(changes.tick(i));
            } else {
                side.put(changes.tick(i), changes.lots(i));
            }
        }
        long bid = bids.get(instrument.index()).lastKey();
        long ask = asks.get(instrument.index()).firstKey();
        check(bid < ask, "crossed", instrument, bid);
        check(bid == instrument.bestBid() && ask == instrument.bestAsk(), "touch of", instrument, bid);
    }

    @Override
    public void onTrade(Instrument instrument, Print print) {
        prints++;
        time(print.timeNs());
        add(2, instrument.index(), print.tick(), print.lots(), print.isSell() ? 1 : 0, print.id(), print.rawId());
        long last = lastPrints[instrument.index()];
        check(last == 0 || print.id() == last + 1, "print id of", instrument, print.id());
        lastPrints[instrument.index()] = print.id();
        TreeMap<Long, Long> side = (print.isSell() ? bids : asks).get(instrument.index());
        long best = print.isSell() ? side.lastKey() : side.firstKey();
        long there = side.getOrDefault(print.tick(), 0L);
        check(print.tick() == best, "print beside the touch of", instrument, print.tick());
        check(print.lots() > 0 && print.lots() <= there, "print larger than the level of", instrument, print.lots());
        if (there == print.lots()) {
            side.remove(print.tick());
        } else {
            side.put(print.tick(), there - print.lots());
        }
    }

    @Override
    public void onMark(Instrument instrument, long timeNs) {
        time(timeNs);
        add(3, instrument.index(), instrument.markE3(), instrument.indexE3(), instrument.openInterest());
    }

    @Override
    public void onTicker(Instrument instrument, long timeNs) {
        time(timeNs);
        add(4, instrument.index(), instrument.lastTick());
    }

    @Override
    public void onFunding(Instrument instrument, long timeNs) {
        time(timeNs);
        add(5, instrument.index(), instrument.fundingE9());
    }

    @Override
    public void onLiquidation(Instrument instrument, Print print, long lots) {
        liquidations++;
        add(6, instrument.index(), lots);
        check(print.isSell() && lots >= print.lots(), "liquidation of", instrument, lots);
    }

    private boolean isFirst(long last, Instrument instrument) {
        return last == copiedIds[instrument.index()];
    }

    private void time(long timeNs) {
        if (timeNs < lastNs) {
            troubles.add("time went back to " + timeNs);
        }
        lastNs = timeNs;
        add(timeNs);
    }

    private void add(long... values) {
        for (long value : values) {
            for (int shift = 0; shift < 64; shift += 8) {
                sum.update((int) (value >>> shift) & 0xff);
            }
        }
    }

    private void check(boolean isTrue, String what, Instrument instrument, long value) {
        if (!isTrue && troubles.size() < 20) {
            troubles.add(what + " " + instrument.spec().symbol() + ": " + value + " at " + lastNs);
        }
    }
}
