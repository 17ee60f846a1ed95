package ebb.adapters.venuesim.market;

/** The last updates of a book, newest first by age. */
final class Commits {
    /** What the venue's {@code depth_commits} gives at most. */
    static final int CAPACITY = 1_000;

    private final DepthChanges[] ring = new DepthChanges[CAPACITY];
    private int next;
    private int size;

    void add(DepthChanges changes) {
        if (ring[next] == null) {
            ring[next] = new DepthChanges();
        }
        ring[next].copyFrom(changes);
        next = (next + 1) % CAPACITY;
        size = Math.min(size + 1, CAPACITY);
    }

    int size() {
        return size;
    }

    /** The update made {@code age} updates before the last one, 0 ≤ age < size. */
    DepthChanges get(int age) {
        return ring[Math.floorMod(next - 1 - age, CAPACITY)];
    }
}
