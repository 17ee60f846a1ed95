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
     * price an hour apart, each sold into more than the one before, and the whole way down again.
     */
    PUMP {
        @Override
        List<Leg> legs(Dice dice) {
            int top = 1_440_000 + dice.around(20_000);
            Course course = new Course();
            course.to(900, 1_001_000, Mood.CALM);
            int level = 1_001_000;
            for (int quarter = 2; quarter <= 7; quarter++) {
                int rise = (top - top / 1_000 * 26 - level) / (8 - quarter);
                level += quarter == 7 ? rise : rise * dice.within(65, 135) / 100;
                int turn = quarter * 900 - dice.within(180, 420);
                course.to(turn - 300, level - rise / 3 + dice.around(rise / 8), Mood.CHASE);
                course.to(turn, level + rise * dice.within(4, 14) / 100, Mood.CHASE);
                course.to(quarter * 900, level, Mood.CHASE);
            }
            int peak = top;
            for (int push = 0; push < PUSHES; push++) {
                int start = (7 + 4 * push) * 900;
                int turn = start + 330 + dice.around(60);
                course.to(turn, peak, push == 0 ? Mood.FIRST_PUSH : Mood.PUSH);
                course.to(turn + 25, peak, Mood.PUSH);
                course.to(start + 870, share(peak, 968 + dice.around(2)), Mood.FADE);
                if (push < PUSHES - 1) {
                    course.to(start + 1_800, share(peak, 936 + dice.around(3)), Mood.FADE);
                    course.to(start + 2_200, share(peak, 914 + dice.around(4)), Mood.FADE);
                    course.to(start + 2_700, share(peak, 930 + dice.around(3)), Mood.DRIFT_UP);
                    course.to(start + 3_600, share(peak, 972 + dice.around(2)), Mood.DRIFT_UP);
                    peak = peak / 10_000 * (10_000 - dice.within(20, 42));
                }
            }
            int last = (7 + 4 * (PUSHES - 1)) * 900 + 900;
            course.to(last + 900, share(peak, 920 + dice.around(8)), Mood.RUN_OUT);
            course.to(last + 3_600, share(peak, 700 + dice.around(8)), Mood.RUN_OUT);
            course.to(last + 4_500, share(peak, 668 + dice.around(6)), Mood.RUN_OUT);
            course.to(21_600, share(peak, 690 + dice.around(10)), Mood.CALM);
            return course.legs;
        }
    };

    private static final int PUSHES = 3;

    abstract List<Leg> legs(Dice dice);

    private static int share(int ppm, int permille) {
        return ppm / 1_000 * permille;
    }

    /** Legs as they are laid. */
    private static final class Course {
        private final List<Leg> legs = new ArrayList<>();

        private void to(int second, int ppm, Mood mood) {
            legs.add(new Leg(second * 1_000L, ppm, mood));
        }
    }
}
