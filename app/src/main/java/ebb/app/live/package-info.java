/**
 * A running process: the engine behind its ring, the feeds, the way in for operators. Shared by demo and paper.
 */
package ebb.app.live;
