package ebb.adapters.net.frame;

import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Bytes gathered over several reads, in direct memory that doubles as needed and is kept for the next time. */
final class Gathered {
    private static final int FIRST_CAPACITY = 16 * 1024;

    private final int maxLength;
    private final UnsafeBuffer buffer = new UnsafeBuffer();
    private ByteBuffer memory;
    private int length;

    Gathered(int maxLength) {
        this.maxLength = maxLength;
        memory = ByteBuffer.allocateDirect(Math.min(maxLength, FIRST_CAPACITY));
        buffer.wrap(memory);
    }

    /** The bytes, from 0 to {@link #length}; they stay in place after {@link #clear} until the next append. */
    DirectBuffer buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    void append(DirectBuffer source, int offset, int count) {
        reserve(length + count);
        buffer.putBytes(length, source, offset, count);
        length += count;
    }

    void reserve(int capacity) {
        if (capacity > buffer.capacity()) {
            grow(capacity);
        }
    }

    void free() {
        length = 0;
        buffer.wrap(0, 0);
        BufferUtil.free(memory);
    }

    private void grow(int capacity) {
        int doubled = (int) Math.min(maxLength, Math.max(capacity, 2L * buffer.capacity()));
        ByteBuffer larger = ByteBuffer.allocateDirect(doubled);
        buffer.getBytes(0, larger, 0, length);
        BufferUtil.free(memory);
        memory = larger;
        buffer.wrap(larger);
    }
}
