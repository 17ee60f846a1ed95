/**
 * Where the time goes: samples of the JVM's flight recorder as stacks, written as text that any flame graph tool reads, and
 * drawn as a picture that stands by itself. Knows nothing of what was run.
 */
package ebb.bench.profile;
