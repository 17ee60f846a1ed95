package ebb.adapters.context;

import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.ContextValueDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.SeriesDefinitionDecoder;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Takes the messages of the market caps as lines of text. */
final class CapLog implements Ingress {
    private final UnsafeBuffer slot = new UnsafeBuffer(new byte[Slots.SLOT_BYTES]);
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SeriesDefinitionDecoder series = new SeriesDefinitionDecoder();
    private final ContextValueDecoder value = new ContextValueDecoder();
    /** Set by tests, read by the loop. */
    private volatile boolean isFull;

    void full(boolean full) {
        isFull = full;
    }

    String next() throws InterruptedException {
        String line = lines.poll(20, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("no more messages");
        }
        return line;
    }

    int size() {
        return lines.size();
    }

    @Override
    public boolean tryClaim(Traffic traffic) {
        Arrays.fill(slot.byteArray(), (byte) 0xA5);
        return !isFull;
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
        if (Slots.templateId(slot, 0) == SeriesDefinitionDecoder.TEMPLATE_ID) {
            series.wrapAndApplyHeader(slot, 0, header);
            lines.add("series " + series.series() + " source " + series.source() + " each " + series.cadenceSec()
                    + " s, good for " + series.limitSec() + " s: " + series.name());
        } else {
            value.wrapAndApplyHeader(slot, 0, header);
            lines.add(InHead.instrument(slot, 0) + " " + value.status() + " "
                    + value.value().mantissa() + "e" + value.value().exponent() + " of " + value.refTime() + " fetched "
                    + value.fetchTime() + " source " + value.source() + " series " + value.series());
        }
    }

    @Override
    public long capacityLeft() {
        return isFull ? 0 : 1_000;
    }
}
