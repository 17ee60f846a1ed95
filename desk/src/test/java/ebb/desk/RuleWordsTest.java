package ebb.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Rules;
import ebb.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever reads a rule's number in a signal finds what it asks on the page of NullSpectre, in the words of the report. */
class RuleWordsTest {
    @Test
    void shouldStandOnThePageAsTheReportSaysThem() throws IOException {
        List<String> page = Files.readAllLines(SharedData.repositoryRoot().resolve("docs/nullspectre.md"));
        int from = page.indexOf("| Rule | What it asks | Passes by | Value |") + 2;
        List<String> rows = page.subList(from, page.size()).stream()
                .takeWhile(line -> line.startsWith("| "))
                .toList();

        assertEquals(String.join("\n", RuleWords.table()), String.join("\n", rows));
        assertTrue(rows.size() > 30, rows.size() + " rules");
        for (String row : rows) {
            assertTrue(Rules.load().has(row.split(" ")[1]), row);
        }
    }
}
