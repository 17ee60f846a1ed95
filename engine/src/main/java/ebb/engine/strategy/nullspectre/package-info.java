/**
 * NullSpectre: short the exhaustion of a small-cap perpetual after its third failed push (spec/nullspectre.md). Knows no
 * other strategy. Runs on the business-logic thread; allocates in constructors only.
 */
package ebb.engine.strategy.nullspectre;
