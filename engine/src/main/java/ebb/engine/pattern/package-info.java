/**
 * What shapes of closed bars mean (core.md §7 DIV, §11 SWING and SR, §12 REJ, §13 VP): swings, clustered levels,
 * divergence, the rejection tracker, the volume profile. A pattern looks back over the bars of one frame and never ahead:
 * it is known at the close of the bar that confirms it. Runs on the business-logic thread when a bar of its frame closes;
 * allocates in constructors only; tells what happened through {@link ebb.engine.pattern.LevelListener}.
 */
package ebb.engine.pattern;
