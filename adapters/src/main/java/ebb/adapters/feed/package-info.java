/**
 * Feeds: from a venue's sockets and REST answers to messages on the ring. Reads the instruments, connects, subscribes,
 * says of each stream whether it is live, fetches the books and candles the engine asks for, and starts anew what breaks.
 *
 * <p>Everything runs on the thread of one {@link ebb.adapters.net.NetLoop}, which is also the ingress's producer; the
 * methods marked "any thread" hand over and return. On the way of a frame nothing is allocated and nothing is locked.
 * What differs between venues stands behind {@link ebb.adapters.feed.protocol.VenueProtocol}; decoding is the decoders' affair. Sees only codecs.
 */
package ebb.adapters.feed;
