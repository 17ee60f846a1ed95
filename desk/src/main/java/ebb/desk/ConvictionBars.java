package ebb.desk;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.Validity;
import ebb.codecs.sbe.Verdict;
import ebb.desk.ledger.Asked;
import ebb.desk.ledger.Decision;
import ebb.desk.ledger.Rows;
import ebb.desk.markup.Figures;
import ebb.desk.markup.Html;
import ebb.desk.markup.Words;
import java.util.Locale;
import java.util.Map;

/** What a conviction is made of (NS-CON-1): each part with its score, how far it may be trusted, and what it gave. */
final class ConvictionBars {
    private static final Map<String, String> NAMES = Map.of(
            "NS-REJ-7", "Pattern",
            "NS-CVD-2", "CVD divergence",
            "NS-MIC-2", "Microstructure",
            "NS-FUN-1", "Funding",
            "NS-BOK-1", "Order book");
    private static final double MICRO = 1e6;
    private static final double MILLI = 1e3;

    private final Html html;

    ConvictionBars(Html html) {
        this.html = html;
    }

    void render(Decision decision) {
        html.open("div", "class", "parts");
        whole(decision);
        for (String rule : Rows.PARTS.keySet()) {
            Asked asked = decision.asked(rule);
            if (asked != null) {
                part(NAMES.get(rule), asked);
            }
        }
        html.close("div").line();
    }

    private void whole(Decision decision) {
        html.open("div", "class", "part sum");
        html.element("span", "Conviction", "class", "name");
        html.open("span", "class", "bar");
        for (String rule : Rows.PARTS.keySet()) {
            Asked asked = decision.asked(rule);
            if (asked != null && asked.pointsMilli() != Nulls.I32 && asked.pointsMilli() > 0) {
                html.open("i", "class", "p-" + Rows.PARTS.get(rule), "style", width(asked.pointsMilli() / MILLI))
                        .close("i");
            }
        }
        html.close("span");
        html.element("span", Figures.micro(decision.judgement().score(), 1), "class", "score");
        html.element("span", Words.title(decision.judgement().tier().name()), "class", "points");
        html.close("div");
    }

    private void part(String name, Asked asked) {
        boolean isAsked = asked.verdict() != Verdict.NOT_ASKED;
        boolean isValid = asked.validity() == Validity.VALID;
        html.open("div", "class", isAsked && isValid ? "part" : "part absent");
        html.element("span", name, "class", "name");
        html.open("span", "class", "bar");
        if (isAsked && isValid && !Nulls.isNull(asked.value())) {
            html.open("i", "class", "p-" + Rows.PARTS.get(asked.rule()), "style", width(asked.value() / MICRO))
                    .close("i");
        }
        html.close("span");
        html.element("span", isAsked ? Figures.micro(asked.value(), 1) : "", "class", "score");
        String points =
                asked.pointsMilli() == Nulls.I32 ? "" : Figures.micro(asked.pointsMilli() * 1_000L, 1) + " points";
        html.element(
                "span",
                !isAsked
                        ? "not asked"
                        : isValid ? points : Words.plain(asked.validity().name()) + ", counts 0",
                "class",
                "points");
        html.close("div");
    }

    private static String width(double share) {
        return String.format(Locale.ROOT, "width:%.2f%%", Math.max(0, Math.min(100, share)));
    }
}
