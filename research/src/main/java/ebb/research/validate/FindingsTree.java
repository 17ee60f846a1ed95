package ebb.research.validate;

import ebb.codecs.Micro;
import ebb.research.data.Dataset;
import ebb.research.trade.ClosedTrade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings as maps and lists in a fixed order, decimals as text, what is undefined as null: the object of {@code --json}. */
public final class FindingsTree {
    private static final int DIGITS = 6;
    private static final double NANO = 1e9;

    private FindingsTree() {}

    /**
     * The whole object.
     *
     * @param findings of a validation
     * @return for a JSON writer
     */
    public static Map<String, Object> of(Findings findings) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("strategy", "nullspectre");
        tree.put("split", text(findings.options().split()));
        tree.put("seed", findings.options().draws().seed());
        tree.put("resamples", findings.options().draws().resamples());
        tree.put("leastTrades", HistoryGates.LEAST_TRADES);
        tree.put("tradesPerArm", HistoryGates.PER_ARM);
        List<Object> data = new ArrayList<>();
        for (Findings.Played each : findings.data()) {
            data.add(data(each, findings.options().split()));
        }
        tree.put("data", data);
        Map<String, Object> variants = new LinkedHashMap<>();
        for (Findings.OfVariant each : findings.variants()) {
            variants.put(each.variant().name(), variant(findings, each));
        }
        tree.put("variants", variants);
        Map<String, Object> controls = new LinkedHashMap<>();
        for (Findings.OfVariant each : findings.controls()) {
            controls.put(each.variant().name(), variant(findings, each));
        }
        tree.put("controls", controls);
        tree.put("missing", findings.missing());
        tree.put("notes", notes(findings));
        return tree;
    }

    private static Map<String, Object> data(Findings.Played played, double split) {
        Dataset data = played.data();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", data.name());
        tree.put("kind", data.kind().name());
        tree.put("lacks", data.kind().lacks());
        tree.put("sessions", data.sessions().size());
        tree.put("instruments", data.instruments());
        tree.put("instrumentDays", text(data.instrumentDays()));
        tree.put("messages", data.messages());
        tree.put("from", time(data.firstNs()));
        tree.put("splitAt", time(data.splitNs(split)));
        tree.put("to", time(data.lastNs()));
        tree.put("makerFee", text(data.fees().makerNano() / NANO));
        tree.put("takerFee", text(data.fees().takerNano() / NANO));
        tree.put("settings", data.settings());
        Ran ran = played.ran();
        List<ClosedTrade> closed = ran.closed().toList();
        tree.put("signalsIssued", ran.issued());
        tree.put("signalsDeclined", ran.declined());
        tree.put("refusals", ran.refusals());
        tree.put("entryOrders", ran.entries());
        tree.put("fillRate", text(ran.fillRate()));
        tree.put("trades", closed.size());
        tree.put("stillOpen", ran.stillOpen());
        tree.put("shadows", ran.shadows().count());
        PumpHits hits = PumpHits.of(data, closed);
        tree.put("pumps", data.pumps().size());
        tree.put("pumpsTraded", hits.pumpsTraded());
        tree.put("tradesElsewhere", hits.elsewhere());
        return tree;
    }

    private static Map<String, Object> variant(Findings findings, Findings.OfVariant of) {
        Findings.OfVariant fixed = findings.withoutSupport(of);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("off", of.variant().off());
        tree.put("sameAs", of.sameAs().isEmpty() ? null : of.sameAs());
        tree.put("inSample", sample(findings, of.inSample(), fixed == null ? null : fixed.inSample()));
        tree.put("outOfSample", sample(findings, of.outOfSample(), fixed == null ? null : fixed.outOfSample()));
        return tree;
    }

    private static Map<String, Object> sample(Findings findings, Sample sample, Sample fixed) {
        Performance found = Performance.of(sample, findings.options().draws());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("trades", found.counts().trades());
        tree.put("wins", found.counts().wins());
        tree.put("winRate", text(found.counts().decided().rate()));
        tree.put("winRateLow", text(found.winRate().low()));
        tree.put("winRateHigh", text(found.winRate().high()));
        tree.put("payoff", text(found.payoff()));
        tree.put("meanR", text(found.meanR()));
        tree.put("maxDrawdown", text(found.risk().maxDrawdown()));
        tree.put("sharpe", text(found.risk().sharpe()));
        List<Object> gates = new ArrayList<>();
        HistoryGates.of(sample, found, fixed).forEach(gate -> gates.add(gate(gate)));
        PaperGates.of(sample, found).forEach(gate -> gates.add(gate(gate)));
        tree.put("gates", gates);
        tree.put("losses", found.counts().losses());
        tree.put("payoffLow", text(found.payoffRange().low()));
        tree.put("payoffHigh", text(found.payoffRange().high()));
        tree.put("meanRLow", text(found.meanRange().low()));
        tree.put("meanRHigh", text(found.meanRange().high()));
        tree.put("meanMae", text(found.risk().meanMae()));
        tree.put("targetHits", text(HistoryGates.hits(sample).rate()));
        tree.put("shadows", sample.shadows().size());
        tree.put("refusedBy", groups(Groups.byRule(sample)));
        tree.put("byTag", groups(Groups.byTag(sample)));
        tree.put("byHour", groups(Groups.byHour(sample)));
        tree.put("byVenue", groups(Groups.byVenue(sample)));
        tree.put("honesty", HistoryGates.honesty(found));
        tree.put("proposals", Calibration.of(sample));
        return tree;
    }

    /** Parts of a sample by what they have in common (NS-VAL-10), each with its interval (NS-VAL-8). */
    private static List<Object> groups(List<Groups.Group> groups) {
        List<Object> list = new ArrayList<>();
        for (Groups.Group each : groups) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("name", each.name());
            tree.put("trades", each.trades());
            tree.put("wins", each.decided().successes());
            tree.put("losses", each.decided().n() - each.decided().successes());
            tree.put("winRate", text(each.decided().rate()));
            tree.put("winRateLow", text(each.decided().wilson().low()));
            tree.put("winRateHigh", text(each.decided().wilson().high()));
            tree.put("meanR", text(each.meanR()));
            list.add(tree);
        }
        return list;
    }

    static Map<String, Object> gate(Gate gate) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", gate.name());
        tree.put("value", text(gate.value()));
        tree.put("threshold", text(gate.threshold()));
        tree.put("verdict", gate.verdict().name());
        tree.put("low", text(gate.range().low()));
        tree.put("high", text(gate.range().high()));
        return tree;
    }

    /**
     * What stands below the figures, for people.
     *
     * @param findings of a validation
     * @return sentences
     */
    public static List<String> notes(Findings findings) {
        List<String> notes = new ArrayList<>();
        for (Findings.Played each : findings.data()) {
            notes.add(each.data().name() + ": " + each.data().kind().lacks() + "; what rests on them was not tested,"
                    + " and such a run cannot pass NS-VAL-4 (NS-CON-7). Fills are those of PAPER-7, without market impact:"
                    + " what takes does so at the next open and is made worse by ns.bt.slip, at most a tenth of a"
                    + " minute's volume fills, and the minute of the entry cannot reach its own stop.");
        }
        notes.add("The recordings are thin: of what an entry wanted only the fillRate was there, so drawdown and Sharpe"
                + " ratio are those of small positions. R does not depend on size.");
        notes.add(
                "House limits and pauses that wait for a person are out of the way (see settings): the strategy is judged"
                        + " by its own.");
        notes.add(
                "Shadows are refused signals followed over the same candles (NS-VAL-1): any quantity fills, funding is left out,"
                        + " the third target rests. They count in NS-VAL-5 to 7 only.");
        notes.add(
                "No person has tagged these pumps as worked or failed (NS-VAL-3), and no book was recorded:"
                        + " slippage is the configured one (NS-VAL-11 slippage is not asked). Cap class and NEW are not tagged: no recording tells caps or listings.");
        if (!findings.missing().isEmpty()) {
            notes.add("This build has no switch ns.use.* for " + String.join(", ", findings.missing())
                    + ": not run as variants of their own.");
        }
        if (findings.variant(Variant.BASELINE) == null) {
            notes.add("Without any switch there is no baseline; v21 is what the strategy does in this build.");
        }
        return notes;
    }

    static String text(double value) {
        if (!Double.isFinite(value)) {
            return null;
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static String time(long ns) {
        return Instant.ofEpochSecond(Math.floorDiv(ns, 1_000_000_000L)).toString();
    }

    /**
     * All trades as lines of CSV, the first one names the columns.
     *
     * @param findings of a validation
     * @return one line for each trade of each variant that was run for itself
     */
    public static List<String> csv(Findings findings) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "variant,sample,venue,symbol,opened,closed,side,r,mae,mfe,outcome,why,base,micro,score,tier,targets,hits,"
                        + "entry_slip,stop_slip,fees,funding,pnl,initial_risk,hour,tags");
        lines(findings.variants(), "", lines);
        lines(findings.controls(), "control ", lines);
        return lines;
    }

    private static void lines(List<Findings.OfVariant> variants, String before, List<String> lines) {
        for (Findings.OfVariant each : variants) {
            if (each.sameAs().isEmpty()) {
                String name = before + each.variant().name();
                each.inSample().trades().forEach(trade -> lines.add(line(name, "in", trade)));
                each.outOfSample().trades().forEach(trade -> lines.add(line(name, "out", trade)));
            }
        }
    }

    private static String line(String variant, String sample, ClosedTrade trade) {
        ClosedTrade.Result result = trade.result();
        String opened = time(trade.span().openedNs());
        return String.join(
                ",",
                variant,
                sample,
                Calibration.venue(trade),
                trade.origin().symbol(),
                opened,
                time(trade.span().closedNs()),
                trade.origin().isShort() ? "SHORT" : "LONG",
                micro(result.rMicro()),
                micro(result.maeMicro()),
                micro(result.mfeMicro()),
                trade.outcome().name(),
                trade.execution().why().name(),
                optional(trade.evidence().base()),
                optional(trade.evidence().micro()),
                optional(trade.evidence().score()),
                trade.evidence().tier(),
                Integer.toString(trade.execution().targets()),
                Integer.toString(trade.execution().hits()),
                optional(trade.execution().entrySlip()),
                optional(trade.execution().stopSlip()),
                money(result.fees()),
                money(result.funding()),
                money(result.pnl()),
                money(result.initialRisk()),
                opened.substring(11, 13),
                String.join(" ", trade.tags()));
    }

    private static String micro(long value) {
        return text((double) value / Micro.ONE);
    }

    private static String money(long value) {
        return BigDecimal.valueOf(value, 8).stripTrailingZeros().toPlainString();
    }

    private static String optional(java.util.OptionalDouble value) {
        return value.isPresent() ? text(value.getAsDouble()) : "";
    }
}
