/**
 * What values of the configuration look like: each kind reads a text exactly, says what it allows, and writes equal
 * values as equal texts. Knows no key.
 */
package ebb.config.kind;
