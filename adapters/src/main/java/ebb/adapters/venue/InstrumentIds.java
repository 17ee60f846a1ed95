package ebb.adapters.venue;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Hands out the dense instrument numbers of a run (INST-1), one counter for all venues. The same venue and symbol get
 * the same number again, so that a catalog may be read anew. Slow path; any thread.
 */
public final class InstrumentIds {
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private int next;

    /** None handed out yet; numbers count from 0. */
    public InstrumentIds() {}

    /**
     * The number of an instrument, a new one if it has none.
     *
     * @param venue where it trades
     * @param symbol as the venue spells it
     * @return its dense number
     */
    public synchronized int of(Venue venue, String symbol) {
        return ids.computeIfAbsent(key(venue, symbol), key -> next++);
    }

    /**
     * An instrument that an earlier run numbered keeps its number; before the first {@link #of}.
     *
     * @param venue where it trades
     * @param symbol as the venue spells it
     * @param id its dense number
     * @throws IllegalArgumentException if the number is another's, or the instrument has another
     */
    public synchronized void keep(Venue venue, String symbol, int id) {
        Integer known = ids.get(key(venue, symbol));
        String owner = name(id);
        if (id < 0 || known != null && known != id || owner != null && !owner.equals(key(venue, symbol))) {
            throw new IllegalArgumentException(
                    key(venue, symbol) + " cannot be number " + id + ": it has " + known + ", that is " + owner);
        }
        ids.put(key(venue, symbol), id);
        next = Math.max(next, id + 1);
    }

    private static String key(Venue venue, String symbol) {
        return venue.text() + '/' + symbol;
    }

    /**
     * Whose number it is.
     *
     * @param id a dense number
     * @return venue and symbol, {@code mexc/BTC_USDT}; null if it is nobody's
     */
    public synchronized String name(int id) {
        for (Map.Entry<String, Integer> each : ids.entrySet()) {
            if (each.getValue() == id) {
                return each.getKey();
            }
        }
        return null;
    }

    /** How many are handed out. */
    public synchronized int size() {
        return ids.size();
    }
}
