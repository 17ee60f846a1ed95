/**
 * What a decision is made of: drafts of signals and the reasons they carry (law 8). Runs on the business-logic thread;
 * all drafts are reused.
 */
package ebb.engine.signal;
