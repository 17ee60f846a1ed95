package ebb.adapters.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;

/**
 * One memory that Netty is lent again and again: while whoever had it last has given it back, nothing is allocated, and
 * the bytes are where the cache knows them. Event loop only.
 */
final class LentBuffer implements AutoCloseable {
    // Without Netty's watch for leaks, which allocates with each hundredth buffer: the owner keeps it until the end.
    private static final ByteBufAllocator MEMORY = new UnpooledByteBufAllocator(true, true);

    private final ByteBuf own;
    private boolean isClosed;

    LentBuffer(int bytes) {
        own = MEMORY.directBuffer(bytes, bytes);
    }

    /**
     * An empty buffer that the borrower releases.
     *
     * @param otherwise gives one while this is lent, or too small
     * @param bytes that it must hold
     */
    ByteBuf lend(ByteBufAllocator otherwise, int bytes) {
        if (isClosed || own.refCnt() != 1 || bytes > own.capacity()) {
            return otherwise.directBuffer(bytes, bytes);
        }
        return own.clear().retain();
    }

    /** Gives the memory back as soon as nobody has it any more. */
    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            own.release();
        }
    }
}
