package ebb.desk;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.Verdict;
import ebb.desk.ledger.Asked;
import ebb.desk.markup.Figures;
import ebb.desk.markup.Html;
import ebb.desk.markup.Words;
import ebb.engine.instrument.Instrument;
import java.util.List;

/** Every rule asked for a signal, with value, threshold and verdict (law 8). */
final class RuleTable {
    private final Html html;

    RuleTable(Html html) {
        this.html = html;
    }

    void render(Instrument instrument, List<Asked> asked) {
        html.open("div", "class", "scroll")
                .open("table", "class", "rules")
                .open("thead")
                .open("tr");
        html.element("th", "Rule").element("th", "Asks").element("th", "Value", "class", "num");
        html.element("th", "").element("th", "Threshold", "class", "num").element("th", "Points", "class", "num");
        html.element("th", "Verdict").close("tr").close("thead").open("tbody");
        asked.forEach(each -> row(instrument, each));
        html.close("tbody").close("table").close("div");
    }

    private void row(Instrument instrument, Asked asked) {
        html.open("tr").element("td", asked.rule(), "class", "rule");
        html.element("td", RuleWords.words(asked.rule()));
        boolean hasThreshold = !Nulls.isNull(asked.threshold());
        number(RuleWords.value(asked.rule(), asked.value(), instrument));
        html.element("td", hasThreshold ? RuleWords.sign(asked.rule()) : "", "class", "sign");
        number(hasThreshold ? RuleWords.value(asked.rule(), asked.threshold(), instrument) : "");
        number(asked.pointsMilli() == Nulls.I32 ? "" : Figures.micro(asked.pointsMilli() * 1_000L, 1));
        String verdict = Words.plain(asked.verdict().name());
        boolean isValid = asked.validity() == ebb.codecs.sbe.Validity.VALID;
        String style = asked.isDenial() ? "verdict bad" : asked.verdict() == Verdict.PASS ? "verdict good" : "verdict";
        boolean says = isValid || asked.verdict() == Verdict.NOT_ASKED;
        html.element(
                "td",
                says ? verdict : verdict + " (" + Words.plain(asked.validity().name()) + ")",
                "class",
                style);
        html.close("tr").line();
    }

    private void number(String text) {
        html.element("td", text, "class", "num");
    }
}
