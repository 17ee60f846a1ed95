/**
 * One class a verb: reads its options, calls what does the work, prints results on stdout and the rest on stderr. No
 * command prompts.
 */
package ebb.app.command;
