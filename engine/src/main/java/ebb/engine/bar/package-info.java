/**
 * Bars of every frame of an instrument (BAR-1…9), built from the tape or taken from the venue's candles, and the rings
 * that keep the closed ones. Higher frames are merged from base bars, so frames never disagree. Runs on the
 * business-logic thread only; reads no clock, encodes no message, allocates nothing after construction.
 */
package ebb.engine.bar;
