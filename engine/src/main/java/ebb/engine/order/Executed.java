package ebb.engine.order;

import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * Executions already applied, the newest of them, so that each is applied once (RELIABILITY §4, duplicates). Key:
 * instrument, order and the venue's id, because several venues number trades per symbol and both sides of a trade can
 * be ours.
 */
final class Executed implements Digested, Snapshotted {
    /** {@link #see}: never seen. */
    static final int FRESH = 0;
    /** {@link #see}: seen with the same content. */
    static final int SAME = 1;
    /** {@link #see}: seen with other content. */
    static final int OTHER = 2;

    private final long[] key;
    private final long[] content;
    private final IdIndex index;
    private int next;
    private int size;
    private long digest;

    Executed(int capacity) {
        key = new long[capacity];
        content = new long[capacity];
        index = new IdIndex(capacity);
    }

    /** Says whether an execution was seen and remembers it if not. */
    int see(FillReport fill, long root) {
        long id = Digest.mix(fill.instrument() + 1L, fill.execId(), root);
        long what = Digest.mix(Digest.mix(fill.price(), fill.qty(), fill.side().value()), fill.fee());
        int at = index.get(id);
        if (at != IdIndex.ABSENT) {
            return content[at] == what ? SAME : OTHER;
        }
        if (size == key.length) {
            digest -= Digest.mix(key[next], content[next]);
            index.remove(key[next]);
        } else {
            size++;
        }
        key[next] = id;
        content[next] = what;
        index.put(id, next);
        digest += Digest.mix(id, what);
        next = next + 1 == key.length ? 0 : next + 1;
        return FRESH;
    }

    /** The newest from the oldest of them on: where in the ring they stand does not show. */
    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("executed");
        out.putInt(size);
        int at = size == key.length ? next : 0;
        for (int i = 0; i < size; i++) {
            out.putLong(key[at]);
            out.putLong(content[at]);
            at = at + 1 == key.length ? 0 : at + 1;
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("executed");
        index.clear();
        digest = 0;
        size = in.readCount(key.length);
        next = size == key.length ? 0 : size;
        for (int i = 0; i < size; i++) {
            key[i] = in.readLong();
            content[i] = in.readLong();
            index.put(key[i], i);
            digest += Digest.mix(key[i], content[i]);
        }
    }

    @Override
    public long digest() {
        return digest;
    }

    @Override
    public long digestAnew() {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += Digest.mix(key[i], content[i]);
        }
        return sum;
    }
}
