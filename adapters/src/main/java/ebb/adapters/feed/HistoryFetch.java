package ebb.adapters.feed;

import ebb.adapters.feed.protocol.Listing;
import ebb.adapters.net.RestReply;
import ebb.adapters.net.RestRequest;
import ebb.codecs.sbe.Stream;

/** One request of the engine for the past of an instrument: its pages, and its answer. Event loop only. */
abstract class HistoryFetch {
    private final Listing listing;
    private final int instrument;
    private int failures;

    HistoryFetch(Listing listing, int instrument) {
        this.listing = listing;
        this.instrument = instrument;
    }

    final Listing listing() {
        return listing;
    }

    final int instrument() {
        return instrument;
    }

    /** One more answer was none; how many so far. */
    final int failed() {
        return ++failures;
    }

    /** Whether the venue could answer it at all. */
    abstract boolean isPossible();

    /** Forgets what there is and begins with the first page. */
    abstract void begin();

    /** The next page to ask for, null when all is there. */
    abstract RestRequest next();

    /** Takes the answer to the page; false, and nothing kept of it, if it is none. */
    abstract boolean take(RestReply reply, long stampNs);

    /** No page comes any more. */
    abstract void end();

    /** Writes the answer to the engine; false if the ring is full: again, soon. */
    abstract boolean write(long stampNs);

    /** What is missing within the answer, a count; told by {@link #text} and logged. */
    abstract long holes();

    /** What it is the past of, in the journal. */
    abstract Stream stream();

    /** What was asked for, for operators. */
    abstract String text();
}
