/**
 * A local venue that speaks the venues' own public protocols: over loopback sockets, or as frames without sockets, from a
 * seeded market or a capture, with scripted faults. The fixture of tests and of the demo; imitates, never trades.
 */
package ebb.adapters.venuesim;
