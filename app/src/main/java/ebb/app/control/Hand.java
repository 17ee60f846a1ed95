package ebb.app.control;

import ebb.app.state.Json;
import ebb.codecs.DecimalText;
import ebb.codecs.Decimals;
import ebb.codecs.Nulls;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.LabelVerdict;
import ebb.engine.instrument.Instrument;
import ebb.engine.order.Position;
import ebb.engine.order.Positions;
import ebb.engine.risk.StrategyKills;
import ebb.engine.strategy.Answer;
import ebb.runtime.LiveEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A person's hand on signals and positions of a running process (NS-LIV-3, NS-LIV-4, NS-PRT-5, NS-PRT-6, NS-REV-1). Every word
 * enters the sequence, is journaled, and is answered by the engine: replay agrees on what was refused, too.
 */
final class Hand {
    /** Requests of the control socket that are for it. */
    static final List<String> REQUESTS =
            List.of("confirm", "decline", "close", "tighten", "label", "beat", "pending", "strategy", "reviewed");

    private static final long ANSWER_MS = 2_000;

    private final LiveEngine engine;
    private final Answers answers;

    Hand(LiveEngine engine, Answers answers) {
        this.engine = engine;
        this.answers = answers;
    }

    /**
     * Answers one request: {@code confirm|decline SIGNAL OPERATOR [WHY]}, {@code close POSITION OPERATOR [WHY]}, {@code tighten
     * POSITION PRICE OPERATOR [WHY]}, {@code label SIGNAL VERDICT OPERATOR [NOTE]}, {@code beat VIEWERS}, {@code pending}, {@code reviewed OPERATOR [WHY]}, {@code
     * strategy NAME kill LEVEL OPERATOR [WHY]}, {@code strategy NAME arm|resume OPERATOR [WHY]}.
     *
     * @param request the line
     * @return one line of JSON
     */
    String answer(String request) {
        String[] words = request.split(" ", 5);
        switch (words[0]) {
            case "confirm":
                return verdict(words, Cmd.CONFIRM, "signal confirmed: its order is out");
            case "decline":
                return verdict(words, Cmd.DECLINE, "signal declined");
            case "close":
                return verdict(words, Cmd.CLOSE, "position is being closed");
            case "tighten":
                return tighten(words);
            case "label":
                return label(words);
            case "beat":
                return beat(words);
            case "reviewed":
                return words.length < 2
                        ? Json.error("reviewed needs an operator")
                        : said(engine.commands().review(words[1], rest(words, 2)), "reviewed");
            case "strategy":
                return ofStrategy(request.split(" ", 6));
            default:
                return Json.line(Map.of("pending", pending()));
        }
    }

    private String verdict(String[] words, Cmd kind, String done) {
        Optional<Long> id = number(words, 1);
        if (id.isEmpty() || words.length < 3) {
            return Json.error(words[0] + " needs the number of a " + (kind == Cmd.CLOSE ? "position" : "signal")
                    + ", as ebb status shows it, and an operator");
        }
        return said(engine.commands().operate(kind, id.get(), Nulls.LONG, words[2], rest(words, 3)), done);
    }

    private String tighten(String[] words) {
        Optional<Long> id = number(words, 1);
        if (id.isEmpty() || words.length < 4) {
            return Json.error("tighten needs the number of a position, a price and an operator");
        }
        Instrument instrument = engine.ask(() -> instrumentOf(id.get()), ANSWER_MS);
        if (instrument == null) {
            return Json.error(text(Answer.UNKNOWN_POSITION));
        }
        long price;
        try {
            price = Decimals.of(words[2], instrument.pe());
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Json.error(words[2] + " is no price of " + instrument.symbol() + ": it has at most "
                    + -instrument.pe() + " digits behind the point");
        }
        return said(
                engine.commands().operate(Cmd.TIGHTEN_STOP, id.get(), price, words[3], rest(words, 4)),
                "stop is being moved");
    }

    /** NS-LIV-5: kills one strategy, or takes a step out of that; other strategies go on, and no gate is raised. */
    private String ofStrategy(String[] words) {
        boolean isKill = words.length > 2 && words[2].equals("kill");
        Cmd kind = isKill ? Cmd.KILL : words.length > 2 && words[2].equals("arm") ? Cmd.ARM : Cmd.RESUME;
        Optional<Long> level = isKill ? number(words, 3) : Optional.of(0L);
        int who = isKill ? 4 : 3;
        boolean isWhole = words.length > who && (kind != Cmd.RESUME || words[2].equals("resume"));
        if (!isWhole || level.isEmpty() || isKill && (level.get() < 1 || level.get() > StrategyKills.MOST)) {
            return Json.error("strategy needs its name, and kill with a level of 1 to " + StrategyKills.MOST
                    + ", arm or resume, and an operator");
        }
        List<String> names = engine.ask(() -> engine.engine().strategies(), ANSWER_MS);
        if (names == null) {
            return Json.error("the engine does not answer");
        }
        int index = names.indexOf(words[1]);
        if (index < 0) {
            return Json.error("this run has no strategy " + words[1] + "; it has " + String.join(", ", names));
        }
        String done = switch (kind) {
            case KILL -> words[1] + " killed, level " + level.get() + "; other strategies go on";
            case ARM -> words[1] + " armed: resume within 30 s of market time";
            default -> words[1] + " resumed";
        };
        return said(
                engine.commands().ofStrategy(kind, index, level.get().intValue(), words[who], rest(words, who + 1)),
                done);
    }

