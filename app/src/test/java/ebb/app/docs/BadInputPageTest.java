package ebb.app.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.context.Refusal;
import ebb.adapters.feed.FeedStatus;
import ebb.adapters.net.Cause;
import ebb.adapters.net.RestOutcome;
import ebb.adapters.venue.DecodeCounters;
import ebb.adapters.venue.Rejection;
import ebb.app.command.ExitCode;
import ebb.codecs.Rules;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.RiskKind;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.StaleWhy;
import ebb.codecs.sbe.SubState;
import ebb.engine.Counters;
import ebb.engine.book.BookCount;
import ebb.engine.book.BookStatus;
import ebb.journal.DiskState;
import ebb.journal.JournalException;
import ebb.journal.JournalFault;
import ebb.journal.StreamReport;
import ebb.runtime.EngineRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on bad input says nothing that is not so: each name in its tables is looked up. */
class BadInputPageTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern TEST = Pattern.compile("([A-Z][A-Za-z0-9]+Test)\\.(should[A-Za-z0-9]+)");
    private static final Pattern CLASS = Pattern.compile("[A-Z][A-Za-z0-9]+");
    private static final Pattern RULE = Pattern.compile("[A-Z]+(-[A-Z]+)*-[0-9]+");
    private static final Pattern KEY = Pattern.compile("[a-z]+(\\.[a-z-]+)+");
    private static final int COLUMNS = 6;

    /** Items of the issue's list; each must have its row. */
    private static final List<String> ITEMS = List.of(
            "malformed JSON",
            "truncated JSON",
            "unknown channel",
            "unknown symbol",
            "negative or zero",
            "overflowing",
            "too precise",
            "NaN",
            "duplicate",
            "skipped",
            "reordered",
            "snapshot older",
            "crossed book",
            "one-sided",
            "trade outside any book",
            "frame too large",
            "fragmented",
            "binary frame",
            "certificate of another host",
            "REST 4xx",
            "REST 5xx",
            "REST garbage",
            "clock going backwards",
            "full ring",
            "full disk",
            "another schema",
            "torn tail",
            "second process",
            "unknown key",
            "value out of range",
            "tick or lot",
            "contract delisted",
            "funding interval",
            "shorter than a warm-up",
            "candles with holes",
            "without volume",
            "thousand percent",
            "cap is unknown",
            "two coins of one symbol",
            "answers 429",
            "garbage, HTML",
            "filled after its cancel",
            "a stop rejected",
            "too small for the least quantity");

    private static final Map<String, Class<?>> HOLDERS = Map.ofEntries(
            Map.entry("Rejection", Rejection.class),
            Map.entry("Counters", Counters.Cause.class),
            Map.entry("BookCount", BookCount.class),
            Map.entry("BookStatus", BookStatus.class),
            Map.entry("StaleWhy", StaleWhy.class),
            Map.entry("Session", Session.class),
            Map.entry("SubState", SubState.class),
            Map.entry("RiskKind", RiskKind.class),
            Map.entry("Cmd", Cmd.class),
            Map.entry("Cause", Cause.class),
            Map.entry("RestOutcome", RestOutcome.class),
            Map.entry("ExitCode", ExitCode.class),
            Map.entry("DiskState", DiskState.class),
            Map.entry("JournalException.Kind", JournalException.Kind.class),
            Map.entry("JournalFault.Kind", JournalFault.Kind.class),
            Map.entry("StreamReport.Verdict", StreamReport.Verdict.class),
            Map.entry("StreamReport", StreamReport.class),
            Map.entry("FeedStatus.Connection", FeedStatus.Connection.class),
            Map.entry("FeedStatus.Requests", FeedStatus.Requests.class),
            Map.entry("DecodeCounters", DecodeCounters.class),
            Map.entry("EngineRing", EngineRing.class),
            Map.entry("BackupClock", ebb.app.backup.BackupClock.class),
            Map.entry("Refusal", Refusal.class));

    private static List<String[]> rows() throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/bad-input.md"))) {
            if (line.startsWith("| ") && !line.startsWith("| Input ")) {
                String[] cells = line.substring(2, line.length() - 2).split(" \\| ", -1);
                assertEquals(COLUMNS, cells.length, line);
                rows.add(cells);
            }
        }
        return rows;
    }

    /** Name of each class of the house to its source. */
    private static Map<String, Path> sources() throws IOException {
        Map<String, Path> sources = new TreeMap<>();
        for (String module : List.of("codecs", "journal", "engine", "runtime", "adapters", "config", "app", "desk")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
                files.filter(each -> each.toString().endsWith(".java"))
                        .forEach(each ->
                                sources.put(each.getFileName().toString().replace(".java", ""), each));
            }
        }
        return sources;
    }

    @Test
    void shouldHaveARowForEachItemOfTheIssue() throws IOException {
        List<String[]> rows = rows();
        for (String item : ITEMS) {
            assertTrue(rows.stream().anyMatch(row -> row[0].contains(item)), item);
        }
        for (String[] row : rows) {
            assertTrue(CODE.matcher(row[3]).find() || row[3].contains("in the log"), row[0] + " has no event");
            assertFalse(String.join(" ", row).contains("as above"), row[0] + " leans on its neighbour");
            assertTrue(CODE.matcher(row[5]).find(), row[0] + " has no test");
            assertTrue(
                    row[4].matches("(log|report|status|stderr)(, (log|report|status|stderr))*"),
                    row[0] + " is told nowhere");
        }
    }

    @Test
    void shouldNameCountersAndEventsThatExist() throws IOException {
        Set<String> unknown = new TreeSet<>();
        Map<String, Path> sources = sources();
        int looked = 0;
        for (String[] row : rows()) {
            for (int column = 0; column < 5; column++) {
                Matcher code = CODE.matcher(row[column]);
                while (code.find()) {
                    looked++;
                    if (!isKnown(code.group(1), sources)) {
                        unknown.add(code.group(1) + " of " + row[0]);
                    }
                }
            }
        }
        assertEquals(Set.of(), unknown);
        assertTrue(looked > 150, "looked up " + looked);
    }

    private static boolean isKnown(String name, Map<String, Path> sources) {
        int dot = name.lastIndexOf('.');
        Class<?> holder = dot < 0 ? null : HOLDERS.get(name.substring(0, dot));
        if (holder != null) {
            return has(holder, name.substring(dot + 1));
        }
        if (RULE.matcher(name).matches()) {
            return Rules.load().has(name);
        }
        if (KEY.matcher(name).matches()) {
            return isKey(name);
        }
        // A class, a message of the vocabulary, or a word of the command line.
        boolean isMessage = isMessage(name);
        return CLASS.matcher(name).matches()
                ? sources.containsKey(name) || isMessage
                : Set.of("in", "out", "ring", "journal", "paper", "live", "verify", "backup")
                        .contains(name);
    }

    private static boolean has(Class<?> holder, String name) {
        return Arrays.stream(holder.getFields()).anyMatch(each -> each.getName().equals(name))
                || Arrays.stream(holder.getMethods())
                        .anyMatch(each -> each.getName().equals(name));
    }

    private static boolean isMessage(String name) {
        try {
            Class.forName("ebb.codecs.sbe." + name + "Decoder");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static boolean isKey(String name) {
        return ebb.config.ConfigLoader.load(ebb.codecs.sbe.Mode.BACKTEST, List.of(), null, List.of())
                .settings()
                .stream()
                .anyMatch(each -> each.key().contains(name));
    }

    @Test
    void shouldNameTestsThatExist() throws IOException {
        Map<String, Path> sources = sources();
        Set<String> unknown = new TreeSet<>();
        for (String[] row : rows()) {
            Matcher code = CODE.matcher(row[5]);
            while (code.find()) {
                Matcher test = TEST.matcher(code.group(1));
                boolean isThere = test.matches()
                        && sources.containsKey(test.group(1))
                        && Files.readString(sources.get(test.group(1))).contains("void " + test.group(2) + "(");
                if (!isThere) {
                    unknown.add(code.group(1));
                }
            }
        }
        assertEquals(Set.of(), unknown);
    }
}
