/**
 * What every part of the engine's state shares: validity (VAL-1), digests (DESIGN Journal), snapshots (DESIGN Recovery). Lowest room of the
 * engine: it uses no other. Runs on the business-logic thread only.
 */
package ebb.engine.state;
