package ebb.runtime;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.ExceptionHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import ebb.codecs.EpochClock;
import ebb.codecs.Ingress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.BufferUtil;

/**
 * The ring of the engine: preallocated slots over one direct memory, several producers, and behind them the handlers of
 * the topology (DESIGN, The way of a message).
 *
 * <p>The journal sequence of a message is its ring sequence plus a base that runs on from run to run, so that a
 * sequence names one message of the journal directory for ever.
 */
public final class EngineRing implements AutoCloseable {
    private static final long JOIN_MS = 5_000;
    private static final long START_S = 60;

    private final Disruptor<Slot> disruptor;
    private final RingBuffer<Slot> ring;
    private final RingSettings settings;
    private final EpochClock clock;
    private final long firstSequence;
    // Written by any producer whose claim failed, read by status; volatile order.
    private final AtomicLong refusedClaims = new AtomicLong();
    private final FullRing fullness;
    private final Latencies latencies;
    private CountDownLatch begun;
    private final NamedThreads threads = new NamedThreads();

    /**
     * Builds a ring; nothing runs before {@link #start}.
     *
     * @param settings size and policy
     * @param clock stamps publish times
     * @param firstSequence journal sequence of the first message
     * @param pipeline the handlers that stand behind the ring
     * @param onFailure called once, on the failing consumer's thread, when a handler throws: nothing is handled after
     */
    public EngineRing(
            RingSettings settings, EpochClock clock, long firstSequence, Pipeline pipeline, FatalHandler onFailure) {
        this(settings, clock, firstSequence, onFailure, pipeline.latencies());
        connect(pipeline);
    }

    /**
     * Builds a ring whose only consumer hands each message to a sink: nothing is journaled, so nothing it causes may
     * leave the process (law 3). For measuring the hand-off alone.
     *
     * @param settings size and policy; the topology says nothing here
     * @param clock stamps publish times
     * @param firstSequence sequence of the first message
     * @param sink takes each message on the consumer's thread
     * @param onFailure called once, on the consumer's thread, when the sink throws
     */
    public EngineRing(
            RingSettings settings, EpochClock clock, long firstSequence, EventSink sink, FatalHandler onFailure) {
        this(settings, clock, firstSequence, onFailure, new Latencies(settings.slots(), clock));
        begun = new CountDownLatch(1);
        disruptor.handleEventsWith(
                new Stage(begun, (buffer, offset, length, endOfBatch) -> sink.onMessage(buffer, offset, length)));
    }

    private EngineRing(
            RingSettings settings, EpochClock clock, long firstSequence, FatalHandler onFailure, Latencies latencies) {
        this.settings = settings;
        this.clock = clock;
        this.firstSequence = firstSequence;
        this.latencies = latencies;
        this.fullness = new FullRing(settings);
        ByteBuffer memory = BufferUtil.allocateDirectAligned(settings.slots() * Slot.STRIDE, 4_096);
        int[] next = {0};
        WaitStrategy waiting = settings.waiting().strategy();
        disruptor = new Disruptor<>(
                () -> new Slot(memory, next[0]++), settings.slots(), threads, ProducerType.MULTI, waiting);
        disruptor.setDefaultExceptionHandler(new Fatal(onFailure));
        ring = disruptor.getRingBuffer();
        if (waiting instanceof SlotWatch watch) {
            watch.over(ring);
        }
    }

    private void connect(Pipeline pipeline) {
        if (settings.topology() == Topology.COMPACT) {
            begun = new CountDownLatch(1);
            latencies.onOneThread();
            disruptor.handleEventsWith(new Stage(begun, pipeline.journal(), pipeline.logic(), pipeline.egress()));
        } else {
            begun = new CountDownLatch(3);
            disruptor
                    .handleEventsWith(new Stage(begun, pipeline.journal()), new Stage(begun, pipeline.logic()))
                    .then(new Stage(begun, pipeline.egress()));
        }
    }

