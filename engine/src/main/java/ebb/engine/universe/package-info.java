/**
 * Who wants which stream of which instrument (DESIGN, NS-UNI-2, NS-UNI-6): what strategies wish for becomes requests to
 * the feeds, at a bounded pace, and what the wide scan of all instruments says of their day. No clock, no I/O; owned by the
 * business-logic thread.
 */
package ebb.engine.universe;
