/**
 * What people look at, fed by the journal: the report of a run. Runs on the caller's thread after the run, off the hot
 * path; reads the journal through a fresh engine, never touches a running one, opens no connection. What it writes is
 * one file that needs nothing else: no network, no fonts, no library.
 */
package ebb.desk;
