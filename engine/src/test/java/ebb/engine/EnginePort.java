package ebb.engine;

import com.sun.management.ThreadMXBean;
import ebb.codecs.Blocks;
import ebb.codecs.Egress;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.engine.bar.BarSettings;
import ebb.engine.bar.Frames;
import ebb.engine.book.BookSettings;
import ebb.engine.context.CapSettings;
import ebb.engine.flow.FlowSettings;
import ebb.engine.indicator.AtrSettings;
import ebb.engine.order.OrderSettings;
import ebb.engine.paper.FaultSettings;
import ebb.engine.paper.PaperSettings;
import ebb.engine.pattern.DivergenceSettings;
import ebb.engine.pattern.RejectionSettings;
import ebb.engine.risk.RiskSettings;
import ebb.engine.strategy.MarketSettings;
import ebb.engine.strategy.Strategy;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** An engine that is handed messages, numbered and stamped; keeps what it emitted as copies. */
abstract class EnginePort implements Egress {
    static final long T0 = 1_700_000_000_000_000_000L;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    final Engine engine;
    final List<UnsafeBuffer> emitted = new ArrayList<>();
    boolean keeps = true;

    /** Whether to count the bytes that the engine allocates, and what was counted. */
    boolean measures;

    long allocated;
    long emittedCount;
    long now = T0;

    private final UnsafeBuffer slot = new UnsafeBuffer(new byte[Slots.SLOT_BYTES]);
    private final UnsafeBuffer draft = new UnsafeBuffer(new byte[Slots.SLOT_BYTES]);
    private long sequence;

    EnginePort(EngineSettings settings, Strategy... strategies) {
        engine = new Engine(this, text -> new EngineSetup(settings, List.of(strategies)));
    }

    static EngineSettings settings() {
        return settings(FaultSettings.NONE);
    }

    /** With an exchange that gets some things wrong. */
    static EngineSettings settings(FaultSettings faults) {
        MarketSettings markets = new MarketSettings(
                FlowSettings.DEFAULTS,
                BarSettings.of(Frames.defaults()),
                AtrSettings.DEFAULT,
                DivergenceSettings.DEFAULT,
                RejectionSettings.DEFAULT,
                2,
                20,
                MarketSettings.MARK_STALE_NS);
        return new EngineSettings(
                TimeSettings.DEFAULTS,
                RefusalSettings.DEFAULTS,
                BookSettings.defaults(),
                markets,
                OrderSettings.defaults(),
                RiskSettings.strict(1_000_000_000_000L, 2_000_000_000_000L),
                new PaperSettings(
                        PaperSettings.EQUITY,
                        PaperSettings.LATENCY_NS,
                        PaperSettings.SLIP_MICRO,
                        PaperSettings.BAR_SHARE_MICRO,
                        true,
                        false,
                        PaperSettings.CAPACITY,
                        faults),
                CapSettings.DEFAULTS,
                true);
    }

    @Override
    public void claim(int maxLength) {
        if (maxLength > Slots.SLOT_BYTES) {
            throw new IllegalArgumentException("too long: " + maxLength);
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
        emittedCount++;
        if (keeps) {
            byte[] copy = new byte[length];
            draft.getBytes(0, copy);
            emitted.add(new UnsafeBuffer(copy));
        }
    }

    /** Messages of a template emitted so far. */
    List<UnsafeBuffer> emitted(int templateId) {
        return emitted.stream()
                .filter(m -> Slots.templateId(m, 0) == templateId)
                .toList();
    }

    /** Goes on with the next message from where another stands. */
    void follow(EnginePort other) {
        sequence = other.sequence;
        now = other.now;
    }

    /** A port for messages that others write; engine time follows theirs. */
    Ingress port() {
        return new Ingress() {
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
            public long capacityLeft() {
                return Long.MAX_VALUE;
            }

            @Override
            public void commit(int length) {
                now = InHead.ingress(slot, 0);
                send(length);
            }
        };
    }

    MutableDirectBuffer open(int templateId, int blockLength, int instrument) {
        Blocks.open(slot, 0, blockLength, templateId);
        InHead.route(slot, 0, now, instrument, instrument < 0 ? 255 : 0, InHead.WHOLE, 1);
        return slot;
    }

    void send(int length) {
        InHead.stamp(slot, 0, ++sequence, now);
        long before = measures
                ? THREADS.getThreadAllocatedBytes(Thread.currentThread().getId())
                : 0;
        engine.onMessage(slot, 0, length);
        allocated += measures
                ? THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before
                : 0;
    }
}
