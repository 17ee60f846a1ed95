/**
 * The tape and what is read from it: which prints count (EVT-2, EVT-3), whose side they were on (TRD), taker groups,
 * cumulative volume delta (CVD), volume-synchronised toxicity (VPIN) and the microstructure score (MICRO). One set of
 * objects an instrument, held together by {@link ebb.engine.flow.Tape}. Runs on the business-logic thread only; reads
 * no clock, encodes no message, allocates nothing after construction.
 */
package ebb.engine.flow;
