package ebb.adapters.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.net.Cause;
import ebb.adapters.net.RestOutcome;
import ebb.adapters.testing.Messages;
import ebb.adapters.testing.Recorder;
import ebb.adapters.testing.Samples;
import ebb.adapters.testing.Valid;
import ebb.adapters.venue.binance.BinanceDecoder;
import ebb.adapters.venue.binance.Dialect;
import ebb.adapters.venue.mexc.MexcDecoder;
import ebb.adapters.wire.Fault;
import ebb.codecs.StreamReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a frame, what it counts as, and what the engine is told. */
class RefusalTest {
    private static final String DELTA =
            "{\"e\":\"depthUpdate\",\"E\":5,\"T\":4,\"s\":\"BTCUSDT\",\"U\":7,\"u\":9,\"pu\":6,"
                    + "\"b\":[[\"1.00\",\"2\"]],\"a\":[[\"3.00\",\"4\"]]}";
    private static final String TRADE =
            "{\"e\":\"trade\",\"E\":5,\"T\":4,\"s\":\"BTCUSDT\",\"t\":8,\"p\":\"1.00\",\"q\":\"2\","
                    + "\"X\":\"MARKET\",\"m\":false}";
    private static final String DEAL =
            "{\"symbol\":\"BTC_USDT\",\"data\":[{\"p\":1.5,\"v\":2,\"T\":1,\"M\":2,\"t\":3,\"i\":\"4\"}],"
                    + "\"channel\":\"push.deal\",\"ts\":1770000000401}";
    private static final String DEPTH =
            "{\"symbol\":\"BTC_USDT\",\"data\":{\"asks\":[[3,4,1]],\"bids\":[[1,2,1]],\"version\":5},"
                    + "\"channel\":\"push.depth\",\"ts\":1770000000401}";

    private final Recorder recorder = Recorder.of(500);

    private List<String> binance(String frame, Rejection expected) {
        return run(new BinanceDecoder(Dialect.USDM, recorder, ControlListener.NONE), "BTCUSDT", frame, expected);
    }

    private List<String> mexc(String frame, Rejection expected) {
        return run(new MexcDecoder(recorder, ControlListener.NONE), "BTC_USDT", frame, expected);
    }

    private List<String> run(Decoder decoder, String symbol, String frame, Rejection expected) {
        recorder.clear();
        decoder.define(symbol, 0, -2, -3);
        byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        int result = decoder.decode(new UnsafeBuffer(bytes), 0, bytes.length, 77, 2);
        if (expected == null) {
            assertEquals(Decoder.DECODED, result, frame);
        } else {
            assertEquals(
                    expected.result(), result, () -> frame + " gave " + (result < 0 ? Rejection.of(result) : result));
            assertEquals(1, decoder.counters().rejectedFor(expected));
        }
        assertEquals(1, decoder.counters().frames());
        return Messages.of(recorder);
    }

    private static String gap(int venue, Stream stream, Rejection reason) {
        return "Session #0 v" + venue + " c2 t77 f3 FEED GAP " + stream.ordinal() + "/" + reason.ordinal() + " 77";
    }

