package ebb.adapters.venue.binance;

import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Names;
import java.util.Arrays;

/** Which event a payload names: by its whole name, or, for its layout to verify, by the first eight bytes of it. */
final class EventNames {
    private static final int BITS = 4;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final Event[] all = Event.values();
    private final Names names = Event.names();
    private final long[] words = new long[1 << BITS];
    private final Event[] guesses = new Event[1 << BITS];
    private boolean isNamed;
    private int ignored;

    EventNames() {
        Arrays.fill(guesses, Event.UNKNOWN);
    }

    /** The payload names no event, as far as is known. */
    void none() {
        isNamed = false;
        ignored = -1;
    }

    /** Whether the payload named an event, ours or not. */
    boolean isNamed() {
        return isNamed;
    }

    /** Index of the event's name among those passed over, −1 if it is none of them. */
    int ignored() {
        return ignored;
    }

    /** The event whose name is the text read last, {@link Event#UNKNOWN} if it is none of ours. */
    Event named(JsonScan scan) {
        int found = names.find(scan, scan.textStart(), scan.textLength());
        isNamed = true;
        ignored = found >= Event.named() ? found - Event.named() : -1;
        return found >= 0 && found < Event.named() ? all[found] : Event.UNKNOWN;
    }

    /** A layout told that the payload names this event. */
    void named() {
        isNamed = true;
    }

    /** The event that a name with these first bytes was, {@link Event#UNKNOWN} if there was none. */
    Event guess(long word) {
        int i = (int) (word * MIX >>> 64 - BITS);
        return words[i] == word ? guesses[i] : Event.UNKNOWN;
    }

    /** A name with these first bytes was this event. */
    void learn(long word, Event event) {
        int i = (int) (word * MIX >>> 64 - BITS);
        words[i] = word;
        guesses[i] = event;
    }
}
