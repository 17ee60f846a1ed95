/**
 * Proofs of the whole command, with real processes: the same bytes on any JVM, changed bytes found, kills, crashes, full
 * disks. What takes longer than a test may is behind a system property; the small form always runs.
 */
package ebb.app.proof;
