/**
 * The journal: what came in, what went out, what was measured, each as a stream of checked records on a Chronicle
 * queue.
 *
 * <p>It knows bytes and numbers, never what they mean. {@link ebb.journal.JournalDirectory} holds the lock and the boot
 * epoch, {@link ebb.journal.LiveRun} the run being written, {@link ebb.journal.StreamWriter} appends (one thread a
 * stream, no garbage), {@link ebb.journal.StreamReader} reads what is there without opening it for writing,
 * {@link ebb.journal.Verifier} says whether it is whole.
 *
 * <p>Three witnesses stand against each other, because the queue has no checksum and takes damage for the end of the
 * file: the CRC and the contiguous number in each of our records, the queue's own last position, and our
 * {@link ebb.journal.Manifest} beside it. A run is written once, by one process, and never appended to again: each boot
 * starts a new run, so no lock word of a dead process is ever waited for.
 */
package ebb.journal;
