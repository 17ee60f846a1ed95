package ebb.research.trade;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.SignalDecoder;
import ebb.codecs.sbe.TargetKind;
import ebb.codecs.sbe.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What a signal said, kept until its trade is closed. */
final class SignalNote {
    private static final double MICRO = 1e6;

    private final long entry;
    private final String tier;
    private final OptionalDouble score;
    private final List<Long> targetsMicro = new ArrayList<>();
    private boolean isFixed;
    private OptionalDouble base = OptionalDouble.empty();
    private OptionalDouble micro = OptionalDouble.empty();

    SignalNote(SignalDecoder signal) {
        entry = signal.entry();
        tier = signal.tier().name();
        score = signal.score() == Nulls.LONG ? OptionalDouble.empty() : OptionalDouble.of(signal.score() / MICRO);
        for (SignalDecoder.TargetsDecoder target : signal.targets()) {
            targetsMicro.add(target.r());
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

    ClosedTrade.Evidence evidence() {
        return new ClosedTrade.Evidence(base, micro, score, tier);
    }

    int targets() {
        return targetsMicro.size();
    }

    boolean isFixed() {
        return isFixed;
    }

    /** Targets lie one behind the other: what was filled and what was touched (NS-TGT-6) are both counted from the first. */
    int hits(int filled, long mfeMicro) {
        int touched = 0;
        while (touched < targetsMicro.size() && mfeMicro >= targetsMicro.get(touched)) {
            touched++;
        }
        return Math.min(targetsMicro.size(), Math.max(filled, touched));
    }

    OptionalDouble slip(long fill, boolean isShort) {
        if (entry == Nulls.LONG || entry <= 0) {
            return OptionalDouble.empty();
        }
        double worse = isShort ? entry - fill : fill - entry;
        return OptionalDouble.of(worse / entry);
    }
}
