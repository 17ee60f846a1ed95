package ebb.desk;

import ebb.codecs.Nulls;
import ebb.desk.markup.Figures;
import ebb.engine.instrument.Instrument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a rule asks, in words, and how its value is to be read; the journal carries numbers only. A rule without an entry
 * here is shown by its name with its value in plain units.
 */
final class RuleWords {
    /** How a value is to be read. */
    enum Unit {
        /** A number of things. */
        COUNT,
        /** A price mantissa. */
        PRICE,
        /** A share, shown in percent. */
        SHARE,
        /** Points of a score. */
        POINTS,
        /** 0 or 1. */
        CLAIM,
        /** Venue quantity. */
        QUANTITY,
        /** As it is. */
        PLAIN
    }

    /**
     * A rule.
     *
     * @param words what it asks
     * @param unit of value and threshold
     * @param sign between value and threshold
     */
    private record Rule(String words, Unit unit, String sign) {}

    private static final Rule UNKNOWN = new Rule("", Unit.PLAIN, "");
    private static final Map<String, Rule> RULES = rules();

    private RuleWords() {}

    private static Map<String, Rule> rules() {
        Map<String, Rule> rules = new HashMap<>();
        rules.put("NS-UNI-2", new Rule("Stage in the universe, 5 is SETUP", Unit.COUNT, "≥"));
        rules.put("NS-CAP-1", new Rule("Lowest market cap of a week, USD", Unit.COUNT, "≤"));
        rules.put("NS-CAP-2", new Rule("Age of the market cap, s", Unit.COUNT, "≤"));
        rules.put("NS-CON-6", new Rule("Tier that trades here", Unit.COUNT, "≥"));
        rules.put("NS-TGT-1", new Rule("Nodes below the entry", Unit.COUNT, ""));
        rules.put("NS-RSK-8", new Rule("Correlation with what is open", Unit.PLAIN, "≤"));
        rules.put("NS-RSK-9", new Rule("The edge of the last trades", Unit.PLAIN, "≥"));
        rules.put("PAT-4", new Rule("Levels that came and went: spoofed", Unit.CLAIM, ""));
        rules.put("PAT-5", new Rule("Prints that paired off: washed", Unit.CLAIM, "="));
        rules.put("NS-MTF-1", new Rule("A level of four hours or a day is near", Unit.CLAIM, ""));
        rules.put("REJ-5", new Rule("Failed pushes at the level", Unit.COUNT, "≥"));
        rules.put(
                "NS-REJ-1",
                new Rule("Level against the least that is still the top of the last 72 h", Unit.SHARE, "≥"));
        rules.put("NS-REJ-2", new Rule("Rise of the level over the lowest low", Unit.SHARE, "≥"));
        rules.put("NS-REJ-4", new Rule("Mean quality of the rejection candles", Unit.POINTS, ""));
        rules.put("NS-REJ-5", new Rule("Points for spacing of the peaks", Unit.POINTS, ""));
        rules.put("NS-REJ-6", new Rule("Points for falling peaks", Unit.POINTS, ""));
        rules.put("NS-REJ-7", new Rule("Pattern score", Unit.POINTS, "≥"));
        rules.put("NS-CVD-2", new Rule("CVD did not follow the price", Unit.POINTS, "≥"));
        rules.put("NS-CVD-3", new Rule("CVD rose with the price; net buying of the last hour", Unit.SHARE, "≤"));
        rules.put("NS-MIC-2", new Rule("Microstructure at the last rejection", Unit.POINTS, ""));
        rules.put("NS-MIC-3", new Rule("Microstructure confirms", Unit.POINTS, "≥"));
        rules.put("NS-FUN-1", new Rule("Funding that shorts receive", Unit.POINTS, ""));
        rules.put("NS-FUN-2", new Rule("Funding per 8 hours", Unit.SHARE, "≥"));
        rules.put("NS-FUN-3", new Rule("Funding turned", Unit.COUNT, ""));
        rules.put("NS-FUN-4", new Rule("A settlement that costs is near", Unit.CLAIM, "="));
        rules.put("NS-BOK-1", new Rule("Asks outweigh bids", Unit.POINTS, ""));
        rules.put("NS-BOK-2", new Rule("Spread, slippage out, slippage in", Unit.SHARE, "≤"));
        rules.put("NS-CON-2", new Rule("Conviction", Unit.POINTS, "≥"));
        rules.put("NS-CON-3", new Rule("Parts of the evidence that are missing", Unit.COUNT, "≤"));
        rules.put("NS-CON-4", new Rule("Engaged in the symbol, or resting after an exit", Unit.CLAIM, "="));
        rules.put("NS-STP-2", new Rule("Distance of the stop", Unit.SHARE, "≤"));
        rules.put("NS-TGT-5", new Rule("Net reward of the targets, R", Unit.PLAIN, "≥"));
        rules.put("NS-RSK-2", new Rule("Share of equity at risk", Unit.SHARE, "≥"));
        rules.put("NS-RSK-3", new Rule("Quantity, in units of the least allowed", Unit.COUNT, "≥"));
        rules.put("NS-RSK-4", new Rule("Losses in a row", Unit.COUNT, "≤"));
        rules.put("NS-RSK-6", new Rule("Leverage", Unit.COUNT, ""));
        return rules;
    }

    /** The table of {@code docs/nullspectre.md}, a line for each rule, by name. */
    static List<String> table() {
        List<String> lines = new ArrayList<>();
        new TreeMap<>(RULES)
                .forEach((name, rule) -> lines.add("| " + name + " | " + rule.words() + " | "
                        + (rule.sign().isEmpty() ? "told, not asked" : "value " + rule.sign() + " threshold") + " | "
                        + reading(rule.unit()) + " |"));
        return lines;
    }

    /** How the plain numbers of {@code signals.csv} and of the journal (micro-units there) are to be read. */
    private static String reading(Unit unit) {
        return switch (unit) {
            case COUNT -> "a number";
            case PRICE -> "a price";
            case SHARE -> "a share, 0.01 is 1 %";
            case POINTS -> "points of 100";
            case CLAIM -> "0 no, 1 yes";
            case QUANTITY -> "a quantity";
            case PLAIN -> "as it is";
        };
    }

    static String words(String rule) {
        return RULES.getOrDefault(rule, UNKNOWN).words();
    }

    static String sign(String rule) {
        return RULES.getOrDefault(rule, UNKNOWN).sign();
    }

    static String value(String rule, long micro, Instrument instrument) {
        if (Nulls.isNull(micro)) {
            return Figures.ABSENT;
        }
        return switch (RULES.getOrDefault(rule, UNKNOWN).unit()) {
            case COUNT -> Figures.micro(micro, 0);
            case PRICE -> Figures.price(instrument, micro);
            case SHARE -> Figures.percent(micro, 2);
            case POINTS -> Figures.micro(micro, 1);
            case CLAIM -> micro == 0 ? "no" : "yes";
            case QUANTITY -> Figures.qty(instrument, micro / 1_000_000);
            case PLAIN -> Figures.micro(micro);
        };
    }
}
