package ebb.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.AckKind;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.Kind;
import ebb.codecs.sbe.Liquidity;
import ebb.codecs.sbe.PosState;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.instrument.Definition;
import ebb.engine.instrument.Instrument;
import ebb.engine.instrument.InstrumentTable;
import ebb.engine.time.Timers;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several targets of one position (NS-TAK-1, NS-TGT-2, NS-TGT-6). */
class TargetsTest {
    private static final int FREE = 0;
    private static final int BANDED = 1;

    private final InstrumentTable instruments = new InstrumentTable();
    private final Timers timers = new Timers(64);
    private final Recorder out = new Recorder();
    private final Orders orders;
    private final FillReport fill = new FillReport();
    private long execs;

    TargetsTest() {
        instruments.define(
                FREE,
                new Definition()
                        .named(0, "FREE", Kind.PERP_LINEAR)
                        .exponents(-2, 0)
                        .limits(2, Instrument.ABSENT, Instrument.ABSENT, Instrument.ABSENT));
        instruments.define(
                BANDED,
                new Definition()
                        .named(0, "BANDED", Kind.PERP_LINEAR)
                        .exponents(-2, 0)
                        .priceBand(200_000_000, 200_000_000));
        orders = new Orders(OrderSettings.defaults(), 5, instruments, timers, out, order -> true, out);
        timers.fireUntil(1_000_000_000L);
    }

    @AfterEach
    void shouldKeepItsDigest() {
        assertEquals(orders.digestAnew(), orders.digest());
    }

    /** Sells short at 10000, stop 10500, targets 9000, 8500, 7500; the last is watched if so asked. */
    private Order entry(int instrument, long qty, boolean watchesLast) {
        OrderPlan plan = orders.draft()
                .by(instrument, 1, 77)
                .role(Role.ENTRY)
                .limit(Side.SELL, qty, 10_000, Tif.GTC)
                .protectedBy(10_500, Trigger.MARK)
                .target(9_000, 330_000)
                .target(8_500, 330_000)
                .target(7_500, 340_000);
        Order order = (watchesLast ? plan.watchingLast() : plan).order();
        orders.submit(order);
        return order;
    }

    private void ack(Order order) {
        orders.onAck(
                order.isReplacePending() ? order.pendingClOrd() : order.clOrd(),
                order.root() + 1_000,
                Instrument.ABSENT,
                Instrument.ABSENT,
                Instrument.ABSENT,
                order.isReplacePending() ? AckKind.REPLACED : AckKind.NEW);
    }

    private void fill(Order order, long qty) {
        execs++;
        long price = order.price() == Instrument.ABSENT ? order.stop() : order.price();
        orders.onFill(fill.clear()
                .of(order.instrument(), order.clOrd(), order.root() + 1_000)
                .trade(execs, order.side(), price, qty)
                .cost(0, Liquidity.TAKER, order.cum() + qty, 0));
    }

    private void open(int instrument, long qty, boolean watchesLast) {
        Order entry = entry(instrument, qty, watchesLast);
        fill(entry, qty);
        ack(out.sent.get(1));
        for (int i = 2; i < out.sent.size(); i++) {
            ack(out.sent.get(i));
        }
    }

    private Position position() {
        return orders.positions().at(0);
    }

    private long resting() {
        long sum = 0;
        for (Order each = orders.first(); each != null; each = orders.after(each)) {
            sum += each.role() == Role.TARGET ? each.leaves() : 0;
        }
        return sum;
    }

    @Test
    void shouldRestTheFirstTwoAndWatchTheThirdNsTak1() {
        open(FREE, 100, true);
        assertEquals(4, out.sent.size(), "entry, stop, two targets");
        assertEquals(33, out.sent.get(2).qty());
        assertEquals(9_000, out.sent.get(2).price());
        assertEquals(33, out.sent.get(3).qty());
        assertEquals(8_500, out.sent.get(3).price());
        assertTrue(out.sent.get(2).isReduceOnly());
        fill(out.sent.get(2), 20);
        assertEquals(PosState.PROTECTED, position().state(), "a target is filled when its whole quantity is");
        fill(out.sent.get(2), 13);
        assertEquals(PosState.PARTIAL1, position().state());
        ack(out.sent.get(1));
        ack(out.sent.get(1));
        assertEquals(67, out.sent.get(1).qty() - out.sent.get(1).cum(), "the stop follows the position");
        fill(out.sent.get(3), 33);
        assertEquals(PosState.PARTIAL2, position().state());
        assertEquals(34, position().qty());
        assertEquals(0, resting());
    }