    /**
     * Starts the consumers and waits until each has begun its streams: a ring that is drained before its consumers run
     * would drop what was published. One that cannot begin has told the fatal handler when this returns.
     *
     * @throws IllegalStateException if one has not begun within a minute
     */
    public void start() {
        disruptor.start();
        try {
            if (!begun.await(START_S, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a consumer of the ring did not begin within " + START_S + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A producer's way in. Each producing thread takes one of its own.
     *
     * @return a port that is used by one thread
     */
    public Ingress ingress() {
        return new RingIngress(ring, settings.reserve(), clock, firstSequence, refusedClaims, fullness, latencies);
    }

    /**
     * How full the ring has been, for the policy of RELIABILITY P9.
     *
     * @return the watcher that producers report to
     */
    public FullRing fullness() {
        return fullness;
    }

    /**
     * Journal sequence of the newest published message.
     *
     * @return a sequence; one below the first when nothing was published
     */
    public long published() {
        return firstSequence + ring.getCursor();
    }

    /**
     * Free slots as the slowest consumer sees them.
     *
     * @return 0 to the number of slots
     */
    public long free() {
        return ring.remainingCapacity();
    }

    /**
     * Claims refused because the ring was full.
     *
     * @return a running count
     */
    public long refusedClaims() {
        return refusedClaims.get();
    }

    /**
     * Waits until everything published so far is handled, then stops the consumers.
     *
     * @param timeoutMs how long at most
     * @return whether all was handled in time
     */
    public boolean drainAndStop(long timeoutMs) {
        boolean handled = true;
        try {
            disruptor.shutdown(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            disruptor.halt();
            handled = false;
        }
        return threads.join(timeoutMs) && handled;
    }

    /** Stops the consumers where they are. */
    @Override
    public void close() {
        disruptor.halt();
        threads.join(JOIN_MS);
    }

    /** A Disruptor handler that runs one or more of our stages on each message. */
    private static final class Stage implements EventHandler<Slot> {
        private final CountDownLatch begun;
        private final RingStage[] stages;

        Stage(CountDownLatch begun, RingStage... stages) {
            this.begun = begun;
            this.stages = stages;
        }

        @Override
        public void onStart() {
            for (RingStage stage : stages) {
                stage.onStart();
            }
            begun.countDown();
        }

        @Override
        public void onEvent(Slot slot, long sequence, boolean endOfBatch) {
            for (int i = 0; i < stages.length; i++) {
                stages[i].onMessage(slot.buffer, Slot.MESSAGE, slot.length(), endOfBatch);
            }
        }

        /** Each stage stops, whatever the one before it met: each has a stream to close. */
        @Override
        public void onShutdown() {
            RuntimeException first = null;
            for (RingStage stage : stages) {
                try {
                    stage.onStop();
                } catch (RuntimeException e) {
                    first = first == null ? e : first;
                }
            }
            if (first != null) {
                throw first;
            }
        }
    }

    /** The library's default rethrows and leaves the ring to fill for ever (TECH §4); ours stops everything, once. */
    private final class Fatal implements ExceptionHandler<Slot> {
        private final FatalHandler handler;

        Fatal(FatalHandler handler) {
            this.handler = handler;
        }

        @Override
        public void handleEventException(Throwable failure, long sequence, Slot slot) {
            disruptor.halt();
            handler.onFatal(failure, firstSequence + sequence, slot.buffer, Slot.MESSAGE, slot.length());
        }

        @Override
        public void handleOnStartException(Throwable failure) {
            disruptor.halt();
            handler.onFatal(failure, firstSequence, null, 0, 0);
            // Whoever starts the ring need not wait to hear of it.
            begun.countDown();
        }

        @Override
        public void handleOnShutdownException(Throwable failure) {
            handler.onFatal(failure, published(), null, 0, 0);
        }
    }

    /** Consumer threads by name, so that a thread dump tells who is who. */
    private static final class NamedThreads implements ThreadFactory {
        private final List<Thread> made = new ArrayList<>();

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(work, "ebb-engine-" + made.size());
            thread.setDaemon(true);
            made.add(thread);
            return thread;
        }

        /** Waits until the consumers have closed their streams and ended. */
        boolean join(long timeoutMs) {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
            try {
                for (Thread each : made) {
                    // A consumer that stops the ring itself does not wait for its own end.
                    if (each != Thread.currentThread()) {
                        each.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return made.stream().noneMatch(Thread::isAlive);
        }
    }
}
