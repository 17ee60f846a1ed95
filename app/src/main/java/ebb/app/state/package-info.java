/**
 * What tools print of an engine: its state as JSON, and rows made again by replay. Slow side; reads the engine between
 * messages.
 */
package ebb.app.state;
