/**
 * Whether a strategy's edge is there: its variants run over the same data, in-sample and out-of-sample apart, and each
 * gate of NS-VAL with its verdict. How a run is made is behind a port, {@link ebb.research.validate.Backtests}.
 */
package ebb.research.validate;
