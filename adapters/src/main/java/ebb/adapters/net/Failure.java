package ebb.adapters.net;

import ebb.codecs.EpochClock;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.net.ssl.SSLException;

/**
 * What went wrong with a connection, sorted.
 *
 * @param cause the kind
 * @param code HTTP status or close code, else 0
 * @param detail for the operator
 * @param retryAfter the peer's Retry-After header, or null
 */
record Failure(Cause cause, int code, String detail, String retryAfter) {
    private static final int CAUSES_DEEP = 16;
    private static final long SECOND_NS = 1_000_000_000L;

    static Failure of(Cause cause, String detail) {
        return new Failure(cause, 0, detail, null);
    }

    static Failure of(Throwable thrown) {
        if (thrown instanceof WebSocketClientHandshakeException handshake) {
            return of(handshake);
        }
        return of(sort(thrown), text(thrown));
    }

    /** What the peer asked for; 0 if nothing. */
    long retryAfterNs(EpochClock clock) {
        return retryAfterNs(retryAfter, clock);
    }

    /** Retry-After in either of its forms, seconds or a date; 0 if absent or unreadable. */
    static long retryAfterNs(String header, EpochClock clock) {
        if (header == null) {
            return 0;
        }
        String text = header.trim();
        try {
            if (!text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Long.parseLong(text) * SECOND_NS;
            }
            Instant until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            return Math.max(0, until.getEpochSecond() * SECOND_NS - clock.nanos());
        } catch (DateTimeException e) {
            return 0;
        }
    }

    private static Failure of(WebSocketClientHandshakeException thrown) {
        HttpResponse response = thrown.response();
        if (response == null) {
            return of(Cause.HANDSHAKE_REFUSED, thrown.getMessage());
        }
        int status = response.status().code();
        Cause cause = status == 429 || status == 418 ? Cause.RATE_LIMITED : Cause.HANDSHAKE_REFUSED;
        return new Failure(
                cause, status, thrown.getMessage(), response.headers().get(HttpHeaderNames.RETRY_AFTER));
    }

    private static Cause sort(Throwable thrown) {
        boolean tls = false;
        boolean untrusted = false;
        Throwable each = thrown;
        for (int depth = 0; each != null && depth < CAUSES_DEEP; depth++, each = each.getCause()) {
            if (each instanceof CertificateExpiredException || each instanceof CertificateNotYetValidException) {
                return Cause.TLS_EXPIRED;
            }
            if (each instanceof CertificateException && isAboutTheName(each)) {
                return Cause.TLS_WRONG_HOST;
            }
            untrusted |= each instanceof CertPathBuilderException || each instanceof CertPathValidatorException;
            tls |= each instanceof SSLException || each instanceof CertificateException;
        }
        if (untrusted) {
            return Cause.TLS_UNTRUSTED;
        }
        return tls ? Cause.TLS_FAILED : sortPlain(thrown);
    }

    private static Cause sortPlain(Throwable thrown) {
        if (thrown instanceof UnknownHostException) {
            return Cause.NAME_UNKNOWN;
        }
        if (thrown instanceof ConnectTimeoutException) {
            return Cause.CONNECT_TIMEOUT;
        }
        if (thrown instanceof NoRouteToHostException) {
            return Cause.UNREACHABLE;
        }
        if (says(thrown, "reset") || says(thrown, "broken pipe")) {
            return Cause.RESET; // Also as a ConnectException, when a peer accepts and resets at once.
        }
        if (thrown instanceof ConnectException) {
            return says(thrown, "unreachable") ? Cause.UNREACHABLE : Cause.REFUSED;
        }
        return Cause.IO_ERROR;
    }

    /** The JDK has no class of its own for a name that does not match; these are its words, on 17 and 25. */
    private static boolean isAboutTheName(Throwable thrown) {
        return says(thrown, "no subject alternative") || says(thrown, "no name matching");
    }

    private static boolean says(Throwable thrown, String word) {
        String message = thrown.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains(word);
    }

    private static String text(Throwable thrown) {
        Throwable root = thrown;
        for (int depth = 0; root.getCause() != null && depth < CAUSES_DEEP; depth++) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
