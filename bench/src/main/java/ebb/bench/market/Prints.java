package ebb.bench.market;

import java.util.SplittableRandom;

/** A seeded tape: prices walk, quantities are skewed, one print in five begins a run of the same taker. */
public final class Prints {
    private final long[] price;
    private final long[] quantity;
    private final int[] sign;

    /**
     * Draws a tape.
     *
     * @param count prints
     * @param seed same seed, same tape
     */
    public Prints(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        price = new long[count];
        quantity = new long[count];
        sign = new int[count];
        long at = LevelStream.START_TICK;
        int side = 1;
        for (int i = 0; i < count; i++) {
            at += random.nextInt(5) - 2;
            side = random.nextInt(5) == 0 ? -side : side;
            price[i] = at;
            quantity[i] = 1 + random.nextLong(1L << 1 + random.nextInt(16));
            sign[i] = side;
        }
    }

    /** Price mantissa. */
    public long price(int i) {
        return price[i];
    }

    /** Quantity mantissa. */
    public long quantity(int i) {
        return quantity[i];
    }

    /** 1 taker bought, −1 taker sold. */
    public int sign(int i) {
        return sign[i];
    }
}
