package ebb.engine.time;

import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import java.util.Arrays;

/**
 * All timers of the engine, ordered by (deadline, registration number) as TIME-3 asks: a binary heap over parallel
 * arrays. Grows by doubling while the engine warms up and allocates nothing after that.
 *
 * <p>Before a message of time T is applied, {@link #fireUntil} fires every timer with deadline at or before T, each
 * with engine time set to its deadline; a timer registered meanwhile with a deadline that is already due fires in the
 * same sweep, after those already due at its deadline.
 */
public final class Timers implements Digested, Snapshotted {
    /** Returned by nobody: the handle of no timer. */
    public static final int NONE = -1;

    private static final int NOT_IN_HEAP = -1;

    // More cannot be meant: a snapshot that says so is damaged.
    private static final int MAX_TIMERS = 1 << 24;

    private long nowNs = Long.MIN_VALUE;
    private long targetNs = Long.MIN_VALUE;
    private long jumpNs = 60_000_000_000L;
    private long registrations;
    private long digest;
    private int size;
    private int freeHead = NONE;

    // By handle; heap holds handles, place says where in the heap a handle stands.
    private long[] deadline;
    private long[] registration;
    private long[] tag;
    // What the timer is worth in the digest, so that it leaves as it came.
    private long[] worth;
    private TimerHandler[] handler;
    private int[] place;
    private int[] nextFree;
    private int[] heap;

    /**
     * Creates an empty set of timers.
     *
     * @param initialCapacity timers that fit before the first growth, at least 1
     */
    public Timers(int initialCapacity) {
        clear();
        grow(Math.max(1, initialCapacity));
    }

    /**
     * Engine time: the time of the message in hand, or the deadline of the timer that is firing.
     *
     * @return ns since epoch; {@code Long.MIN_VALUE} before the first message
     */
    public long nowNs() {
        return nowNs;
    }

    /**
     * What counts as a jump of time (TIME-5).
     *
     * @param ns {@code time.max-jump}, ns, above 0
     */
    public void jumpsBeyond(long ns) {
        jumpNs = ns;
    }

    /**
     * When a periodic timer that has just fired is due again: at the time given, or, where the sweep in hand carries
     * engine time over a jump, at the first multiple after it, once and not once per missed period (TIME-5).
     *
     * @param nextNs the time at which it would be due had there been no jump
     * @param periodNs its period, ns, above 0
     * @return a deadline for {@link #schedule}
     */
    public long next(long nextNs, long periodNs) {
        if (nextNs > targetNs || targetNs - nextNs <= jumpNs) {
            return nextNs;
        }
        return nextNs + ((targetNs - nextNs) / periodNs + 1) * periodNs;
    }

    /**
     * Registers a timer that fires once.
     *
     * @param deadlineNs engine time at which it is due; already due means: in this sweep or before the next message
     * @param who is called
     * @param what is handed back to it
     * @return a handle for {@link #cancel}, valid until the timer has fired or was cancelled
     */
    public int schedule(long deadlineNs, TimerHandler who, long what) {
        if (freeHead == NONE) {
            grow(heap.length * 2);
        }
        int handle = freeHead;
        freeHead = nextFree[handle];
        deadline[handle] = deadlineNs;
        registration[handle] = registrations++;
        tag[handle] = what;
        handler[handle] = who;
        place[handle] = size;
        heap[size] = handle;
        size++;
        siftUp(size - 1);
        worth[handle] = entry(handle);
        digest += worth[handle];
        return handle;
    }

    /**
     * Cancels a timer.
     *
     * @param handle what {@link #schedule} returned, or {@link #NONE}
     * @return {@link #NONE}, so that the caller can forget the handle in the same line
     */
    public int cancel(int handle) {
        if (handle != NONE && place[handle] != NOT_IN_HEAP) {
            remove(handle);
        }
        return NONE;
    }

    /**
     * Fires what is due and sets engine time to T (TIME-3).
     *
     * @param timeNs T of the message about to be applied; smaller than engine time leaves engine time (TIME-1)
     * @return how many timers fired
     */
    public int fireUntil(long timeNs) {
        int fired = 0;
        targetNs = timeNs;
        while (size > 0 && deadline[heap[0]] <= timeNs) {
            int handle = heap[0];
            long due = deadline[handle];
            TimerHandler who = handler[handle];
            long what = tag[handle];
            remove(handle);
            if (due > nowNs) {
                nowNs = due;
            }
            fired++;
            who.onTimer(nowNs, what);
        }
        if (timeNs > nowNs) {
            nowNs = timeNs;
        }
        return fired;
    }

    /**
     * Whose a timer is that came back from a snapshot: handlers are objects, so each part claims its own by the handle it
     * kept.
     *
     * @param handle what {@link #schedule} returned before the snapshot; {@link #NONE} is nobody's
     * @param who is called when it is due
     * @throws SnapshotException if no timer without an owner has this handle
     */
    public void claim(int handle, TimerHandler who) {
        if (handle == NONE) {
            return;
        }
        if (handle < 0 || handle >= place.length || place[handle] == NOT_IN_HEAP || handler[handle] != null) {
            throw new SnapshotException(
                    "no timer " + handle + " waits for " + who.getClass().getSimpleName());
        }
        handler[handle] = who;
    }

