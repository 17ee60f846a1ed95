/**
 * Studies on closed bars (core.md §10 IND): each incremental, each with its own warm-up, each fed by plain calls with
 * mantissas of the instrument, so that none needs to know where bars come from. A study is reset by a new definition
 * (INST-5) or before a recomputation from the ring (BAR-7), by nothing else. Runs on the business-logic thread; allocates
 * in constructors only; sums of longs are exact, second-order statistics are recomputed by two passes over at most 512
 * values (NUM-9), and only the functions of NUM-6 are used.
 */
package ebb.engine.indicator;
