package ebb.adapters.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;

class LentBufferTest {
    private static final ByteBufAllocator OTHERWISE = new UnpooledByteBufAllocator(true);

    @Test
    void shouldLendTheSameMemoryAgainEmptyOnceItIsBack() {
        LentBuffer memory = new LentBuffer(64);
        ByteBuf first = memory.lend(OTHERWISE, 64);
        first.writeLong(7).readInt();
        first.release();
        ByteBuf second = memory.lend(OTHERWISE, 8);
        assertSame(first, second);
        assertEquals(0, second.readableBytes());
        assertEquals(64, second.writableBytes());
        assertTrue(second.hasMemoryAddress());
        second.release();
        memory.close();
        assertEquals(0, second.refCnt());
    }

    @Test
    void shouldLendAnotherWhileSomebodyStillReadsInIt() {
        LentBuffer memory = new LentBuffer(64);
        ByteBuf kept = memory.lend(OTHERWISE, 64).writeLong(7);
        ByteBuf other = memory.lend(OTHERWISE, 64);
        assertNotSame(kept, other);
        other.writeLong(8).release();
        assertEquals(7, kept.readLong());
        kept.release();
        assertSame(kept, memory.lend(OTHERWISE, 64));
    }

    @Test
    void shouldLendAnotherWhereItIsTooSmallOrGone() {
        LentBuffer memory = new LentBuffer(64);
        ByteBuf large = memory.lend(OTHERWISE, 65);
        assertEquals(65, large.capacity());
        ByteBuf last = memory.lend(OTHERWISE, 64);
        memory.close();
        memory.close();
        assertEquals(1, last.refCnt(), "who has it may read on");
        assertNotSame(last, memory.lend(OTHERWISE, 64));
        last.release();
        assertEquals(0, last.refCnt());
    }
}
