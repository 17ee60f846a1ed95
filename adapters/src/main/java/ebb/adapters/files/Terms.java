package ebb.adapters.files;

import ebb.adapters.feed.protocol.Listing;
import ebb.adapters.feed.protocol.VenueProtocol;
import ebb.adapters.venue.Venue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The terms of a recording's instruments: from a list of the venue's own that was handed in, else from one among the
 * recording's answers; what neither has is inferred (INST-7).
 */
final class Terms {
    private final Map<String, Listing> listed = new HashMap<>();
    private final boolean handedIn;

    private Terms(boolean handedIn) {
        this.handedIn = handedIn;
    }

    /**
     * Reads the lists there are.
     *
     * @param file the venue's answer; empty if none was handed in
     * @param recording names the recording in complaints
     * @param venue of the recording
     * @param survey of the recording
     */
    static Terms of(Optional<Path> file, Path recording, Venue venue, Survey survey) {
        Terms terms = new Terms(file.isPresent());
        if (file.isPresent()) {
            terms.read(file.get(), bytes(file.get()), venue, survey);
            if (terms.listed.isEmpty() && !survey.symbols().isEmpty()) {
                throw new CaptureException(
                        file.get(),
                        0,
                        "lists none of the symbols in " + recording + ": "
                                + String.join(", ", survey.symbols().keySet()));
            }
        } else if (survey.catalog() != null) {
            terms.read(recording, survey.catalog(), venue, survey);
        }
        return terms;
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Packed.input(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new CaptureException(file, 0, "cannot be read: " + e.getMessage());
        }
    }

    private void read(Path from, byte[] body, Venue venue, Survey survey) {
        try {
            VenueProtocol.of(venue)
                    .listings(new UnsafeBuffer(body), survey.symbols()::containsKey, new ArrayList<>())
                    .forEach(listing -> listed.put(listing.symbol(), listing));
        } catch (IllegalArgumentException e) {
            throw new CaptureException(from, 0, "no list of instruments of " + venue.text() + ": " + e.getMessage());
        }
    }

    /** Whether a symbol is an instrument of the run: a list that was handed in is the whole of them. */
    boolean has(Seen seen) {
        return !handedIn || listed.containsKey(seen.symbol());
    }

    /**
     * What the venue says of a symbol.
     *
     * @return null if it is to be inferred: nothing is said, or a recorded list is older than digits that were traded
     */
    Listing of(Seen seen) {
        Listing listing = listed.get(seen.symbol());
        boolean isOutdated = listing != null && (seen.pe() < listing.pe() || seen.qe() < listing.qe());
        return isOutdated && !handedIn ? null : listing;
    }
}
