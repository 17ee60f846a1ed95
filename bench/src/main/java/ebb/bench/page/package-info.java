/**
 * The page of figures, {@code docs/performance.md}, made of a run's rows: what was reached of PERF §11, how cost grows, what
 * is noisy. Every figure on it comes out of a file; a row that was not measured is said to be missing. Measures nothing.
 */
package ebb.bench.page;
