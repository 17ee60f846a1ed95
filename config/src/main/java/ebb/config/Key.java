package ebb.config;

import ebb.codecs.sbe.Mode;
import ebb.config.kind.Kind;
import java.util.List;
import java.util.function.Function;

/**
 * A key of the configuration.
 *
 * @param <T> of its value
 * @param name full path, lower-case with hyphens
 * @param kind what its values look like
 * @param standard its default; null where it depends on mode and machine
 * @param auto its default there; answers null where the key must be given
 * @param role what becomes of it in the canonical text
 */
record Key<T>(String name, Kind<T> kind, String standard, Function<Machine, String> auto, Role role) {
    /** The word that asks for the default by mode and machine. */
    static final String AUTO = "auto";

    /** What becomes of a key in the canonical text. */
    enum Role {
        /** Part of it. */
        PLAIN,
        /** Where files lie: left out, for a journal may be moved and a run repeated elsewhere. */
        PLACE,
        /** How the machine goes about it, on which no decision depends: left out, so that the text stays what it was. */
        MACHINE,
        /** A credential: left out. */
        SECRET
    }

    /**
     * Where the configuration is read for.
     *
     * @param mode of the run
     * @param cores processors of the machine
     */
    record Machine(Mode mode, int cores) {}

    /** A key with a fixed default. */
    static <T> Key<T> of(String name, Kind<T> kind, String standard) {
        return new Key<>(name, kind, standard, null, Role.PLAIN);
    }

    /** A key whose default depends on mode and machine. */
    static <T> Key<T> by(String name, Kind<T> kind, Function<Machine, String> auto) {
        return new Key<>(name, kind, null, auto, Role.PLAIN);
    }

    /** The same in another role. */
    Key<T> as(Role other) {
        return new Key<>(name, kind, standard, auto, other);
    }

    /** The default, null if the key must be given. */
    String standard(Machine machine) {
        return standard != null ? standard : auto.apply(machine);
    }

    /** Reads the default. */
    T standardValue(Machine machine) {
        return kind.read(List.of(standard(machine)), false);
    }
}
