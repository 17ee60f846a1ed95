package ebb.config.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DroppedTest {
    @Test
    void shouldFindEveryPlaceThatGivesAKeyItsValue() {
        String text = """
                # a = comment
                a = 1 // b = 2
                "b" { c : "x = }", d = [1, { e = 2 }, "]"], f.g = ${a}/x }
                h.i += 3, j = \"\"\"k = 4
                l = 5\"\"\"
                m =
                  6
                include "n = 7"
                include required(file("o{.conf"))
                p { q { r = 8 } } { s = 9 }
                t = u v "w" x
                """;

        assertEquals(
                List.of(
                        new KeyScan.Place("a", 2, false),
                        new KeyScan.Place("b.c", 3, false),
                        new KeyScan.Place("b.d", 3, false),
                        new KeyScan.Place("b.f.g", 3, true),
                        new KeyScan.Place("h.i", 4, true),
                        new KeyScan.Place("j", 4, false),
                        new KeyScan.Place("m", 6, false),
                        new KeyScan.Place("p.q.r", 10, false),
                        new KeyScan.Place("p.s", 10, false),
                        new KeyScan.Place("t", 11, false)),
                KeyScan.of(text));
    }

    @Test
    void shouldTellWhatIsWrittenTwiceOrLostToAGroup() {
        String text = "{ a = 1\nb.c = 1\nb { c = 2, d = 3 }\na.e = 4 }\n";

        assertEquals(
                List.of(
                        new Dropped("b.c", 3, "is written twice: line 2 gives it too"),
                        new Dropped("a", 1, "is a value here and a group of keys in line 4: one of them is lost")),
                Dropped.in(text, path -> false, path -> false));
    }

    @Test
    void shouldTellValuesInThePlaceOfGroups() {
        assertEquals(
                List.of(
                        new Dropped("g", 1, "is a group of keys, not a value"),
                        new Dropped("v", 2, "is a value, not a group of keys")),
                Dropped.in("g = 1\nv.w = 2", "g"::equals, "v"::equals));
    }

    @Test
    void shouldFindTheKeysThatTheLibraryFinds() {
        for (long seed = 0; seed < 2_000; seed++) {
            String text = random(new SplittableRandom(seed));
            String shown = "seed " + seed + ":\n" + text;
            Config parsed = ConfigFactory.parseString(text);

            List<String> library = new ArrayList<>();
            parsed.entrySet()
                    .forEach(each -> library.add(
                            each.getKey() + " " + each.getValue().origin().lineNumber()));
            List<String> ours = new ArrayList<>();
            KeyScan.of(text).forEach(each -> ours.add(each.path() + " " + each.line()));
            library.sort(null);
            ours.sort(null);

            assertEquals(library, ours, shown);
        }
    }

    /** A text in which each key is given once, in random dress. */
    private static String random(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int groups = random.nextInt(1, 5);
        for (int g = 0; g < groups; g++) {
            String[] opens = {" {", " = {", ": {", " {\n", " { # x = {\n", "\n"};
            text.append("g").append(g);
            int how = random.nextInt(6);
            boolean isPath = how == 5;
            text.append(isPath ? ".p" : opens[how]);
            int members = isPath ? 1 : random.nextInt(0, 4);
            for (int m = 0; m < members; m++) {
                String[] names = {"a" + m, "\"b" + m + "\"", "c.d" + m, "e-" + m};
                String[] values = {
                    "1", "x y", "\"}{ = 1\"", "[1, 2]", "[\n1\n\"]\"\n]", "30bp", "\"\"\"z\"} = 1\"\"\"", "true # } c"
                };
                String value = values[random.nextInt(values.length)];
                text.append(isPath ? "" : names[random.nextInt(names.length)])
                        .append(random.nextBoolean() ? " = " : ":")
                        .append(value)
                        .append(value.contains("#") || random.nextBoolean() ? "\n" : isPath ? "\n" : ", ");
            }
            text.append(isPath ? "" : "}").append(random.nextBoolean() ? "\n" : "\n// y = 2\n");
        }
        return text.toString();
    }
}
