package ebb.research.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ebb.research.trade.OrderFacts;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** NS-VAL-12. */
class LiveGatesTest {
    private static final OrderFacts FINE = new OrderFacts(40, 0, 0, 10, 0.9, 4, 4);

    private static LiveGates live(int trades, long pnl, double slip, int unprotected, OrderFacts orders) {
        return new LiveGates(trades, pnl, slip, slip, slip, unprotected, orders, List.of());
    }

    private static String told(LiveGates live, LiveGates shadow) {
        StringBuilder text = new StringBuilder();
        for (Gate gate : live.gates(shadow)) {
            text.append(String.format(Locale.ROOT, "%.2f %s; ", gate.value(), gate.verdict()));
        }
        return text.toString();
    }

    @Test
    void shouldPassWhereAllHolds() {
        assertEquals(
                "10.00 PASS; 0.02 PASS; 0.00 PASS; 1.00 PASS; -0.20 PASS; ",
                told(live(10, 80, 0.0199, 0, FINE), live(10, 100, 0, 0, FINE)));
    }

    @Test
    void shouldFailOneByOne() {
        OrderFacts faulty = new OrderFacts(40, 2, 1, 10, 0.9, 4, 3);
        assertEquals(
                "10.00 PASS; 0.02 FAIL; 4.00 FAIL; 0.75 FAIL; 0.21 FAIL; ",
                told(live(10, -79, 0.02, 1, faulty), live(10, -100, 0, 0, FINE)));
    }

    @Test
    void shouldWaitForTenTradesButNotWithErrors() {
        OrderFacts rejected = new OrderFacts(40, 1, 0, 10, 0.9, 0, 0);
        assertEquals(
                "9.00 NOT_ENOUGH_TRADES; 0.00 NOT_ENOUGH_TRADES; 1.00 FAIL; NaN NOT_ASKED; NaN NOT_ASKED; ",
                told(live(9, 100, 0, 0, rejected), null));
        assertEquals(
                Verdict.NOT_ENOUGH_TRADES,
                live(9, 100, 0, 0, FINE).gates(live(9, 100, 0, 0, FINE)).get(4).verdict());
    }

    @Test
    void shouldTellItsFiguresInAFixedOrder() {
        var tree = live(10, 150_000_000, 0.01, 0, new OrderFacts(40, 1, 0, 10, 0.9, 4, 4))
                .tree(null);
        assertEquals(
                "[trades, pnl, fillRate, entrySlippage, stopSlippage, meanSlippage, orders, rejected, rejectRate,"
                        + " unknown, unprotected, stopsHit, stopsFilled, latencyNs, gates]",
                tree.keySet().toString());
        assertEquals("1.5", tree.get("pnl"));
        assertEquals("0.025", tree.get("rejectRate"));
        assertNull(tree.get("latencyNs"), "a backtest measures none");
    }
}
