package ebb.bench;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import ebb.bench.floor.CacheLine;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The hand-off between two threads, p50 and p99 of one hop (PERF §4): the number goes over the ring and comes back over a
 * cache line, so a ring's own hop is its figure here twice, less the line's. The line is that of the same minute.
 */
public final class HopRig {
    private static final int ROUNDS = 9;
    private static final int QUICK_ROUNDS = 3;

    private HopRig() {}

    /**
     * Runs the rig.
     *
     * @param args {@code --quick} for fewer rounds
     */
    public static void main(String[] args) {
        Percentiles rig = new Percentiles(
                new Line(),
                new Plain(),
                new Ring("busy-spin", 200_000),
                new Ring("yielding", 200_000),
                new Ring("sleeping", 5_000),
                new Ring("blocking", 5_000));
        rig.run(args.length > 0 && args[0].equals("--quick") ? QUICK_ROUNDS : ROUNDS);
        rig.print(System.out, "mean of the hop there and the cache line back");
    }

    private static final class Line implements Contender {
        private CacheLine line;
        private long n;

        @Override
        public String name() {
            return "cache line";
        }

        @Override
        public int units() {
            return 2;
        }

        @Override
        public void open() {
            line = new CacheLine();
            n = 0;
        }

        @Override
        public void once() {
            line.send(++n);
            while (line.poll() != n) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() {
            line.close();
        }
    }

    /** The library as it comes: one producer, one consumer, busy spin. */
    private static final class Plain implements Contender {
        private Disruptor<long[]> disruptor;
        private RingBuffer<long[]> ring;
        private AtomicLong seen;
        private long n;

        @Override
        public String name() {
            return "Disruptor 1P1C busy-spin";
        }

        @Override
        public int units() {
            return 2;
        }

        @Override
        public void open() {
            AtomicLong last = new AtomicLong();
            disruptor = new Disruptor<>(
                    () -> new long[8],
                    1_024,
                    work -> {
                        Thread thread = new Thread(work, "ebb-bench-disruptor");
                        thread.setDaemon(true);
                        return thread;
                    },
                    ProducerType.SINGLE,
                    new BusySpinWaitStrategy());
            disruptor.handleEventsWith((event, sequence, endOfBatch) -> last.set(event[0]));
            ring = disruptor.start();
            seen = last;
            n = 0;
        }

        @Override
        public void once() {
            long sequence = ring.next();
            ring.get(sequence)[0] = ++n;
            ring.publish(sequence);
            while (seen.get() != n) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() {
            disruptor.shutdown();
        }
    }

    private static final class Ring implements Contender {
        private final String waiting;
        private final int calls;
        private HopWorkload hop;
        private long n;

        Ring(String waiting, int calls) {
            this.waiting = waiting;
            this.calls = calls;
        }

        @Override
        public String name() {
            return "ebb " + waiting;
        }

        @Override
        public int calls() {
            return calls;
        }

        @Override
        public int units() {
            return 2;
        }

        @Override
        public void open() {
            hop = Workloads.hop(waiting);
            n = 0;
        }

        @Override
        public void once() {
            hop.send(++n);
            while (hop.poll() != n) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() {
            hop.close();
        }
    }
}
