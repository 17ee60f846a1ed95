package ebb.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.desk.InstrumentData.Candle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoveTest {
    /** Candles one after another, each from end to end, down if it makes a new low. */
    private static List<Candle> candles(long... lowHigh) {
        List<Candle> candles = new ArrayList<>();
        for (int i = 0; i < lowHigh.length; i += 2) {
            long low = lowHigh[i];
            long high = lowHigh[i + 1];
            boolean isDown = i > 0 && low < lowHigh[i - 2];
            candles.add(new Candle(
                    i / 2, isDown ? high : low, high, low, isDown ? low : high, 1, 0, 0, true, false, false));
        }
        return candles;
    }

    private static String say(Move move) {
        return (move.isUp() ? "up " : "down ") + move.fromPrice() + " at "
                + move.from().startNs() + " to " + move.toPrice() + " at "
                + move.to().startNs() + ", " + Math.round(1_000 * move.share()) / 10.0 + " %";
    }

    @Test
    void shouldFindTheCrashThatARiseWouldHide() {
        List<Candle> crash = candles(990, 1_000, 1_000, 1_020, 900, 1_000, 860, 905, 865, 890, 880, 895);
        assertEquals("down 1020 at 1 to 860 at 3, 15.7 %", say(Move.greatest(crash, false)));
        assertEquals("up 860 at 3 to 895 at 5, 4.1 %", say(Move.greatest(crash, true)));
    }

    @Test
    void shouldBeginWhereThePriceLeftItsFoot() {
        // The low of candle 0 was still there, within 2 % of the way, in candle 2.
        List<Candle> pump = candles(1_000, 1_004, 1_003, 1_006, 1_001, 1_010, 1_200, 1_300, 1_350, 1_400);
        assertEquals("up 1001 at 2 to 1400 at 4, 39.9 %", say(Move.greatest(pump, true)));
        List<Candle> slide = candles(1_398, 1_400, 1_390, 1_399, 1_300, 1_380, 1_000, 1_100);
        assertEquals("down 1399 at 1 to 1000 at 3, 28.5 %", say(Move.greatest(slide, false)));
    }

    @Test
    void shouldFindNothingInOneDirectionOnly() {
        List<Candle> flat = candles(1_000, 1_000, 1_000, 1_000);
        assertEquals("up 1000 at 0 to 1000 at 0, 0.0 %", say(Move.greatest(flat, true)));
    }
}
