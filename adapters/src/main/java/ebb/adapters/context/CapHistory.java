package ebb.adapters.context;

import ebb.codecs.XxHash64;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of each coin: its newest value, the lowest of each of the last days, and when each was fetched; and that as
 * a text with a checksum, for the file that survives a restart.
 */
final class CapHistory {
    private static final String FORM = "ebb-caps 1 ";
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long AHEAD_NS = 600_000_000_000L;

    /**
     * A value and when it was fetched.
     *
     * @param quote the value
     * @param fetchNs ns since the epoch
     */
    record Known(Quote quote, long fetchNs) {}

    private static final class Coin {
        /** Of 0 cents while the provider stands by none. */
        Known newest;

        final TreeMap<Long, Known> lows = new TreeMap<>();
    }

    private final CapProvider provider;
    private final CapFeedSettings.Keep keep;
    private final Map<String, Coin> coins = new LinkedHashMap<>();

    CapHistory(CapProvider provider, CapFeedSettings.Keep keep) {
        this.provider = provider;
        this.keep = keep;
    }

    /** Keeps a value; false if it is older than one already known. */
    boolean take(Quote quote, long fetchNs) {
        Coin coin = coins.computeIfAbsent(quote.coin(), name -> new Coin());
        if (coin.newest != null && quote.refNs() < coin.newest.quote().refNs()) {
            return false;
        }
        coin.newest = new Known(quote, fetchNs);
        coin.lows.merge(
                day(quote.refNs()),
                coin.newest,
                (old, now) -> now.quote().cents() < old.quote().cents() ? now : old);
        while (coin.lows.size() > keep.days()) {
            coin.lows.pollFirstEntry();
        }
        return true;
    }

    /** The provider no longer stands by what it said; the days' lows stay. */
    void takeBack(String name, long fetchNs) {
        Coin coin = coins.computeIfAbsent(name, key -> new Coin());
        // No later value may be called older because of this: it keeps the time of the one taken back.
        long refNs = coin.newest == null ? 0 : coin.newest.quote().refNs();
        coin.newest = new Known(new Quote(name, 0, refNs), fetchNs);
    }

    /** The newest value of a coin, of 0 cents if it was taken back; or null. */
    Known newest(String coin) {
        Coin found = coins.get(coin);
        return found == null ? null : found.newest;
    }

    /** All that is known of a coin in the order of its times, the newest last. */
    List<Known> story(String name) {
        Coin coin = coins.get(name);
        List<Known> story = new ArrayList<>();
        if (coin != null) {
            for (Known each : coin.lows.values()) {
                if (each.quote().refNs() < coin.newest.quote().refNs()
                        || coin.newest.quote().cents() == 0) {
                    story.add(each);
                }
            }
            story.add(coin.newest);
        }
        return story;
    }

    /** Coins of which something is known. */
    int size() {
        return coins.size();
    }

    private long day(long ns) {
        return Math.floorDiv(ns - keep.dayStartNs(), DAY_NS);
    }

    /** For the file: a line a value, a checksum at the end. */
    String text() {
        StringBuilder lines = new StringBuilder(FORM).append(provider.source()).append('\n');
        for (Coin coin : coins.values()) {
            for (Known each : story(coin.newest.quote().coin())) {
                lines.append(each.quote().coin()).append(',');
                lines.append(each.quote().cents()).append(',');
                lines.append(each.quote().refNs()).append(',');
                lines.append(each.fetchNs()).append('\n');
            }
        }
        return lines + "end " + Long.toHexString(XxHash64.hash(lines.toString())) + '\n';
    }

    /**
     * Takes what a text says; nothing of it if it is not whole.
     *
     * @return whether it was taken
     */
    boolean read(String text, long nowNs) {
        int end = text.lastIndexOf("end ");
        String body = end < 0 ? "" : text.substring(0, end);
        String sum = "end " + Long.toHexString(XxHash64.hash(body)) + '\n';
        String[] lines = body.split("\n");
        if (end < 0 || !text.substring(end).equals(sum) || !lines[0].equals(FORM + provider.source())) {
            return false;
        }
        List<Known> found = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            String[] cells = lines[i].split(",", -1);
            if (cells.length != 4 || !provider.isCoin(cells[0])) {
                return false;
            }
            try {
                Quote quote = new Quote(cells[0], Long.parseLong(cells[1]), Long.parseLong(cells[2]));
                found.add(new Known(quote, Long.parseLong(cells[3])));
            } catch (NumberFormatException e) {
                return false;
            }
        }
        for (Known each : found) {
            // A clock that was ahead when it was written must not silence what comes now.
            boolean isPast = each.fetchNs() <= nowNs + AHEAD_NS && each.quote().refNs() <= nowNs + AHEAD_NS;
            boolean isRecent = day(nowNs) - day(each.quote().refNs()) < keep.days();
            if (isPast && each.quote().cents() == 0) {
                takeBack(each.quote().coin(), each.fetchNs());
            } else if (isPast && isRecent && each.quote().cents() > 0) {
                take(each.quote(), each.fetchNs());
            }
        }
        return true;
    }
}
