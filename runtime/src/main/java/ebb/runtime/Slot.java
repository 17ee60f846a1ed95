package ebb.runtime;

import org.agrona.concurrent.UnsafeBuffer;

/** One preallocated place of the ring: a part of one direct memory. */
final class Slot {
    final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);

    /** Written by the producer before it publishes, read by consumers after; ordered by the ring's sequence. */
    int length;
}
