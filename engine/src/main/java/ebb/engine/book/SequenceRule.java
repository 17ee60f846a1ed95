package ebb.engine.book;

import ebb.codecs.sbe.SeqModel;

/** The table of BOOK-4: which delta follows which sequence. */
final class SequenceRule {
    private SequenceRule() {}

    /** The model again; refuses one that has no rule here. */
    static SeqModel check(int instrument, SeqModel model) {
        if (model.value() > SeqModel.STEP.value()) {
            throw new IllegalArgumentException("instrument " + instrument + ": no sequence rule for model " + model);
        }
        return model;
    }

    /**
     * Whether a delta lacks an id without which its model cannot judge it; such a message is refused.
     *
     * @return false if all ids that the model reads are there
     */
    static boolean lacksIds(SeqModel model, long first, long last, long previous) {
        return switch (model) {
            case RANGE -> first == BookBuilder.ABSENT || last == BookBuilder.ABSENT;
            case PREV -> previous == BookBuilder.ABSENT || last == BookBuilder.ABSENT;
            case STEP -> last == BookBuilder.ABSENT;
            default -> false;
        };
    }

    /**
     * Whether a delta that is neither keep-alive nor old follows.
     *
     * @param sequence the book's last sequence, or that of the snapshot
     * @param isFirst whether none has been applied since the snapshot
     * @return false for a gap
     */
    static boolean accepts(SeqModel model, long sequence, boolean isFirst, long first, long last, long previous) {
        return switch (model) {
            case RANGE -> first <= sequence + 1 && sequence + 1 <= last;
            case PREV -> isFirst ? previous <= sequence && sequence < last : previous == sequence;
            case STEP -> last == sequence + 1;
            default -> true;
        };
    }

    /** PREV's sign of life: it names the last sequence twice. */
    static boolean isKeepAlive(SeqModel model, long sequence, long last, long previous) {
        return model == SeqModel.PREV && last == sequence && previous == sequence;
    }
}
