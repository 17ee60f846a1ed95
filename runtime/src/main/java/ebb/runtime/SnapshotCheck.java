package ebb.runtime;

import ebb.codecs.InHead;
import ebb.engine.Configurator;
import ebb.engine.Engine;
import ebb.engine.SnapshotHeader;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.journal.Run;
import ebb.journal.SnapshotFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Checks the snapshots of a run: each must come up in an engine, and its state must be the one that a replay from the
 * run's first record has at that sequence.
 */
public final class SnapshotCheck {
    /**
     * What is to be said of one.
     *
     * @param sequence of its newest message
     * @param bytes its length
     * @param stateHash of its state, 0 where it cannot be read
     * @param fault what is wrong with it, or null
     */
    public record Finding(long sequence, long bytes, long stateHash, String fault) {
        /** Whether recovery may begin from it. */
        public boolean isSound() {
            return fault == null;
        }
    }

    private final Run run;
    private final Configurator configurator;
    private final SnapshotFiles files;
    private final TreeMap<Long, Finding> findings = new TreeMap<>();

    /**
     * Prepares a check.
     *
     * @param run whose snapshots
     * @param configurator reads the configuration text
     */
    public SnapshotCheck(Run run, Configurator configurator) {
        this.run = run;
        this.configurator = configurator;
        files = new SnapshotFiles(run);
    }

    /**
     * Checks all of them; replays the run as far as the newest, and not at all where there is none.
     *
     * @return one finding each, oldest first
     * @throws ebb.journal.JournalException if the run cannot be replayed
     */
    public List<Finding> check() {
        findings.clear();
        for (long sequence : files.sequences()) {
            findings.put(sequence, read(sequence));
        }
        if (!findings.isEmpty()) {
            compare();
        }
        return new ArrayList<>(findings.values());
    }

    /** Whether one can be read at all. */
    Finding read(long sequence) {
        byte[] bytes = files.read(sequence);
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        try (StraightLoop loop = new StraightLoop(null, 1, (templateId, message, offset, length) -> {})) {
            SnapshotHeader header = SnapshotHeader.read(new SnapshotReader(buffer, 0, bytes.length));
            new Engine(loop.egress(), configurator).readFrom(new SnapshotReader(buffer, 0, bytes.length));
            String fault =
                    header.sequence() == sequence ? null : "it is called so, but is the one of " + header.sequence();
            return new Finding(sequence, bytes.length, header.stateHash(), fault);
        } catch (SnapshotException e) {
            return new Finding(sequence, bytes.length, 0, e.getMessage());
        } catch (RuntimeException e) {
            return new Finding(sequence, bytes.length, 0, "it cannot be read: " + e);
        }
    }

    private void compare() {
        Engine[] engine = new Engine[1];
        TreeMap<Long, Finding> left = new TreeMap<>(findings);
        JournalWalk.walk(
                run,
                egress -> {
                    engine[0] = RunBeginning.engine(run, egress, configurator);
                    return engine[0]::onMessage;
                },
                new JournalWalk.Visitor() {
                    @Override
                    public boolean onApplied(int templateId, DirectBuffer buffer, int offset, int length) {
                        Finding finding = left.remove(InHead.seq(buffer, offset));
                        if (finding != null && finding.isSound()) {
                            judge(finding, engine[0].stateHashAnew());
                        }
                        return !left.isEmpty();
                    }
                });
        for (Finding each : left.values()) {
            if (each.isSound()) {
                blame(each, "the run does not hold this sequence");
            }
        }
    }

    private void judge(Finding finding, long replayed) {
        if (replayed != finding.stateHash()) {
            blame(finding, "replay has the state " + Long.toHexString(replayed) + " at that sequence");
        }
    }

    private void blame(Finding finding, String fault) {
        findings.put(finding.sequence(), new Finding(finding.sequence(), finding.bytes(), finding.stateHash(), fault));
    }
}
