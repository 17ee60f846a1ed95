/** What a run left in its journal: closed trades with the evidence they rested on, and its equity hour by hour. */
package ebb.research.trade;
