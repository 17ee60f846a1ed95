package ebb.adapters.venue.mexc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.testing.Messages;
import ebb.adapters.testing.Recorder;
import ebb.adapters.venue.ControlListener;
import ebb.adapters.venue.Decoder;
import ebb.adapters.venue.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The members of a push in every order: what is found at the tail first changes the cost, never the messages. */
class PushOrderTest {
    private static final String SYMBOL = "\"symbol\":\"BTC_USDT\"";
    private static final String STAMP = "\"ts\":1770000000401";
    private static final String DEAL =
            "\"data\":[{\"p\":1.5,\"v\":2,\"T\":1,\"M\":2,\"t\":3,\"i\":\"4\"},{\"p\":1.6,\"v\":1,\"T\":2,\"t\":3,\"i\":\"5\"}]";

    private final Recorder recorder = Recorder.of(64);

    private List<String> decode(String frame, int expected) {
        MexcDecoder decoder = new MexcDecoder(recorder, ControlListener.NONE);
        decoder.define("ETH_USDT", 1, -2, -3);
        decoder.define("BTC_USDT", 0, -2, -3);
        recorder.clear();
        byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        int result = decoder.decode(new UnsafeBuffer(bytes), 0, bytes.length, 77, 2);
        assertEquals(expected, result, frame);
        return Messages.of(recorder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "push.deal|[{\"p\":1.5,\"v\":2,\"T\":1,\"M\":2,\"t\":3,\"i\":\"4\"},{\"p\":1.6,\"v\":1,\"T\":2,\"t\":3,\"i\":\"5\"}]",
                "push.deal|{\"p\":1.5,\"v\":2,\"T\":1,\"M\":2,\"t\":3,\"i\":\"4\"}",
                "push.depth|{\"asks\":[[3,4,1],[3.5,0,0]],\"bids\":[[1.25,2.5,10]],\"version\":5}",
                "push.depth.full|{\"asks\":[[3,4,1]],\"bids\":[[1,2,1]],\"version\":5}",
                "push.fair.price|{\"symbol\":\"BTC_USDT\",\"price\":0.01}",
                "push.funding.rate|{\"symbol\":\"BTC_USDT\",\"rate\":0.000081,\"nextSettleTime\":1789516800000}",
            })
    void shouldReadThePushInEveryOrderOfItsMembers(String channel, String data) {
        String[] members = {SYMBOL, "\"channel\":\"" + channel + '"', "\"data\":" + data, STAMP};
        List<String> expected = null;
        int orders = 0;
        for (int code = 0; code < 256; code++) {
            int a = code & 3;
            int b = code >> 2 & 3;
            int c = code >> 4 & 3;
            int d = code >> 6;
            if ((1 << a | 1 << b | 1 << c | 1 << d) != 15) {
                continue;
            }
            orders++;
            for (String end : List.of("}", " }", "}\n")) {
                String frame = '{' + members[a] + ',' + members[b] + ',' + members[c] + ',' + members[d] + end;
                List<String> found = decode(frame, Decoder.DECODED);
                expected = expected == null ? found : expected;
                assertEquals(expected, found, frame);
            }
        }
        assertEquals(24, orders);
        assertTrue(expected.size() >= 1 && !expected.get(0).startsWith("Session"), expected.toString());
    }

    @Test
    void shouldRefuseAPushWhoseDataStandsBetweenTwoNames() {
        String head = '{' + SYMBOL + ",\"channel\":\"push.deal\"," + DEAL;
        List<String> sound = decode(head + ',' + STAMP + '}', Decoder.DECODED);
        assertEquals(2, sound.size());
        for (String second : List.of("\"channel\":\"push.depth\"", "\"symbol\":\"ETH_USDT\"", "\"symbol\":\"X\"")) {
            String frame = head + ',' + second + ",\"x\":1," + STAMP + '}';
            List<String> found = decode(frame, Rejection.MALFORMED.result());
            assertEquals(sound, found.subList(0, 2), frame);
            assertEquals("Session #0 v0 c2 t77 f3 FEED GAP 1/0 77", found.get(2), frame);
        }
        for (String same : List.of("\"channel\":\"push.deal\"", SYMBOL)) {
            assertEquals(sound, decode(head + ',' + same + ",\"x\":1," + STAMP + '}', Decoder.DECODED));
        }
    }
}
