package ebb.app.gate;

import java.util.Locale;
import java.util.Optional;

/** The gates between the phases, in their order (NS-VAL-4, NS-VAL-11, NS-VAL-12, NS-LIV-2). */
public enum Gate {
    /** The history set holds (NS-VAL-4): before paper trading is believed. */
    HISTORY,
    /** Paper trading holds (NS-VAL-11): before the first live phase. */
    PAPER,
    /** The first live phase holds (NS-VAL-12): before the second. */
    LIVE,
    /** The second live phase holds (NS-VAL-12): before entries by countdown. */
    SCALE;

    /**
     * The gate that stands before a profile.
     *
     * @param profile a profile's name
     * @return the gate, absent where none stands before it
     */
    public static Optional<Gate> before(String profile) {
        return switch (profile) {
            case "ns-live-micro" -> Optional.of(PAPER);
            case "ns-live-scale" -> Optional.of(LIVE);
            case "ns-semi" -> Optional.of(SCALE);
            default -> Optional.empty();
        };
    }

    /** Its name as people write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The gate of a name.
     *
     * @param text as {@link #text} has it
     * @return absent if there is none
     */
    public static Optional<Gate> of(String text) {
        for (Gate each : values()) {
            if (each.text().equals(text)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
