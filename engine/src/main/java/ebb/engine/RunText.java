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

    /** Whether a piece stands in a text where its number says; all pieces but the last have one length. */
    static boolean isPieceOf(RunTextDecoder decoder, String whole) {
        byte[] known = whole.getBytes(StandardCharsets.UTF_8);
        byte[] piece = new byte[decoder.dataLength()];
        boolean isLast = decoder.chunk() == decoder.chunks() - 1;
        decoder.getData(piece, 0, piece.length);
        long at = isLast ? known.length - piece.length : (long) decoder.chunk() * piece.length;
        return at >= 0
                && at + piece.length <= known.length
                && Arrays.equals(known, (int) at, (int) at + piece.length, piece, 0, piece.length);
    }
}
