package ebb.bench;

/** Answers stopped coming: the machine was too busy for the schedule. No fault of what is measured, and no figure. */
final class StalledException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    StalledException(String message) {
        super(message);
    }
}
