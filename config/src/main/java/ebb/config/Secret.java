package ebb.config;

import ebb.config.kind.Scalar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Says where a credential is kept; the credential itself is never part of a configuration, a journal or a log.
 *
 * @param reference {@code env:NAME} or {@code file:PATH}
 */
public record Secret(String reference) {
    private static final Pattern FORM = Pattern.compile("env:[A-Za-z_][A-Za-z0-9_]*|file:[^\\p{Cntrl}]+");
    private static final String ENV = "env:";
    private static final String FILE = "file:";

    /** How a configuration names one. */
    static final Scalar<Secret> KIND = new Scalar<>() {
        @Override
        protected Secret parse(String text) {
            if (!FORM.matcher(text).matches()) {
                throw new BadValue("holds the credential itself or nothing that says where it is kept");
            }
            return new Secret(text);
        }

        @Override
        protected String format(Secret value) {
            return value.reference();
        }

        @Override
        public String allowed() {
            return "env:NAME (an environment variable) or file:PATH (a file of mode 0600)";
        }
    };

    /**
     * Fetches the credential.
     *
     * @param environment the process's
     * @return without surrounding blanks
     * @throws IllegalStateException if it is absent, empty, or its file may be read by others; names the place only
     */
    public String read(Map<String, String> environment) {
        String found = reference.startsWith(ENV)
                ? environment.get(reference.substring(ENV.length()))
                : file(Path.of(reference.substring(FILE.length())));
        if (found == null || found.isBlank()) {
            throw new IllegalStateException(reference + " is empty or absent: nothing to sign with");
        }
        return found.strip();
    }

    private static String file(Path path) {
        String problem = problem(path);
        if (!problem.isEmpty()) {
            throw new IllegalStateException(problem);
        }
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("file:" + path + " cannot be read", e);
        }
    }

    /** What is wrong with the place, without reading the credential; empty if nothing. */
    String problem(Map<String, String> environment) {
        if (reference.startsWith(ENV)) {
            String name = reference.substring(ENV.length());
            return environment.containsKey(name) ? "" : "environment variable " + name + " is not set";
        }
        return problem(Path.of(reference.substring(FILE.length())));
    }

    private static String problem(Path path) {
        if (!Files.isRegularFile(path)) {
            return "there is no file " + path;
        }
        try {
            Set<PosixFilePermission> may = Files.getPosixFilePermissions(path);
            for (PosixFilePermission each : may) {
                if (each != PosixFilePermission.OWNER_READ && each != PosixFilePermission.OWNER_WRITE) {
                    return "file " + path + " can be used by more than its owner: chmod 600 " + path;
                }
            }
            return "";
        } catch (IOException | UnsupportedOperationException e) {
            return "the mode of file " + path + " cannot be read: " + e.getMessage();
        }
    }
}
