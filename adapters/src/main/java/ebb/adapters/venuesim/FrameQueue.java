package ebb.adapters.venuesim;

import ebb.adapters.files.LineKind;
import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.wire.Text;
import java.util.ArrayDeque;

/** Frames made and not yet taken, oldest first. Their bytes are reused. */
final class FrameQueue {
    private final ArrayDeque<Entry> waiting = new ArrayDeque<>();
    private final ArrayDeque<Entry> spare = new ArrayDeque<>();

    /** One frame. */
    static final class Entry {
        private byte[] bytes = new byte[512];
        private int length;
        private long receiveNs;
        private SimVenue venue;
        private LineKind kind;
        private int connection;
        private String address;

        byte[] bytes() {
            return bytes;
        }

        int length() {
            return length;
        }

        long receiveNs() {
            return receiveNs;
        }

        SimVenue venue() {
            return venue;
        }

        LineKind kind() {
            return kind;
        }

        int connection() {
            return connection;
        }

        String address() {
            return address;
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The oldest, taken out; give it back by {@link #recycle} when its bytes are done with. */
    Entry take() {
        return waiting.removeFirst();
    }

    void recycle(Entry entry) {
        spare.addLast(entry);
    }

    void add(long receiveNs, SimVenue venue, LineKind kind, int connection, String address, Text payload) {
        Entry entry = spare.isEmpty() ? new Entry() : spare.removeLast();
        if (entry.bytes.length < payload.length()) {
            entry.bytes = new byte[Math.max(entry.bytes.length * 2, payload.length())];
        }
        System.arraycopy(payload.array(), 0, entry.bytes, 0, payload.length());
        entry.length = payload.length();
        entry.receiveNs = receiveNs;
        entry.venue = venue;
        entry.kind = kind;
        entry.connection = connection;
        entry.address = address;
        waiting.addLast(entry);
    }
}
