package ebb.adapters.files;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a capture line by line: {@code receive_ns  kind  conn  payload}, separated by tabs, packed if its name says so.
 * The payload is the bytes that were received; base64 (a kind ending in {@code 64}) is undone here.
 */
public final class FramesReader implements AutoCloseable {
    private final Path file;
    private final LineReader lines;
    private final UnsafeBuffer payload = new UnsafeBuffer(0, 0);
    private byte[] connBytes = new byte[0];
    private String conn = "";
    private LineKind kind;
    private long receiveNs;

    /**
     * Opens a capture.
     *
     * @param file {@code .frames}, {@code .frames.zst} or {@code .frames.gz}
     * @throws CaptureException if it cannot be opened
     */
    public FramesReader(Path file) {
        this.file = file;
        this.lines = new LineReader(file);
    }

    /**
     * Goes to the next line.
     *
     * @return false at the end
     * @throws CaptureException for a line that is not of this format
     */
    public boolean next() {
        if (!lines.next()) {
            return false;
        }
        byte[] bytes = lines.bytes();
        int end = lines.end();
        int kindAt = field(lines.start(), "receive time");
        int connAt = field(kindAt, "kind");
        int payloadAt = field(connAt, "connection");
        receiveNs = time(bytes, lines.start(), kindAt - 1);
        boolean packed = kind(bytes, kindAt, connAt - 1);
        conn(bytes, connAt, payloadAt - 1);
        if (packed) {
            unpack(bytes, payloadAt, end);
        } else {
            payload.wrap(bytes, payloadAt, end - payloadAt);
        }
        return true;
    }

    /** Behind the tab that ends the field which begins here. */
    private int field(int start, String name) {
        byte[] bytes = lines.bytes();
        for (int i = start; i < lines.end(); i++) {
            if (bytes[i] == '\t') {
                return i + 1;
            }
        }
        throw fault(
                "no tab behind the " + name + "; a line is receive_ns, kind, connection, payload with tabs between");
    }

    private long time(byte[] bytes, int start, int end) {
        long time = 0;
        for (int i = start; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || time > (Long.MAX_VALUE - digit) / 10) {
                throw fault("receive time is not a count of nanoseconds: '" + text(bytes, start, end) + "'");
            }
            time = time * 10 + digit;
        }
        if (start == end) {
            throw fault("receive time is empty");
        }
        return time;
    }

    /** Whether the payload is base64. */
    private boolean kind(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length == 2 && bytes[start] == 'i' && bytes[start + 1] == 'n') {
            kind = LineKind.IN;
            return false;
        }
        String name = text(bytes, start, end);
        boolean packed = name.endsWith("64");
        kind = LineKind.of(packed ? name.substring(0, name.length() - 2) : name);
        if (kind == null) {
            throw fault("kind '" + name + "' is none of in, out, open, close, http, each with 64 behind it if base64");
        }
        return packed;
    }

    private void conn(byte[] bytes, int start, int end) {
        if (!Arrays.equals(connBytes, 0, connBytes.length, bytes, start, end)) {
            connBytes = Arrays.copyOfRange(bytes, start, end);
            conn = new String(connBytes, StandardCharsets.UTF_8);
        }
    }

    private void unpack(byte[] bytes, int start, int end) {
        try {
            ByteBuffer decoded = Base64.getDecoder().decode(ByteBuffer.wrap(bytes, start, end - start));
            payload.wrap(decoded.array(), decoded.arrayOffset(), decoded.remaining());
        } catch (IllegalArgumentException e) {
            throw fault("payload is not base64: " + e.getMessage());
        }
    }

    private static String text(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    private CaptureException fault(String problem) {
        return new CaptureException(file, lines.number(), problem);
    }

    /** Number of the line in hand, counting from 1. */
    public long line() {
        return lines.number();
    }

    /** When the recorder received it, ns since the epoch; not always growing (TIME-8). */
    public long receiveNs() {
        return receiveNs;
    }

    /** What the line is. */
    public LineKind kind() {
        return kind;
    }

    /** The connection it came over, or the address of a REST answer; {@code -} if the recorder named none. */
    public String conn() {
        return conn;
    }

    /** The bytes received, from index 0 to its capacity; valid until {@link #next}. */
    public DirectBuffer payload() {
        return payload;
    }

    @Override
    public void close() {
        lines.close();
    }
}
