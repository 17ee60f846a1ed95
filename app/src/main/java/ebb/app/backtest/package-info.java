/** Backtests: captures, candles or the demo's market through the straight loop, journaled like any run. */
package ebb.app.backtest;