    private Instrument instrumentOf(long position) {
        Positions positions = engine.engine().orders().positions();
        for (int i = 0; i < positions.count(); i++) {
            Position each = positions.at(i);
            if (!each.isFlat() && each.id() == position) {
                return each.instrument();
            }
        }
        return null;
    }

    private String label(String[] words) {
        Optional<Long> id = number(words, 1);
        LabelVerdict verdict = words.length < 3 ? LabelVerdict.NULL_VAL : verdictOf(words[2]);
        if (id.isEmpty() || verdict == LabelVerdict.NULL_VAL || words.length < 4) {
            return Json.error(
                    "label needs the number of a signal, one of agree, disagree, worked, failed, coordinated, note,"
                            + " and an operator");
        }
        return said(engine.commands().label(id.get(), verdict, words[3], rest(words, 4)), "labelled");
    }

    private static LabelVerdict verdictOf(String word) {
        for (LabelVerdict each : LabelVerdict.values()) {
            boolean isOurs = each != LabelVerdict.NULL_VAL && each != LabelVerdict.SBE_UNKNOWN;
            if (isOurs && each.name().equals(word.toUpperCase(Locale.ROOT))) {
                return each;
            }
        }
        return LabelVerdict.NULL_VAL;
    }

    private String beat(String[] words) {
        Optional<Long> viewers = number(words, 1);
        if (viewers.isEmpty() || viewers.get() < 0 || viewers.get() >= Nulls.U16) {
            return Json.error("beat needs a number of viewers");
        }
        boolean isTaken = engine.commands().beat(viewers.get().intValue());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("sequenced", isTaken);
        tree.put("applied", engine.applied());
        tree.put("gate", engine.gate().level());
        tree.put("pending", pending());
        return Json.line(tree);
    }

    /** Signals that wait for a person, for status. */
    List<Object> pending() {
        List<Object> list = new ArrayList<>();
        List<Answers.Proposal> waiting = answers.pending();
        if (waiting.isEmpty()) {
            return list;
        }
        for (Answers.Proposal each : waiting) {
            Object told = engine.ask(() -> tree(each), ANSWER_MS);
            if (told != null) {
                list.add(told);
            }
        }
        return list;
    }

    private Map<String, Object> tree(Answers.Proposal proposal) {
        Instrument instrument = engine.engine().market(proposal.instrument()).instrument();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("signal", proposal.signal());
        tree.put("symbol", instrument.symbol());
        tree.put("entry", DecimalText.of(proposal.entry(), instrument.pe()));
        tree.put("stop", DecimalText.of(proposal.stop(), instrument.pe()));
        tree.put("quantity", DecimalText.of(proposal.qty(), instrument.qe()));
        tree.put(
                "secondsLeft",
                Math.max(0, (proposal.expiresNs() - engine.engine().nowNs()) / 1_000_000_000L));
        return tree;
    }

    private String said(long command, String done) {
        if (command == 0) {
            return Json.error("the ring is full; nothing was done. ebb status shows what holds it");
        }
        Answer answer = answers.await(command, ANSWER_MS);
        if (answer != Answer.DONE) {
            return Json.error(
                    answer == null
                            ? "no answer within " + ANSWER_MS / 1_000 + " s; ebb status shows what became of it"
                            : text(answer));
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("done", done);
        tree.put("command", command);
        return Json.line(tree);
    }

    /** An answer in words, with its name. */
    private static String text(Answer answer) {
        String why = switch (answer) {
            case DONE -> "done";
            case UNKNOWN_SIGNAL -> "this run has issued no such signal; ebb status shows those that wait";
            case NOT_PROPOSED -> "the signal waits for nobody: it was entered, declined, or is over";
            case LAPSED -> "the price has moved too far from the proposal, or its level is gone; nothing was entered";
            case RULES_DENY -> "the rules, asked again, deny it by now; the journal says which. Nothing was entered";
            case LIMITS_DENY -> "the house's limits denied the order; the journal says which. Nothing was entered";
            case UNKNOWN_POSITION -> "no open position has that number; ebb status shows them";
            case NOT_TIGHTER -> "a stop only moves closer to the market, by a tick at least; it stays as it is";
            case ALREADY_CLOSING -> "the position is being closed already";
            case BAD_FIELD -> "the command lacks something or it is out of its range";
            case UNKNOWN_STRATEGY -> "this run has no such strategy; ebb status shows them";
            case NOT_KILLED ->
                "no kill of that strategy alone is in force; ebb resume without --strategy ends one of the house";
            case NOT_ARMED -> "still killed: arm first (--arm), then resume within 30 s";
        };
        return why + " (" + answer + ")";
    }

    private static Optional<Long> number(String[] words, int at) {
        try {
            return words.length > at ? Optional.of(Long.parseLong(words[at])) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The words from one on, as they were written; empty if there are none. */
    static String rest(String[] words, int from) {
        return words.length > from ? String.join(" ", Arrays.copyOfRange(words, from, words.length)) : "";
    }
}
