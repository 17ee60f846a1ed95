package ebb.app.live;

import ebb.codecs.InHead;
import ebb.codecs.KillLevel;
import ebb.codecs.Slots;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.CommandDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.Mode;
import ebb.codecs.sbe.RecPhase;
import ebb.codecs.sbe.ReconcileMarkDecoder;
import ebb.codecs.sbe.RunHeaderDecoder;
import ebb.engine.risk.TradingState;
import ebb.journal.JournalStream;
import ebb.journal.Run;
import ebb.journal.StreamReader;
import ebb.runtime.KillGate;
import ebb.runtime.RunSchema;
import java.util.List;

/**
 * The kill that a journal ended under: latched across restarts until a person resumes (DESIGN Kill). A clean stop of the
 * process itself does not latch.
 *
 * <p>Each boot carries the latch into its own run before it reconciles. A run that died before it had reconciled may not
 * have come so far, so the one before it is asked too; a run that is not there to be asked (quarantined, moved away)
 * counts as halted: doubt stops trading.
 */
public final class Latch {
    /** Operator of the process's own stops, which do not latch. */
    public static final String PROCESS = KillLevel.PROCESS;

    private final CommandDecoder command = new CommandDecoder();
    private final ReconcileMarkDecoder mark = new ReconcileMarkDecoder();
    private final RunHeaderDecoder start = new RunHeaderDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private long nowNs = Long.MIN_VALUE;
    private long armedUntilNs = Long.MIN_VALUE;
    private int level;
    private boolean hasReconciled;
    private boolean isBacktest;

    private Latch() {}

    /**
     * Reads the latch of a journal directory.
     *
     * @param runs its runs that are not in quarantine, oldest first
     * @param newest number of the newest run there ever was, quarantined ones included; 0 for none
     * @return 0 for none, else the kill level 1 to 4
     * @throws ebb.journal.JournalException {@code NEWER} when a run that must be asked was written by a newer Ebb
     */
    public static int of(List<Run> runs, int newest) {
        int expected = newest;
        int level = 0;
        for (int i = runs.size() - 1; i >= 0; i--) {
            Run run = runs.get(i);
            if (run.number() != expected) {
                return Math.max(level, KillGate.CANCEL_AND_HALT);
            }
            expected--;
            Latch latch = new Latch();
            latch.read(run);
            // A backtest in the same directory says nothing of trading.
            if (!latch.isBacktest) {
                level = Math.max(level, latch.level);
                if (latch.hasReconciled) {
                    return level;
                }
            }
        }
        return expected > 0 ? Math.max(level, KillGate.CANCEL_AND_HALT) : level;
    }

    private void read(Run run) {
        if (!run.has(JournalStream.IN)) {
            return;
        }
        RunSchema.require(run);
        try (StreamReader in = run.reader(JournalStream.IN)) {
            while (in.next()) {
                nowNs = Math.max(nowNs, InHead.ingress(in.buffer(), in.offset()));
                switch (Slots.templateId(in.buffer(), in.offset())) {
                    case RunHeaderDecoder.TEMPLATE_ID -> {
                        start.wrapAndApplyHeader(in.buffer(), in.offset(), header);
                        isBacktest = start.mode() == Mode.BACKTEST;
                    }
                    case ReconcileMarkDecoder.TEMPLATE_ID -> {
                        mark.wrapAndApplyHeader(in.buffer(), in.offset(), header);
                        hasReconciled |= mark.phase() == RecPhase.END;
                    }
                    case CommandDecoder.TEMPLATE_ID -> onCommand(in);
                    default -> {
                        // Says nothing of kills.
                    }
                }
            }
        }
    }

    private void onCommand(StreamReader in) {
        command.wrapAndApplyHeader(in.buffer(), in.offset(), header);
        Cmd kind = command.kind();
        int asked = command.level();
        if (command.ref() == KillLevel.LAG && (kind != Cmd.KILL || asked == KillGate.REDUCE_ONLY)) {
            // A lag, or its end: the next process begins with an empty ring.
            return;
        }
        boolean isOurs = command.operator().equals(PROCESS);
        if (kind == Cmd.KILL && !isOurs) {
            level = Math.max(level, asked);
        } else if (kind == Cmd.ARM) {
            armedUntilNs = nowNs + TradingState.ARM_NS;
        } else if (kind == Cmd.RESUME && nowNs <= armedUntilNs) {
            // As the engine judged it: a resume that was not armed in time ended nothing.
            level = 0;
            armedUntilNs = Long.MIN_VALUE;
        }
    }
}