    @Test
    void shouldRestAllThreeWhereNoneIsWatchedNsTgt6() {
        open(FREE, 100, false);
        assertEquals(100, resting());
        assertEquals(34, out.sent.get(4).qty());
        assertEquals(7_500, out.sent.get(4).price());
    }

    @Test
    void shouldCountBothWhenTheSecondFillsFirstNsTak1() {
        open(FREE, 100, true);
        fill(out.sent.get(3), 33);
        assertEquals(PosState.PARTIAL2, position().state());
        assertEquals(33, resting(), "the first still rests");
    }

    @Test
    void shouldMergeAPartUnderTheMinimumIntoTheNextNsTgt2() {
        // 33 % of 5 is 1, under the minimum of 2: the second takes both
        open(FREE, 5, false);
        assertEquals(2, out.sent.get(2).qty());
        assertEquals(8_500, out.sent.get(2).price());
        assertEquals(3, out.sent.get(3).qty());
        assertEquals(7_500, out.sent.get(3).price());
    }

    @Test
    void shouldCancelAllTargetsWhenTheStopFillsNsTak1() {
        open(FREE, 100, true);
        out.take();
        fill(out.sent.get(1), 100);
        assertEquals(PosState.CLOSED, position().state());
        long cancels = out.take().stream().filter(l -> l.startsWith("> cancel")).count();
        assertEquals(2, cancels);
    }

    @Test
    void shouldCancelAllTargetsToLeaveNsPrt6() {
        open(FREE, 100, true);
        out.take();
        assertTrue(orders.protection().exit(position(), ExitWhy.RUNNER));
        long cancels = out.take().stream().filter(l -> l.startsWith("> cancel")).count();
        assertEquals(2, cancels);
        assertEquals(Role.EXIT, out.sent.get(4).role());
        assertEquals(100, out.sent.get(4).qty());
    }

    @Test
    void shouldNotTakeAStopFarInProfitForOneTooFarAwayNsStp2() {
        open(FREE, 100, true);
        assertTrue(orders.protection().tighten(position(), 7_000));
        fill(out.sent.get(2), 33);
        assertEquals(PosState.PARTIAL1, position().state(), "30 % below the entry of a short is no risk");
    }

    @Test
    void shouldHoldATargetBackUntilTheVenuesBandReachesItTick2() {
        orders.positions().onMark(BANDED, 10_000);
        Order entry = entry(BANDED, 100, true);
        fill(entry, 100);
        orders.positions().onMark(BANDED, 10_700);
        ack(out.sent.get(1));
        assertEquals(3, out.sent.size(), "80 % of 10,700 is above 8,500, not above 9,000");
        assertEquals(9_000, out.sent.get(2).price());
        ack(out.sent.get(2));
        orders.positions().onMark(BANDED, 10_626);
        orders.protection().onMark(BANDED);
        assertEquals(3, out.sent.size());
        orders.positions().onMark(BANDED, 10_625);
        orders.protection().onMark(BANDED);
        assertEquals(4, out.sent.size());
        assertEquals(8_500, out.sent.get(3).price());
    }

    @Test
    void shouldNeverRestMoreThanIsOpenOverRandomFills() {
        SplittableRandom random = new SplittableRandom(23);
        open(FREE, 97, false);
        for (int step = 0; step < 200 && !position().isFlat(); step++) {
            Order order = out.sent.get(1 + random.nextInt(out.sent.size() - 1));
            if (order.isReplacePending() && random.nextBoolean()) {
                ack(order);
            } else if (order.isWorking() && order.leaves() > 0 && order.role() == Role.TARGET) {
                fill(
                        order,
                        1 + random.nextLong(Math.min(order.leaves(), position().qty())));
            }
            assertTrue(resting() <= position().qty(), "seed 23, step " + step);
            assertEquals(orders.digestAnew(), orders.digest(), "seed 23, step " + step);
        }
        assertTrue(position().isFlat());
    }
}
