/**
 * The JMH benchmarks, one class a hot class: {@code ebb} is ours, {@code floor…} the floor, any other method a peer.
 * Results are compared in the set-up, before time counts.
 */
package ebb.bench.jmh;
