package ebb.bench;

import ebb.codecs.InHead;
import ebb.codecs.KillLevel;
import ebb.codecs.Slots;
import ebb.codecs.sbe.BookDeltaDecoder;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.CommandDecoder;
import ebb.codecs.sbe.EgressSuppressedDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.journal.JournalStream;
import ebb.journal.Run;
import ebb.journal.StreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the journal says of a run at a peak: each depth message in its place, and what stopped trading. */
final class PeakJournal {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private final CommandDecoder command = new CommandDecoder();
    private long deltas;
    private long last = -1;
    private boolean isContiguous = true;
    private int lags;
    private int lifts;
    private int kills;
    private long told;
    // What stopped trading and let it go on again, in order and with its seconds.
    private final List<String> commands = new ArrayList<>();
    private long firstNs = -1;

    PeakJournal(Run run, long lastFed) {
        try (StreamReader in = run.reader(JournalStream.IN)) {
            while (in.next()) {
                if (firstNs < 0) {
                    firstNs = InHead.ingress(in.buffer(), in.offset());
                }
                switch (Slots.templateId(in.buffer(), in.offset())) {
                    case BookDeltaDecoder.TEMPLATE_ID -> onDelta(in);
                    case EgressSuppressedDecoder.TEMPLATE_ID -> told++;
                    case CommandDecoder.TEMPLATE_ID -> onCommand(in);
                    default -> {
                        // Neither the market nor a kill.
                    }
                }
            }
            isContiguous &= in.damage() == null && last == lastFed;
        }
    }

    private void onDelta(StreamReader in) {
        delta.wrapAndApplyHeader(in.buffer(), in.offset(), header);
        int flags = InHead.flags(in.buffer(), in.offset());
        if ((flags & InHead.FIRST) != 0) {
            deltas++;
            isContiguous &= last < 0 || delta.prev() == last;
            last = delta.last();
        }
    }

    private void onCommand(StreamReader in) {
        command.wrapAndApplyHeader(in.buffer(), in.offset(), header);
        boolean isLag = command.ref() == KillLevel.LAG;
        if (command.kind() == Cmd.KILL || command.kind() == Cmd.RESUME) {
            double seconds = (InHead.ingress(in.buffer(), in.offset()) - firstNs) / 1e9;
            commands.add(String.format(
                    Locale.ROOT,
                    "%.2f s %s%s",
                    seconds,
                    command.kind(),
                    isLag ? " for the lag" : command.level() == 0 ? "" : " of level " + command.level()));
        }
        if (command.kind() == Cmd.KILL) {
            lags += isLag ? 1 : 0;
            kills += isLag ? 0 : 1;
        } else if (command.kind() == Cmd.RESUME && isLag) {
            lifts++;
        }
    }

    long deltas() {
        return deltas;
    }

    /** Whether each depth message follows on the one before it, up to the last frame. */
    boolean isContiguous() {
        return isContiguous;
    }

    int lags() {
        return lags;
    }

    int lifts() {
        return lifts;
    }

    /** Kills of any other kind. */
    int kills() {
        return kills;
    }

    /** Orders that the engine was told were stopped. */
    long told() {
        return told;
    }

    List<String> commands() {
        return commands;
    }
}
