package ebb.research.review;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.LabelVerdict;
import ebb.codecs.sbe.Severity;
import ebb.desk.ledger.Asked;
import ebb.desk.ledger.Decision;
import ebb.desk.ledger.Ledger;
import ebb.desk.ledger.RoundTrip;
import ebb.desk.ledger.Rows;
import ebb.engine.order.OrderFault;
import ebb.engine.strategy.nullspectre.NullSpectreSettings;
import ebb.research.stats.Returns;
import ebb.research.trade.ClosedTrade;
import ebb.research.trade.EquityCurve;
import ebb.research.validate.Gate;
import ebb.research.validate.PaperGates;
import ebb.research.validate.Performance;
import ebb.research.validate.Sample;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * One day of a run looked at (NS-REV-1). Nothing in it depends on what came after the day: the review of a day is the same
 * whenever it is made, and however often.
 */
public final class DailyReview {
    /** Length of a day, ns. */
    public static final long DAY_NS = 86_400_000_000_000L;

    private static final String STRATEGY = "nullspectre";
    /** NS-PRT-1: after so long without a stop the position is closed. */
    private static final long NAKED_NS = 5_000_000_000L;

    private static final int WEEK = 7;
    /** The manual record's setups in a week. */
    private static final int USUAL_LEAST = 2;

    private static final int USUAL_MOST = 4;
    /** NS-REV-1: more than this and the filters are too loose. */
    private static final int TOO_MANY = 20;

    private static final Performance.Draws DRAWS = new Performance.Draws(1_000, 1);
    private static final int DIGITS = 6;

    private final Ledger ledger;
    private final NullSpectreSettings settings;
    private final long fromNs;
    private final long toNs;
    private final List<Decision> before;
    private final List<Decision> today;
    private final List<RoundTrip> trips;
    private final EquityCurve curve;

    private DailyReview(Ledger ledger, NullSpectreSettings settings, long fromNs) {
        this.ledger = ledger;
        this.settings = settings;
        this.fromNs = fromNs;
        toNs = fromNs + DAY_NS;
        before = ledger.decisions().stream()
                .filter(each ->
                        each.head().strategy().equals(STRATEGY) && each.head().atNs() < toNs)
                .toList();
        today = before.stream().filter(each -> each.head().atNs() >= fromNs).toList();
        trips = ledger.trips().stream()
                .filter(each ->
                        each.origin().strategy().equals(STRATEGY) && each.span().closedNs() < toNs)
                .toList();
        curve = new EquityCurve(ledger.marks().stream()
                .filter(each -> each.atNs() < toNs)
                .map(each -> new EquityCurve.Mark(each.atNs(), each.equity()))
                .toList());
    }

    /**
     * Reviews a day.
     *
     * @param ledger of the run
     * @param settings the run's
     * @param fromNs begin of the day, ns since the epoch
     * @return texts, numbers, lists and maps, in the order of the rule
     */
    public static Map<String, Object> of(Ledger ledger, NullSpectreSettings settings, long fromNs) {
        return new DailyReview(ledger, settings, fromNs).tree();
    }

