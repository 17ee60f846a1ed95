package ebb.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the journal noted of faults, in words, with what Ebb did about each. */
final class FaultWords {
    /**
     * A kind of fault.
     *
     * @param words what happened
     * @param count how often
     * @param answer what Ebb did about it
     */
    record Row(String words, long count, String answer) {}

    private static final String RESYNC = "asked for a snapshot; no entries on the book until it was LIVE";

    private FaultWords() {}

    /** Rows of what occurred, those that never did left out. */
    static List<Row> rows(ReportData data) {
        FaultTally faults = data.faults;
        Map<String, Long> engine = data.engineCounters;
        List<Row> rows = new ArrayList<>();
        add(rows, "Gap in a book's sequence", faults.of("book STALE GAP"), RESYNC);
        add(rows, "Book update refused by the feed", faults.of("book STALE REFUSED"), RESYNC);
        add(rows, "Digits finer than the instrument's", faults.of("book STALE PRECISION"), RESYNC);
        add(
                rows,
                "Stream refused too often",
                faults.of("stream STALE"),
                "took nothing of it until evt.refuse-limit was past");
        add(rows, "Book crossed", faults.of("book CROSSED"), "held entries back until it uncrossed");
        add(rows, "Book crossed for too long", faults.of("book STALE CROSS_TIMEOUT"), RESYNC);
        add(rows, "Book without its connection", faults.of("book STALE SESSION"), "reconnected, then a fresh snapshot");
        add(rows, "Book silent", faults.of("book STALE SILENT"), RESYNC);
        add(rows, "Snapshot late", faults.of("book STALE TIMEOUT"), "asked again");
        add(rows, "Session lost", faults.of("session DOWN"), "reconnected with back-off, subscribed again");
        add(
                rows,
                "Stream lost",
                streams(faults, "DOWN"),
                "its bars are PARTIAL, CVD and VPIN INEXACT until it settles");
        add(
                rows,
                "Trades missing from a stream",
                engine("TRADE_GAP", engine),
                "its bars are PARTIAL; candles asked for");
        add(rows, "Trades that came twice", engine("DUPLICATE_TRADE", engine), "dropped");
        add(
                rows,
                "Trades before there was a book",
                engine("TRADE_WITHOUT_BOOK", engine),
                "counted, side by the tick rule");
        add(rows, "Prices off the grid or not above zero", engine("BAD_PRICE", engine), "refused");
        add(rows, "Quantities off the lot or below zero", engine("BAD_QUANTITY", engine), "refused");
        add(rows, "Fields no schema allows", engine("BAD_FIELD", engine), "refused");
        add(rows, "Messages for unknown instruments", engine("UNKNOWN_INSTRUMENT", engine), "refused");
        add(rows, "Streams refused by the venue", engine("STREAM_REFUSED", engine), "alerted; no entries without them");
        add(
                rows,
                "Messages stamped before one ahead of them",
                engine("CLOCK_BACKWARD", engine),
                "engine time stood still");
        add(rows, "Clock jumping ahead", engine("CLOCK_JUMP", engine), "alerted; due timers fired first");
        add(rows, "Exchange stamps from the future", engine("SKEWED", engine), "replaced by engine time");
        add(rows, "Reports of orders that are not ours", engine("UNKNOWN_ORDER", engine), "alerted, nothing booked");
        add(
                rows,
                "Orders that a venue refused for now",
                engine("ORDER_RETRIED", engine),
                "sent again under the same id");
        add(
                rows,
                "Analytics whose sums fit no number, at each close",
                engine("INEXACT", engine),
                "INEXACT; alerted, they deny entries");
        return rows;
    }

    private static long streams(FaultTally faults, String state) {
        return faults.counts.entrySet().stream()
                .filter(each ->
                        each.getKey().startsWith("feed ") && each.getKey().endsWith(" " + state))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static long engine(String cause, Map<String, Long> counters) {
        return counters.getOrDefault(cause, 0L);
    }

    private static void add(List<Row> rows, String words, long count, String answer) {
        if (count > 0) {
            rows.add(new Row(words, count, answer));
        }
    }
}
