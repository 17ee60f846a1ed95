package ebb.app.backtest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.config.SetupReader;
import ebb.engine.Engine;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.journal.Run;
import ebb.runtime.JournalWalk;
import ebb.runtime.StraightLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;

/**
 * Leads engines that came up from snapshots along one that saw everything: each must emit the same bytes for every message
 * that follows, and end in the same state. Some live to the end, some are written down again on the way.
 */
final class SnapshotTwins implements JournalWalk.Visitor {
    private static final int LONG_LIVED = 1;
    // Trades are rare; while there is one, snapshots are so many times as frequent.
    private static final int IN_TRADE = 6;

    /** An engine that came up in the middle. */
    private static final class Twin {
        final long since;
        final List<byte[]> said = new ArrayList<>();
        final Engine engine;

        Twin(Engine from) {
            SnapshotWriter out = new SnapshotWriter();
            from.writeTo(out);
            since = from.lastSequence();
            StraightLoop loop = new StraightLoop(null, 1, (template, buffer, offset, length) -> {
                byte[] bytes = new byte[length];
                buffer.getBytes(offset, bytes);
                said.add(bytes);
            });
            engine = new Engine(loop.egress(), new SetupReader());
            engine.readFrom(new SnapshotReader(out.buffer(), 0, out.length()));
            assertTrue(said.isEmpty(), "reading a snapshot emits nothing");
        }
    }

    final SplittableRandom random;
    private final int every;
    private final List<byte[]> said = new ArrayList<>();
    private final List<Twin> twins = new ArrayList<>();
    private Engine engine;
    private Twin rolling;
    int taken;
    int takenInTrade;
    long compared;

    /**
     * Prepares a walk.
     *
     * @param seed of the moments at which snapshots are taken
     * @param every messages between two of them, on average
     */
    SnapshotTwins(long seed, int every) {
        random = new SplittableRandom(seed);
        this.every = every;
    }

    void walk(Run run) {
        JournalWalk.walk(
                run,
                egress -> {
                    engine = new Engine(egress, new SetupReader());
                    return engine::onMessage;
                },
                this);
        twins.add(rolling);
        for (Twin twin : twins) {
            String where = "of the snapshot at " + twin.since;
            assertEquals(engine.stateHashNow(), twin.engine.stateHashNow(), "final state " + where);
            assertEquals(engine.stateHashNow(), twin.engine.stateHashAnew(), "final state anew " + where);
            assertEquals(engine.emitted(), twin.engine.emitted(), "running number " + where);
            assertEquals(engine.lastSequence(), twin.engine.lastSequence(), "sequence " + where);
        }
    }

    @Override
    public void onOutbound(int templateId, DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        said.add(bytes);
    }

    @Override
    public boolean onApplied(int templateId, DirectBuffer buffer, int offset, int length) {
        if (rolling != null) {
            follow(rolling, buffer, offset, length);
        }
        for (int i = 0; i < twins.size(); i++) {
            follow(twins.get(i), buffer, offset, length);
        }
        said.clear();
        if (engine.isConfigured() && random.nextInt(isInTrade() ? every / IN_TRADE : every) == 0) {
            take();
        }
        return true;
    }

    private void follow(Twin twin, DirectBuffer buffer, int offset, int length) {
        twin.engine.onMessage(buffer, offset, length);
        assertEquals(said.size(), twin.said.size(), () -> where(twin) + ": outbound messages");
        for (int i = 0; i < said.size(); i++) {
            int at = i;
            assertArrayEquals(said.get(i), twin.said.get(i), () -> where(twin) + ": outbound message " + at);
        }
        compared += said.size();
        twin.said.clear();
    }

    private String where(Twin twin) {
        return "snapshot at " + twin.since + ", message " + engine.lastSequence();
    }

    private boolean isInTrade() {
        return engine.orders().positions().openCount() > 0 && engine.orders().liveCount() > 0;
    }

    /** Of the engine that saw everything, or of one that came from a snapshot itself. */
    private void take() {
        boolean isSecondHand = rolling != null && random.nextBoolean();
        Twin fresh = new Twin(isSecondHand ? rolling.engine : engine);
        taken++;
        takenInTrade +=
                engine.orders().positions().openCount() > 0 && engine.orders().liveCount() > 0 ? 1 : 0;
        assertEquals(engine.stateHashNow(), fresh.engine.stateHashNow(), () -> where(fresh));
        if (twins.size() < LONG_LIVED && random.nextInt(4) == 0) {
            twins.add(fresh);
        } else {
            rolling = fresh;
        }
    }
}
