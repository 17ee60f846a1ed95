package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.Side;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What a snapshot of an engine says of itself, and which ones are refused. */
class EngineSnapshotTest {
    private static Inbox busy() {
        Inbox inbox = new Inbox();
        inbox.start();
        inbox.define(0, "AUSDT", SeqModel.NONE);
        inbox.define(1, "BUSDT", SeqModel.NONE);
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 3_000; i++) {
            inbox.now += random.nextLong(1_000_000_000L);
            int id = random.nextInt(2);
            long mid = 10_000 + random.nextInt(40);
            switch (random.nextInt(3)) {
                case 0 -> inbox.snapshot(id, i + 10, mid, mid + 2, 1 + random.nextInt(50));
                case 1 -> inbox.mark(id, mid);
                default -> inbox.trade(id, mid, 1 + random.nextInt(5), random.nextBoolean() ? Side.BUY : Side.SELL);
            }
        }
        return inbox;
    }

    private static byte[] bytes(Engine engine) {
        SnapshotWriter out = new SnapshotWriter();
        engine.writeTo(out);
        byte[] bytes = new byte[out.length()];
        out.buffer().getBytes(0, bytes);
        return bytes;
    }

    private static SnapshotReader reader(byte[] bytes) {
        return new SnapshotReader(new UnsafeBuffer(bytes), 0, bytes.length);
    }

    @Test
    void shouldSayWhatItIsOfAndBeTheSameBytesWhenWrittenAgain() {
        Inbox inbox = busy();
        byte[] bytes = bytes(inbox.engine);
        SnapshotHeader header = SnapshotHeader.read(reader(bytes));
        assertEquals(inbox.engine.lastSequence(), header.sequence());
        assertEquals(inbox.engine.nowNs(), header.timeNs());
        assertEquals(inbox.engine.stateHashNow(), header.stateHash());
        assertEquals(bytes.length - SnapshotHeader.BYTES, header.length());
        Engine other = new Inbox().engine;
        other.readFrom(reader(bytes));
        assertEquals(inbox.engine.stateHashNow(), other.stateHashNow());
        assertEquals(inbox.engine.emitted(), other.emitted());
        UnsafeBuffer again = new UnsafeBuffer(bytes(other));
        assertEquals(new UnsafeBuffer(bytes), again, "the copy writes what the original wrote");
    }

    @Test
    void shouldRefuseWhatIsDamagedAnywhere() {
        byte[] whole = bytes(busy().engine);
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 400; i++) {
            byte[] damaged = whole.clone();
            int at = i < SnapshotHeader.BYTES ? i : random.nextInt(damaged.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            assertThrows(
                    SnapshotException.class, () -> new Inbox().engine.readFrom(reader(damaged)), () -> "byte " + at);
        }
    }

    @Test
    void shouldRefuseWhatIsOfAnotherConfiguration() {
        byte[] bytes = bytes(busy().engine);
        Engine other = new Engine(new Inbox(), text -> {
            EngineSettings s = Inbox.settings();
            return new EngineSetup(
                    new EngineSettings(
                            s.time(),
                            s.refusals(),
                            s.books(),
                            s.markets(),
                            s.orders(),
                            s.risk(),
                            s.paper(),
                            s.caps(),
                            false),
                    List.of());
        });
        SnapshotException refused = assertThrows(SnapshotException.class, () -> other.readFrom(reader(bytes)));
        assertTrue(refused.getMessage().contains("configuration"), refused.getMessage());
    }

    @Test
    void shouldNeitherWriteAnUnconfiguredEngineNorReadIntoOneThatRuns() {
        assertThrows(IllegalStateException.class, () -> new Inbox().engine.writeTo(new SnapshotWriter()));
        Inbox inbox = busy();
        byte[] bytes = bytes(inbox.engine);
        assertThrows(IllegalStateException.class, () -> inbox.engine.readFrom(reader(bytes)));
    }
}
