package ebb.app.live;

import ebb.adapters.feed.ConnectionIds;
import ebb.adapters.feed.Feed;
import ebb.adapters.feed.FeedPorts;
import ebb.adapters.feed.FeedSettings;
import ebb.adapters.feed.LiveFeed;
import ebb.adapters.files.FramesWriter;
import ebb.adapters.net.NetLoop;
import ebb.adapters.net.NetSettings;
import ebb.adapters.venue.InstrumentIds;
import ebb.codecs.Ingress;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.runtime.EngineClock;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Records what a venue sends; nothing is decided, messages go nowhere. */
public final class Recording {
    private Recording() {}

    /**
     * Records until the time is over or the process is told to stop.
     *
     * @param net network behaviour
     * @param wanted the venue
     * @param out the capture
     * @param seconds how long, or null
     * @return lines written
     */
    public static long run(NetSettings net, FeedSettings wanted, Path out, Long seconds) throws Exception {
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    stop.countDown();
                    awaitQuietly(stopped);
                },
                "ebb-signal");
        Runtime.getRuntime().addShutdownHook(hook);
        EngineClock clock = EngineClock.wall();
        try (FramesWriter writer = new FramesWriter(out);
                NetLoop loop = new NetLoop("ebb-net", net, clock)) {
            FeedPorts ports = new FeedPorts(
                    loop,
                    new Nowhere(),
                    clock,
                    new InstrumentIds(),
                    new ConnectionIds(),
                    currency -> 0,
                    Optional.of(writer::write));
            try (Feed feed = LiveFeed.of(wanted, ports)) {
                feed.start().get(30, TimeUnit.SECONDS);
                if (seconds == null) {
                    stop.await();
                } else {
                    stop.await(seconds, TimeUnit.SECONDS);
                }
            }
            return writer.lines();
        } finally {
            stopped.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes every message and keeps none. */
    private static final class Nowhere implements Ingress {
        private final UnsafeBuffer slot = new UnsafeBuffer(new byte[Slots.SLOT_BYTES]);

        @Override
        public boolean tryClaim(Traffic traffic) {
            return true;
        }

        @Override
        public MutableDirectBuffer buffer() {
            return slot;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public void commit(int length) {
            // A recording decides nothing.
        }

        @Override
        public long capacityLeft() {
            return Long.MAX_VALUE;
        }
    }
}
