package ebb.adapters.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * Where the reads of one client's connections go: into one memory, for what a read brought is scanned before the next
 * begins. TLS may keep half a record for longer; reads go into buffers of Netty's then. Event loop only.
 */
final class Reads extends DefaultMaxMessagesRecvByteBufAllocator implements AutoCloseable {
    /** Most that Netty's own guess grows to. */
    static final int BYTES = 64 * 1024;
    /** Netty's own for sockets: then others have their turn. */
    private static final int AT_ONCE = 16;

    private final LentBuffer memory = new LentBuffer(BYTES);

    Reads() {
        super(AT_ONCE);
    }

    // Netty's interface names the deprecated type.
    @SuppressWarnings("deprecation")
    @Override
    public Handle newHandle() {
        return new OneMemory();
    }

    @Override
    public void close() {
        memory.close();
    }

    private final class OneMemory extends MaxMessageHandle {
        @Override
        public ByteBuf allocate(ByteBufAllocator netty) {
            return memory.lend(netty, BYTES);
        }

        @Override
        public int guess() {
            return BYTES;
        }
    }
}
