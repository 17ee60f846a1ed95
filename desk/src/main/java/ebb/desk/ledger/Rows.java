package ebb.desk.ledger;

import ebb.codecs.Nulls;
import ebb.engine.instrument.Instrument;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The ledger as rows for machines: the same facts in {@code signals.csv}, {@code trades.csv} and {@code --json}. Prices,
 * quantities and money are decimal texts in the venue's units, scores and R are numbers, times are UTC in ISO form with the
 * engine time in ns beside them, slippages are shares of the price; what is absent is null.
 */
public final class Rows {
    /** Part of a conviction by the rule that tells it, and its name in a row (NS-CON-1). */
    public static final Map<String, String> PARTS = parts();

    private static final String SPLIT = ",";
    private static final int MONEY_SCALE = 8;
    private static final int MICRO_SCALE = 6;
    private static final int MILLI_SCALE = 3;
    private static final int SHARE_DIGITS = 8;

    /** Columns of {@code signals.csv}. */
    public static final List<String> SIGNALS =
            List.of(("signal,sequence,atNs,at,venue,symbol,strategy,kind,status,direction,"
                            + "tier,conviction,base,level,pattern,patternValidity,patternPoints,cvd,cvdValidity,cvdPoints,micro,"
                            + "microValidity,microPoints,funding,fundingValidity,fundingPoints,book,bookValidity,bookPoints,entry,"
                            + "stop,quantity,risk,leverage,liquidation,expiresNs,targets,deniedBy,equity,dayStart,realisedLoss,"
                            + "openRisk,r,asked")
                    .split(SPLIT));

    /** Columns of {@code trades.csv}. */
    public static final List<String> TRADES =
            List.of(("position,signal,sequence,venue,symbol,strategy,track,side,openedNs,"
                            + "opened,closedNs,closed,entry,exit,quantity,fees,funding,pnl,initialRisk,r,mae,mfe,why,tier,"
                            + "conviction,targets,targetsFilled,entrySlip,stopSlip,stopAckMs,nakedMs,tags,steps")
                    .split(SPLIT));

    private Rows() {}

