/**
 * What the hot paths are held against: floors, which do the same with nothing around it, and peers, which do it the
 * usual way. Correct by themselves and checked against the workloads before time counts.
 */
package ebb.bench.floor;
