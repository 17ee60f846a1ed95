package ebb.desk.ledger;

import ebb.codecs.sbe.Validity;
import ebb.codecs.sbe.Verdict;

/**
 * One rule that a signal was asked.
 *
 * @param rule its name
 * @param verdict what it said
 * @param validity how far the value may be trusted
 * @param value micro-units, or {@code Nulls.LONG}
 * @param threshold micro-units, or {@code Nulls.LONG}
 * @param pointsMilli what it gave to the conviction, 1e-3, or {@code Nulls.I32}
 */
public record Asked(String rule, Verdict verdict, Validity validity, long value, long threshold, int pointsMilli) {
    /**
     * Whether it refused: a gate that fails, or that nobody could answer (law 9).
     *
     * @return true for FAIL and UNKNOWN
     */
    public boolean isDenial() {
        return verdict == Verdict.FAIL || verdict == Verdict.UNKNOWN;
    }
}
