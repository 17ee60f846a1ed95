package ebb.adapters.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the REST client makes of a server's answers: status, body, silence and what is none. */
class RestAnswerTest extends RestRig {
    @ParameterizedTest
    @CsvSource({
        "204 No Content, OK 204",
        "404 Not Found, CLIENT_ERROR 404",
        "400 Bad Request, CLIENT_ERROR 400",
        "500 Internal Server Error, SERVER_ERROR 500",
        "503 Unavailable, SERVER_ERROR 503",
        "302 Found, UNEXPECTED_STATUS 302",
        "999 What, UNEXPECTED_STATUS 999",
    })
    void shouldSortByStatusAndHandOverTheBody(String status, String line) throws Exception {
        String body = status.startsWith("204") ? "" : "{\"code\":-1121}";
        serve(peer -> {
            peer.readHead();
            peer.say("HTTP/1.1 " + status + "\r\n"
                    + (body.isEmpty() ? "\r\n" : "Content-Length: " + body.length() + "\r\n\r\n" + body));
            peer.awaitEnd();
        });
        open(PATIENT);
        get("/x");
        Outcome outcome = take();
        assertEquals(line, outcome.line());
        assertEquals(body, outcome.body());
        assertEquals(0, outcome.retryAfterNs());
    }

    @ParameterizedTest
    @CsvSource({
        "429, Retry-After: 3, RATE_LIMITED 429, 3000",
        "429, X: y, RATE_LIMITED 429, 700",
        "429, 'Retry-After: Tue, 14 Nov 2023 22:14:20 GMT', RATE_LIMITED 429, 60000",
        "429, Retry-After: soon, RATE_LIMITED 429, 700",
        "418, Retry-After: 120, BANNED 418, 120000",
        "418, X: y, BANNED 418, 900",
    })
    void shouldFallSilentWhenToldTo(String status, String header, String line, long pauseMs) throws Exception {
        serve(peer -> {
            while (true) {
                heard.add(peer.readHead());
                boolean isFirst = heard.size() == 1;
                peer.say(
                        isFirst
                                ? "HTTP/1.1 " + status + " Slow\r\n" + header + "\r\nContent-Length: 2\r\n\r\n{}"
                                : answer("200 OK", "{}"));
            }
        });
        open(PATIENT);
        get("/a");
        get("/b");
        Outcome first = take();
        assertEquals(line, first.line());
        assertEquals(pauseMs * MS, first.retryAfterNs());
        Outcome waiting = take();
        assertEquals("PAUSED", waiting.line());
        now.addAndGet(pauseMs * MS - 1);
        get("/c");
        Outcome refused = take();
        assertEquals("PAUSED", refused.line());
        assertEquals(1, refused.retryAfterNs());
        assertFalse(RestOutcome.PAUSED.mayHaveArrived());
        now.addAndGet(1);
        get("/d");
        assertEquals("OK 200", take().line());
        assertEquals(2, heard.size());
    }

    @Test
    void shouldPutTogetherAChunkedBody() throws Exception {
        serve(peer -> {
            peer.readHead();
            peer.say("HTTP/1.1 100 Continue\r\n\r\n");
            peer.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n");
            peer.say("2;x=y\r\n1}\r\n0\r\nTrailer: t\r\n\r\n");
            peer.readHead();
            peer.say(answer("200 OK", "next"));
            peer.awaitEnd();
        });
        open(PATIENT);
        get("/x");
        get("/y");
        assertEquals("{\"a\":1}", take().body());
        assertEquals("next", take().body());
    }

    @Test
    void shouldTakeABodyThatEndsWithTheConnection() throws Exception {
        serve(peer -> {
            peer.readHead();
            peer.say("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nall of it");
        });
        open(PATIENT);
        get("/x");
        get("/y");
        assertEquals("all of it", take().body());
        assertEquals("all of it", take().body());
        assertEquals(2, server.accepted());
    }

    @Test
    void shouldTakeABodyAsLargeAsAllowed() throws Exception {
        serve(peer -> {
            peer.readHead();
            peer.say(answer("200 OK", "x".repeat(100_000)));
            peer.awaitEnd();
        });
        open(PATIENT);
        get("/fits");
        assertEquals(100_000, take().body().length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 100001\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\n"
            })
    void shouldRefuseABodyBeyondTheLimit(String head) throws Exception {
        boolean isChunked = head.contains("chunked");
        serve(peer -> {
            peer.readHead();
            peer.say(head);
            for (int i = 0; i < 101; i++) {
                peer.say((isChunked ? "3e8\r\n" : "") + "x".repeat(1_000) + (isChunked ? "\r\n" : ""));
            }
            peer.awaitEnd();
        });
        open(PATIENT);
        get("/x");
        Outcome outcome = take();
        assertEquals("TOO_LARGE 200", outcome.line());
        assertTrue(outcome.detail().contains("net.rest-max is 100000"), outcome.detail());
    }

    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf', TRUNCATED 200",
        "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal', TRUNCATED 200",
        "'HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Encoding: gzip\r\n\r\nabcd', ENCODED 200",
        "'<html>go away</html>\r\n\r\n', GARBAGE",
        "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n\r\n', GARBAGE 200",
        "'', BROKEN",
        "'HTTP/1.1 200 O', BROKEN",
    })
    void shouldNameWhatIsWrongWithAnAnswer(String answer, String line) throws Exception {
        serve(peer -> {
            peer.readHead();
            peer.say(answer);
        });
        open(PATIENT);
        get("/x");
        assertEquals(line, take().line());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"})
    void shouldGiveUpAnAnswerThatDoesNotComeInTime(String answer) throws Exception {
        serve(peer -> {
            peer.readHead();
            peer.say(answer);
            peer.awaitEnd();
        });
        open(new NetSettings.Rest(100_000, 60 * MS, 1, 4, LONG_NS, MS, MS));
        get("/x");
        assertEquals(answer.isEmpty() ? "TIMEOUT" : "TIMEOUT 200", take().line());
        assertTrue(RestOutcome.TIMEOUT.mayHaveArrived());
    }
}
