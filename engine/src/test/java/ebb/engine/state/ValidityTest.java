package ebb.engine.state;

import static ebb.engine.state.Validity.INEXACT;
import static ebb.engine.state.Validity.NOT_ASKED;
import static ebb.engine.state.Validity.UNDEFINED;
import static ebb.engine.state.Validity.VALID;
import static ebb.engine.state.Validity.WARMING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ValidityTest {
    @Test
    void shouldTakeTheWorstOfTwoInputsVal1() {
        List<Validity> fromBest = List.of(VALID, WARMING, INEXACT, UNDEFINED, NOT_ASKED);
        for (int i = 0; i < fromBest.size(); i++) {
            for (int j = 0; j < fromBest.size(); j++) {
                assertSame(fromBest.get(Math.max(i, j)), Validity.worst(fromBest.get(i), fromBest.get(j)));
            }
        }
    }

    @Test
    void shouldKeepTheNumbersOfTheWire() {
        for (Validity validity : Validity.values()) {
            assertSame(validity, Validity.of(validity.code()));
            assertEquals(ebb.codecs.sbe.Validity.valueOf(validity.name()).value(), validity.code(), validity.name());
        }
    }

    @Test
    void shouldTrustOnlyWhatIsValid() {
        assertTrue(VALID.isValid());
        assertFalse(WARMING.isValid());
        assertFalse(INEXACT.isValid());
        assertFalse(UNDEFINED.isValid());
        assertFalse(NOT_ASKED.isValid());
    }
}
