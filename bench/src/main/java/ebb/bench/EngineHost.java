package ebb.bench;

import ebb.codecs.Egress;
import ebb.codecs.Ingress;
import ebb.codecs.Slots;
import ebb.codecs.sbe.Durability;
import ebb.codecs.sbe.Mode;
import ebb.engine.Engine;
import ebb.engine.EngineSetup;
import ebb.journal.JournalDirectory;
import ebb.journal.JournalSettings;
import ebb.runtime.EngineClock;
import ebb.runtime.EngineRing;
import ebb.runtime.LiveEngine;
import ebb.runtime.LiveSettings;
import ebb.runtime.OutboundListener;
import ebb.runtime.RingSettings;
import ebb.runtime.RunStart;
import ebb.runtime.Topology;
import ebb.runtime.Waiting;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** An engine behind its ring, on one spinning thread: as a process runs it, or without a journal to see what that costs. */
abstract class EngineHost implements AutoCloseable {
    private static final String CONFIGURATION = "bench { }";
    private static final String PROFILE = "bench";
    private static final long TICK_NS = 100_000_000L;
    private static final RingSettings RING = new RingSettings(
            RingSettings.SLOTS,
            RingSettings.RESERVE,
            RingSettings.FULL_REDUCE_NS,
            RingSettings.FULL_HALT_NS,
            RingSettings.FULL_LIFT_NS,
            Waiting.BUSY_SPIN,
            Topology.COMPACT);

    /** A way in for one more producer thread. */
    abstract Ingress ingress();

    /** Starts the consumer and writes the run's first records. */
    abstract void start(long nowNs);

    @Override
    public abstract void close();

    /** The wiring of the live process. */
    static EngineHost journaled(
            Path directory,
            String durability,
            EngineClock clock,
            Supplier<EngineSetup> setup,
            OutboundListener gateway) {
        return new Journaled(directory, durability, clock, setup, gateway);
    }

    /** The same engine behind the same ring, its orders handed on at once. */
    static EngineHost unjournaled(EngineClock clock, Supplier<EngineSetup> setup, OutboundListener gateway) {
        return new Unjournaled(clock, setup, gateway);
    }

    private static final class Journaled extends EngineHost {
        private final JournalDirectory directory;
        private final LiveEngine live;

        Journaled(
                Path path,
                String durability,
                EngineClock clock,
                Supplier<EngineSetup> setup,
                OutboundListener gateway) {
            directory = JournalDirectory.open(path);
            LiveSettings settings = new LiveSettings(
                    Mode.PAPER,
                    RING,
                    JournalSettings.guarded(JournalWorkload.durability(durability)),
                    TICK_NS,
                    PROFILE,
                    CONFIGURATION,
                    1);
            live = new LiveEngine(
                    directory, settings, clock, text -> setup.get(), gateway, (template, buffer, offset, length) -> {});
        }

        @Override
        Ingress ingress() {
            return live.ingress();
        }

        @Override
        void start(long nowNs) {
            live.start(nowNs);
        }

        @Override
        public void close() {
            live.stop();
            directory.close();
            if (live.failure() != null) {
                throw new IllegalStateException("the engine failed", live.failure());
            }
        }
    }

    private static final class Unjournaled extends EngineHost {
        private static final long DRAIN_MS = 30_000;

        private final EngineRing ring;
        // Written once by the failing consumer, read at the end; volatile order.
        private volatile Throwable failure;

        Unjournaled(EngineClock clock, Supplier<EngineSetup> setup, OutboundListener gateway) {
            Engine engine = new Engine(new Direct(gateway), text -> setup.get());
            ring = new EngineRing(
                    RING, clock, 1, engine::onMessage, (cause, sequence, buffer, offset, length) -> failure = cause);
        }

        @Override
        Ingress ingress() {
            return ring.ingress();
        }

        @Override
        void start(long nowNs) {
            ring.start();
            new RunStart(ring.ingress(), nowNs)
                    .write(new RunStart.Facts(
                            1, 1, Mode.PAPER, Durability.PAGE_CACHE, nowNs, 1, PROFILE, CONFIGURATION));
        }

        @Override
        public void close() {
            ring.drainAndStop(DRAIN_MS);
            if (failure != null) {
                throw new IllegalStateException("the engine failed", failure);
            }
        }
    }

    /** Hands each message on when it is complete. */
    private static final class Direct implements Egress {
        private final OutboundListener listener;
        private final UnsafeBuffer draft =
                new UnsafeBuffer(BufferUtil.allocateDirectAligned(Slots.SLOT_BYTES, 64), 0, Slots.SLOT_BYTES);

        Direct(OutboundListener listener) {
            this.listener = listener;
        }

        @Override
        public void claim(int maxLength) {
            if (maxLength > Slots.SLOT_BYTES) {
                throw new IllegalArgumentException("an outbound message has at most 1,024 bytes: " + maxLength);
            }
        }

        @Override
        public MutableDirectBuffer buffer() {
            return draft;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public void commit(int length) {
            listener.onOutbound(Slots.templateId(draft, 0), draft, 0, length);
        }
    }
}
