package ebb.runtime;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;

/** How a consumer waits for the next message ({@code ring.wait}; figures in TECH §4). */
public enum Waiting {
    /** Parks 50 µs at a time: little CPU, for shared machines, tests and the demo. */
    SLEEPING {
        @Override
        WaitStrategy strategy() {
            return new SleepingWaitStrategy(0, 50_000);
        }
    },
    /** Spins, with {@code Thread.yield} where nothing comes: one core a consumer, polite to neighbours. */
    YIELDING {
        @Override
        WaitStrategy strategy() {
            return new SlotWatch(SPINS);
        }
    },
    /** Lock and condition. */
    BLOCKING {
        @Override
        WaitStrategy strategy() {
            return new BlockingWaitStrategy();
        }
    },
    /** Spins: only with more cores than consumers, event loops and one. */
    BUSY_SPIN {
        @Override
        WaitStrategy strategy() {
            return new SlotWatch(Integer.MAX_VALUE);
        }
    };

    /**
     * Looks before the first yield, some tenths of a millisecond: only what has had no message for so long yields. On Linux
     * 6.18 a consumer that yielded between any two messages was seen with 6 % of its core beside one busy neighbour.
     */
    private static final int SPINS = 20_000;

    abstract WaitStrategy strategy();

    /**
     * The default for live trading ({@code ring.wait} auto).
     *
     * @param cores processors of the machine
     * @param spinners consumers and event loops that would spin
     * @return busy spin when each has a core and one is left, else yielding
     */
    public static Waiting forLive(int cores, int spinners) {
        return cores > spinners ? BUSY_SPIN : YIELDING;
    }
}
