package ebb.research.trade;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.Dir;
import ebb.codecs.sbe.SignalDecoder;
import ebb.codecs.sbe.SignalKind;
import ebb.codecs.sbe.SignalStatus;
import ebb.codecs.sbe.TargetKind;
import ebb.codecs.sbe.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/** What a signal said, kept until its trade is closed. */
final class SignalNote {
    private static final double MICRO = 1e6;
    private static final int ENTRY_ASKED = 3;

    private final long level;
    private final long entry;
    private final long stop;
    private final boolean isShort;
    private final boolean isDeclined;
    private final String tier;
    private final OptionalDouble score;
    private final List<Decided.Target> targets = new ArrayList<>();
    private final Set<String> refusedBy = new TreeSet<>();
    private boolean isFixed;
    private OptionalDouble base = OptionalDouble.empty();
    private OptionalDouble micro = OptionalDouble.empty();
    private OptionalDouble walk = OptionalDouble.empty();
    private int books;

    SignalNote(SignalDecoder signal) {
        level = signal.level();
        entry = signal.entry();
        stop = signal.stop();
        isShort = signal.direction() == Dir.SHORT;
        isDeclined = signal.kind() == SignalKind.SKIPPED || signal.status() == SignalStatus.DECLINED;
        tier = signal.tier().name();
        score = signal.score() == Nulls.LONG ? OptionalDouble.empty() : OptionalDouble.of(signal.score() / MICRO);
        for (SignalDecoder.TargetsDecoder target : signal.targets()) {
            targets.add(new Decided.Target(target.price(), target.qty(), target.r()));
            isFixed |= target.kind() == TargetKind.FIXED;
        }
    }

    void base(long value) {
        base = OptionalDouble.of(value / MICRO);
    }

    void micro(long value, Validity validity) {
        micro = validity == Validity.VALID && value != Nulls.LONG
                ? OptionalDouble.of(value / MICRO)
                : OptionalDouble.empty();
    }

    /** NS-BOK-2 is asked for the spread, for getting out and for getting in; when it is asked again prices have moved on. */
    void book(long value, Validity validity) {
        boolean isEntry = ++books == ENTRY_ASKED;
        if (isEntry && validity == Validity.VALID && value != Nulls.LONG) {
            walk = OptionalDouble.of(value / MICRO);
        }
    }

    OptionalDouble walk() {
        return walk;
    }

    ClosedTrade.Evidence evidence() {
        return new ClosedTrade.Evidence(base, micro, score, tier);
    }

    int targets() {
        return targets.size();
    }

    void refused(String rule) {
        refusedBy.add(rule);
    }

    boolean isDeclined() {
        return isDeclined;
    }

    /** What was to be traded, where it had a price to be traded at; else null. */
    Decided decided(String symbol, int venue, long signal, long atNs) {
        boolean isPriced = entry != Nulls.LONG && stop != Nulls.LONG && entry > 0 && stop > 0 && !targets.isEmpty();
        return !isPriced
                ? null
                : new Decided(
                        new ClosedTrade.Origin(symbol, venue, Nulls.ID, signal, isShort),
                        level,
                        atNs,
                        new Decided.Plan(entry, stop, targets, isFixed),
                        evidence(),
                        new TreeSet<>(refusedBy));
    }

    boolean isFixed() {
        return isFixed;
    }

    /** Targets lie one behind the other: what was filled and what was touched (NS-TGT-6) are both counted from the first. */
    int hits(int filled, long mfeMicro) {
        int touched = 0;
        while (touched < targets.size() && mfeMicro >= targets.get(touched).rMicro()) {
            touched++;
        }
        return Math.min(targets.size(), Math.max(filled, touched));
    }

    OptionalDouble slip(long fill, boolean isShort) {
        if (entry == Nulls.LONG || entry <= 0) {
            return OptionalDouble.empty();
        }
        double worse = isShort ? entry - fill : fill - entry;
        return OptionalDouble.of(worse / entry);
    }
}
