package ebb.adapters.venuesim.market;

import java.util.ArrayList;
import java.util.List;

/** The courses an instrument can take within six hours; heights and times vary with the seed. */
public enum Script {
    /** Nothing happens. */
    QUIET {
        @Override
        List<Leg> legs(Dice dice) {
            Course course = new Course();
            for (int quarter = 2; quarter <= 24; quarter += 2) {
                course.to(quarter * 15 * 60, 1_000_000 + dice.around(2_500), Mood.CALM);
            }
            return course.legs;
        }
    },
    /** A rise of three to five per cent with pullbacks. */
    TREND {
        @Override
        List<Leg> legs(Dice dice) {
            Course course = new Course();
            int step = dice.within(5_500, 8_000);
            int level = 1_000_000;
            for (int half = 1; half <= 6; half++) {
                course.to(half * 3_600 - 1_500, level + step + 2_500, Mood.TREND);
                level += step;
                course.to(half * 3_600, level, Mood.PULLBACK);
            }
            return course.legs;
        }
    },
    /** A slow rise, then six per cent down in minutes on liquidations, and half of it back. */
    CASCADE {
        @Override
        List<Leg> legs(Dice dice) {
            Course course = new Course();
            int second = 9_000 + dice.around(600);
            course.to(second, 1_012_000 + dice.around(2_000), Mood.TREND);
            course.to(second + 360, 950_000 + dice.around(5_000), Mood.CASCADE);
            course.to(second + 1_500, 978_000 + dice.around(3_000), Mood.REBOUND);
            course.to(21_600, 975_000 + dice.around(4_000), Mood.CALM);
            return course.legs;
        }
    },
    /**
     * A quarter of an hour of calm, an hour and a half up by more than forty per cent, three pushes that fail near the same
     * price an hour apart, each sold into more than the one before, and the whole way down: through two prices where the
     * contract stood for a day each, to a third, which holds three times.
     */
    PUMP {
        @Override
        List<Stay> past() {
            return List.of(new Stay(1_440, FLOOR), new Stay(1_440, 1_060_000), new Stay(1_440, 1_000_000));
        }

        @Override
        List<Leg> legs(Dice dice) {
            int top = 1_440_000 + dice.around(20_000);
            Course course = new Course();
            course.climb(dice, top);
            int peak = course.push(dice, top, false);
            int last = AFTER_PUSHES;
            course.to(last + 900, share(peak, 920 + dice.around(8)), Mood.RUN_OUT);
            course.to(last + 2_700, 1_020_000 + dice.around(4_000), Mood.RUN_OUT);
            int bottom = last + 3_240 + dice.around(60);
            course.to(bottom, FLOOR + dice.around(1_500), Mood.RUN_OUT);
            for (int touch = 1; touch <= TOUCHES; touch++) {
                course.to(bottom + 300, FLOOR + 36_000 + dice.around(3_000), Mood.REBOUND);
                if (touch < TOUCHES) {
                    course.to(bottom + 780, FLOOR + 22_000 + dice.around(3_000), Mood.CALM);
                    bottom += 1_140 + dice.around(60);
                    course.to(bottom, FLOOR + 1_500 + dice.around(1_500), Mood.FADE);
                }
            }
            course.to(21_600, FLOOR + 45_000 + dice.around(6_000), Mood.CALM);
            return course.legs;
        }
    },
    /** As far up as the pump, with three pauses at prices each a little higher; but every push is bought, and it goes on. */
    RALLY {
        @Override
        List<Leg> legs(Dice dice) {
            int top = 1_430_000 + dice.around(10_000);
            Course course = new Course();
            course.climb(dice, top);
            int peak = course.push(dice, top, true);
            int last = AFTER_PUSHES;
            course.to(last + 2_700, share(peak, 1_040 + dice.around(6)), Mood.CHASE);
            course.to(last + 5_400, share(peak, 1_160 + dice.around(10)), Mood.CHASE);
            course.to(21_600, share(peak, 1_150 + dice.around(10)), Mood.TREND);
            return course.legs;
        }
    };

    private static final int PUSHES = 3;
    /** Times that the pump's floor holds. */
    private static final int TOUCHES = 3;
    /** Second at which the bar of the last push has closed. */
    private static final int AFTER_PUSHES = (7 + 4 * (PUSHES - 1)) * 900 + 900;
    /** Where the pumped contract stood three days before, millionths of its start price. */
    private static final int FLOOR = 940_000;

    /**
     * Where the price stood before the market began, the oldest first.
     *
     * @return the last at the start price; empty if it never was elsewhere
     */
    List<Stay> past() {
        return List.of();
    }

    abstract List<Leg> legs(Dice dice);

    private static int share(int ppm, int permille) {
        return ppm / 1_000 * permille;
    }

    /**
     * A price that lasted.
     *
     * @param minutes how long
     * @param ppm price in millionths of the start price
     */
    record Stay(int minutes, int ppm) {}

    /** Legs as they are laid. */
    private static final class Course {
        private final List<Leg> legs = new ArrayList<>();

        private void to(int second, int ppm, Mood mood) {
            legs.add(new Leg(second * 1_000L, ppm, mood));
        }

        /** A quarter of an hour of calm, then an hour and a half up. */
        private void climb(Dice dice, int top) {
            to(900, 1_001_000, Mood.CALM);
            int level = 1_001_000;
            for (int quarter = 2; quarter <= 7; quarter++) {
                int rise = (top - top / 1_000 * 26 - level) / (8 - quarter);
                level += quarter == 7 ? rise : rise * dice.within(65, 135) / 100;
                int turn = quarter * 900 - dice.within(180, 420);
                to(turn - 300, level - rise / 3 + dice.around(rise / 8), Mood.CHASE);
                to(turn, level + rise * dice.within(4, 14) / 100, Mood.CHASE);
                to(quarter * 900, level, Mood.CHASE);
            }
        }

        /** Three pushes an hour apart; those that are bought come a little higher each, the others a little lower. */
        private int push(Dice dice, int top, boolean isBought) {
            int peak = top;
            for (int push = 0; push < PUSHES; push++) {
                int start = (7 + 4 * push) * 900;
                int turn = start + 330 + dice.around(60);
                to(turn, peak, isBought || push == 0 ? Mood.FIRST_PUSH : Mood.PUSH);
                to(turn + 25, peak, isBought ? Mood.FIRST_PUSH : Mood.PUSH);
                to(start + 870, share(peak, 968 + dice.around(2)), isBought ? Mood.PULLBACK : Mood.FADE);
                if (push < PUSHES - 1) {
                    Mood down = isBought ? Mood.PULLBACK : Mood.FADE;
                    Mood up = isBought ? Mood.CHASE : Mood.DRIFT_UP;
                    to(start + 1_800, share(peak, 936 + dice.around(3)), down);
                    to(start + 2_200, share(peak, 914 + dice.around(4)), down);
                    to(start + 2_700, share(peak, 930 + dice.around(3)), up);
                    to(start + 3_600, share(peak, 972 + dice.around(2)), up);
                    int step = dice.within(20, 42);
                    peak = peak / 10_000 * (10_000 + (isBought ? 50 + step : -step));
                }
            }
            return peak;
        }
    }
}
