package ebb.bench;

import ebb.adapters.net.frame.ControlHandler;
import ebb.adapters.net.frame.FrameHandler;
import ebb.adapters.net.frame.FrameScanner;
import ebb.adapters.net.frame.FrameWriter;
import ebb.adapters.net.frame.Violation;
import ebb.adapters.venue.Decoder;
import ebb.bench.market.BinanceText;
import ebb.bench.market.FrameLoop;
import ebb.bench.market.LevelStream;
import ebb.codecs.Ingress;
import ebb.codecs.sbe.Mode;
import ebb.codecs.sbe.Stream;
import ebb.journal.Durability;
import ebb.journal.JournalDirectory;
import ebb.journal.JournalSettings;
import ebb.runtime.EngineClock;
import ebb.runtime.LiveEngine;
import ebb.runtime.LiveSettings;
import ebb.runtime.RingSettings;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * A trading process without its sockets: the bytes that a read would have left in the buffer, decrypted, go through frame scan,
 * decoder, ring, journal, engine and egress to the masked frame that would be written. Each depth frame causes one order; its
 * closing comes back on the thread that feeds, as from a socket.
 *
 * <p>The thread that makes it feeds it, and is its I/O thread.
 */
final class BytePath implements AutoCloseable {
    /** Telling how long an order took, on the egress thread. */
    interface Orders {
        /**
         * An order lies in the buffer that a socket would send.
         *
         * @param frame which one caused it, counted from 0, as long as none was merged into another
         */
        void sent(long frame);
    }

    private static final int FRAMES = 512;
    private static final long SEED = 20;
    private static final int TEXT = 0x81;
    private static final int LENGTH_16 = 126;
    private static final int FRAME_MAX = 1 << 20;
    private static final int ANSWERS = 1 << 20;
    private static final int ORDER_ROOM = 512;
    // Slots left to the ticker and to what the gate has to tell.
    private static final int SPARE = 8;
    private static final int ANSWER = 1;
    private static final long TICK_NS = 100_000_000L;

    private final EngineClock clock = EngineClock.wall();
    private final OrderPerFrame strategy = new OrderPerFrame(true);
    private final OrderWire wire = new OrderWire();
    private final FrameWriter writer = new FrameWriter(SEED);
    private final UnsafeBuffer outgoing = new UnsafeBuffer(ByteBuffer.allocateDirect(ORDER_ROOM));
    private final UnsafeBuffer clOrd = new UnsafeBuffer(ByteBuffer.allocateDirect(Long.BYTES));
    private final OneToOneRingBuffer closings = new OneToOneRingBuffer(
            new UnsafeBuffer(ByteBuffer.allocateDirect(ANSWERS + RingBufferDescriptor.TRAILER_LENGTH)));
    private final MessageHandler onClosing = this::close;
    private final FrameLoop frames;
    private final UnsafeBuffer read;
    private final FrameScanner scanner;
    private final JournalDirectory directory;
    private final LiveEngine live;
    private final Decoder decoder;
    private final EngineInput answers;
    private final Ingress socket;
    private final Orders listener;
    private long fed;
    // Written by the egress thread, read by the feeding one; volatile order.
    private volatile long sent;

    /**
     * Starts an engine and brings it to where frames cause orders.
     *
     * @param path of the journal
     * @param ring its size, policy and topology
     * @param levels of each depth frame
     * @param listener told of each order
     */
    BytePath(Path path, RingSettings ring, int levels, Orders listener) {
        this.listener = listener;
        frames = new FrameLoop(levels, FRAMES, SEED);
        read = new UnsafeBuffer(ByteBuffer.allocateDirect(frames.longest() + Long.BYTES));
        scanner = new FrameScanner(FRAME_MAX, FRAME_MAX, new Depth(), new Refuse());
        directory = JournalDirectory.open(path);
        LiveSettings settings = new LiveSettings(
                Mode.PAPER, ring, JournalSettings.guarded(Durability.PAGE_CACHE), TICK_NS, "bench", "bench { }", 1);
        live = new LiveEngine(
                directory, settings, clock, text -> strategy.setup(), this::onOutbound, (t, b, o, l) -> {});
        socket = live.ingress();
        answers = new EngineInput(live.ingress());
        decoder = DecoderWorkload.decoder("binance-usdm", socket);
        decoder.define(
                BinanceText.SYMBOL,
                EngineInput.INSTRUMENT,
                -BinanceText.PRICE_DECIMALS,
                -BinanceText.QUANTITY_DECIMALS);
        live.start(clock.nanos());
        EngineInput input = new EngineInput(live.ingress());
        input.define(clock.nanos());
        input.session(clock.nanos(), Stream.BOOK);
        input.session(clock.nanos(), Stream.TRADES);
        input.reconciled(clock.nanos());
        input.snapshot(
                clock.nanos(), frames.lastId(), frames.opening(LevelStream.BID), frames.opening(LevelStream.ASK));
    }

