/**
 * Slow facts from the web as events (DESIGN, {@code ebb.adapters.context}): market caps of CoinGecko and CoinMarketCap. Asks
 * in its own slow rhythm on the event loop, keeps what it learnt in a file over restarts, and writes each value with its
 * source and its time (CFD-1). Which coin an instrument is stands in a reviewed file, never in a ticker (NS-CAP-3). Knows no
 * strategy and judges no value's age.
 */
package ebb.adapters.context;
