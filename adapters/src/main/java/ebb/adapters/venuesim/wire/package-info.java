/**
 * The venues' own spelling of what the market does: pushes and REST answers as bytes. Writes into a {@link
 * ebb.adapters.venuesim.wire.Text} it is given; knows no socket and no fault; one thread.
 */
package ebb.adapters.venuesim.wire;
