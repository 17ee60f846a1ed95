/** Faults by script: what goes wrong, when, and how the book stream of an instrument shows it. One thread. */
package ebb.adapters.venuesim.fault;
