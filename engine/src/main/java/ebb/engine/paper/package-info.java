/**
 * The simulated exchange (PAPER-1…8): takes the orders a venue would take, fills them against the live book or against
 * candles, and answers after a latency, all in engine time. Nothing random; the same inputs give the same fills. Runs
 * on the business-logic thread only; grows while it warms up and allocates nothing after that.
 */
package ebb.engine.paper;
