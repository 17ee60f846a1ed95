/**
 * Measures. {@link ebb.bench.Workloads} exposes the hot paths of the house, JDK types only (PERF §12), so that anything
 * can be put beside them in one run; each {@link ebb.bench.Rig} times what needs threads, sockets or files of its own.
 * The JMH classes are in {@code ebb.bench.jmh}, what they are held against in {@code ebb.bench.floor} and
 * {@code ebb.bench.peer}; {@code ebb.bench.run} is the command. Each workload belongs to one thread unless it says
 * otherwise. Shipped to nobody.
 */
package ebb.bench;
