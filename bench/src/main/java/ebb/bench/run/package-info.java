/**
 * {@code ebb-bench}: which contenders meet at which task, in how many interleaved rounds, and what is kept of it. JMH
 * forks a process for each contender and round; what needs threads and sockets of its own is timed by a rig in a process
 * of its own. Composition root of the module; nothing else uses it.
 */
package ebb.bench.run;
