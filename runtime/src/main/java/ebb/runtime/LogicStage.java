package ebb.runtime;

import ebb.codecs.InHead;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.agrona.MutableDirectBuffer;

/** Runs the engine on each message, and notes when it began and ended for the {@code lat} stream. */
public final class LogicStage implements RingStage {
    private final EventSink engine;
    private final Latencies latencies;
    // Set by whoever asks, taken by the logic thread; volatile order.
    private final AtomicReference<Question<?>> question = new AtomicReference<>();
    // Several ask, one after the other; the logic thread takes no part in it.
    private final ReentrantLock asking = new ReentrantLock();
    // Written by the logic thread, read by status; plain stores made visible by the ring's own sequence.
    private volatile long applied;

    /**
     * Creates the stage.
     *
     * @param engine takes each message
     * @param latencies where the two instants go
     */
    public LogicStage(EventSink engine, Latencies latencies) {
        this.engine = engine;
        this.latencies = latencies;
    }

    @Override
    public void onMessage(MutableDirectBuffer buffer, int offset, int length, boolean endOfBatch) {
        latencies.logicBegins();
        engine.onMessage(buffer, offset, length);
        latencies.logicEnds();
        applied = InHead.seq(buffer, offset);
        if (question.get() != null) {
            answer();
        }
    }

    /** People's questions are answered between two messages; only then does this thread allocate. */
    private void answer() {
        Question<?> asked = question.get();
        if (asked != null && applied >= asked.from && question.compareAndSet(asked, null)) {
            asked.run();
        }
    }

    /**
     * Asks something of the engine's state, which belongs to the logic thread. Answered after the next message, a tick
     * at the latest. Safe for any other thread: who asks while another's question is open waits for that.
     *
     * @param what computes the answer on the logic thread
     * @param timeoutMs how long to wait
     * @return the answer, or null when none came in time
     */
    public <T> T ask(Callable<T> what, long timeoutMs) {
        return ask(what, Long.MIN_VALUE, timeoutMs);
    }

    /**
     * Asks something of the engine's state as it is once a message has been applied.
     *
     * @param what computes the answer on the logic thread
     * @param from sequence of that message
     * @param timeoutMs how long to wait
     * @return the answer, or null when none came in time
     */
    public <T> T ask(Callable<T> what, long from, long timeoutMs) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        try {
            if (!asking.tryLock(timeoutMs, TimeUnit.MILLISECONDS)) {
                return null;
            }
            Question<T> asked = new Question<>(what, from);
            try {
                question.set(asked);
                return asked.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } finally {
                question.compareAndSet(asked, null);
                asking.unlock();
            }
        } catch (TimeoutException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a question to the engine failed", e.getCause());
        }
    }

    /** What somebody asks, from a sequence on. */
    private static final class Question<T> extends FutureTask<T> {
        private final long from;

        Question(Callable<T> what, long from) {
            super(what);
            this.from = from;
        }
    }

    /**
     * Sequence of the newest applied message.
     *
     * @return 0 before the first
     */
    public long applied() {
        return applied;
    }
}
