/**
 * Stands before every order: trading state with its kill levels, limits in one fixed order, account breakers
 * (RELIABILITY §3, core §21). A control that lacks its input denies (law 9). Runs on the business-logic thread.
 */
package ebb.engine.risk;