    /**
     * Writes the handles of all timers of one owner, for a part that keeps none itself; {@link #claimFrom} reads them.
     *
     * @param who the owner, the very object that was registered
     * @param out where to
     */
    public void writeHandlesOf(TimerHandler who, SnapshotWriter out) {
        int[] own = new int[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            own[count] = heap[i];
            count += handler[heap[i]] == who ? 1 : 0;
        }
        out.putInts(own, count);
    }

    /**
     * Claims what {@link #writeHandlesOf} wrote.
     *
     * @param who the owner in this engine
     * @param in where from
     * @throws SnapshotException if a timer does not wait, or has an owner
     */
    public void claimFrom(TimerHandler who, SnapshotReader in) {
        int count = in.readCount(size);
        for (int i = 0; i < count; i++) {
            claim(in.readInt(), who);
        }
    }

    /**
     * Every timer of the snapshot was claimed.
     *
     * @throws SnapshotException if one was not
     */
    public void checkClaimed() {
        for (int i = 0; i < size; i++) {
            if (handler[heap[i]] == null) {
                throw new SnapshotException("nobody claimed timer " + heap[i] + " with tag " + tag[heap[i]]);
            }
        }
    }

    /** Handles keep their numbers, free ones their order: what is scheduled next gets the same handle. */
    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("timers");
        out.putLong(nowNs);
        out.putLong(targetNs);
        out.putLong(registrations);
        out.putInt(heap.length);
        out.putInts(heap, size);
        for (int i = 0; i < size; i++) {
            int handle = heap[i];
            out.putLong(deadline[handle]);
            out.putLong(registration[handle]);
            out.putLong(tag[handle]);
        }
        for (int handle = freeHead; handle != NONE; handle = nextFree[handle]) {
            out.putInt(handle);
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("timers");
        nowNs = in.readLong();
        targetNs = in.readLong();
        registrations = in.readLong();
        int capacity = in.readInt();
        if (capacity < 1 || capacity > MAX_TIMERS) {
            throw new SnapshotException("timers for " + capacity + " in the snapshot; allowed: 1 to " + MAX_TIMERS);
        }
        clear();
        grow(capacity);
        freeHead = NONE;
        size = in.readInts(heap);
        for (int i = 0; i < size; i++) {
            int handle = handle(heap[i]);
            place[handle] = i;
            deadline[handle] = in.readLong();
            registration[handle] = in.readLong();
            tag[handle] = in.readLong();
            worth[handle] = entry(handle);
            digest += worth[handle];
        }
        int last = NONE;
        for (int i = size; i < capacity; i++) {
            int free = handle(in.readInt());
            if (last == NONE) {
                freeHead = free;
            } else {
                nextFree[last] = free;
            }
            nextFree[free] = NONE;
            last = free;
        }
    }

    private int handle(int read) {
        if (read < 0 || read >= heap.length || place[read] != NOT_IN_HEAP) {
            throw new SnapshotException("timer " + read + " of " + heap.length + " in the snapshot");
        }
        return read;
    }

    private void clear() {
        deadline = new long[0];
        registration = new long[0];
        tag = new long[0];
        worth = new long[0];
        handler = new TimerHandler[0];
        place = new int[0];
        nextFree = new int[0];
        heap = new int[0];
        size = 0;
        digest = 0;
        freeHead = NONE;
    }

    /**
     * How many timers wait.
     *
     * @return a count
     */
    public int size() {
        return size;
    }

    @Override
    public long digest() {
        return digest + Digest.mix(1, nowNs, registrations);
    }

    @Override
    public long digestAnew() {
        long sum = Digest.mix(1, nowNs, registrations);
        for (int i = 0; i < size; i++) {
            sum += entry(heap[i]);
        }
        return sum;
    }

    private long entry(int handle) {
        return Digest.mix(registration[handle], deadline[handle], tag[handle]);
    }

    private void remove(int handle) {
        digest -= worth[handle];
        int at = place[handle];
        place[handle] = NOT_IN_HEAP;
        handler[handle] = null;
        nextFree[handle] = freeHead;
        freeHead = handle;
        size--;
        if (at == size) {
            return;
        }
        int moved = heap[size];
        heap[at] = moved;
        place[moved] = at;
        siftUp(at);
        siftDown(place[moved]);
    }

    private boolean before(int a, int b) {
        return deadline[a] < deadline[b] || (deadline[a] == deadline[b] && registration[a] < registration[b]);
    }

    private void siftUp(int from) {
        int at = from;
        int handle = heap[at];
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!before(handle, heap[parent])) {
                break;
            }
            heap[at] = heap[parent];
            place[heap[at]] = at;
            at = parent;
        }
        heap[at] = handle;
        place[handle] = at;
    }

    private void siftDown(int from) {
        int at = from;
        int handle = heap[at];
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], handle)) {
                break;
            }
            heap[at] = heap[child];
            place[heap[at]] = at;
            at = child;
        }
        heap[at] = handle;
        place[handle] = at;
    }

    private void grow(int capacity) {
        int old = heap.length;
        deadline = Arrays.copyOf(deadline, capacity);
        registration = Arrays.copyOf(registration, capacity);
        tag = Arrays.copyOf(tag, capacity);
        worth = Arrays.copyOf(worth, capacity);
        handler = Arrays.copyOf(handler, capacity);
        place = Arrays.copyOf(place, capacity);
        nextFree = Arrays.copyOf(nextFree, capacity);
        heap = Arrays.copyOf(heap, capacity);
        for (int i = capacity - 1; i >= old; i--) {
            place[i] = NOT_IN_HEAP;
            nextFree[i] = freeHead;
            freeHead = i;
        }
    }
}
