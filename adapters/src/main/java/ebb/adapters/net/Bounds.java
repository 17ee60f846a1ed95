package ebb.adapters.net;

/**
 * Refuses settings out of range. A class of its own: were these methods NetSettings', a group's defaults could not be made
 * before NetSettings' own, which hold them, and would be missing there.
 */
final class Bounds {
    private Bounds() {}

    static void positive(String key, long value) {
        atLeast(key, value, 1);
    }

    static void atLeast(String key, long value, long least) {
        within(key, value, least, Long.MAX_VALUE);
    }

    static void within(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + " must be " + least + " to " + most + ", is " + value);
        }
    }
}
