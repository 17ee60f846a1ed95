package ebb.adapters.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.testing.Messages;
import ebb.adapters.testing.Recorder;
import ebb.adapters.venue.binance.BinanceDecoder;
import ebb.adapters.venue.binance.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What becomes of messages while the ring is full (messages.md §5). */
class FullRingTest {
    private static final long SEED = Long.getLong("ebb.seed", 20_261_121L);

    private final Recorder recorder = Recorder.of(4);
    private final BinanceDecoder decoder = new BinanceDecoder(Dialect.USDM, recorder, ControlListener.NONE);
    private long now = 100;

    FullRingTest() {
        decoder.define("A", 0, 0, 0);
        decoder.define("B", 1, 0, 0);
    }

    private int send(String frame) {
        byte[] bytes = frame.getBytes(StandardCharsets.US_ASCII);
        return decoder.decode(new UnsafeBuffer(bytes), 0, bytes.length, now++, 2);
    }

    private static String delta(String symbol, long first, long last, long prev, String bids, String asks) {
        return "{\"e\":\"depthUpdate\",\"E\":2,\"T\":" + last + ",\"s\":\"" + symbol + "\",\"U\":" + first + ",\"u\":"
                + last + ",\"pu\":" + prev + ",\"b\":[" + bids + "],\"a\":[" + asks + "]}";
    }

    private static String level(long price, long quantity) {
        return "[\"" + price + "\",\"" + quantity + "\"]";
    }

    private static String trade(String symbol, long id) {
        return "{\"e\":\"trade\",\"E\":2,\"T\":2,\"s\":\"" + symbol + "\",\"t\":" + id
                + ",\"p\":\"5\",\"q\":\"1\",\"X\":\"MARKET\",\"m\":true}";
    }

    private void fill() {
        for (int i = 0; i < 4; i++) {
            send(trade("B", i));
        }
        assertEquals(4, recorder.size());
    }

    @Test
    void shouldMergeDepthPerPriceWhileTheRingIsFull() {
        fill();
        assertEquals(Decoder.DECODED, send(delta("A", 2, 3, 1, level(10, 1) + "," + level(9, 2), level(11, 3))));
        assertEquals(Decoder.DECODED, send(delta("A", 4, 6, 3, level(10, 0), level(11, 7) + "," + level(12, 1))));
        assertEquals(4, recorder.size());
        assertEquals(2, decoder.counters().conflations());
        recorder.clear();
        assertTrue(decoder.drain());
        assertEquals(
                List.of("Delta #0 v1 c2 t105 f3 6000000 2..6 p1 k4294967295 8 d0 b10:0 b9:2 a11:7 a12:1"),
                Messages.of(recorder));
    }

    @Test
    void shouldPublishWhatWaitedBeforeTheNextFrame() {
        fill();
        send(delta("A", 2, 3, 1, level(10, 1), ""));
        recorder.clear();
        send(delta("A", 4, 5, 3, level(10, 2), ""));
        assertEquals(
                List.of(
                        "Delta #0 v1 c2 t104 f3 3000000 2..3 p1 k4294967295 8 d0 b10:1",
                        "Delta #0 v1 c2 t105 f3 5000000 4..5 p3 k4294967295 0 d0 b10:2"),
                Messages.of(recorder));
    }

    @Test
    void shouldTurnALostTradeIntoAGapAsSoonAsThereIsRoom() {
        fill();
        send(trade("A", 9));
        send(trade("A", 10));
        send(delta("A", 2, 3, 1, level(10, 1), ""));
        assertEquals(2, decoder.counters().lostTrades());
        recorder.clear();
        send(trade("A", 11));
        List<String> messages = Messages.of(recorder);
        assertEquals("Session #0 v1 c2 t106 f3 FEED GAP 1/14 106", messages.get(0));
        assertTrue(messages.get(1).startsWith("Delta #0 v1 c2 t106 f3 3000000 2..3"), messages.get(1));
        assertTrue(messages.get(2).startsWith("Trade #0 v1 c2 t107"), messages.get(2));
    }

    @Test
    void shouldTellAGapWhereMergingWouldHideAHole() {
        fill();
        send(delta("A", 2, 3, 1, level(10, 1), ""));
        send(delta("A", 9, 12, 8, level(10, 2), ""));
        send(delta("A", 13, 14, 12, level(10, 3), ""));
        recorder.clear();
        assertTrue(decoder.drain());
        assertEquals(List.of("Session #0 v1 c2 t106 f3 FEED GAP 0/14 106"), Messages.of(recorder));
    }

    @Test
    void shouldDropTheTouchWhileTheRingIsFull() {
        fill();
        send(
                "{\"e\":\"bookTicker\",\"u\":1,\"s\":\"A\",\"b\":\"1\",\"B\":\"1\",\"a\":\"2\",\"A\":\"1\",\"T\":1,\"E\":1}");
        assertEquals(1, decoder.counters().droppedMessages());
        recorder.clear();
        assertTrue(decoder.drain());
        assertEquals(0, recorder.size());
    }

    @Test
    void shouldTellAGapWhenTheRingFillsBetweenTwoPiecesOfADelta() {
        send(trade("B", 1));
        send(trade("B", 2));
        send(trade("B", 3));
        StringBuilder bids = new StringBuilder();
        for (int i = 1; i <= 120; i++) {
            bids.append(i > 1 ? "," : "").append(level(i, i));
        }
        send(delta("A", 2, 3, 1, bids.toString(), ""));
        assertEquals(4, recorder.size(), "the first piece is out");
        recorder.clear();
        assertTrue(decoder.drain());
        assertEquals(List.of("Session #0 v1 c2 t103 f3 FEED GAP 0/14 103"), Messages.of(recorder));
    }

