package ebb.runtime;

import ebb.engine.Configurator;
import ebb.engine.Engine;
import ebb.engine.state.SnapshotException;
import ebb.journal.JournalException;
import ebb.journal.JournalStream;
import ebb.journal.Run;
import ebb.journal.SnapshotFiles;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings up the state that a run ended in (DESIGN Recovery): the newest snapshot that is sound, then the messages after it,
 * egress held back and compared with what was journaled. A snapshot that is damaged, or knows more than the journal kept,
 * gives way to an older one and a longer tail, in the end to the run's own beginning.
 */
public final class Recovery {
    private static final long BEGINNING = 0;

    private final Run run;
    private final Configurator configurator;
    private final List<String> unusable = new ArrayList<>();
    private Engine engine;

    private Recovery(Run run, Configurator configurator) {
        this.run = run;
        this.configurator = configurator;
    }

    /**
     * Brings up a state. Changes nothing.
     *
     * @param run a run that nobody writes to
     * @param configurator reads its configuration text
     * @return the state, or why there is none; a divergence from what was journaled is such a reason
     */
    public static Recovered endOf(Run run, Configurator configurator) {
        if (!run.has(JournalStream.IN)) {
            return new Recovered(run, null, "nothing", 0, List.of(), null);
        }
        return new Recovery(run, configurator).bringUp();
    }

    private Recovered bringUp() {
        SnapshotFiles files = new SnapshotFiles(run);
        long[] sequences = files.sequences();
        for (int i = sequences.length - 1; i >= 0; i--) {
            Recovered state = from(files, sequences[i]);
            if (state != null) {
                return state;
            }
        }
        try {
            ReplayResult result = new Replay(run, egress -> {
                        engine = RunBeginning.engine(run, egress, configurator);
                        return engine::onMessage;
                    })
                    .proveAfter(BEGINNING);
            return judged(result, "the beginning of run " + run.number());
        } catch (JournalException e) {
            return new Recovered(run, null, "nothing", 0, unusable, e.getMessage());
        }
    }

    /** From one snapshot; null when another is to be tried. */
    private Recovered from(SnapshotFiles files, long sequence) {
        try {
            ReplayResult result = new Replay(run, egress -> {
                        engine = RunBeginning.engine(files.read(sequence), sequence, egress, configurator);
                        return engine::onMessage;
                    })
                    .proveAfter(sequence);
            if (result.lastSequence() >= sequence || result.damage() != null) {
                return judged(result, "snapshot " + sequence);
            }
            unusable.add("snapshot " + sequence + " knows more than the journal kept, which ends at "
                    + result.lastSequence());
        } catch (SnapshotException e) {
            unusable.add("snapshot " + sequence + " is not usable: " + e.getMessage());
        } catch (JournalException e) {
            return new Recovered(run, null, "nothing", 0, unusable, e.getMessage());
        }
        return null;
    }

    private Recovered judged(ReplayResult result, String basis) {
        String fault = result.damage();
        if (result.difference() != null) {
            ReplayResult.Difference d = result.difference();
            fault = "its replay from " + basis + " diverges at sequence " + d.sequence() + ": journaled " + d.expected()
                    + ", now " + d.actual() + " " + d.fields();
        }
        boolean isConfigured = fault == null && engine.isConfigured();
        return new Recovered(run, isConfigured ? engine : null, basis, result.messages(), unusable, fault);
    }
}