    private Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("day", Rows.time(fromNs).substring(0, 10));
        tree.put("from", Rows.time(fromNs));
        tree.put("to", Rows.time(toNs));
        tree.put("decided", today.size());
        tree.put("signals", signals(true));
        tree.put("skipped", signals(false));
        tree.put("trades", trades());
        tree.put("labels", labels());
        tree.put("stops", stops());
        tree.put("sizing", sizing());
        tree.put("invariants", invariants());
        tree.put("gates", gates());
        tree.put("setupsPerWeek", frequency());
        tree.put("equity", equity());
        tree.put("rules", rules());
        return tree;
    }

    private boolean isToday(long ns) {
        return ns >= fromNs && ns < toNs;
    }

    private List<Object> signals(boolean issued) {
        List<Object> list = new ArrayList<>();
        for (Decision each : today) {
            if (ledger.isIssued(each, toNs) == issued) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("signal", each.head().id());
                row.put("at", Rows.time(each.head().atNs()));
                row.put("symbol", ledger.symbol(each.head().instrument()));
                row.put("tier", each.judgement().tier().name());
                row.put("conviction", micro(each.judgement().score()));
                if (!issued) {
                    List<String> why = each.denials();
                    // What no rule refused a person or time did.
                    row.put(
                            "deniedBy",
                            why.isEmpty() ? List.of(ledger.status(each, toNs).name()) : why);
                }
                list.add(row);
            }
        }
        return list;
    }

    private List<Object> trades() {
        List<Object> list = new ArrayList<>();
        for (RoundTrip each : trips) {
            if (isToday(each.span().closedNs())) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("signal", each.origin().signal());
                row.put("symbol", ledger.symbol(each.origin().instrument()));
                row.put("opened", Rows.time(each.span().openedNs()));
                row.put("closed", Rows.time(each.span().closedNs()));
                row.put("r", micro(each.result().r()));
                row.put("mae", micro(each.result().mae()));
                row.put("mfe", micro(each.result().mfe()));
                row.put("entrySlip", number(each.care().entrySlip()));
                row.put("stopSlip", number(each.care().stopSlip()));
                row.put("pnl", money(each.result().pnl()));
                row.put("why", each.care().why().name());
                list.add(row);
            }
        }
        return list;
    }

    /** A person's view of signals: the last word of each person on a signal counts. */
    private Map<String, Object> labels() {
        Map<String, Ledger.Label> last = new LinkedHashMap<>();
        List<Object> list = new ArrayList<>();
        for (Ledger.Label each : ledger.labels()) {
            if (each.atNs() >= toNs) {
                continue;
            }
            if (each.verdict() == LabelVerdict.AGREE || each.verdict() == LabelVerdict.DISAGREE) {
                last.put(each.signal() + " " + each.operator(), each);
            }
            if (isToday(each.atNs())) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("signal", each.signal());
                row.put("at", Rows.time(each.atNs()));
                row.put("verdict", each.verdict().name());
                row.put("operator", each.operator());
                row.put("note", each.note());
                list.add(row);
            }
        }
        long agreed = last.values().stream()
                .filter(each -> each.verdict() == LabelVerdict.AGREE)
                .count();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("today", list);
        tree.put("agreed", agreed);
        tree.put("disagreed", last.size() - agreed);
        tree.put("agreementRate", last.isEmpty() ? null : number((double) agreed / last.size()));
        return tree;
    }

    /** NS-PRT-1: whether every position had its stop, and how soon. */
    private Map<String, Object> stops() {
        List<RoundTrip> closed =
                trips.stream().filter(each -> isToday(each.span().closedNs())).toList();
        long never = closed.stream().filter(each -> each.care().stopAckNs() < 0).count();
        List<Object> naked = new ArrayList<>();
        closed.stream()
                .filter(each -> each.care().nakedNs() > NAKED_NS || each.care().stopAckNs() < 0)
                .forEach(each -> naked.add(each.origin().signal()));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("positions", closed.size());
        tree.put("slowestAckMs", most(closed, each -> Math.max(0, each.care().stopAckNs())));
        tree.put("longestWithoutMs", most(closed, each -> each.care().nakedNs()));
        tree.put("neverAcknowledged", never);
        tree.put("violations", naked);
        tree.put("verdict", closed.isEmpty() ? "NOT_ASKED" : naked.isEmpty() ? "PASS" : "FAIL");
        return tree;
    }

    private static BigDecimal most(List<RoundTrip> of, ToLongFunction<RoundTrip> what) {
        return micro(of.stream().mapToLong(what).max().orElse(0));
    }

    private Map<String, Object> sizing() {
        SizeAudit audit = new SizeAudit(ledger, settings);
        int compared = 0;
        List<Object> found = new ArrayList<>();
        for (Decision each : today) {
            if (SizeAudit.isSized(each)) {
                compared++;
                for (SizeAudit.Difference difference : audit.differences(each)) {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("signal", difference.signal());
                    row.put("what", difference.what());
                    row.put("told", difference.told());
                    row.put("recomputed", difference.recomputed());
                    found.add(row);
                }
            }
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("compared", compared);
        tree.put("differences", found);
        tree.put("verdict", compared == 0 ? "NOT_ASKED" : found.isEmpty() ? "PASS" : "FAIL");
        return tree;
    }

    private Map<String, Object> invariants() {
        Map<String, Integer> breaches = new TreeMap<>();
        ledger.breaches().stream()
                .filter(each -> isToday(each.atNs()))
                .forEach(each -> breaches.merge(each.fault(), 1, Integer::sum));
        Map<String, Integer> alerts = new TreeMap<>();
        ledger.alerts().stream()
                .filter(each -> isToday(each.atNs()) && each.severity() != Severity.INFO)
                .forEach(each -> alerts.merge(each.severity() + " " + each.rule(), 1, Integer::sum));
        Map<String, Integer> denied = new TreeMap<>();
        ledger.denied().stream()
                .filter(each -> isToday(each.atNs()))
                .forEach(each -> denied.merge(each.limit(), 1, Integer::sum));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("faults", breaches);
        tree.put("alerts", alerts);
        tree.put("ordersDenied", denied);
        tree.put("verdict", breaches.isEmpty() ? "PASS" : "FAIL");
        return tree;
    }

    /** NS-VAL-11 from the begin of the run to the end of the day. A review is no replay: it finds no divergence. */
    private List<Object> gates() {
        List<ClosedTrade> closed = trips.stream().map(this::closed).toList();
        int faults = (int) ledger.breaches().stream()
                        .filter(each -> each.atNs() < toNs && !each.fault().equals(OrderFault.GIVEN_UP.name()))
                        .count()
                + (int) trips.stream()
                        .filter(each -> each.care().nakedNs() > NAKED_NS)
                        .count();
        Sample sample = new Sample(closed, List.of(), List.of(curve), faults, false);
        List<Object> list = new ArrayList<>();
        for (Gate each : PaperGates.of(sample, Performance.of(sample, DRAWS))) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", each.name());
            row.put("value", number(each.value()));
            row.put("threshold", number(each.threshold()));
            row.put("verdict", each.verdict().name());
            list.add(row);
        }
        return list;
    }

    private ClosedTrade closed(RoundTrip trip) {
        RoundTrip.Result result = trip.result();
        OptionalDouble none = OptionalDouble.empty();
        return new ClosedTrade(
                new ClosedTrade.Origin(
                        ledger.symbol(trip.origin().instrument()),
                        0,
                        trip.origin().position(),
                        trip.origin().signal(),
                        trip.isShort()),
                new ClosedTrade.Span(trip.span().openedNs(), trip.span().closedNs()),
                new ClosedTrade.Result(
                        result.pnl(),
                        result.fees(),
                        result.funding(),
                        result.initialRisk(),
                        result.r(),
                        result.mae(),
                        result.mfe()),
                new ClosedTrade.Evidence(none, none, none, ""),
                new ClosedTrade.Execution(
                        trip.care().why(),
                        0,
                        trip.care().targetsFilled(),
                        false,
                        trip.care().entrySlip(),
                        trip.care().stopSlip(),
                        Decision.walk(before, trip.origin().signal())),
                new TreeSet<>(trip.tags()));
    }

    /** Signals of the last seven days, fewer at the begin of a run, told for a week of seven. */
    private Map<String, Object> frequency() {
        long begin = ledger.firstNs() == Long.MIN_VALUE ? fromNs : Math.max(ledger.firstNs(), toNs - WEEK * DAY_NS);
        long inWeek = before.stream()
                .filter(each -> ledger.isIssued(each, toNs) && each.head().atNs() >= begin)
                .count();
        double days = Math.max(1, (double) (toNs - begin) / DAY_NS);
        double rate = inWeek * WEEK / days;
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("signals", inWeek);
        tree.put("days", number(days));
        tree.put("perWeek", number(rate));
        tree.put("usual", USUAL_LEAST + " to " + USUAL_MOST);
        String verdict = rate > TOO_MANY
                ? "TOO_LOOSE"
                : rate > USUAL_MOST ? "ABOVE_USUAL" : rate < USUAL_LEAST ? "BELOW_USUAL" : "USUAL";
        tree.put("verdict", verdict);
        return tree;
    }

    private Map<String, Object> equity() {
        EquityCurve day = curve.between(fromNs, toNs);
        List<EquityCurve.Mark> marks = day.marks();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("atBegin", marks.isEmpty() ? null : money(marks.get(0).equity()));
        tree.put(
                "atEnd",
                marks.isEmpty() ? null : money(marks.get(marks.size() - 1).equity()));
        tree.put("drawdown", number(Returns.maxDrawdown(day.values())));
        tree.put("drawdownOfRun", number(Returns.maxDrawdown(curve.values())));
        tree.put("sharpe", number(Returns.sharpe(Returns.of(curve.daily()))));
        return tree;
    }

    /** How often each rule was asked and refused: of the day, and of the run to its end. */
    private List<Object> rules() {
        Map<String, int[]> counts = new TreeMap<>();
        for (Decision each : before) {
            boolean isOfDay = each.head().atNs() >= fromNs;
            for (String rule :
                    new TreeSet<>(each.asked().stream().map(Asked::rule).toList())) {
                int[] of = counts.computeIfAbsent(rule, key -> new int[4]);
                boolean isDenied = each.denials().contains(rule);
                of[0] += isOfDay ? 1 : 0;
                of[1] += isOfDay && isDenied ? 1 : 0;
                of[2]++;
                of[3] += isDenied ? 1 : 0;
            }
        }
        List<Object> list = new ArrayList<>();
        counts.forEach((rule, of) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("rule", rule);
            row.put("asked", of[0]);
            row.put("denied", of[1]);
            row.put("askedOfRun", of[2]);
            row.put("deniedOfRun", of[3]);
            list.add(row);
        });
        return list;
    }

    private static BigDecimal micro(long value) {
        return Nulls.isNull(value) ? null : bare(BigDecimal.valueOf(value, DIGITS));
    }

    private static String money(long value) {
        return bare(BigDecimal.valueOf(value, 8)).toPlainString();
    }

    private static BigDecimal number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : null;
    }

    private static BigDecimal number(double value) {
        return Double.isFinite(value) ? bare(BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_EVEN)) : null;
    }

    private static BigDecimal bare(BigDecimal value) {
        BigDecimal bare = value.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }
}
