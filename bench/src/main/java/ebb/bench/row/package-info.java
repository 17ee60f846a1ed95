/**
 * What a measurement leaves: one {@link ebb.bench.row.Row} a figure, kept as one JSON object a line. Knows nothing of how
 * anything is measured or shown.
 */
package ebb.bench.row;
