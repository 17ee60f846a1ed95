/**
 * Flyweights generated from {@code ebb.xml} (spec messages.md), beside the enums of messages.md §6 that no field has as
 * its type and SBE therefore does not generate. A flyweight belongs to one thread and to the buffer it was last wrapped
 * over.
 */
package ebb.codecs.sbe;
