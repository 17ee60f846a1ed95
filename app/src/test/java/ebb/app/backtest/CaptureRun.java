package ebb.app.backtest;

import ebb.adapters.files.CaptureImporter;
import ebb.adapters.files.CaptureReport;
import ebb.adapters.files.LineListener;
import ebb.app.state.StateJson;
import ebb.codecs.sbe.BookResyncDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.Mode;
import ebb.codecs.sbe.RiskEventDecoder;
import ebb.codecs.sbe.RiskKind;
import ebb.codecs.sbe.StaleWhy;
import ebb.config.ConfigLoader;
import ebb.config.EbbConfig;
import ebb.engine.book.BookBuilder;
import ebb.engine.book.BookStatus;
import ebb.engine.strategy.Market;
import ebb.journal.Run;
import ebb.testing.SharedData;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;

/** One recording through the whole backtest: importer, decoder, engine, journal; and what the engine said of its books. */
final class CaptureRun implements AutoCloseable {
    /** A change of a book's status, or a request for a snapshot. */
    record Said(long timeNs, int instrument, String what, long lastSequence) {}

    final List<Said> statuses = new ArrayList<>();
    final List<Said> requests = new ArrayList<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final RiskEventDecoder risk = new RiskEventDecoder();
    private final BookResyncDecoder resync = new BookResyncDecoder();
    private final Path capture;
    private final EbbConfig config;
    private final Backtest backtest;

    CaptureRun(String capture, Path out, List<String> sets) {
        this.capture = SharedData.file("data/" + capture);
        List<String> all = new ArrayList<>(sets);
        all.add("engine.strategies=[]");
        config = ConfigLoader.load(Mode.BACKTEST, List.of(), null, all);
        backtest = new Backtest(out, config, Backtest.noSeed(), this::listen);
    }

    private void listen(int templateId, DirectBuffer buffer, int offset, int length) {
        if (templateId == RiskEventDecoder.TEMPLATE_ID) {
            risk.wrapAndApplyHeader(buffer, offset, header);
            if (risk.kind() == RiskKind.BOOK) {
                BookStatus to = BookStatus.values()[risk.to()];
                String status =
                        to == BookStatus.STALE ? "STALE(" + StaleWhy.get((short) risk.value()) + ")" : to.name();
                statuses.add(new Said(risk.head().time(), (int) risk.head().instrument(), status, risk.seqSeen()));
            }
        } else if (templateId == BookResyncDecoder.TEMPLATE_ID) {
            resync.wrapAndApplyHeader(buffer, offset, header);
            requests.add(new Said(
                    resync.head().time(),
                    (int) resync.head().instrument(),
                    resync.reason().name(),
                    resync.last()));
        }
    }

    /** Runs it; the listener hears of each line when it was applied. */
    CaptureReport run(LineListener onLine) {
        CaptureImporter importer = new CaptureImporter(
                capture,
                CaptureImporter.venueOf(capture),
                backtest.ingress(),
                config.isSnapshotComplete(),
                Optional.empty());
        return importer.run(onLine);
    }

    /** The instrument of this name. */
    Market market(String symbol) {
        for (int i = 0; i < backtest.engine().instruments(); i++) {
            Market market = backtest.engine().market(i);
            if (market != null && market.instrument().symbol().equals(symbol)) {
                return market;
            }
        }
        throw new AssertionError("no instrument " + symbol);
    }

    /** What the engine said of one instrument. */
    List<Said> of(List<Said> all, Market market) {
        return all.stream()
                .filter(said -> said.instrument() == market.book().instrument())
                .toList();
    }

    /** {@code LIVE}, {@code CROSSED} or {@code STALE(REASON)}. */
    static String status(BookBuilder book) {
        return StateJson.bookState(book);
    }

    static BigDecimal price(Market market, long mantissa) {
        return BigDecimal.valueOf(mantissa, -market.instrument().pe());
    }

    static BigDecimal qty(Market market, long mantissa) {
        return BigDecimal.valueOf(mantissa, -market.instrument().qe());
    }

    /** The last record is written. */
    void finish() {
        backtest.finish();
    }

    /** What was written. */
    Run journal() {
        return backtest.run();
    }

    @Override
    public void close() {
        backtest.close();
    }
}
