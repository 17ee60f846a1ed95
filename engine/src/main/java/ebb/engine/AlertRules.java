package ebb.engine;

import ebb.codecs.Rules;

/** Codes of the rules that {@link AlertWatch} tells of, looked up by name once. */
final class AlertRules {
    final int stop;
    final int turned;
    final int budget;
    final int streak;
    final int order;
    final int session;
    final int kill;
    final int entry;
    final int target;
    final int closed;
    final int funding;

    /**
     * Looks them up.
     *
     * @param rules the build's table
     */
    AlertRules(Rules rules) {
        stop = rules.code("NS-PRT-1");
        turned = rules.code("NS-SM-1");
        budget = rules.code("NS-RSK-4");
        streak = rules.code("NS-RSK-7");
        order = rules.code("NS-EXE-1");
        session = rules.code("NS-EXE-3");
        kill = rules.code("NS-LIV-5");
        entry = rules.code("NS-ENT-1");
        target = rules.code("NS-TAK-1");
        closed = rules.code("NS-POS-1");
        funding = rules.code("NS-FUN-3");
    }
}
