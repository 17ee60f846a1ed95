/**
 * Many replays at once: what they earned, whether the figures mean anything, and what the gates say of them. Runs on the
 * caller's thread, off the hot path; sees markets only through journals that a port gives it.
 */
package ebb.research;
