/** The daily review (NS-REV-1): what a run decided in a day, recomputed and compared with what the rules ask. */
package ebb.research.review;
