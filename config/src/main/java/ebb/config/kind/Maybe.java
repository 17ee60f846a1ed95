package ebb.config.kind;

import java.util.List;
import java.util.Optional;

/**
 * A value or {@code none}.
 *
 * @param <T> of the value
 */
public final class Maybe<T> implements Kind<Optional<T>> {
    private static final String NONE = "none";

    private final Scalar<T> kind;

    private Maybe(Scalar<T> kind) {
        this.kind = kind;
    }

    public static <T> Maybe<T> of(Scalar<T> kind) {
        return new Maybe<>(kind);
    }

    @Override
    public Optional<T> read(List<String> texts, boolean isList) {
        boolean isNone = !isList && texts.get(0).strip().equals(NONE);
        return isNone ? Optional.empty() : Optional.of(kind.read(texts, isList));
    }

    @Override
    public String write(Optional<T> value) {
        return value.map(kind::write).orElse(NONE);
    }

    @Override
    public String allowed() {
        return NONE + " or " + kind.allowed();
    }
}
