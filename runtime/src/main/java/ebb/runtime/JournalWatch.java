package ebb.runtime;

import ebb.journal.LiveRun;

/**
 * What the journal asks of trading: less than {@code journal.free-min} free goes REDUCE_ONLY, a next block that cannot be
 * reserved halts (RELIABILITY R4), and so does an append that takes half a second (R11; meanwhile nothing leaves anyway,
 * because egress waits for the journal). The ticker looks; a run without guards asks for nothing.
 */
final class JournalWatch {
    /** An append under way for longer halts trading. */
    static final long STALL_HALT_NS = 500_000_000L;

    private final LiveRun run;
    private final boolean isGuarded;
    private String reason = "";

    JournalWatch(LiveRun run) {
        this.run = run;
        isGuarded = run.settings().reserve() || run.settings().warm();
    }

    /**
     * The kill level that the journal asks for now; {@link #reason} says why.
     *
     * @return {@link KillGate#OPEN}, {@link KillGate#REDUCE_ONLY} or {@link KillGate#CANCEL_AND_HALT}
     */
    int wantedLevel() {
        if (!isGuarded) {
            return KillGate.OPEN;
        }
        return switch (run.disk()) {
            case FULL -> because("the journal's disk is full", KillGate.CANCEL_AND_HALT);
            case LOW ->
                stalls()
                        ? KillGate.CANCEL_AND_HALT
                        : because("the journal's disk is nearly full (journal.free-min)", KillGate.REDUCE_ONLY);
            case OK -> stalls() ? KillGate.CANCEL_AND_HALT : KillGate.OPEN;
        };
    }

    private boolean stalls() {
        if (run.stallNs() <= STALL_HALT_NS) {
            return false;
        }
        reason = "the journal took longer than half a second for a record";
        return true;
    }

    private int because(String why, int level) {
        reason = why;
        return level;
    }

    /** Why the last level above {@link KillGate#OPEN} was asked for. */
    String reason() {
        return reason;
    }
}
