package ebb.engine.book;

/**
 * Folds the scalars of a book into one number, in order; a multiplication a scalar instead of a whole mix, since the
 * state hash asks hundreds of books at a time. The result is mixed once ({@link ebb.engine.state.Digest}).
 */
final class Fold {
    private static final long FACTOR = 0xD1342543DE82EF95L;

    private Fold() {}

    static long of(long sum, long value) {
        return Long.rotateLeft((sum ^ value) * FACTOR, 29);
    }

    static long of(long sum, boolean value) {
        return of(sum, value ? 1 : 2);
    }
}
