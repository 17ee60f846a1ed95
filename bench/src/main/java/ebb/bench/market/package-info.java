/**
 * Seeded markets to measure with, in the venues' own spelling (PERF §12). Made before time is taken; nothing here is
 * measured.
 */
package ebb.bench.market;
