/**
 * The network as the adapters see it: one event loop on Netty ({@code NetLoop}), a WebSocket client that stays connected
 * or says why not, a REST client that stays below the venue's limits. Everything but the methods marked "any thread"
 * runs on the event loop, callbacks included; there is no other thread. Knows no venue; never blocks; hands payloads
 * over as views on direct memory.
 *
 * <p>From the decrypted read buffer on, an inbound frame allocates nothing; what Netty's own {@code read()} and TLS
 * allocate is measured by {@code AllocationTest}.
 */
package ebb.adapters.net;
