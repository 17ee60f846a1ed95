package ebb.config.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KindsTest {
    private static final Measure TIME = Measure.duration("0s", "366d");

    @Test
    void shouldReadFiguresExactlyInTheirUnits() {
        List<String> seen = new ArrayList<>();
        for (String text : List.of("0s", "500ms", "1.5h", "30min", "90s", "0.25us", "1 d", "250µs")) {
            long value = read(TIME, text);
            seen.add(text + " " + value + " " + TIME.write(value));
        }
        assertEquals(
                List.of(
                        "0s 0 0s",
                        "500ms 500000000 500ms",
                        "1.5h 5400000000000 90m",
                        "30min 1800000000000 30m",
                        "90s 90000000000 90s",
                        "0.25us 250 250ns",
                        "1 d 86400000000000 1d",
                        "250µs 250000 250us"),
                seen);
        Measure share = Measure.share("0%", "100%");
        assertEquals(
                List.of(5_000L, 3_000L, 1L), List.of(read(share, "0.5%"), read(share, "30bp"), read(share, "0.01bp")));
        assertEquals("0.3%", share.write(3_000L));
        assertEquals("0.0001%", share.write(1L));
        Measure size = Measure.size("0B", "1GiB");
        assertEquals(64L << 20, read(size, "64MiB"));
        assertEquals("1536KiB", size.write(3L << 19));
    }

    @Test
    void shouldSayWhyAFigureIsRefused() {
        assertEquals(
                List.of(
                        "10: is a number without its unit (NUM-11)",
                        "10x: has the unit x, which does not belong here",
                        "10S: has the unit S (did you mean s?)",
                        "ten: is no number with a unit",
                        "0.1ns: is finer than can be kept, or too large",
                        "400d: is out of range",
                        "-1s: is out of range",
                        ": is no number with a unit",
                        "99999999999999999999d: is finer than can be kept, or too large"),
                refusals(TIME, "10", "10x", "10S", "ten", "0.1ns", "400d", "-1s", "", "99999999999999999999d"));
        assertEquals(
                List.of(
                        "1e400: is out of range",
                        "NaN: is no number",
                        "2.5: is no whole number",
                        "3s: has a unit where a plain number belongs"),
                refusals(Decimal.count(0, 9), "1e400", "NaN", "2.5", "3s"));
        assertEquals(
                List.of("0.1234567: has more than 6 decimal places"),
                refusals(Decimal.within("0", "1", 6), "0.1234567"));
        assertEquals(
                List.of("1,2: has 2 figures instead of 3", "1,x,3: is no number", "1,,3: is no number"),
                refusals(Listing.of(Decimal.count(0, 9), 3), "1,2", "1,x,3", "1,,3"));
        assertEquals(
                List.of("a,b,a: names a twice", "c: is not one of the words allowed"),
                refusals(Listing.any(Word.of("a", "b")), "a,b,a", "c"));
    }

    @Test
    void shouldWriteEqualNumbersAlike() {
        Decimal kind = Decimal.within("-10", "1000", 6);
        for (String text : List.of("1.5", "01.50", "1.500000", "15e-1", "+1.5")) {
            assertEquals("1.5", kind.write(kind.read(List.of(text), false)), text);
        }
        for (String text : List.of("100", "1e2", "100.0")) {
            assertEquals("100", kind.write(kind.read(List.of(text), false)), text);
        }
        assertEquals("0", kind.write(kind.read(List.of("-0.0"), false)));
        assertEquals(BigDecimal.ZERO, kind.read(List.of("0.000"), false));
    }

    @Test
    void shouldReadBackWhatItWrites() {
        Measure[] kinds = {TIME, Measure.share("0%", "1000%"), Measure.size("0B", "1048576GiB")};
        long[] most = {366L * 86_400_000_000_000L, 10_000_000L, 1L << 50};
        for (long seed = 0; seed < 20_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int which = random.nextInt(kinds.length);
            long value = random.nextLong(most[which] + 1) >>> random.nextInt(40);
            long round = random.nextBoolean() ? value : value / 1_000_000 * 1_000_000;

            assertEquals(round, read(kinds[which], kinds[which].write(round)), "seed " + seed);
        }
    }

    @Test
    void shouldMeasureHowFarWordsAre() {
        assertEquals(
                List.of(0, 1, 1, 1, 1, 3, 4),
                List.of(
                        Similar.distance("atr", "atr"),
                        Similar.distance("atr", "at"),
                        Similar.distance("atr", "atrs"),
                        Similar.distance("atr", "aur"),
                        Similar.distance("demo", "dmeo"),
                        Similar.distance("", "abc"),
                        Similar.distance("abcd", "wxyz")));
        assertEquals("", Similar.hint("zzzz", List.of("atr.n", "rej.min")));
        assertEquals(
                ": did you mean risk.leverage?", Similar.hint("paper.leverage", List.of("rej.min", "risk.leverage")));
    }

    private static long read(Measure kind, String text) {
        return kind.read(List.of(text), false);
    }

    private static List<String> refusals(Kind<?> kind, String... texts) {
        List<String> all = new ArrayList<>();
        for (String text : texts) {
            Kind.BadValue e = assertThrows(Kind.BadValue.class, () -> kind.read(List.of(text), false), text);
            all.add(text + ": " + e.getMessage());
        }
        return all;
    }
}
