package ebb.engine.paper;

import ebb.codecs.sbe.AckKind;
import ebb.codecs.sbe.CloseWhy;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.RetryClass;
import ebb.engine.order.FillReport;

/**
 * What the simulated exchange answers, each at its own engine time. The root writes it to {@code out} flagged SIMULATED
 * and applies it like a venue's. Absent prices and quantities are {@code Instrument.ABSENT}.
 */
public interface Executions {
    /** An order or a change was taken; the quantity is what the exchange took, a reduce-only one may be cut. */
    void ack(long clOrd, long orderId, long price, long qty, long cum, AckKind kind);

    /** An order or a change was refused: for good, for now, or so that nobody knows whether it was (NS-EXE-2). */
    void reject(long clOrd, RejectWhy why, RetryClass again);

    /** An order ended without (further) fill. */
    void closed(long clOrd, long orderId, long cum, CloseWhy why);

    /** A cancel was refused; known: the exchange had the order once. */
    void cancelReject(long clOrd, RejectWhy why, boolean known);

    /** An execution; the report is reused. */
    void fill(FillReport fill);
}
