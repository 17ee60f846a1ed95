package ebb.desk.ledger;

import ebb.codecs.Micro;
import ebb.codecs.Nulls;
import ebb.codecs.sbe.Dir;
import ebb.codecs.sbe.SignalKind;
import ebb.codecs.sbe.SignalStatus;
import ebb.codecs.sbe.TargetKind;
import ebb.codecs.sbe.Tier;
import ebb.codecs.sbe.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One signal, traded or not (NS-SIG-1). Prices and quantities are mantissas of the instrument, money is 1e-8, scores and R
 * are micro-units; what is absent is {@code Nulls.LONG}.
 *
 * @param head whose it is
 * @param judgement what was thought of it
 * @param idea what was to be done
 * @param aims its targets, nearest first
 * @param asked every rule asked, in the order of asking
 * @param means what the account had when it was sized
 */
public record Decision(Head head, Judgement judgement, Idea idea, List<Aim> aims, ArrayList<Asked> asked, Means means) {
    private static final String BOOK_RULE = "NS-BOK-2";
    private static final int BOOK_QUESTIONS = 3;

    /**
     * Whose it is.
     *
     * @param id of the signal
     * @param sequence of the message that caused it
     * @param atNs engine time
     * @param instrument dense id
     * @param strategy name
     * @param level id of the rejection level, or {@code Nulls.LONG}
     */
    public record Head(long id, long sequence, long atNs, int instrument, String strategy, long level) {}

    /**
     * What was thought of it.
     *
     * @param kind of signal
     * @param status whether it was acted on
     * @param direction of the trade
     * @param tier of the conviction
     * @param score conviction K
     * @param base mean quality of the rejections (NS-REJ-4)
     */
    public record Judgement(SignalKind kind, SignalStatus status, Dir direction, Tier tier, long score, long base) {}

    /**
     * What was to be done.
     *
     * @param entry price
     * @param stop price
     * @param qty quantity
     * @param risk what a fill at the stop would cost
     * @param liquidation price
     * @param leverage at least 1, 0 for none
     * @param expiresNs engine time, or {@code Nulls.LONG}
     */
    public record Idea(long entry, long stop, long qty, long risk, long liquidation, int leverage, long expiresNs) {}

    /**
     * One target.
     *
     * @param price limit
     * @param qty part of the position
     * @param r distance in stop distances (NS-TGT-5)
     * @param kind where it comes from
     */
    public record Aim(long price, long qty, long r, TargetKind kind) {}

    /**
     * What the account had when the signal was sized (NS-RSK-3, NS-RSK-4).
     *
     * @param equity that sizes count on
     * @param dayStart equity at the last day roll
     * @param realisedLoss lost today by what was closed
     * @param openRisk what all open positions and entries would lose at their stops
     */
    public record Means(long equity, long dayStart, long realisedLoss, long openRisk) {}

    /**
     * Targets that get a part of the position; what is too small a part was merged into another (NS-TGT-2).
     *
     * @return nearest first
     */
    public List<Aim> parts() {
        return aims.stream().filter(each -> each.qty() > 0).toList();
    }

    /**
     * The rules that refused it, each once, in the order of asking.
     *
     * @return names
     */
    public List<String> denials() {
        return asked.stream()
                .filter(Asked::isDenial)
                .map(Asked::rule)
                .distinct()
                .toList();
    }

    /**
     * What the walk of the book said that getting in would cost (NS-BOK-2, which is asked for the spread, for getting out and for
     * getting in).
     *
     * @return share of the mid, adverse positive; empty where there was no book
     */
    public OptionalDouble walk() {
        List<Asked> books = asked.stream()
                .filter(each -> each.rule().equals(BOOK_RULE))
                .limit(BOOK_QUESTIONS)
                .toList();
        Asked entry = books.size() < BOOK_QUESTIONS ? null : books.get(BOOK_QUESTIONS - 1);
        boolean isKnown = entry != null && entry.validity() == Validity.VALID && entry.value() != Nulls.LONG;
        return isKnown ? OptionalDouble.of(entry.value() / (double) Micro.ONE) : OptionalDouble.empty();
    }

    /**
     * {@link #walk()} of a signal.
     *
     * @param all decisions
     * @param signal its id
     * @return empty where it is not among them, too
     */
    public static OptionalDouble walk(List<Decision> all, long signal) {
        return all.stream()
                .filter(each -> each.head().id() == signal)
                .findFirst()
                .map(Decision::walk)
                .orElse(OptionalDouble.empty());
    }

    /**
     * The first answer of a rule.
     *
     * @param rule its name
     * @return null where it was not asked
     */
    public Asked asked(String rule) {
        return asked.stream()
                .filter(each -> each.rule().equals(rule))
                .findFirst()
                .orElse(null);
    }
}
