package ebb.desk.markup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Nulls;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void shouldWriteNumbersAsPeopleReadThem() {
        assertEquals(
                List.of("1,234.50", "−0.10", "0.000123", "+3.00", "0.00", "–"),
                List.of(
                        Figures.money(123_450_000_000L),
                        Figures.money(-10_000_000L),
                        Figures.money(12_300L),
                        Figures.gain(300_000_000L),
                        Figures.gain(0),
                        Figures.money(Nulls.LONG)));
        assertEquals(
                List.of("40.27 %", "−0.5", "1,000"),
                List.of(Figures.percent(402_700, 2), Figures.micro(-500_000), Figures.micro(1_000_000_000L)));
        assertEquals(
                List.of("999", "12.3k", "4.5M", "−2.25G"),
                List.of(
                        Figures.compact(999),
                        Figures.compact(12_300),
                        Figures.compact(4.5e6),
                        Figures.compact(-2.25e9)));
        assertEquals(List.of("1 gap", "2 gaps"), List.of(Figures.count(1, "gap"), Figures.count(2, "gap")));
    }

    @Test
    void shouldWriteDurationsInTheUnitThatFits() {
        assertEquals(
                List.of("999 ns", "1.00 µs", "34.8 µs", "905 µs", "33.0 s", "2 min", "1 h 5 min", "16 h"),
                List.of(
                        Figures.duration(999),
                        Figures.duration(1_000),
                        Figures.duration(34_800),
                        Figures.duration(905_000),
                        Figures.duration(33_000_000_000L),
                        Figures.duration(120_000_000_000L),
                        Figures.duration(3_900_000_000_000L),
                        Figures.duration(57_600_000_000_000L)));
    }

    @Test
    void shouldSayTheDateOnlyInRunsOfMoreThanADay() {
        long noon = 1_700_049_600_000_000_000L;
        assertEquals("12:00:00", Times.of(0, 3_600_000_000_000L).second(noon));
        assertEquals("11-15 12:00", Times.of(0, 100_000_000_000_000L).minute(noon));
    }

    @Test
    void shouldLabelAxesWithRoundValuesThatTheLabelsCanTellApart() {
        assertEquals(List.of(10.0, 20.0, 30.0, 40.0), new Scale(9, 41, 0, 100).ticks(4, 1));
        assertEquals(List.of(100_000.0, 100_010.0, 100_020.0), new Scale(100_000, 100_020, 0, 100).ticks(6, 10));
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 10_000; i++) {
            double from = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(12));
            double to = from + random.nextDouble() * Math.pow(10, random.nextInt(12)) + 1e-3;
            int ticks = new Scale(from, to, 0, 100).ticks(5, 1e-9).size();
            assertTrue(ticks >= 1 && ticks <= 8, "seed 7 step " + i + ": " + from + " to " + to + " has " + ticks);
        }
    }

    @Test
    void shouldKeepTheEndsOfACurveThatOutgrowsItsRoom() {
        Curve curve = new Curve();
        for (int i = 0; i < 100_000; i++) {
            curve.add(i, i % 1_000);
        }
        assertTrue(curve.size() <= 1_024 && curve.size() > 400, () -> "size " + curve.size());
        assertEquals(0, curve.at(0));
        assertEquals(99_999, curve.at(curve.size() - 1));
        for (int i = 1; i < curve.size(); i++) {
            assertTrue(curve.at(i) > curve.at(i - 1), "ascending at " + i);
        }
    }

    @Test
    void shouldCloseWhatWasOpenedAndEscapeEverything() {
        Html html = new Html();
        html.open("p", "title", "a\"b'c").text("<&>\u0007").close("p");
        assertEquals("<p title=\"a&quot;b&#39;c\">&lt;&amp;&gt;\uFFFD</p>", html.toString());
        html.open("p");
        assertThrows(IllegalStateException.class, html::toString);
        assertThrows(IllegalStateException.class, () -> html.close("div"));
    }
}
