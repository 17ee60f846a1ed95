/**
 * Slow facts with their age: the newest value of each context series (CFD-1, CFD-2) and what NullSpectre's universe makes of
 * market caps (NS-CAP-1, NS-CAP-2). Business-logic thread only; what comes is decoded by the root.
 */
package ebb.engine.context;
