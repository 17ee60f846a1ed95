package ebb.config;

import java.util.List;

/** A configuration that cannot be used: all that is wrong with it at once. The command maps it to exit code 3. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigError> errors;

    /**
     * Creates the exception.
     *
     * @param errors at least one
     */
    public ConfigException(List<ConfigError> errors) {
        super(text(errors));
        this.errors = List.copyOf(errors);
    }

    /** What is wrong, at least one; what the texts themselves lack comes first. */
    public List<ConfigError> errors() {
        return errors;
    }

    private static String text(List<ConfigError> errors) {
        StringBuilder out = new StringBuilder("the configuration has ")
                .append(errors.size())
                .append(errors.size() == 1 ? " error" : " errors");
        for (ConfigError error : errors) {
            out.append('\n').append(error.message());
        }
        return out.toString();
    }
}
