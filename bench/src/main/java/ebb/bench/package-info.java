/**
 * Measures. {@link ebb.bench.Workloads} exposes the hot paths of the house, JDK types only (PERF §12), so that anything
 * can be put beside them in one run; {@link ebb.bench.Report} plays the JMH classes of {@link ebb.bench.jmh} in
 * interleaved rounds and prints a table; {@link ebb.bench.LatencyRig} times the whole way from socket to order. Each
 * workload belongs to one thread unless it says otherwise. Shipped to nobody.
 */
package ebb.bench;
