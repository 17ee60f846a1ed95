package ebb.journal;

import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Payloads that follow from a seed and their number, so that any reader can tell whether a record is the right one. */
final class Records {
    static final int LONGEST = 3_000;

    private final long seed;
    private final byte[] bytes = new byte[LONGEST];
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);

    Records(long seed) {
        this.seed = seed;
    }

    /** Makes the record of a number; its payload is {@link #buffer} from 0 on. */
    int make(long number) {
        SplittableRandom random = new SplittableRandom(seed ^ number * 0x9E37_79B9_7F4A_7C15L);
        int length = random.nextInt(50) == 0 ? 1 + random.nextInt(LONGEST) : 1 + random.nextInt(300);
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) random.nextInt();
        }
        return length;
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    void append(StreamWriter writer, int count) {
        for (int i = 0; i < count; i++) {
            int length = make(writer.lastNumber() + 1);
            writer.append(buffer, 0, length);
        }
    }

    boolean isRight(long number, DirectBuffer payload, int offset, int length) {
        return make(number) == length
                && new UnsafeBuffer(payload, offset, length).equals(new UnsafeBuffer(bytes, 0, length));
    }

    /** Reads a stream to its end; fails at the first record that is not the one that was written. */
    StreamReport read(Run run, JournalStream stream) {
        try (StreamReader reader = run.reader(stream)) {
            while (reader.next()) {
                if (!isRight(reader.number(), reader.buffer(), reader.offset(), reader.length())) {
                    throw new AssertionError("record " + reader.number() + " is not what was written, seed " + seed);
                }
            }
            return reader.conclude();
        }
    }
}
