/**
 * What is traded and in which units: the instrument table (INST-1, INST-5), tick bands and order validity (TICK-1, 2),
 * size and profit in the settlement currency (INST-2, 3), average entry (INST-4), isolated margin. Runs on the
 * business-logic thread only; allocates when an instrument is defined and never after.
 */
package ebb.engine.instrument;