    private enum Stream {
        BOOK,
        TRADES
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"2\"|\"0.0001\"|PRECISION",
                "\"1.00\"|\"-1.00\"|RANGE",
                "\"1.00\"|\"0.00\"|RANGE",
                "\"1.00\"|\"NaN\"|MALFORMED",
                "\"1.00\"|\"\"|MALFORMED",
                "\"1.00\"|null|MALFORMED",
                "\"2\"|\"99999999999999999999\"|OVERFLOW",
                "\"2\"|\"-2\"|RANGE",
                "\"1.00\"|\"1.0.0\"|MALFORMED",
                "\"1.00\"|\"1.005\"|PRECISION",
                "]]|]|MALFORMED",
                "\"pu\":6,|''|MISSING",
                "\"U\":7|\"U\":10|RANGE",
                "\"U\":7|\"U\":-7|RANGE",
                "\"U\":7|\"V\":7|MISSING",
                "\"u\":9|\"u\":99999999999999999999|OVERFLOW",
                "\"a\":|\"x\":|MISSING",
            })
    void shouldTellTheBookOfARefusedDelta(String from, String to, Rejection reason) {
        assertTrue(DELTA.contains(from));
        String frame = DELTA.replace(from, to);
        assertEquals(List.of(gap(1, Stream.BOOK, reason)), binance(frame, reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"1.00\"|\"0\"|RANGE",
                "\"2\"|\"0\"|RANGE",
                "\"2\"|\"-1\"|RANGE",
                "\"2\"|\"1e-9\"|PRECISION",
                "\"2\"|true|MALFORMED",
                ",\"m\":false|''|MISSING",
                "\"t\":8,|''|MISSING",
                "\"t\":8|\"t\":-8|RANGE",
            })
    void shouldTellTheTapeOfARefusedTrade(String from, String to, Rejection reason) {
        assertTrue(TRADE.contains(from));
        String frame = TRADE.replace(from, to);
        assertEquals(List.of(gap(1, Stream.TRADES, reason)), binance(frame, reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[3,4,1]|[3.001,4,1]|PRECISION",
                "[3,4,1]|[0,4,1]|RANGE",
                "[3,4,1]|[-3,4,1]|RANGE",
                "[3,4,1]|[3,-4,1]|RANGE",
                "[3,4,1]|[3]|MALFORMED",
                "[3,4,1]|[3,NaN,1]|MALFORMED",
                "[3,4,1]|[3,4,1|MALFORMED",
                "\"version\":5|\"version\":null|MISSING",
                "\"version\":5|\"begin\":4|MISSING",
                "\"version\":5|\"begin\":6,\"end\":5|RANGE",
                "\"bids\"|\"bidz\"|MISSING",
            })
    void shouldTellTheBookOfARefusedPush(String from, String to, Rejection reason) {
        assertTrue(DEPTH.contains(from));
        String frame = DEPTH.replace(from, to);
        assertEquals(List.of(gap(0, Stream.BOOK, reason)), mexc(frame, reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.5|0|RANGE",
                "\"v\":2|\"v\":0|RANGE",
                "\"T\":1|\"T\":3|UNKNOWN_VALUE",
                "\"T\":1,|''|MISSING",
                "1.5|1.555|PRECISION",
                "\"p\"|\"P\"|MISSING",
            })
    void shouldTellTheTapeOfARefusedDeal(String from, String to, Rejection reason) {
        assertTrue(DEAL.contains(from));
        String frame = DEAL.replace(from, to);
        assertEquals(List.of(gap(0, Stream.TRADES, reason)), mexc(frame, reason));
    }

    @Test
    void shouldChangeNothingForAnUnknownSymbol() {
        assertEquals(List.of(), binance(DELTA.replace("BTCUSDT", "BTCUSDC"), Rejection.UNKNOWN_SYMBOL));
        assertEquals(List.of(), binance(TRADE.replace("BTCUSDT", "X"), Rejection.UNKNOWN_SYMBOL));
        assertEquals(List.of(), mexc(DEPTH.replace("BTC_USDT", "NOPE_USDT"), Rejection.UNKNOWN_SYMBOL));
        assertEquals(List.of(), mexc(DEAL.replace("BTC_USDT", "BTC_USDTX"), Rejection.UNKNOWN_SYMBOL));
    }

    @Test
    void shouldRefuseWhatNobodyHasHeardOf() {
        assertEquals(List.of(), binance(DELTA.replace("depthUpdate", "depthUpdates"), Rejection.UNKNOWN_CHANNEL));
        assertEquals(List.of(), binance("{\"hello\":1}", Rejection.UNKNOWN_CHANNEL));
        assertEquals(List.of(), mexc(DEPTH.replace("push.depth", "push.death"), Rejection.UNKNOWN_CHANNEL));
        assertEquals(List.of(), mexc("{}", Rejection.UNKNOWN_CHANNEL));
        assertEquals(List.of(), binance("", Rejection.TRUNCATED));
        assertEquals(List.of(), binance("pong", Rejection.MALFORMED));
        assertEquals(List.of(), mexc("<html>403</html>", Rejection.MALFORMED));
    }

    @Test
    void shouldTellBothStreamsWhereThePushBreaksOffBeforeItsChannel() {
        String cut = DEAL.substring(0, DEAL.indexOf(",\"channel\""));
        assertEquals(
                List.of(gap(0, Stream.TRADES, Rejection.TRUNCATED), gap(0, Stream.BOOK, Rejection.TRUNCATED)),
                mexc(cut, Rejection.TRUNCATED));
    }

    @Test
    void shouldCountFramesThatAreRefusedUnread() {
        for (Decoder each : List.of(
                new BinanceDecoder(Dialect.SPOT, recorder, ControlListener.NONE),
                new MexcDecoder(recorder, ControlListener.NONE))) {
            each.refuse(Rejection.BINARY, new UnsafeBuffer(new byte[4]), 0, 4, 1, 2);
            assertEquals(1, each.counters().rejectedFor(Rejection.BINARY));
            assertEquals(1, each.counters().frames());
        }
        assertEquals(0, recorder.size());
    }

    @Test
    void shouldKeepTheNumbersOfReasonsThatStandOnTheWire() {
        assertEquals(StreamReason.PRECISION, Rejection.PRECISION.ordinal());
        assertEquals(StreamReason.RING_FULL, Rejection.RING_FULL.ordinal());
        assertEquals(0, Rejection.MALFORMED.ordinal());
        assertEquals(15, Rejection.values().length, "append, never insert: journals hold the numbers");
    }

    @Test
    void shouldSayOfEachReasonWhatToDo() {
        for (Rejection each : Rejection.values()) {
            assertTrue(each.text().length() > 8 && each.advice().length() > 30, each + ": " + each.advice());
        }
        for (Cause each : Cause.values()) {
            boolean isFault = each != Cause.ASKED && each != Cause.ESTABLISHED && each != Cause.CLOSED_BY_US;
            assertEquals(isFault, each.advice().length() > 20, each + ": " + each.advice());
        }
        for (RestOutcome each : RestOutcome.values()) {
            boolean isFault = each != RestOutcome.OK && each != RestOutcome.CLOSED;
            assertEquals(isFault, each.advice().length() > 20, each + ": " + each.advice());
        }
    }

    @Test
    void shouldPublishTheDealsBeforeABrokenOne() {
        String two = DEAL.replace("}],", "},{\"p\":1.6,\"v\":0,\"T\":1,\"t\":3,\"i\":\"5\"}],");
        List<String> messages = mexc(two, Rejection.RANGE);
        assertEquals(2, messages.size());
        assertTrue(messages.get(0).startsWith("Trade #0"), messages.get(0));
        assertEquals(gap(0, Stream.TRADES, Rejection.RANGE), messages.get(1));
    }

    @Test
    void shouldPassOverTheOtherFamily() {
        Decoder decoder = new BinanceDecoder(Dialect.USDM, recorder, ControlListener.NONE);
        decoder.define("BTCUSDT", 0, -2, -3);
        byte[] bytes = TRADE.replace("}", ",\"st\":2}").getBytes(StandardCharsets.UTF_8);
        assertEquals(Decoder.IGNORED, decoder.decode(new UnsafeBuffer(bytes), 0, bytes.length, 1, 2));
        assertEquals(1, decoder.counters().ignoredAs("other family"));
        assertEquals(0, recorder.size());
    }

    @Test
    void shouldRefuseEveryFrameThatIsCutShort() {
        cut(Samples.usdm(), new BinanceDecoder(Dialect.USDM, recorder, ControlListener.NONE), "BTCUSDT");
        cut(Samples.spot(), new BinanceDecoder(Dialect.SPOT, recorder, ControlListener.NONE), "BTCUSDT");
        cut(Samples.mexc(), new MexcDecoder(recorder, ControlListener.NONE), "BTC_USDT");
    }

    private void cut(String[] samples, Decoder decoder, String symbol) {
        decoder.define(symbol, 0, -2, -8);
        Valid valid = new Valid();
        for (String sample : samples) {
            byte[] bytes = sample.getBytes(StandardCharsets.UTF_8);
            for (int length = 0; length < bytes.length; length++) {
                String text = sample.substring(0, length);
                recorder.clear();
                int result = decoder.decode(new UnsafeBuffer(bytes), 0, length, 5, 1);
                assertEquals(Fault.TRUNCATED, result, text);
                assertFalse(recorder.isClaimed(), text);
                int last = recorder.size() - 1;
                boolean told = last < 0 || Messages.of(recorder).get(last).startsWith("Session");
                assertTrue(told || text.contains("push.deal") || text.contains("\"i\":\"90"), text);
                assertEquals(null, valid.fault(recorder, 1), text);
            }
        }
    }

    @Test
    void shouldGiveTheSessionWhatConcernsIt() {
        StringBuilder heard = new StringBuilder();
        ControlListener ear = new ControlListener() {
            @Override
            public void onControl(Control kind, int conn, long id, DirectBuffer text, int offset, int length) {
                heard.append(kind)
                        .append(' ')
                        .append(conn)
                        .append(' ')
                        .append(id)
                        .append(' ');
                heard.append(text.getStringWithoutLengthAscii(offset, length)).append('\n');
            }

            @Override
            public void onRejected(
                    Rejection reason, int conn, long receiveNs, DirectBuffer frame, int offset, int length) {
                heard.append("rejected ")
                        .append(reason)
                        .append(' ')
                        .append(length)
                        .append('\n');
            }
        };
        Decoder binance = new BinanceDecoder(Dialect.USDM, recorder, ear);
        Decoder mexc = new MexcDecoder(recorder, ear);
        tell(binance, "{\"result\":null,\"id\":7}");
        tell(binance, "{\"id\":8,\"result\":[\"btcusdt@depth\"]}");
        tell(binance, "{\"code\":2,\"msg\":\"Invalid request\"}");
        tell(binance, "{\"error\":{\"code\":-1121,\"msg\":\"x\"},\"id\":9}");
        tell(binance, "{\"stream\":\"!serverShutdown\",\"data\":{\"e\":\"serverShutdown\",\"E\":1}}");
        tell(binance, "{\"e\":\"contractInfo\",\"E\":1,\"s\":\"A\"}");
        tell(binance, "{\"stream\":1");
        tell(mexc, "{\"channel\":\"rs.sub.depth\",\"data\":\"success\",\"ts\":\"1770000000001\"}");
        tell(mexc, "{\"channel\":\"rs.sub.deal\",\"data\":\"no such\",\"ts\":1770000000001}");
        tell(mexc, "{\"channel\":\"rs.error\",\"data\":\"Contract [X] not exists\",\"ts\":1770000000001}");
        tell(mexc, "{\"channel\":\"pong\",\"data\":1770000000123}");
        tell(mexc, "{\"channel\":\"push.contract\",\"data\":{\"symbol\":\"A\"},\"ts\":1770000000001}");
        assertEquals(
                String.join(
                        "\n",
                        "ACK 2 7 null",
                        "ANSWER 2 8 [\"btcusdt@depth\"]",
                        "ERROR 2 -1 \"Invalid request\"",
                        "ERROR 2 9 {\"code\":-1121,\"msg\":\"x\"}",
                        "SHUTDOWN 2 -1 {\"stream\":\"!serverShutdown\",\"data\":{\"e\":\"serverShutdown\",\"E\":1}}",
                        "DEFINITION 2 -1 {\"e\":\"contractInfo\",\"E\":1,\"s\":\"A\"}",
                        "rejected TRUNCATED 11",
                        "ACK 2 -1 sub.depth",
                        "ERROR 2 -1 no such",
                        "ERROR 2 -1 Contract [X] not exists",
                        "PONG 2 1770000000123 {\"channel\":\"pong\",\"data\":1770000000123}",
                        "DEFINITION 2 -1 {\"channel\":\"push.contract\",\"data\":{\"symbol\":\"A\"},\"ts\":1770000000001}",
                        ""),
                heard.toString());
        assertEquals(0, recorder.size());
    }

    private static void tell(Decoder decoder, String frame) {
        byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        // Somewhere in a buffer, as in a read buffer.
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[bytes.length + 9]);
        buffer.putBytes(5, bytes);
        decoder.decode(buffer, 5, bytes.length, 1, 2);
    }

    @Test
    void shouldTellAnErrorOfTheVenueFromABook() {
        MexcDecoder decoder = new MexcDecoder(recorder, ControlListener.NONE);
        decoder.define("BTC_USDT", 0, -1, 0);
        byte[] busy = "{\"success\":false,\"code\":510,\"message\":\"Requests are too frequent\"}"
                .getBytes(StandardCharsets.UTF_8);
        SnapshotRequest request = new SnapshotRequest(0, 2, 3, 1000);
        int result = decoder.decodeSnapshot(request, new UnsafeBuffer(busy), 0, busy.length, 9);
        assertEquals(Rejection.VENUE_ERROR.result(), result);
        assertEquals(0, recorder.size(), "a failed answer is no hole in the stream");
    }
}
