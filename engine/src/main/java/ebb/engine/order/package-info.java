/**
 * Orders from intent to end (RELIABILITY §4), executions applied once each, positions with exact cost (INST-3, INST-4),
 * and the protection of every position by a stop and a target (NS-PRT-1, NS-TAK-1). Decides and emits through {@link
 * ebb.engine.order.OrderGateway} and {@link ebb.engine.order.OrderListener}; encodes nothing. Runs on the
 * business-logic thread only; allocates nothing once every (instrument, strategy) pair was seen.
 */
package ebb.engine.order;
