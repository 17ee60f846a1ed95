/**
 * What a run decided and what came of it, told once for the report, the exports and the daily review: signals with every rule
 * asked (NS-SIG-1), trades from the first order to flat (NS-POS-1), moves of setups (NS-SM-1), alerts, labels, equity.
 */
package ebb.desk.ledger;
