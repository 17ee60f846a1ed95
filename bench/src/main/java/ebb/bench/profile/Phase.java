package ebb.bench.profile;

import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * A part of what a process does, told to its flight recorder if there is one: where several things are measured in turn, it
 * says which samples are whose.
 */
@Name(Phase.TYPE)
@Label("Phase")
@StackTrace(false)
public final class Phase extends Event {
    static final String TYPE = "ebb.bench.Phase";
    static final String NAME = "phase";

    @Name(NAME)
    @Label("Phase")
    final String name;

    private Phase(String name) {
        this.name = name;
    }

    /** Begins a part. */
    public static Phase of(String name) {
        Phase phase = new Phase(name);
        phase.begin();
        return phase;
    }

    /** Ends it. */
    public void over() {
        commit();
    }
}
