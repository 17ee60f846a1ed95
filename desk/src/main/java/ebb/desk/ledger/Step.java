package ebb.desk.ledger;

import ebb.codecs.sbe.Role;

/**
 * One step in the life of a trade's orders (NS-EXE-1, NS-PRT-1, NS-TAK-1).
 *
 * @param atNs engine time
 * @param sequence of the message that caused it
 * @param what happened
 * @param role of the order
 * @param price mantissa: of the fill, else limit, else trigger; or {@code Nulls.LONG}
 * @param qty quantity, or {@code Nulls.LONG}
 * @param why cause of an end, else empty
 */
public record Step(long atNs, long sequence, What what, Role role, long price, long qty, String why) {
    /** What happened. */
    public enum What {
        /** The order left. */
        SENT,
        /** The venue has it. */
        ACKED,
        /** It was asked to move. */
        MOVED,
        /** Filled, wholly or in part. */
        FILLED,
        /** Refused by the venue. */
        REJECTED,
        /** Ended without being filled wholly. */
        ENDED
    }
}
