/**
 * Engine time and timers (TIME-1, TIME-3). Nothing here asks what time it is; it is told. Runs on the business-logic
 * thread only.
 */
package ebb.engine.time;
