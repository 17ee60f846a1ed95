package ebb.adapters.context;

import java.util.List;
import java.util.stream.Collectors;

/** A file of coins that cannot be taken as it is. */
public final class CoinMapException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * What is wrong at one place.
     *
     * @param line counting from 1; 0 for the file as a whole
     * @param text what, and what would be right
     */
    public record Problem(int line, String text) {}

    CoinMapException(String file, List<Problem> problems) {
        super(problems.stream()
                .map(each -> file + (each.line() == 0 ? "" : ":" + each.line()) + ": " + each.text())
                .collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, by line. */
    public List<Problem> problems() {
        return problems;
    }
}
