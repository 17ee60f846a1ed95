package ebb.desk;

import java.util.ArrayList;
import java.util.List;

/** One level of the rejection tracker over its life, with the peaks that were turned back at it (REJ-1 to 5). */
final class LevelTrail {
    /**
     * A push that failed.
     *
     * @param startNs start of the peak bar
     * @param confirmNs start of the bar whose close confirmed it
     * @param price highest price, mantissa
     */
    record Peak(long startNs, long confirmNs, long price) {}

    final long id;
    final long bornNs;
    final List<Peak> peaks = new ArrayList<>();
    long price;

    /** Most rejections that counted at one time; fewer than there are peaks where trades were lost (REJ-7). */
    int counted;

    long endNs = Long.MAX_VALUE;
    String end = "";

    LevelTrail(long id, long bornNs, long price) {
        this.id = id;
        this.bornNs = bornNs;
        this.price = price;
    }

    void record(Peak peak) {
        peaks.add(peak);
        price = Math.max(price, peak.price());
    }

    /** The newest push went on after all: its rejection never was one. */
    void withdraw() {
        if (!peaks.isEmpty()) {
            peaks.remove(peaks.size() - 1);
        }
    }
}
