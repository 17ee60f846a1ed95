package ebb.engine.book;

import ebb.codecs.sbe.StaleWhy;
import java.util.ArrayList;
import java.util.List;

/** Writes down what books say, one line each. */
final class Recorder implements BookListener {
    final List<String> lines = new ArrayList<>();

    @Override
    public void onStatus(BookBuilder book, BookStatus status, StaleWhy reason, long lastSequence) {
        String why = reason == StaleWhy.NULL_VAL ? "" : "(" + reason + ")";
        lines.add("status " + status + why + " at " + text(lastSequence));
    }

    @Override
    public void onResync(BookBuilder book, long lastSequence, StaleWhy reason, int attempt, boolean isLive) {
        lines.add("resync " + reason + " at " + text(lastSequence) + " attempt " + attempt + (isLive ? " live" : ""));
    }

    @Override
    public void onAlert(BookBuilder book, BookAlert alert) {
        lines.add("alert " + alert);
    }

    private static String text(long sequence) {
        return sequence == BookBuilder.ABSENT ? "-" : Long.toString(sequence);
    }
}
