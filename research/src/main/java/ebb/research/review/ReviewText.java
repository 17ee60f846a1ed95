package ebb.research.review;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A daily review as a page of Markdown: the same facts as its tree, for a person. */
public final class ReviewText {
    private final Map<String, Object> review;
    private final List<String> lines = new ArrayList<>();

    private ReviewText(Map<String, Object> review) {
        this.review = review;
    }

    /**
     * Writes a review out.
     *
     * @param review of {@link DailyReview#of}
     * @return lines without ends
     */
    public static List<String> lines(Map<String, Object> review) {
        return new ReviewText(review).write();
    }

    private List<String> write() {
        lines.add("# Review of " + review.get("day"));
        lines.add("");
        lines.add(review.get("decided") + " setups were decided on, "
                + list("signals").size() + " signalled, " + list("skipped").size() + " skipped; "
                + list("trades").size() + " trades closed.");
        table("Signals", "signals");
        table("Skipped, and why", "skipped");
        table("Trades", "trades");
        Map<?, ?> labels = map("labels");
        section("Labels");
        lines.add("Agreed " + labels.get("agreed") + ", disagreed " + labels.get("disagreed") + ", agreement rate "
                + said(labels.get("agreementRate")) + " (the run to this day).");
        rows((List<?>) labels.get("today"));
        facts("Stops", "stops");
        facts("Sizing, recomputed", "sizing");
        facts("Invariants", "invariants");
        table("Gate of paper trading (NS-VAL-11), the run to this day", "gates");
        facts("Setups per week", "setupsPerWeek");
        if ("TOO_LOOSE".equals(map("setupsPerWeek").get("verdict"))) {
            lines.add("");
            lines.add("**More than 20 setups in a week: the filters are too loose (NS-REV-1).**");
        }
        facts("Equity", "equity");
        table("Rule by rule", "rules");
        return lines;
    }

    private List<?> list(String name) {
        return (List<?>) review.get(name);
    }

    private Map<?, ?> map(String name) {
        return (Map<?, ?>) review.get(name);
    }

    private void section(String heading) {
        lines.add("");
        lines.add("## " + heading);
        lines.add("");
    }

    private void table(String heading, String name) {
        section(heading);
        if (list(name).isEmpty()) {
            lines.add("None.");
        }
        rows(list(name));
    }

    private void rows(List<?> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<String> names = new ArrayList<>();
        ((Map<?, ?>) rows.get(0)).keySet().forEach(each -> names.add(String.valueOf(each)));
        lines.add("| " + String.join(" | ", names) + " |");
        lines.add("|" + "---|".repeat(names.size()));
        for (Object row : rows) {
            List<String> cells = new ArrayList<>();
            names.forEach(each -> cells.add(said(((Map<?, ?>) row).get(each))));
            lines.add("| " + String.join(" | ", cells) + " |");
        }
    }

    private void facts(String heading, String name) {
        section(heading);
        Map<Object, Object> plain = new LinkedHashMap<>(map(name));
        plain.forEach((key, value) -> {
            boolean isTable = value instanceof List<?> rows && !rows.isEmpty() && rows.get(0) instanceof Map;
            if (!isTable) {
                lines.add("- " + key + ": " + said(value));
            }
        });
        plain.values().forEach(value -> {
            if (value instanceof List<?> rows && !rows.isEmpty() && rows.get(0) instanceof Map) {
                lines.add("");
                rows(rows);
            }
        });
    }

    /** A cell: a pipe would end it, a line break the table. */
    private static String said(Object value) {
        if (value == null) {
            return "–";
        }
        if (value instanceof List<?> list) {
            return list.isEmpty()
                    ? "none"
                    : String.join(", ", list.stream().map(ReviewText::said).toList());
        }
        if (value instanceof Map<?, ?> map) {
            List<String> parts = new ArrayList<>();
            map.forEach((key, each) -> parts.add(key + " " + said(each)));
            return parts.isEmpty() ? "none" : String.join(", ", parts);
        }
        return value.toString().replace("|", "\\|").replaceAll("\\R", " ");
    }
}
