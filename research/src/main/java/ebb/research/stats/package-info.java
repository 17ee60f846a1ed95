/**
 * Statistics of small samples. Tests, quantiles and intervals are those of Apache Commons Statistics; what it lacks
 * (Newcombe's interval, the resampling loop, drawdown) is here. Nothing reads a clock, seeds are handed in.
 */
package ebb.research.stats;
