package ebb.app.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The checklist of NullSpectre's rules has each rule of the specification, and names nothing that does not exist. */
class NullSpectrePageTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern RULES = Pattern.compile("(NS-[A-Z]+-)?(\\d+)(?:…(\\d+))?");
    private static final Pattern CODE = Pattern.compile("`(?:ebb\\.[a-z.]+\\.)?([A-Z][A-Za-z0-9]+)`");
    private static final String NOT_HERE = "not here: ";
    private static final int COLUMNS = 4;

    private static List<String[]> rows() throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/nullspectre.md"))) {
            if (line.startsWith("## ")) {
                break; // What follows are the reasons of a signal: RuleWordsTest of desk.
            }
            if (line.startsWith("| NS-")) {
                String[] cells = line.substring(2, line.length() - 2).split(" \\| ", -1);
                assertEquals(COLUMNS, cells.length, line);
                rows.add(cells);
            }
        }
        return rows;
    }

    /** Classes of the house by their plain names. */
    private static Set<String> classes() throws IOException {
        Set<String> classes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            files.filter(each ->
                            each.toString().contains("/src/") && each.toString().endsWith(".java"))
                    .forEach(each -> classes.add(each.getFileName().toString().replace(".java", "")));
        }
        return classes;
    }

    private static List<String> rules(String cell) {
        List<String> rules = new ArrayList<>();
        String prefix = "";
        for (String word : cell.split(", ")) {
            Matcher matcher = RULES.matcher(word);
            if (!matcher.matches()) {
                continue; // A contradiction of the plan, NS-C2.
            }
            prefix = matcher.group(1) == null ? prefix : matcher.group(1);
            int from = Integer.parseInt(matcher.group(2));
            int to = matcher.group(3) == null ? from : Integer.parseInt(matcher.group(3));
            for (int number = from; number <= to; number++) {
                rules.add(prefix + number);
            }
        }
        return rules;
    }

    @Test
    void shouldHaveARowForEachRuleOfTheSpecification() throws IOException {
        Set<String> listed = new TreeSet<>();
        for (String[] row : rows()) {
            listed.addAll(rules(row[0]));
        }
        Set<String> missing = new TreeSet<>();
        Set<String> all = new TreeSet<>();
        for (String line : Rules.load().text().split("\n")) {
            String rule = line.substring(line.indexOf('\t') + 1);
            if (rule.startsWith("NS-")) {
                all.add(rule);
                if (!listed.contains(rule)) {
                    missing.add(rule);
                }
            }
        }
        assertTrue(all.size() > 90, "rules of the table: " + all);
        assertEquals(Set.of(), missing, "rules without a row");
        listed.removeAll(all);
        assertEquals(Set.of(), listed, "rows of no rule");
    }

    @Test
    void shouldNameForEachRuleItsClassAndItsTestOrSayWhyThereIsNone() throws IOException {
        Set<String> classes = classes();
        for (String[] row : rows()) {
            if (row[3].startsWith(NOT_HERE)) {
                assertTrue(row[3].length() > NOT_HERE.length() + 10, row[0] + " says no reason");
                continue;
            }
            assertFalse(names(row[1]).isEmpty(), row[0] + " names no class: " + row[1]);
            assertFalse(names(row[2]).isEmpty(), row[0] + " names no test: " + row[2]);
            for (String name : names(row[1])) {
                assertTrue(classes.contains(name), row[0] + ": there is no class " + name);
            }
            for (String name : names(row[2])) {
                assertTrue(name.endsWith("Test") && classes.contains(name), row[0] + ": there is no test " + name);
            }
        }
    }

    private static List<String> names(String cell) {
        List<String> names = new ArrayList<>();
        Matcher matcher = CODE.matcher(cell);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
