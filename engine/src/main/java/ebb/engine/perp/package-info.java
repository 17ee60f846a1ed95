/**
 * What perpetuals bring beside trades and books: mark and index with their age (MARK-1), funding (FUND-1, EVT-4), open
 * interest (OI-1), liquidations (LIQN-1). Runs on the business-logic thread.
 */
package ebb.engine.perp;
