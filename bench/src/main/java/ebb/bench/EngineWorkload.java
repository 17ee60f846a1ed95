package ebb.bench;

import ebb.adapters.net.ConnectionState;
import ebb.adapters.net.Heartbeat;
import ebb.adapters.net.NetLoop;
import ebb.adapters.net.NetSettings;
import ebb.adapters.net.WebSocketClient;
import ebb.adapters.net.WebSocketEndpoint;
import ebb.adapters.net.frame.FrameHandler;
import ebb.adapters.venue.Decoder;
import ebb.bench.market.BinanceText;
import ebb.codecs.Ingress;
import ebb.codecs.sbe.Stream;
import ebb.runtime.EngineClock;
import ebb.runtime.OutboundListener;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/**
 * PERF workloads 7 and 9: the wiring of a trading process, compact, against a venue's socket: the real WebSocket client
 * on a spinning event loop, decoder, ring, journal, engine, risk, egress behind the kill gate. A strategy sends one order
 * a depth frame, as text, over the same socket; each is closed at once as by a venue that found no taker. Two threads of
 * its own; this class is used by a third.
 */
public final class EngineWorkload implements AutoCloseable {
    /** Name of the event loop's thread. */
    public static final String LOOP_THREAD = "ebb-bench-io";

    private static final long NEVER_NS = 3_600_000_000_000L;
    private static final long START_S = 30;
    private static final byte[] PREVIOUS = "\"pu\":".getBytes(StandardCharsets.US_ASCII);
    private static final long[] NO_LEVELS = {};

    private final EngineClock clock = EngineClock.wall();
    private final NetLoop loop;
    private final WebSocketClient client;
    private final EngineHost host;
    private final Ingress fromSocket;
    private final Decoder decoder;
    private final EngineInput fromLoop;
    private final EngineInput answers;
    private final OrderWire wire = new OrderWire();
    private final CountDownLatch live = new CountDownLatch(1);
    // Loop thread; set before the connection by open().
    private volatile boolean isOpened;
    // Written by the loop, read by whoever asks; volatile order.
    private volatile long frames;

    EngineWorkload(String address, int port, Path journal, String durability) {
        NetSettings settings = NetSettings.DEFAULTS
                .with(new NetSettings.Loop(NetSettings.Transport.AUTO, true))
                .with(new NetSettings.Liveness(NEVER_NS, NEVER_NS, 0, 10_000_000_000L, 1_000_000_000L));
        OrderPerFrame strategy = new OrderPerFrame(true);
        OutboundListener gateway = this::onOrder;
        host = journal == null
                ? EngineHost.unjournaled(clock, strategy::setup, gateway)
                : EngineHost.journaled(journal, durability, clock, strategy::setup, gateway);
        answers = new EngineInput(host.ingress());
        fromLoop = new EngineInput(host.ingress());
        fromSocket = host.ingress();
        decoder = DecoderWorkload.decoder("binance-usdm", fromSocket);
        decoder.define(
                BinanceText.SYMBOL,
                EngineInput.INSTRUMENT,
                -BinanceText.PRICE_DECIMALS,
                -BinanceText.QUANTITY_DECIMALS);
        loop = new NetLoop(LOOP_THREAD, settings, clock);
        URI uri = URI.create("ws://" + address + ':' + port + "/ws");
        client =
                new WebSocketClient(loop, WebSocketEndpoint.of(uri, Heartbeat.PING_FRAME), new Frames(), transition -> {
                    if (transition.state() == ConnectionState.LIVE) {
                        live.countDown();
                    }
                });
        host.start(clock.nanos());
        EngineInput input = new EngineInput(host.ingress());
        input.define(clock.nanos());
        input.session(clock.nanos(), Stream.BOOK);
        input.session(clock.nanos(), Stream.TRADES);
        input.reconciled(clock.nanos());
    }

    /**
     * Gives the book before the first frame; without it the first frame begins an empty one.
     *
     * @param last update id it stands at
     * @param bids price and quantity mantissas, alternating
     * @param asks price and quantity mantissas, alternating
     */
    public void open(long last, long[] bids, long[] asks) {
        isOpened = true;
        new EngineInput(host.ingress()).snapshot(clock.nanos(), last, bids, asks);
    }

    /**
     * Connects and waits until the connection stands.
     *
     * @throws IllegalStateException if it does not
     */
    public void connect() {
        client.connect();
        try {
            if (!live.await(START_S, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no connection to the venue within " + START_S + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Depth frames taken so far; any thread. */
    public long frames() {
        return frames;
    }

    /** Orders that went to the socket so far; the egress thread's count, exact once it is idle. */
    public long orders() {
        return wire.orders();
    }

    /** The event loop, so that a venue can live on the same thread. */
    NetLoop loop() {
        return loop;
    }

    private void onOrder(int templateId, DirectBuffer buffer, int offset, int length) {
        wire.onOutbound(templateId, buffer, offset, length);
        long clOrd = wire.lastClOrd();
        if (clOrd != 0) {
            wire.forget();
            if (!client.sendText(wire.text(), 0, wire.length())) {
                throw new IllegalStateException("the socket did not take an order");
            }
            answers.closed(clock.nanos(), clOrd);
        }
    }

    @Override
    public void close() {
        client.close();
        loop.close();
        host.close();
    }

    /** What arrives: depth. */
    private final class Frames implements FrameHandler {
        @Override
        public void onText(DirectBuffer buffer, int offset, int length, long receiveNs) {
            if (!isOpened) {
                isOpened = true;
                fromLoop.snapshot(receiveNs, previous(buffer, offset, length), NO_LEVELS, NO_LEVELS);
            }
            fromSocket.received(receiveNs);
            int result = decoder.decode(buffer, offset, length, receiveNs, EngineInput.CONN);
            fromSocket.received(0);
            if (result != Decoder.DECODED) {
                throw new IllegalStateException("the venue sent what is no depth frame: " + result);
            }
            frames = frames + 1;
        }

        @Override
        public void onBinary(DirectBuffer buffer, int offset, int length, long receiveNs) {
            throw new IllegalStateException("binary");
        }
    }

    /** The number behind {@code "pu":}, where the book of a venue that gave no snapshot stands. */
    private static long previous(DirectBuffer buffer, int offset, int length) {
        int end = offset + length - PREVIOUS.length;
        for (int at = offset; at < end; at++) {
            int i = 0;
            while (i < PREVIOUS.length && buffer.getByte(at + i) == PREVIOUS[i]) {
                i++;
            }
            if (i == PREVIOUS.length) {
                return digits(buffer, at + i);
            }
        }
        throw new IllegalStateException("the first frame names no frame before it");
    }

    private static long digits(DirectBuffer buffer, int from) {
        long value = 0;
        for (int at = from; buffer.getByte(at) >= '0' && buffer.getByte(at) <= '9'; at++) {
            value = value * 10 + buffer.getByte(at) - '0';
        }
        return value;
    }
}
