package ebb.engine.strategy.nullspectre;

import ebb.codecs.Rules;

/** Codes of the rules that a signal carries, looked up once. */
final class NullSpectreRules {
    final int count;
    final int high;
    final int run;
    final int base;
    final int spacing;
    final int acceleration;
    final int pattern;
    final int divergence;
    final int confirmsUp;
    final int spread;
    final int engaged;
    final int stop;
    final int size;

    NullSpectreRules(Rules rules) {
        count = rules.code("REJ-5");
        high = rules.code("NS-REJ-1");
        run = rules.code("NS-REJ-2");
        base = rules.code("NS-REJ-4");
        spacing = rules.code("NS-REJ-5");
        acceleration = rules.code("NS-REJ-6");
        pattern = rules.code("NS-REJ-7");
        divergence = rules.code("NS-CVD-2");
        confirmsUp = rules.code("NS-CVD-3");
        spread = rules.code("NS-BOK-2");
        engaged = rules.code("NS-CON-4");
        stop = rules.code("NS-STP-2");
        size = rules.code("NS-RSK-3");
    }
}
