/**
 * What was recorded of the gates between the phases of NullSpectre (NS-LIV-2): one file, {@code gates.tsv}, in a journal's
 * directory, to which a line is added for each verdict; the newest line of a gate counts. It is read before a session of a
 * live phase starts, and by people.
 */
package ebb.app.gate;
