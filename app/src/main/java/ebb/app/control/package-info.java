/**
 * The way in for operators of a running process: a Unix domain socket of mode 0600 in the journal directory (TECH §8).
 * One request line, one answer line, then the connection closes. No port is opened. Requests run on the socket's own
 * thread and only raise the kill gate and publish commands to the ring.
 */
package ebb.app.control;
