package ebb.engine.strategy.nullspectre;

import ebb.codecs.Rules;

/** Codes of the rules that a signal carries, looked up once. */
final class NullSpectreRules {
    final int cap;
    final int capAge;
    final int universe;
    final int listing;
    final int rank;
    final int newListing;
    final int delisting;
    final int count;
    final int high;
    final int run;
    final int base;
    final int spacing;
    final int acceleration;
    final int pattern;
    final int divergence;
    final int flow;
    final int micro;
    final int microGate;
    final int funding;
    final int fundingDeny;
    final int fundingFlip;
    final int fundingWait;
    final int imbalance;
    final int spoof;
    final int wash;
    final int book;
    final int stop;
    final int nodes;
    final int reward;
    final int share;
    final int size;
    final int account;
    final int leverage;
    final int tier;
    final int missing;
    final int free;
    final int life;
    final int runner;

    NullSpectreRules(Rules rules) {
        cap = rules.code("NS-CAP-1");
        capAge = rules.code("NS-CAP-2");
        universe = rules.code("NS-UNI-2");
        listing = rules.code("NS-UNI-1");
        rank = rules.code("NS-UNI-3");
        newListing = rules.code("NS-UNI-4");
        delisting = rules.code("NS-UNI-5");
        count = rules.code("REJ-5");
        high = rules.code("NS-REJ-1");
        run = rules.code("NS-REJ-2");
        base = rules.code("NS-REJ-4");
        spacing = rules.code("NS-REJ-5");
        acceleration = rules.code("NS-REJ-6");
        pattern = rules.code("NS-REJ-7");
        divergence = rules.code("NS-CVD-2");
        flow = rules.code("NS-CVD-3");
        micro = rules.code("NS-MIC-2");
        microGate = rules.code("NS-MIC-3");
        funding = rules.code("NS-FUN-1");
        fundingDeny = rules.code("NS-FUN-2");
        fundingFlip = rules.code("NS-FUN-3");
        fundingWait = rules.code("NS-FUN-4");
        imbalance = rules.code("NS-BOK-1");
        spoof = rules.code("PAT-4");
        wash = rules.code("PAT-5");
        book = rules.code("NS-BOK-2");
        stop = rules.code("NS-STP-2");
        nodes = rules.code("NS-TGT-1");
        reward = rules.code("NS-TGT-5");
        share = rules.code("NS-RSK-2");
        size = rules.code("NS-RSK-3");
        account = rules.code("NS-RSK-4");
        leverage = rules.code("NS-RSK-6");
        tier = rules.code("NS-CON-2");
        missing = rules.code("NS-CON-3");
        free = rules.code("NS-CON-4");
        life = rules.code("NS-SM-1");
        runner = rules.code("NS-RUN-6");
    }
}
