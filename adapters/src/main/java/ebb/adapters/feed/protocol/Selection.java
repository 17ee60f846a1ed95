package ebb.adapters.feed.protocol;

import ebb.codecs.sbe.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Which instruments of a venue are followed: some by name, with all of their streams from the start, and all USDT
 * perpetuals whose symbol ends in a certain way, with the wide streams only (NS-UNI-1, NS-UNI-2). Immutable.
 */
public final class Selection implements Predicate<String> {
    /** Begins an ending that all wanted symbols have; alone it means all. */
    public static final String ALL = "*";

    private static final String CURRENCY = "USDT";

    private final List<String> names = new ArrayList<>();
    private final List<String> endings = new ArrayList<>();

    /**
     * Reads what the configuration wants.
     *
     * @param symbols names as the venue spells them, and endings such as {@code *_USDT} or {@code *}
     */
    public Selection(List<String> symbols) {
        for (String each : symbols) {
            if (each.startsWith(ALL)) {
                endings.add(each.substring(ALL.length()));
            } else {
                names.add(each);
            }
        }
    }

    /** Symbols wanted by name, in the order given. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /** Whether more is wanted than names. */
    public boolean isWide() {
        return !endings.isEmpty();
    }

    /** Whether a symbol was named. */
    public boolean isByName(String symbol) {
        return names.contains(symbol);
    }

    /** Whether a symbol may be wanted; {@link #takes} has the last word. */
    @Override
    public boolean test(String symbol) {
        if (isByName(symbol)) {
            return true;
        }
        for (String each : endings) {
            if (symbol.endsWith(each)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an instrument is wanted: named, or a linear perpetual in USDT with a wanted ending. */
    public boolean takes(Listing listing) {
        boolean isPerpetual =
                listing.kind == Kind.PERP_LINEAR && listing.quote.equals(CURRENCY) && listing.settle.equals(CURRENCY);
        return isByName(listing.symbol) || isPerpetual && test(listing.symbol);
    }

    /**
     * Adds what a catalogue says of an instrument. Of one among hundreds that nobody named, nonsense is left out; of a named
     * one it is refused.
     *
     * @throws IllegalArgumentException as the reader does, for a symbol that was asked for by name
     */
    static void add(List<Listing> to, Predicate<String> wanted, String symbol, Supplier<Listing> reader) {
        try {
            to.add(reader.get());
        } catch (IllegalArgumentException e) {
            if (!(wanted instanceof Selection selection) || selection.isByName(symbol)) {
                throw e;
            }
        }
    }
}
