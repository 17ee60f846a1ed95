/**
 * MEXC perpetuals' spellings: frames of contract v1, REST books, candles and the catalog (protocols/mexc.md).
 *
 * <p>{@link ebb.adapters.venue.mexc.MexcDecoder} is the hot one and belongs to the thread that reads its socket; the
 * catalog is the slow path and may allocate.
 */
package ebb.adapters.venue.mexc;
