package ebb.adapters.net;

import ebb.adapters.net.frame.FrameWriter;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.nio.ByteOrder;
import java.util.Optional;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;

/** Our side of one live connection: frames written, masked, straight into the socket's buffers. Event loop only. */
final class FrameOutlet {
    private static final int DRAIN_BATCH = 64;
    private static final int CLOSE_PAYLOAD = 2;

    private final Channel channel;
    private final NetLoop loop;
    private final int number;
    private final RateLimiter limiter;
    private final Runnable onLimitPassed;
    private final FrameWriter writer;
    private final LentBuffer memory;
    private final UnsafeBuffer view = new UnsafeBuffer();
    private final UnsafeBuffer stamp = new UnsafeBuffer(new byte[Long.BYTES]);
    private final MessageHandler onMessage = this::writeMessage;
    private boolean isDraining;
    private boolean isDrainDue;

    FrameOutlet(
            Channel channel,
            NetLoop loop,
            int number,
            Optional<RateLimiter> limiter,
            LentBuffer memory,
            Runnable onLimitPassed) {
        this.channel = channel;
        this.loop = loop;
        this.number = number;
        this.memory = memory;
        this.limiter = limiter.orElse(null);
        this.onLimitPassed = onLimitPassed;
        writer = new FrameWriter(loop.seed());
    }

    /** Writes what waits, as far as the socket and the venue's limit allow. */
    void drain(ManyToOneRingBuffer outgoing) {
        if (isDraining) {
            return; // Writing can make the socket full and, within this very call, writable again.
        }
        isDraining = true;
        boolean isWritten = false;
        while (channel.isWritable() && outgoing.size() > 0) {
            int allowed = allowed();
            if (allowed == 0) {
                break;
            }
            // 0 is padding at the ring's end, or a message still being put in, whose sender then asks for a drain.
            if (outgoing.read(onMessage, allowed) == 0 && outgoing.read(onMessage, allowed) == 0) {
                break;
            }
            isWritten = true;
        }
        isDraining = false;
        if (isWritten) {
            channel.flush();
        }
    }

    /** Writes a message at once, if the socket and the venue's limit allow. */
    boolean send(DirectBuffer buffer, int offset, int length) {
        if (isDraining || !channel.isWritable() || allowed() == 0) {
            return false;
        }
        ByteBuf frame = frame(length);
        flush(frame, writer.text(view, 0, buffer, offset, length));
        return true;
    }

    void ping(Heartbeat heartbeat) {
        if (heartbeat.isText()) {
            DirectBuffer text = heartbeat.text();
            ByteBuf frame = frame(text.capacity());
            flush(frame, writer.text(view, 0, text, 0, text.capacity()));
        } else {
            stamp.putLong(0, loop.clock().nanos(), ByteOrder.BIG_ENDIAN);
            ByteBuf frame = frame(Long.BYTES);
            flush(frame, writer.ping(view, 0, stamp, 0, Long.BYTES));
        }
    }

    /** Answers a ping, unless the peer pings without reading: it gets no heap of pongs. */
    void pong(DirectBuffer buffer, int offset, int length) {
        if (channel.isWritable()) {
            ByteBuf frame = frame(length);
            flush(frame, writer.pong(view, 0, buffer, offset, length));
        }
    }

    void close(int code) {
        ByteBuf frame = frame(CLOSE_PAYLOAD);
        flush(frame, writer.close(view, 0, code));
    }

    private int allowed() {
        if (limiter == null) {
            return DRAIN_BATCH;
        }
        long nowNs = loop.clock().nanos();
        int allowed = Math.min(DRAIN_BATCH, limiter.available(nowNs, true));
        if (allowed == 0 && !isDrainDue) {
            isDrainDue = true;
            loop.schedule(this::limitPassed, limiter.waitNs(nowNs, 1, true));
        }
        return allowed;
    }

    private void limitPassed() {
        isDrainDue = false;
        onLimitPassed.run();
    }

    private void writeMessage(int forNumber, MutableDirectBuffer buffer, int index, int length) {
        if (forNumber != number) {
            return; // Meant for an earlier connection, which took its subscriptions and orders with it.
        }
        ByteBuf frame = frame(length);
        write(frame, writer.text(view, 0, buffer, index, length));
    }

    /** A buffer for a frame; {@link #view} lies over it until the next call. */
    private ByteBuf frame(int payloadLength) {
        int length = FrameWriter.frameLength(payloadLength);
        ByteBuf frame = memory.lend(channel.alloc(), length);
        if (frame.hasMemoryAddress()) {
            view.wrap(frame.memoryAddress(), length);
        } else {
            view.wrap(frame.nioBuffer(0, length));
        }
        return frame;
    }

    private void write(ByteBuf frame, int length) {
        frame.writerIndex(length);
        if (limiter != null) {
            limiter.spend(loop.clock().nanos(), 1);
        }
        channel.write(frame, channel.voidPromise());
    }

    private void flush(ByteBuf frame, int length) {
        write(frame, length);
        channel.flush();
    }
}
