/**
 * Recordings as input and output: captures in the <em>frames</em> format, candle files of the catalogue, and the import
 * of both through the decoders of the live way, so that a recording and a connection are one thing.
 *
 * <p>Slow path: its own thread, may allocate and block on files. A malformed file ends the work with a
 * {@link ebb.adapters.files.CaptureException} that names file and line.
 */
package ebb.adapters.files;
