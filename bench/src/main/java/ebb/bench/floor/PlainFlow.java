package ebb.bench.floor;

/** Floor of the flow: a running delta and a ring of 50 buckets, without windows, epochs, rank or digest. */
public final class PlainFlow {
    private static final int N = 50;

    private final long bucket;
    private final long[] imbalances = new long[N];
    private long cvd;
    private long buy;
    private long sell;
    private long closed;
    private long sum;

    /** Buckets of this many quantity mantissas. */
    public PlainFlow(long bucket) {
        this.bucket = bucket;
    }

    /** A print: sign 1 taker bought, −1 taker sold. */
    public void delta(long quantity, int sign) {
        cvd += sign * quantity;
        long left = quantity;
        while (left > 0) {
            long part = Math.min(left, bucket - buy - sell);
            if (sign > 0) {
                buy += part;
            } else {
                sell += part;
            }
            left -= part;
            if (buy + sell == bucket) {
                close();
            }
        }
    }

    private void close() {
        int at = (int) (closed++ % N);
        long imbalance = Math.abs(buy - sell);
        sum += imbalance - imbalances[at];
        imbalances[at] = imbalance;
        buy = 0;
        sell = 0;
    }

    /** Σδ since the start. */
    public long cvd() {
        return cvd;
    }

    /** Mean share of imbalance over the last 50 buckets. */
    public double vpin() {
        return closed < N ? 0 : (double) sum / (N * bucket);
    }

    /** Buckets closed so far. */
    public long buckets() {
        return closed;
    }
}
