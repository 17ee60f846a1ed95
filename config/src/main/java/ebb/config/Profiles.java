package ebb.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The profiles that ship, as resources {@code /profiles/NAME.conf}. */
public final class Profiles {
    /** The strictest limits of all systems; what runs when nobody asks for another. */
    public static final String STRICT = "strict";

    /** The local market of {@code ebb demo}. */
    public static final String DEMO = "demo";

    /** All of them. */
    public static final List<String> NAMES = List.of(
            STRICT,
            DEMO,
            "paper",
            "ns-v21",
            "ns-baseline",
            "ns-diamond",
            "ns-trail",
            "ns-candles",
            "ns-live-micro",
            "ns-live-scale",
            "ns-semi");

    private Profiles() {}

    /**
     * A profile's text.
     *
     * @param name one of {@link #NAMES}
     * @return HOCON, null if there is no such profile
     */
    public static String text(String name) {
        if (!NAMES.contains(name)) {
            return null;
        }
        try (InputStream in = Profiles.class.getResourceAsStream("/profiles/" + name + ".conf")) {
            if (in == null) {
                throw new IllegalStateException("profile " + name + " is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("profile " + name + " cannot be read", e);
        }
    }
}
