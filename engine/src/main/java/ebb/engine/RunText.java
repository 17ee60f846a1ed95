package ebb.engine;

import ebb.codecs.sbe.RunTextDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Gathers the chunks of one text of the run's first records; a chunk out of order voids the text. */
final class RunText {
    private byte[] bytes = new byte[0];
    private int next;

    /**
     * Takes a chunk.
     *
     * @param decoder positioned on the chunk
     * @return the whole text with the last chunk, else null
     */
    String add(RunTextDecoder decoder) {
        if (decoder.chunk() == 0) {
            bytes = new byte[0];
            next = 0;
        }
        if (decoder.chunk() != next) {
            throw new IllegalStateException("run text in pieces out of order: expected " + next + " of "
                    + decoder.chunks() + ", got " + decoder.chunk());
        }
        next++;
        int length = decoder.dataLength();
        bytes = Arrays.copyOf(bytes, bytes.length + length);
        decoder.getData(bytes, bytes.length - length, length);
        return next == decoder.chunks() ? new String(bytes, StandardCharsets.UTF_8) : null;
    }
}
