/**
 * Markup for pages that stand alone: escaped HTML, figures as SVG, axes, numbers and times as people read them. Knows
 * nothing of a run; what the desk shows is put together in the packages above. Single-threaded, off the hot path.
 */
package ebb.desk.markup;
