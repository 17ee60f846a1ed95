/**
 * Backups of a journal directory: runs, ledgers, records of gates and reviews, market caps (NS-ALR-2). Outside of the engine: it
 * reads files as any tool does, on a thread of its own or in a process of its own, and nobody who trades waits for it.
 */
package ebb.app.backup;
