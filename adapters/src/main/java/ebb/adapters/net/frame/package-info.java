/**
 * WebSocket frames (RFC 6455) over plain memory: what a client reads from a server and what it writes to it. Knows
 * neither sockets nor Netty nor any venue; runs on whichever thread calls, in practice the event loop. Allocates
 * nothing per frame.
 */
package ebb.adapters.net.frame;