    private static Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("NS-REJ-7", "pattern");
        parts.put("NS-CVD-2", "cvd");
        parts.put("NS-MIC-2", "micro");
        parts.put("NS-FUN-1", "funding");
        parts.put("NS-BOK-1", "book");
        return parts;
    }

    /**
     * All signals.
     *
     * @param ledger of a run
     * @return one row each, by the names of {@link #SIGNALS}
     */
    public static List<Map<String, Object>> signals(Ledger ledger) {
        Map<Long, RoundTrip> trips = new LinkedHashMap<>();
        ledger.trips().forEach(each -> trips.putIfAbsent(each.origin().signal(), each));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Decision each : ledger.decisions()) {
            rows.add(signal(ledger, each, trips.get(each.head().id())));
        }
        return rows;
    }

    private static Map<String, Object> signal(Ledger ledger, Decision decision, RoundTrip trip) {
        Map<String, Object> row = new LinkedHashMap<>();
        Decision.Head head = decision.head();
        Decision.Judgement judgement = decision.judgement();
        Instrument of = ledger.instrument(head.instrument());
        row.put("signal", head.id());
        row.put("sequence", head.sequence());
        row.put("atNs", head.atNs());
        row.put("at", time(head.atNs()));
        row.put("venue", ledger.venue(head.instrument()));
        row.put("symbol", ledger.symbol(head.instrument()));
        row.put("strategy", head.strategy());
        row.put("kind", judgement.kind().name());
        row.put("status", ledger.status(decision, Long.MAX_VALUE).name());
        row.put("direction", judgement.direction().name());
        row.put("tier", judgement.tier().name());
        row.put("conviction", micro(judgement.score()));
        row.put("base", micro(judgement.base()));
        row.put("level", head.level() == Nulls.ID ? null : head.level());
        for (Map.Entry<String, String> part : PARTS.entrySet()) {
            Asked asked = decision.asked(part.getKey());
            row.put(part.getValue(), asked == null ? null : micro(asked.value()));
            row.put(
                    part.getValue() + "Validity",
                    asked == null ? null : asked.validity().name());
            row.put(part.getValue() + "Points", asked == null ? null : points(asked.pointsMilli()));
        }
        idea(row, of, decision);
        row.put("r", trip == null ? null : micro(trip.result().r()));
        List<Object> asked = new ArrayList<>();
        decision.asked().forEach(each -> asked.add(new AskedCell(each)));
        row.put("asked", asked);
        return row;
    }

    private static void idea(Map<String, Object> row, Instrument of, Decision decision) {
        Decision.Idea idea = decision.idea();
        row.put("entry", price(of, idea.entry()));
        row.put("stop", price(of, idea.stop()));
        row.put("quantity", quantity(of, idea.qty()));
        row.put("risk", money(idea.risk()));
        row.put("leverage", idea.leverage() == 0 ? null : idea.leverage());
        row.put("liquidation", price(of, idea.liquidation()));
        row.put("expiresNs", Nulls.isNull(idea.expiresNs()) ? null : idea.expiresNs());
        List<Object> targets = new ArrayList<>();
        decision.aims().forEach(each -> targets.add(new AimCell(of, each)));
        row.put("targets", targets);
        row.put("deniedBy", new ArrayList<Object>(decision.denials()));
        Decision.Means means = decision.means();
        row.put("equity", money(means.equity()));
        row.put("dayStart", money(means.dayStart()));
        row.put("realisedLoss", money(means.realisedLoss()));
        row.put("openRisk", money(means.openRisk()));
    }

    /**
     * All closed trades.
     *
     * @param ledger of a run
     * @return one row each, by the names of {@link #TRADES}
     */
    public static List<Map<String, Object>> trades(Ledger ledger) {
        Map<Long, Decision> decisions = new LinkedHashMap<>();
        ledger.decisions().forEach(each -> decisions.put(each.head().id(), each));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (RoundTrip each : ledger.trips()) {
            rows.add(trade(ledger, each, decisions.get(each.origin().signal())));
        }
        return rows;
    }

    private static Map<String, Object> trade(Ledger ledger, RoundTrip trip, Decision decision) {
        Map<String, Object> row = new LinkedHashMap<>();
        RoundTrip.Origin origin = trip.origin();
        Instrument of = ledger.instrument(origin.instrument());
        row.put("position", origin.position());
        row.put("signal", origin.signal() == Nulls.ID ? null : origin.signal());
        row.put("sequence", origin.sequence());
        row.put("venue", ledger.venue(origin.instrument()));
        row.put("symbol", ledger.symbol(origin.instrument()));
        row.put("strategy", origin.strategy());
        row.put("track", origin.track().name());
        row.put("side", trip.isShort() ? "SHORT" : "LONG");
        row.put("openedNs", trip.span().openedNs());
        row.put("opened", time(trip.span().openedNs()));
        row.put("closedNs", trip.span().closedNs());
        row.put("closed", time(trip.span().closedNs()));
        row.put("entry", price(of, trip.prices().entry()));
        row.put("exit", price(of, trip.prices().exit()));
        row.put("quantity", quantity(of, Math.abs(trip.prices().qty())));
        RoundTrip.Result result = trip.result();
        row.put("fees", money(result.fees()));
        row.put("funding", money(result.funding()));
        row.put("pnl", money(result.pnl()));
        row.put("initialRisk", money(result.initialRisk()));
        row.put("r", micro(result.r()));
        row.put("mae", micro(result.mae()));
        row.put("mfe", micro(result.mfe()));
        row.put("why", trip.care().why().name());
        row.put("tier", decision == null ? null : decision.judgement().tier().name());
        row.put(
                "conviction",
                decision == null ? null : micro(decision.judgement().score()));
        row.put("targets", decision == null ? null : decision.parts().size());
        care(row, trip.care());
        row.put("tags", new ArrayList<Object>(trip.tags()));
        List<Object> steps = new ArrayList<>();
        trip.steps().forEach(each -> steps.add(new StepCell(of, each)));
        row.put("steps", steps);
        return row;
    }

    private static void care(Map<String, Object> row, RoundTrip.Care care) {
        row.put("targetsFilled", care.targetsFilled());
        row.put("entrySlip", share(care.entrySlip()));
        row.put("stopSlip", share(care.stopSlip()));
        row.put("stopAckMs", care.stopAckNs() < 0 ? null : ms(care.stopAckNs()));
        row.put("nakedMs", ms(care.nakedNs()));
    }

    /**
     * A cell that is an object in JSON and a short text in CSV.
     */
    public interface Cell {
        /**
         * As an object.
         *
         * @return names and values
         */
        Map<String, Object> tree();
    }

    private record AskedCell(Asked asked) implements Cell {
        @Override
        public Map<String, Object> tree() {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("rule", asked.rule());
            tree.put("verdict", asked.verdict().name());
            tree.put("validity", asked.validity().name());
            tree.put("value", micro(asked.value()));
            tree.put("threshold", micro(asked.threshold()));
            tree.put("points", points(asked.pointsMilli()));
            return tree;
        }

        @Override
        public String toString() {
            return asked.rule() + "=" + asked.verdict() + text(":", micro(asked.value()))
                    + text("/", micro(asked.threshold()));
        }
    }

    private record AimCell(Instrument of, Decision.Aim aim) implements Cell {
        @Override
        public Map<String, Object> tree() {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("price", price(of, aim.price()));
            tree.put("quantity", quantity(of, aim.qty()));
            tree.put("r", micro(aim.r()));
            tree.put("kind", aim.kind().name());
            return tree;
        }

        @Override
        public String toString() {
            return price(of, aim.price()) + "x" + quantity(of, aim.qty()) + text("@", micro(aim.r())) + "R:"
                    + aim.kind();
        }
    }

    private record StepCell(Instrument of, Step step) implements Cell {
        @Override
        public Map<String, Object> tree() {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("atNs", step.atNs());
            tree.put("at", time(step.atNs()));
            tree.put("sequence", step.sequence());
            tree.put("role", step.role().name());
            tree.put("what", step.what().name());
            tree.put("price", price(of, step.price()));
            tree.put("quantity", quantity(of, step.qty()));
            tree.put("why", step.why().isEmpty() ? null : step.why());
            return tree;
        }

        @Override
        public String toString() {
            return time(step.atNs()) + " " + step.role() + " " + step.what() + text(" ", price(of, step.price()))
                    + text("x", quantity(of, step.qty())) + text(" ", step.why().isEmpty() ? null : step.why());
        }
    }

    private static String text(String before, Object value) {
        return value == null ? "" : before + (value instanceof BigDecimal number ? number.toPlainString() : value);
    }

    /**
     * A row whose cells are trees, for JSON.
     *
     * @param row of {@link #signals} or {@link #trades}
     * @return maps, lists, texts and numbers
     */
    public static Map<String, Object> tree(Map<String, Object> row) {
        Map<String, Object> tree = new LinkedHashMap<>();
        row.forEach((name, value) -> tree.put(name, value instanceof List<?> list ? list(list) : value));
        return tree;
    }

    private static List<Object> list(List<?> cells) {
        List<Object> list = new ArrayList<>();
        cells.forEach(each -> list.add(each instanceof Cell cell ? cell.tree() : each));
        return list;
    }

    /**
     * A time as a row tells it.
     *
     * @param ns since the epoch
     * @return UTC, to the ns where there are such
     */
    public static String time(long ns) {
        return Instant.ofEpochSecond(Math.floorDiv(ns, 1_000_000_000L), Math.floorMod(ns, 1_000_000_000L))
                .toString();
    }

    private static String price(Instrument of, long mantissa) {
        return of == null || Nulls.isNull(mantissa) ? null : plain(mantissa, -of.pe());
    }

    private static String quantity(Instrument of, long mantissa) {
        return of == null || Nulls.isNull(mantissa) ? null : plain(mantissa, -of.qe());
    }

    static String money(long value) {
        return Nulls.isNull(value) ? null : plain(value, MONEY_SCALE);
    }

    private static BigDecimal micro(long value) {
        return Nulls.isNull(value) ? null : number(value, MICRO_SCALE);
    }

    private static BigDecimal points(int milli) {
        return milli == Nulls.I32 ? null : number(milli, MILLI_SCALE);
    }

    private static BigDecimal ms(long ns) {
        return number(ns, MICRO_SCALE);
    }

    private static BigDecimal share(OptionalDouble value) {
        return value.isEmpty()
                ? null
                : bare(BigDecimal.valueOf(value.getAsDouble()).setScale(SHARE_DIGITS, RoundingMode.HALF_EVEN));
    }

    private static BigDecimal number(long value, int scale) {
        return bare(BigDecimal.valueOf(value, scale));
    }

    /** Without trailing zeros, and never as a power of ten. */
    private static BigDecimal bare(BigDecimal value) {
        BigDecimal bare = value.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }

    private static String plain(long mantissa, int scale) {
        return bare(BigDecimal.valueOf(mantissa, scale)).toPlainString();
    }
}
