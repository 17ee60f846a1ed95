package ebb.codecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static final String NAME = "[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+";

    /** A bold full name, a bold "-2" that continues the prefix before it, or a bold "1 Lyapunov" below V7-OPT. */
    private static final Pattern BOLD =
            Pattern.compile("\\*\\*(?:(" + NAME + ")(?=[ .:*,])|-(\\d+)(?=[ *])|(\\d+) [A-Z])");

    private static final Pattern ROW = Pattern.compile("^\\|\\s*(" + NAME + ")\\s*\\|.*");
    private static final Pattern NUMBERED = Pattern.compile("(.*)-\\d+");

    /** The greatest code of each range in the first table, less the range's thousand; and the hash of its lines. */
    private static final int[] LAST_OF_FIRST_TABLE = {154, 105, 78, 79, 63, 79};

    private static final String FIRST_TABLE = "8869bc059763285f";

    private final Rules rules = Rules.load();

    /** The rules a specification file defines, in its order. */
    private static List<String> defined(String file) throws IOException {
        List<String> names = new ArrayList<>();
        String last = "";
        boolean body = false;
        for (String line : Files.readAllLines(SharedData.file("spec/" + file + ".md"))) {
            body |= line.startsWith("## ");
            if (!body) {
                continue;
            }
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                names.add(row.group(1));
            }
            Matcher bold = BOLD.matcher(line);
            while (bold.find()) {
                Matcher numbered = NUMBERED.matcher(last);
                boolean lastHasNumber = numbered.matches();
                if (bold.group(1) != null) {
                    last = bold.group(1);
                    names.add(last);
                } else if (bold.group(2) != null && lastHasNumber) {
                    names.add(numbered.group(1) + "-" + bold.group(2));
                } else if (bold.group(3) != null && !lastHasNumber && !last.isEmpty()) {
                    names.add(last + "-" + bold.group(3));
                }
            }
        }
        return names;
    }

    private void assertAllHaveCodes(String file, int from, int to, int least) throws IOException {
        List<String> names = defined(file);
        assertTrue(names.size() >= least, file + " defines " + names.size() + " rules: is the pattern still right?");
        for (String name : names) {
            assertTrue(rules.has(name), name + " of " + file + ".md has no code: append it to rules.tsv");
            int code = rules.code(name);
            assertTrue(code >= from && code < to, name + " has code " + code);
        }
    }

    @Test
    void shouldHaveACodeForEveryRuleOfTheSpecification() throws IOException {
        assertAllHaveCodes("core", 1, 1000, 150);
        assertAllHaveCodes("nullspectre", 1000, 2000, 100);
        assertAllHaveCodes("apex", 2000, 3000, 75);
        assertAllHaveCodes("confidence", 3000, 4000, 75);
        assertAllHaveCodes("v7", 4000, 5000, 60);
        assertAllHaveCodes("alphatrader", 5000, 6000, 75);
    }

    @Test
    void shouldMapCodesAndNamesBothWays() {
        String[] lines = rules.text().split("\n");
        assertEquals(lines.length, rules.size());
        for (String line : lines) {
            String[] entry = line.split("\t");
            int code = Integer.parseInt(entry[0]);
            assertEquals(code, rules.code(entry[1]));
            assertEquals(entry[1], rules.name(code));
        }
        assertEquals(rules.code("NUM-2"), Rules.of(rules.text()).code("NUM-2"));
    }

    @Test
    void shouldNeverMoveACode() {
        // One of each range for the reader; the hash below holds all of the first table.
        assertEquals(1, rules.code("NUM-1"));
        assertEquals(1000, rules.code("NS-UNI-1"));
        assertEquals(2000, rules.code("APX-1"));
        assertEquals(3000, rules.code("CFD-1"));
        assertEquals(4000, rules.code("V7-DAT-1"));
        assertEquals(5000, rules.code("ATP-IBK-1"));
        // Rules appended later stand at the end of their range: what version 0 had must still be there as it was.
        StringBuilder first = new StringBuilder();
        for (String line : rules.text().split("\n")) {
            int code = Integer.parseInt(line.substring(0, line.indexOf('\t')));
            if (code % 1000 <= LAST_OF_FIRST_TABLE[code / 1000]) {
                first.append(line).append('\n');
            }
        }
        assertEquals(FIRST_TABLE, Long.toHexString(XxHash64.hash(first.toString())));
    }

    @Test
    void shouldRefuseATableThatIsNone() {
        assertFalse(rules.has("NUM-999"));
        assertThrows(IllegalArgumentException.class, () -> rules.code("NUM-999"));
        assertThrows(IllegalArgumentException.class, () -> rules.name(0));
        assertThrows(IllegalArgumentException.class, () -> rules.name(999));
        assertThrows(IllegalArgumentException.class, () -> rules.name(65_535));
        for (String text :
                new String[] {"", "1 NUM-1", "x\tNUM-1", "0\tA-1", "65535\tA-1", "2\tA-1\n1\tA-2", "1\tA\n2\tA", "1\t"
                }) {
            assertThrows(IllegalArgumentException.class, () -> Rules.of(text), text);
        }
    }
}
