/**
 * Runs an engine: the ring and its handlers, wait strategies, the journal barrier (law 3), egress behind it with the
 * last look at the kill gate, the fatal handler; and the straight loop of replay and backtest, which calls the same
 * engine without threads. Wires journal and engine; knows no venue. Clocks live here and in adapters, never in the
 * engine.
 */
package ebb.runtime;
