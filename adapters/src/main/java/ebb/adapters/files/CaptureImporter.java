package ebb.adapters.files;

import ebb.adapters.feed.protocol.Listing;
import ebb.adapters.venue.ControlListener;
import ebb.adapters.venue.DecodeCounters;
import ebb.adapters.venue.Decoder;
import ebb.adapters.venue.FrameKind;
import ebb.adapters.venue.InstrumentIds;
import ebb.adapters.venue.Rejection;
import ebb.adapters.venue.SnapshotRequest;
import ebb.adapters.venue.Venue;
import ebb.adapters.venue.binance.BinanceDecoder;
import ebb.adapters.venue.binance.Dialect;
import ebb.adapters.venue.mexc.MexcDecoder;
import ebb.codecs.Ingress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Replays a capture through the decoder of its venue (TIME-8): in file order, each line stamped with its receive time.
 * Before the first line come the venue, the instruments, inferred where nothing defines them (INST-7), and the sessions.
 *
 * <p>One use, one thread: the one that owns the {@link Ingress}, which must have room; the listener takes out what each
 * line became.
 */
public final class CaptureImporter {
    private final Path file;
    private final Venue venue;
    private final Ingress ingress;
    private final boolean snapshotComplete;
    private final Optional<Path> instruments;
    private final InstrumentIds numbers = new InstrumentIds();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, CapturedInstrument> known = new HashMap<>();
    private final PastAnswers past;
    private final Map<LineKind, Long> lines = new EnumMap<>(LineKind.class);
    private final Map<String, Long> unused = new TreeMap<>();
    private long firstNs = Long.MAX_VALUE;
    private long lastNs = Long.MIN_VALUE;

    /**
     * An import with instrument numbers from 0, by name.
     *
     * @param file {@code .frames}, {@code .frames.zst} or {@code .frames.gz}
     * @param venue whose frames it holds
     * @param ingress where the messages go
     * @param snapshotComplete {@code replay.snapshot-complete}: whether a REST book counts as the whole book (BOOK-8)
     * @param instruments the venue's own list of them ({@code exchangeInfo}, {@code contract/detail}), which alone says
     *     then what the run knows; empty: that among the recording's answers, else they are inferred (INST-7)
     * @throws CaptureException if frames of the venue are not decoded
     */
    public CaptureImporter(
            Path file, Venue venue, Ingress ingress, boolean snapshotComplete, Optional<Path> instruments) {
        if (!isDecoded(venue)) {
            throw new CaptureException(file, 0, "captures of " + venue.text() + " are not decoded");
        }
        this.file = file;
        this.venue = venue;
        this.ingress = ingress;
        this.snapshotComplete = snapshotComplete;
        this.instruments = instruments;
        past = new PastAnswers(venue, ingress);
    }

    private static boolean isDecoded(Venue venue) {
        return switch (venue) {
            case MEXC, BINANCE_USDM, BINANCE_SPOT, BINANCE_COINM -> true;
            default -> false;
        };
    }

    /**
     * The venue that a file's name tells.
     *
     * @param file such as {@code binance-usdm-btcusdt-2024-08-08.frames.zst}
     * @return the venue, or null if the name begins with none that is decoded
     */
    public static Venue venueOf(Path file) {
        String name = file.getFileName().toString();
        if (name.startsWith("mexc")) {
            return Venue.MEXC;
        }
        if (!name.startsWith("binance")) {
            return null;
        }
        if (name.startsWith("binance-usdm") || name.startsWith("binance-futures")) {
            return Venue.BINANCE_USDM;
        }
        boolean coins = name.startsWith("binance-coinm") || name.startsWith("binance-delivery");
        return coins ? Venue.BINANCE_COINM : Venue.BINANCE_SPOT;
    }

    /**
     * Reads the file twice: through, then line by line into the decoder.
     *
     * @param listener hears of each line when it was applied
     * @return what became of it
     * @throws CaptureException for a line that is not of the format, or a file that cannot be read
     */
    public CaptureReport run(LineListener listener) {
        Survey survey = Survey.of(file, venue);
        Terms terms = Terms.of(instruments, file, venue, survey);
        Decoder decoder = decoder();
        Definitions definitions = new Definitions(venue, ingress);
        definitions.venue(survey.firstNs());
        List<CapturedInstrument> defined = define(survey, terms, decoder, definitions);
        Connections connections = new Connections(survey, definitions, ids);
        connections.start(survey.firstNs());
        try (FramesReader reader = new FramesReader(file)) {
            while (reader.next()) {
                apply(reader, survey, decoder, connections);
                listener.onLine(reader.line());
            }
        }
        return report(decoder.counters(), defined);
    }

