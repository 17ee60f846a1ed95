package ebb.codecs;

/**
 * Arithmetic met what must not happen: an overflow, a division by zero, a NaN (NUM-2, NUM-3, NUM-7). Trading halts with
 * HALT_ARITHMETIC; the engine adds the instrument in hand. A broken invariant, never caught to go on with.
 */
public final class ArithmeticHalt extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String rule;

    /**
     * Names what was broken.
     *
     * @param rule of core.md, e.g. {@code NUM-2}
     * @param what the operation and its operands
     */
    public ArithmeticHalt(String rule, String what) {
        super(rule + ": " + what);
        this.rule = rule;
    }

    /**
     * The rule that was broken, a name that {@link Rules} has a code for.
     *
     * @return e.g. {@code NUM-2}
     */
    public String rule() {
        return rule;
    }
}
