package ebb.engine.bar;

/** Where an instrument's base bars come from (`bar.source`, BAR-2): one of the two, so that frames never disagree. */
public enum BarFeed {
    /** Built from the tape. */
    TRADES,
    /** The venue's live candles; trades feed CVD, VPIN and MICRO only. */
    VENUE
}
