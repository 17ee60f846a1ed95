package ebb.adapters.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Whether two rings hold the same messages, byte for byte but for the number that each counts for itself. */
public final class Alike {
    private static final int NUMBER = 8;
    private static final int BEHIND_NUMBER = 16;

    private Alike() {}

    /**
     * Fails unless they do.
     *
     * @param expected what should be held
     * @param held what is
     * @param told what the failure says
     */
    public static void check(Recorder expected, Recorder held, String told) {
        assertEquals(expected.size(), held.size(), told);
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(text(expected, i), text(held, i), told);
        }
    }

    private static String text(Recorder from, int i) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < from.length(i); k++) {
            boolean isNumber = k >= NUMBER && k < BEHIND_NUMBER;
            text.append(isNumber ? 0 : from.buffer().getByte(from.at(i) + k)).append(' ');
        }
        return text.toString();
    }
}
