package ebb.engine.pattern;

import ebb.codecs.sbe.LevelEvt;

/** Hears each step of the rejection tracker, in order (REJ-2…5); the root writes it out as {@code LevelEvent}. */
public interface LevelListener {
    /**
     * One step of one level. During a birth the swing bar and those after it are run through again, so that bar starts
     * step back once.
     *
     * @param levelId running number of the level within its tracker, from 0
     * @param barStartNs start of the bar that caused it, ns since epoch
     * @param price what the step is about: the level (BORN, REMOVED, EVICT), the peak (TEST, RECORD, WITHDRAW, STALL,
     *     AGED), the trough (RETREAT), the close (BROKEN); price mantissa
     * @param n counted rejections after the step; BROKEN tells what was lost
     * @param event what happened
     */
    void onLevelEvent(long levelId, long barStartNs, long price, int n, LevelEvt event);
}