    /** The first slot above the reserve is enough for a message of several: its rest may lie in it. */
    @Test
    void shouldPublishAllPiecesOfAMergedDeltaOnceItsFirstFindsRoom() {
        Recorder ring = Recorder.of(8, 4);
        BinanceDecoder feed = new BinanceDecoder(Dialect.USDM, ring, ControlListener.NONE);
        feed.define("A", 0, 0, 0);
        feed.define("B", 1, 0, 0);
        BinanceDecoder other = new BinanceDecoder(Dialect.USDM, ring, ControlListener.NONE);
        other.define("B", 1, 0, 0);
        for (int i = 0; i < 3; i++) {
            decode(feed, trade("B", i));
        }
        decode(feed, delta("A", 1, 1, 0, level(1, 1), ""));
        assertEquals(4, ring.size());
        TreeMap<Long, Long> truth = new TreeMap<>();
        for (int message = 0; message < 4; message++) {
            StringBuilder bids = new StringBuilder();
            for (long price = 40 * message + 1; price <= 40 * message + 40; price++) {
                bids.append(bids.isEmpty() ? "" : ",").append(level(price, price));
                truth.put(price, price);
            }
            decode(feed, delta("A", message + 2, message + 2, message + 1, bids.toString(), ""));
        }
        assertEquals(4, feed.counters().conflations());
        ring.clear();
        for (int i = 0; i < 3; i++) {
            decode(other, trade("B", 9 + i));
        }
        assertTrue(feed.drain());
        assertEquals(6, ring.size(), "three pieces behind three messages, two of them in the reserve");
        assertEquals(0, feed.counters().gaps());
        Consumer consumer = new Consumer();
        Messages.of(ring).stream().skip(3).forEach(message -> apply(consumer.book, message.split(" ")));
        assertEquals(text(truth), text(consumer.book));
    }

    private void decode(BinanceDecoder feed, String frame) {
        byte[] bytes = frame.getBytes(StandardCharsets.US_ASCII);
        feed.decode(new UnsafeBuffer(bytes), 0, bytes.length, now++, 2);
    }

    /** The book a consumer builds of what comes through is the truth, however often the ring was full. */
    @Test
    void shouldLeaveTheSameBookWhateverTheRingsRoom() {
        Recorder ring = Recorder.of(12);
        BinanceDecoder feed = new BinanceDecoder(Dialect.USDM, ring, ControlListener.NONE);
        feed.define("A", 0, 0, 0);
        SplittableRandom random = new SplittableRandom(SEED);
        TreeMap<Long, Long> truth = new TreeMap<>();
        Consumer consumer = new Consumer();
        long sequence = 1;
        for (int step = 0; step < 30_000; step++) {
            StringBuilder bids = new StringBuilder();
            for (int i = random.nextInt(random.nextInt(20) == 0 ? 50 : 5); i >= 0; i--) {
                long price = 1 + random.nextInt(300);
                long quantity = random.nextInt(3) == 0 ? 0 : random.nextInt(1_000);
                truth.put(price, quantity);
                bids.append(level(price, quantity)).append(i > 0 ? "," : "");
            }
            byte[] frame = delta("A", sequence + 1, sequence + 2, sequence, bids.toString(), "")
                    .getBytes();
            feed.decode(new UnsafeBuffer(frame), 0, frame.length, step, 2);
            sequence += 2;
            if (random.nextInt(20) == 0 || step == 29_999) {
                consumer.take(ring);
                for (int i = 0; i < 5 && !feed.drain(); i++) {
                    consumer.take(ring);
                }
                consumer.take(ring);
                assertEquals(sequence, consumer.last, "seed " + SEED + " step " + step);
                assertEquals(text(truth), text(consumer.book), "seed " + SEED + " step " + step);
            }
        }
        assertTrue(consumer.conflated > 100, "the ring was full often enough: " + consumer.conflated);
    }

    /** Builds a book of deltas and insists on their sequence. */
    private static final class Consumer {
        private final TreeMap<Long, Long> book = new TreeMap<>();
        private long last = 1;
        private int conflated;

        void take(Recorder ring) {
            for (String message : Messages.of(ring)) {
                String[] part = message.split(" ");
                assertEquals("Delta p" + last, part[0] + " " + part[8], message);
                conflated += part[10].equals("8") ? 1 : 0;
                apply(book, part);
                if ((Integer.parseInt(part[5].substring(1)) & 2) != 0) {
                    last = Long.parseLong(part[7].substring(part[7].indexOf("..") + 2));
                }
            }
            ring.clear();
        }
    }

    private static void apply(TreeMap<Long, Long> book, String[] part) {
        for (int i = 12; i < part.length; i++) {
            int colon = part[i].indexOf(':');
            book.put(Long.parseLong(part[i].substring(1, colon)), Long.parseLong(part[i].substring(colon + 1)));
        }
    }

    private static String text(TreeMap<Long, Long> book) {
        return book.entrySet().stream()
                .filter(e -> e.getValue() > 0)
                .map(e -> e.getKey() + ":" + e.getValue())
                .collect(Collectors.joining(" "));
    }
}
