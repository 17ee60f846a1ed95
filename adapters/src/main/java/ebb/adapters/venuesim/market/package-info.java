/**
 * A market that nobody trades on but itself: books, tape, candles, marks and liquidations of several instruments, made
 * from a seed in market time and consistent with each other. Knows no wire, no socket and no clock; one thread.
 */
package ebb.adapters.venuesim.market;