    private Decoder decoder() {
        return switch (venue) {
            case BINANCE_USDM, BINANCE_SPOT, BINANCE_COINM ->
                new BinanceDecoder(Dialect.of(venue), ingress, ControlListener.NONE);
            case MEXC -> new MexcDecoder(ingress, ControlListener.NONE);
            default -> throw new IllegalStateException(venue.text()); // The constructor lets none of them pass.
        };
    }

    private List<CapturedInstrument> define(Survey survey, Terms terms, Decoder decoder, Definitions definitions) {
        List<CapturedInstrument> defined = new ArrayList<>();
        for (Seen seen : survey.symbols().values()) {
            if (!terms.has(seen)) {
                continue;
            }
            if (seen.symbol().length() > Definitions.MAX_NAME) {
                throw new CaptureException(file, 0, "symbol longer than any of a venue: " + seen.symbol());
            }
            int id = numbers.of(venue, seen.symbol());
            Listing listing = terms.of(seen);
            CapturedInstrument instrument = listing == null
                    ? new CapturedInstrument(id, seen.symbol(), seen.pe(), seen.qe(), true)
                    : new CapturedInstrument(id, seen.symbol(), listing.pe(), listing.qe(), false);
            ids.put(seen.symbol(), id);
            known.put(seen.symbol(), instrument);
            defined.add(instrument);
            decoder.define(seen.symbol(), id, instrument.pe(), instrument.qe());
            if (listing == null) {
                definitions.inferred(instrument, survey.firstNs());
            } else {
                definitions.listed(listing, id, survey.firstNs());
            }
        }
        return defined;
    }

    private void apply(FramesReader reader, Survey survey, Decoder decoder, Connections connections) {
        long at = reader.receiveNs();
        firstNs = Math.min(firstNs, at);
        lastNs = Math.max(lastNs, at);
        lines.merge(reader.kind(), 1L, Long::sum);
        switch (reader.kind()) {
            case IN ->
                decoder.decode(reader.payload(), 0, reader.payload().capacity(), at, connections.of(reader.conn(), at));
            case HTTP -> answer(reader, survey.book(reader.line()), decoder, connections);
            case OPEN -> connections.opened(reader.conn(), at);
            case CLOSE -> connections.closed(reader.conn(), at);
            default -> {
                // What we sent is no input; its line is counted with its kind.
            }
        }
    }

    private void answer(FramesReader reader, RestBook book, Decoder decoder, Connections connections) {
        if (book == null) {
            if (past.take(reader.conn(), reader.payload(), reader.receiveNs(), known::get)) {
                return;
            }
            unused.merge("http " + RestBook.path(reader.conn()), 1L, Long::sum);
            return;
        }
        Integer id = book.symbol() == null ? null : ids.get(book.symbol());
        if (id == null) {
            unused.merge("http book of " + (book.symbol() == null ? "no symbol" : book.symbol()), 1L, Long::sum);
            return;
        }
        SnapshotRequest request = new SnapshotRequest(
                decoder.symbols().slot(id),
                connections.ofBook(book.symbol()),
                SnapshotRequest.UNASKED,
                snapshotComplete ? 0 : book.limit());
        decoder.decodeSnapshot(request, reader.payload(), 0, reader.payload().capacity(), reader.receiveNs());
    }

    private CaptureReport report(DecodeCounters counters, List<CapturedInstrument> defined) {
        Map<FrameKind, Long> decoded = new EnumMap<>(FrameKind.class);
        for (FrameKind kind : FrameKind.values()) {
            put(decoded, kind, counters.decodedAs(kind));
        }
        Map<Rejection, Long> rejected = new EnumMap<>(Rejection.class);
        for (Rejection reason : Rejection.values()) {
            put(rejected, reason, counters.rejectedFor(reason));
        }
        for (String name : counters.ignoredNames()) {
            put(unused, name, counters.ignoredAs(name));
        }
        boolean empty = lines.isEmpty();
        return new CaptureReport(lines, decoded, unused, rejected, defined, empty ? 0 : firstNs, empty ? 0 : lastNs);
    }

    private static <K> void put(Map<K, Long> counts, K key, long count) {
        if (count > 0) {
            counts.put(key, count);
        }
    }
}
