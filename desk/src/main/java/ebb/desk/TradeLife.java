package ebb.desk;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.Role;
import ebb.desk.ledger.Decision;
import ebb.desk.ledger.RoundTrip;
import ebb.desk.ledger.Step;
import ebb.desk.markup.Figures;
import ebb.desk.markup.Html;
import ebb.desk.markup.Times;
import ebb.desk.markup.Words;
import ebb.engine.instrument.Instrument;
import java.util.List;
import java.util.OptionalDouble;

/** A trade from its first order to flat: figures, then step by step (NS-POS-1, NS-PRT, NS-TAK, NS-RUN). */
final class TradeLife {
    private static final double PERCENT = 100;

    private final Html html;
    private final Times times;

    TradeLife(Html html, Times times) {
        this.html = html;
        this.times = times;
    }

    void figures(Instrument of, Decision decision, RoundTrip trip) {
        RoundTrip.Result result = trip.result();
        html.open("dl", "class", "figures");
        fact("Result", Figures.micro(result.r(), 2) + " R", result.pnl() < 0 ? "bad" : "good");
        fact("Money", Figures.gain(result.pnl()) + " " + of.settle(), result.pnl() < 0 ? "bad" : "good");
        fact("At risk", Figures.money(result.initialRisk()), "");
        fact("Worst · best", Figures.micro(result.mae(), 2) + " R · " + Figures.micro(result.mfe(), 2) + " R", "");
        fact("Fees", Figures.money(result.fees()), "");
        fact("Funding", Figures.gain(result.funding()), "");
        fact("Entry slippage", share(trip.care().entrySlip()), "");
        fact("Stop slippage", share(trip.care().stopSlip()), "");
        long ack = trip.care().stopAckNs();
        fact("Stop acknowledged", ack < 0 ? "never" : "after " + Figures.duration(ack), ack < 0 ? "bad" : "");
        fact("Longest without stop", Figures.duration(trip.care().nakedNs()), "");
        int targets = decision == null ? 0 : decision.parts().size();
        fact("Targets filled", trip.care().targetsFilled() + " of " + targets, "");
        fact("Ended by", Words.sentence(Words.exit(trip.care().why().name())), "");
        html.close("dl").line();
    }

    private static String share(OptionalDouble share) {
        return share.isEmpty()
                ? Figures.ABSENT
                : String.format(java.util.Locale.ROOT, "%.3f %%", share.getAsDouble() * PERCENT)
                        .replace('-', '−');
    }

    private void fact(String name, String value, String style) {
        html.open("div").element("dt", name);
        html.element("dd", value, "class", style).close("div");
    }

    void steps(Instrument of, long entry, boolean isShort, List<Step> steps) {
        html.open("details").element("summary", Figures.count(steps.size(), "step") + " of its orders");
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        html.element("th", "At").element("th", "What");
        html.element("th", "Price", "class", "num").element("th", "Quantity", "class", "num");
        html.element("th", "Caused by", "class", "num");
        html.close("tr").close("thead").open("tbody");
        for (Step each : steps) {
            html.open("tr").element("td", times.second(each.atNs()), "class", "when");
            html.element("td", words(each, entry, isShort));
            html.element("td", Figures.price(of, each.price()), "class", "num");
            html.element("td", Figures.qty(of, each.qty()), "class", "num");
            html.element("td", "#" + each.sequence(), "class", "num");
            html.close("tr").line();
        }
        html.close("tbody").close("table").close("div").close("details").line();
    }

    private static String words(Step step, long entry, boolean isShort) {
        String role = Words.title(step.role().name());
        String said = switch (step.what()) {
            case SENT -> "sent";
            case ACKED -> "acknowledged";
            case MOVED -> moved(step, entry, isShort);
            case FILLED -> "filled";
            case REJECTED -> "rejected";
            case ENDED -> "ended";
        };
        return role + " " + said + (step.why().isEmpty() ? "" : ": " + Words.plain(step.why()));
    }

    /** A stop that no longer loses is at breakeven or better (NS-PRT-3). */
    private static String moved(Step step, long entry, boolean isShort) {
        boolean isStop = step.role() == Role.STOP && !Nulls.isNull(entry) && !Nulls.isNull(step.price());
        boolean isSafe = isStop && (isShort ? step.price() <= entry : step.price() >= entry);
        return isSafe ? "moved to breakeven or better" : "changed";
    }
}
