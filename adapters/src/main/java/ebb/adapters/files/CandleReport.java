package ebb.adapters.files;

/**
 * What became of a candle file.
 *
 * @param instrument as it was inferred (INST-7)
 * @param candles published
 * @param rounded how many of their volumes had more digits than were kept
 * @param firstNs start of the first candle, ns since the epoch
 * @param lastNs end of the last one
 */
public record CandleReport(CapturedInstrument instrument, long candles, long rounded, long firstNs, long lastNs) {}
