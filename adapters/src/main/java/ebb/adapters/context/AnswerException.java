package ebb.adapters.context;

/** None of an answer can be taken. */
final class AnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    AnswerException(Refusal refusal, String detail) {
        super(detail);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