    /** Reads a frame, and the closings of orders that have come meanwhile. */
    void feed() {
        answer();
        byte[] text = frames.next();
        int at = 2;
        read.putByte(0, (byte) TEXT);
        if (text.length < LENGTH_16) {
            read.putByte(1, (byte) text.length);
        } else {
            read.putByte(1, (byte) LENGTH_16);
            read.putByte(2, (byte) (text.length >>> 8));
            read.putByte(3, (byte) text.length);
            at = 4;
        }
        read.putBytes(at, text);
        fed++;
        scanner.scan(read, 0, at + text.length, clock.nanos());
    }

    /** Hands on the closings that have come, as far as the ring has room: a venue's answers wait in its socket, too. */
    void answer() {
        int taken = 1;
        while (taken > 0 && live.ring().free() > SPARE) {
            taken = closings.read(onClosing, 1);
        }
    }

    private void close(int type, MutableDirectBuffer buffer, int index, int length) {
        answers.closed(clock.nanos(), buffer.getLong(index));
    }

    private void onOutbound(int templateId, DirectBuffer buffer, int offset, int length) {
        wire.onOutbound(templateId, buffer, offset, length);
        long id = wire.lastClOrd();
        if (id != 0) {
            wire.forget();
            writer.text(outgoing, 0, wire.text(), 0, wire.length());
            clOrd.putLong(0, id);
            if (!closings.write(ANSWER, clOrd, 0, Long.BYTES)) {
                throw new IllegalStateException("orders go out faster than their closings come in");
            }
            listener.sent(wire.lastSignal() - 1);
            sent = sent + 1;
        }
    }

    /** Frames read so far. */
    long fed() {
        return fed;
    }

    /** Orders sent so far; any thread. */
    long sent() {
        return sent;
    }

    /** Update id of the last frame read. */
    long lastId() {
        return frames.lastId();
    }

    /** Depth messages merged because the ring was full. */
    long conflations() {
        return decoder.counters().conflations();
    }

    /** The engine, for its ring, gate and run. */
    LiveEngine live() {
        return live;
    }

    /** Gives what a full ring held back another chance. */
    void flush() {
        decoder.drain();
    }

    /**
     * Ends the engine in order.
     *
     * @throws IllegalStateException if it had failed
     */
    @Override
    public void close() {
        live.stop();
        directory.close();
        scanner.close();
        if (live.failure() != null) {
            throw new IllegalStateException("the engine failed", live.failure());
        }
    }

    private final class Depth implements FrameHandler {
        @Override
        public void onText(DirectBuffer buffer, int offset, int length, long receiveNs) {
            socket.received(receiveNs);
            int result = decoder.decode(buffer, offset, length, receiveNs, EngineInput.CONN);
            socket.received(0);
            if (result != Decoder.DECODED) {
                throw new IllegalStateException("no depth frame: " + result);
            }
        }

        @Override
        public void onBinary(DirectBuffer buffer, int offset, int length, long receiveNs) {
            throw new IllegalStateException("binary");
        }
    }

    private static final class Refuse implements ControlHandler {
        @Override
        public void onPing(DirectBuffer buffer, int offset, int length) {
            throw new IllegalStateException("ping");
        }

        @Override
        public void onClose(int code, DirectBuffer buffer, int offset, int length) {
            throw new IllegalStateException("close " + code);
        }

        @Override
        public void onViolation(Violation violation, long seen) {
            throw new IllegalStateException("violation " + violation);
        }
    }
}
