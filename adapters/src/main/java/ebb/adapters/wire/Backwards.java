package ebb.adapters.wire;

/** Looks through a frame from behind. */
public final class Backwards {
    private Backwards() {}

    /**
     * Looks backwards for a byte, eight a step.
     *
     * @param scan over the frame
     * @param p where to begin, inside the region
     * @param stop where to give up, at least 0: it is not looked at any more
     * @param mark the byte, 0 … 127
     * @return its last place at or before {@code p} and behind {@code stop}, or {@code stop}
     */
    public static int find(JsonScan scan, int p, int stop, int mark) {
        long marks = mark * 0x0101010101010101L;
        int at = p - 7;
        while (at > stop) {
            long found = Words.zeroBytes(scan.load(at) ^ marks);
            if (found != 0) {
                return at + 7 - (Long.numberOfLeadingZeros(found) >>> 3);
            }
            at -= 8;
        }
        at += 7;
        while (at > stop && scan.at(at) != mark) {
            at--;
        }
        return Math.max(at, stop);
    }
}
