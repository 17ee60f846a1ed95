/**
 * Other people's code doing what Ebb does, behind two small interfaces so that a JMH fork loads only the one it times.
 * Each is used as its own documentation shows, with whatever it offers to be fast, and is checked against the same oracle
 * as ours before time counts. Shipped to nobody.
 */
package ebb.bench.peer;
