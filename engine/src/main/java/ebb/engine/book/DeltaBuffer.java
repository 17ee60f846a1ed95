package ebb.engine.book;

import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/** One book's resync buffer (BOOK-6): a queue of deltas in the shared pool, oldest first. */
final class DeltaBuffer implements Digested, Snapshotted {
    // Digest of a queue e1…en: Σ ei·FACTOR^(n−i). Odd, hence invertible modulo 2^64: the head can be taken out again.
    private static final long FACTOR = 0xD1342543DE82EF95L;
    private static final long INVERSE = inverse();

    private final LevelPool pool;
    private int head = LevelPool.NONE;
    private int tail = LevelPool.NONE;
    private int size;
    private long sum;
    private long headPower = 1;

    DeltaBuffer(LevelPool pool) {
        this.pool = pool;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** The oldest delta, {@link LevelPool#NONE} if there is none. */
    int head() {
        return head;
    }

    /**
     * Adds the message in hand.
     *
     * @return false if the pool has no place for it; nothing has changed then
     */
    boolean append(long first, long last, long previous, LevelStage stage) {
        if (!pool.hasRoomToWait(stage.size())) {
            return false;
        }
        int update = pool.open(first, last, previous);
        if (update == LevelPool.NONE) {
            return false;
        }
        if (!pool.append(update, stage)) {
            pool.release(update);
            return false;
        }
        add(update);
        return true;
    }

    private void add(int update) {
        if (size == 0) {
            head = update;
        } else {
            pool.link(tail, update);
            headPower *= FACTOR;
        }
        pool.link(update, LevelPool.NONE);
        tail = update;
        size++;
        sum = sum * FACTOR + pool.sum(update);
    }

    /** Forgets the oldest delta. */
    void dropHead() {
        sum -= pool.sum(head) * headPower;
        int dropped = head;
        head = pool.nextUpdate(head);
        pool.release(dropped);
        size--;
        if (size == 0) {
            reset();
        } else {
            headPower *= INVERSE;
        }
    }

    /** Forgets all. */
    void clear() {
        while (head != LevelPool.NONE) {
            int dropped = head;
            head = pool.nextUpdate(head);
            pool.release(dropped);
        }
        reset();
    }

    private void reset() {
        head = LevelPool.NONE;
        tail = LevelPool.NONE;
        size = 0;
        sum = 0;
        headPower = 1;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("delta buffer");
        out.putInt(size);
        for (int at = head; at != LevelPool.NONE; at = pool.nextUpdate(at)) {
            pool.writeTo(out, at);
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("delta buffer");
        clear();
        for (int left = in.readCount(pool.size()); left > 0; left--) {
            add(pool.readFrom(in));
        }
    }

    @Override
    public long digest() {
        return sum;
    }

    @Override
    public long digestAnew() {
        long anew = 0;
        for (int at = head; at != LevelPool.NONE; at = pool.nextUpdate(at)) {
            anew = anew * FACTOR + pool.sum(at);
        }
        return anew;
    }

    private static long inverse() {
        long x = FACTOR;
        for (int bits = 3; bits < 64; bits *= 2) {
            x *= 2 - FACTOR * x;
        }
        return x;
    }
}
