/**
 * What the adapters of all venues share: names and numbers of venues and instruments, the decoder's interface, the way
 * of a decoded message into the ring, and what becomes of it while the ring is full.
 *
 * <p>A decoder and everything it holds belong to one thread, the one that reads the sockets it decodes; only
 * {@link ebb.adapters.venue.DecodeCounters} may be read by others. From the read buffer to the published slot nothing
 * is allocated and bad input throws nothing: each frame is counted once, as decoded, ignored by name, or rejected with
 * its reason.
 */
package ebb.adapters.venue;
