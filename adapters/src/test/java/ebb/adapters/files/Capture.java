package ebb.adapters.files;

import ebb.adapters.testing.Messages;
import ebb.adapters.testing.Recorder;
import ebb.adapters.venue.Venue;
import ebb.codecs.Slots;
import ebb.codecs.sbe.CandleBatchDecoder;
import ebb.codecs.sbe.InstrumentDefinitionDecoder;
import ebb.codecs.sbe.VenueDefinitionDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A capture made by hand, and what its import says. */
final class Capture {
    private final String text;
    private final List<String> messages = new ArrayList<>();

    Capture(String text) {
        this.text = text;
    }

    CaptureReport run(Venue venue, boolean snapshotComplete) {
        return run(venue, snapshotComplete, Optional.empty());
    }

    CaptureReport run(Venue venue, boolean snapshotComplete, Optional<Path> instruments) {
        Recorder recorder = Recorder.of(200);
        try {
            Path file = Files.createTempFile("capture", ".frames");
            try {
                Files.writeString(file, text);
                CaptureReport report =
                        new CaptureImporter(file, venue, recorder, snapshotComplete, instruments).run(line -> {});
                for (int i = 0; i < recorder.size(); i++) {
                    messages.add(message(recorder, i));
                }
                return report;
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The messages, a line each; definitions by what they define. */
    List<String> messages() {
        return messages;
    }

    private static String message(Recorder recorder, int i) {
        int body = recorder.at(i) + Slots.HEADER_BYTES;
        int block = Slots.blockLength(recorder.buffer(), recorder.at(i));
        int version = Slots.version(recorder.buffer(), recorder.at(i));
        switch (recorder.template(i)) {
            case VenueDefinitionDecoder.TEMPLATE_ID:
                return "Venue "
                        + new VenueDefinitionDecoder()
                                .wrap(recorder.buffer(), body, block, version)
                                .name();
            case InstrumentDefinitionDecoder.TEMPLATE_ID:
                InstrumentDefinitionDecoder d =
                        new InstrumentDefinitionDecoder().wrap(recorder.buffer(), body, block, version);
                String of = d.head().instrument() + " t" + d.head().ingress() + " " + d.kind() + " " + d.seqModel()
                        + " "
                        + d.tradeIds() + " pe" + d.pe() + " qe" + d.qe() + " tick" + d.tick() + " lot" + d.lot() + " cs"
                        + d.contractSize().mantissa() + "e" + d.contractSize().exponent() + " fee" + d.makerFee() + "/"
                        + d.takerFee();
                d.tiers().forEach(tier -> {});
                d.tickBands().forEach(band -> {});
                return "Instrument #" + of + " " + d.symbol();
            case CandleBatchDecoder.TEMPLATE_ID:
                CandleBatchDecoder b = new CandleBatchDecoder().wrap(recorder.buffer(), body, block, version);
                StringBuilder text = new StringBuilder(
                        "Candles #" + b.head().instrument() + " t" + b.head().ingress() + " " + b.frameSec() + "s");
                b.candles()
                        .forEach(c -> text.append(" [" + c.start() / 1_000_000_000L + " " + c.open() + " " + c.high()
                                + " " + c.low() + " " + c.close() + " v" + c.volume() + "]"));
                return text.toString();
            default:
                return Messages.of(recorder.buffer(), recorder.at(i), recorder.length(i));
        }
    }
}
