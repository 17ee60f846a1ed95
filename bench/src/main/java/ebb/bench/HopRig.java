package ebb.bench;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import ebb.bench.floor.CacheLine;
import ebb.bench.row.Kind;
import ebb.bench.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The hand-off between two threads, p50 and p99 of one hop (PERF §4): the number goes over the ring and comes back over a
 * cache line, so a ring's own hop is its figure here twice, less the line's. The line is that of the same minute.
 */
public final class HopRig implements Rig {
    private static final int CALLS = 200_000;
    private static final int SLEEPY_CALLS = 5_000;

    /** A rig. */
    public HopRig() {}

    @Override
    public List<Row> run(Settings settings) {
        List<Contender> all = new ArrayList<>();
        all.add(new Line());
        if (settings.hasPeers()) {
            all.add(new Plain());
        }
        all.add(new Ring("busy-spin", "ebb", CALLS));
        if (!settings.isQuick()) {
            all.add(new Ring("yielding", "ebb, yielding", CALLS));
            all.add(new Ring("sleeping", "ebb, sleeping", SLEEPY_CALLS));
            all.add(new Ring("blocking", "ebb, blocking", SLEEPY_CALLS));
        }
        return new Percentiles("hop", "one hop", all).rows(settings);
    }

    private static final class Line implements Contender {
        private CacheLine line;
        private long n;

        @Override
        public String name() {
            return "cache line";
        }

        @Override
        public Kind kind() {
            return Kind.FLOOR;
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
            return "Disruptor";
        }

        @Override
        public Kind kind() {
            return Kind.PEER;
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
        private final String name;
        private final int calls;
        private HopWorkload hop;
        private long n;

        Ring(String waiting, String name, int calls) {
            this.waiting = waiting;
            this.name = name;
            this.calls = calls;
        }

        @Override
        public String name() {
            return name;
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
