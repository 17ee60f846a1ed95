/**
 * Reading of venue text in place: JSON members, digits, skipping of what nobody asked for.
 *
 * <p>Runs on the adapter thread that owns the connection, between the read buffer and the ring slot, so it allocates
 * nothing, makes no {@code String} and throws nothing on bad input: a fault is a negative position. It knows no venue.
 */
package ebb.adapters.wire;
