/**
 * Binance's spellings: USD-M, spot and COIN-M frames, REST books, candles and catalogs (protocols/binance.md).
 *
 * <p>{@link ebb.adapters.venue.binance.BinanceDecoder} is the hot one and belongs to the thread that reads its sockets;
 * the catalogs are the slow path and may allocate.
 */
package ebb.adapters.venue.binance;
