package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.HistoryRequestDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.NewOrderDecoder;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.StateHashDecoder;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.TradeRecordDecoder;
import ebb.codecs.sbe.Trading;
import ebb.codecs.sbe.Trigger;
import ebb.engine.bar.Frames;
import ebb.engine.flow.Vpin;
import ebb.engine.flow.VpinSettings;
import ebb.engine.order.Order;
import ebb.engine.order.OrderPlan;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.strategy.Declaration;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.Outlet;
import ebb.engine.strategy.Strategy;
import ebb.testing.Allocations;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class EngineTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;

    /** Shorts once, with a stop and a target, when told to by the first trade; logs what it is called for. */
    static final class Prober implements Strategy {
        final List<String> log = new ArrayList<>();
        boolean orders;
        boolean keeps = true;
        long trades;
        private Outlet outlet;
        private boolean done;

        @Override
        public String name() {
            return "prober";
        }

        @Override
        public void declare(Declaration declaration, Outlet to) {
            outlet = to;
            declaration.tierA(instrument -> true).trades().bars(MINUTE, 0).crossSection(5 * MINUTE, 0, 0);
        }

        @Override
        public void onBar(Market market, int frame) {
            if (keeps) {
                log.add("bar " + market.instrument().symbol() + " " + frame + " close "
                        + market.bars().ring(frame).close(0));
            }
        }

        @Override
        public void onFrame(int frame, long endNs) {
            if (!keeps) {
                return;
            }
            StringBuilder ranks = new StringBuilder();
            for (int id = 0; id < outlet.instruments(); id++) {
                Market each = outlet.market(id);
                ranks.append(' ')
                        .append(each.instrument().symbol())
                        .append('=')
                        .append(each.bars().ring(frame).close(0));
            }
            log.add("frame " + frame + " end +" + (endNs - Inbox.T0) / SECOND + ranks);
        }

        @Override
        public void onTrade(Market market, long price, long qty, Side aggressor) {
            trades++;
            if (orders && !done) {
                done = true;
                OrderPlan plan = outlet.order(market, 1);
                plan.role(Role.ENTRY)
                        .limit(Side.SELL, 10, price - 2, Tif.GTC)
                        .leverage(2)
                        .protectedBy(price + 500, Trigger.MARK)
                        .target(price - 300, OrderPlan.WHOLE_MICRO);
                outlet.submit(plan);
                outlet.schedule(outlet.nowNs() + 7 * SECOND, 42);
            }
        }

        @Override
        public void onTimer(long deadlineNs, long tag) {
            log.add("timer " + tag);
        }

        @Override
        public void onOrder(Order order) {
            log.add(order.role() + " " + order.state());
        }

        @Override
        public void writeTo(SnapshotWriter to) {
            to.putLong(trades);
            to.putBoolean(done);
        }

        @Override
        public void readFrom(SnapshotReader in) {
            trades = in.readLong();
            done = in.readBoolean();
        }

        @Override
        public long digest() {
            return trades;
        }

        @Override
        public long digestAnew() {
            return trades;
        }
    }

    private static void ready(Inbox inbox, int instruments) {
        inbox.start();
        for (int id = 0; id < instruments; id++) {
            inbox.define(id, "COIN" + id, SeqModel.NONE);
            inbox.sessionLive(id, Stream.BOOK);
            inbox.sessionLive(id, Stream.TRADES);
            inbox.snapshot(id, 1, 10_000, 10_002, 1_000);
            inbox.mark(id, 10_001);
        }
        inbox.reconciled();
    }

    /** VPIN-2: whether or not a strategy wants daily bars, the bucket size comes from the venue's days. */
    @Test
    void shouldAskForTheDaysThatVpinsBucketComesFrom() {
        Inbox inbox = new Inbox();
        ready(inbox, 1);
        HistoryRequestDecoder request = new HistoryRequestDecoder();
        List<UnsafeBuffer> asked = inbox.emitted(HistoryRequestDecoder.TEMPLATE_ID);
        assertEquals(1, asked.size());
        request.wrapAndApplyHeader(asked.get(0), 0, new MessageHeaderDecoder());
        assertEquals(86_400, request.frameSec());
        assertEquals(VpinSettings.ADV_DAYS + 1, (request.to() - request.from()) / Frames.DAY_NS);

        inbox.trade(0, 10_001, 30, Side.BUY);
        Vpin vpin = inbox.engine.market(0).tape().vpin();
        assertEquals(0, vpin.closed(), "no bucket without a size");
        // An average day of 500 makes buckets of 10.
        inbox.days(0, 4, 500);
        inbox.trade(0, 10_001, 25, Side.BUY);
        assertEquals(2, vpin.closed());
        inbox.sessionLive(0, Stream.TRADES);
        assertEquals(1, inbox.emitted(HistoryRequestDecoder.TEMPLATE_ID).size(), "the days are known");
    }

    @Test
    void shouldTakeAnOrderFromIntentToFlatOnTheSimulatedExchange() {
        Prober prober = new Prober();
        prober.orders = true;
        Inbox inbox = new Inbox(prober);
        ready(inbox, 1);
        inbox.trade(0, 10_002, 5, Side.BUY);
        for (int i = 0; i < 20; i++) {
            inbox.now += 50_000_000L;
            inbox.tick();
        }
        assertEquals(-10, inbox.engine.orders().positions().net(0));
        // The market falls through the target.
        inbox.now += SECOND;
        inbox.mark(0, 9_690);
        inbox.snapshot(0, 2, 9_690, 9_692, 1_000);
        for (int i = 0; i < 20; i++) {
            inbox.now += 50_000_000L;
            inbox.tick();
        }
        assertEquals(0, inbox.engine.orders().positions().net(0));
        TradeRecordDecoder record = new TradeRecordDecoder();
        record.wrapAndApplyHeader(inbox.emitted(TradeRecordDecoder.TEMPLATE_ID).get(0), 0, new MessageHeaderDecoder());
        assertEquals(-10, record.qty());
        assertTrue(record.pnl() > 0, () -> "pnl " + record.pnl());
        assertTrue(prober.log.contains("ENTRY " + OrdState.FILLED), prober.log::toString);
        assertTrue(prober.log.contains("TARGET " + OrdState.FILLED), prober.log::toString);
        assertTrue(prober.log.contains("STOP " + OrdState.CANCELED), prober.log::toString);
        assertEquals(inbox.engine.stateHashAnew(), inbox.engine.stateHashNow());
    }

    @Test
    void shouldDenyEntriesUntilReconciledAndAfterAKillAndResumeInTwoSteps() {
        Prober prober = new Prober();
        prober.orders = true;
        Inbox inbox = new Inbox(prober);
        inbox.start();
        inbox.define(0, "COIN", SeqModel.NONE);
        assertEquals(Trading.HALTED, inbox.engine.trading().state());
        inbox.sessionLive(0, Stream.TRADES);
        inbox.snapshot(0, 1, 10_000, 10_002, 1_000);
        inbox.mark(0, 10_001);
        inbox.trade(0, 10_002, 5, Side.BUY);
        assertEquals(List.of(), inbox.emitted(NewOrderDecoder.TEMPLATE_ID));
        assertTrue(prober.log.contains("ENTRY " + OrdState.DENIED), prober.log::toString);
        inbox.reconciled();
        assertEquals(Trading.NORMAL, inbox.engine.trading().state());
        inbox.command(Cmd.KILL, 2);
        assertEquals(Trading.HALTED, inbox.engine.trading().state());
        inbox.command(Cmd.RESUME, 0);
        assertEquals(Trading.HALTED, inbox.engine.trading().state());
        inbox.command(Cmd.ARM, 0);
        inbox.now += 31 * SECOND;
        inbox.command(Cmd.RESUME, 0);
        assertEquals(Trading.HALTED, inbox.engine.trading().state());
        inbox.command(Cmd.ARM, 0);
        inbox.command(Cmd.RESUME, 0);
        assertEquals(Trading.NORMAL, inbox.engine.trading().state());
    }

    @Test
    void shouldFlattenOnAKillOfLevelThree() {
        Prober prober = new Prober();
        prober.orders = true;
        Inbox inbox = new Inbox(prober);
        ready(inbox, 1);
        inbox.trade(0, 10_002, 5, Side.BUY);
        inbox.now += SECOND;
        inbox.tick();
        inbox.now += SECOND;
        inbox.tick();
        assertEquals(-10, inbox.engine.orders().positions().net(0));
        inbox.command(Cmd.KILL, 3);
        assertEquals(Trading.FLATTENING, inbox.engine.trading().state());
        for (int i = 0; i < 5; i++) {
            inbox.now += SECOND;
            inbox.mark(0, 10_001);
            inbox.tick();
        }
        assertEquals(0, inbox.engine.orders().positions().net(0));
        assertEquals(Trading.HALTED, inbox.engine.trading().state());
    }

    /** What the four other systems need: bars instrument by instrument, one cross-section, timers. */
    @Test
    void shouldCallOneCrossSectionAfterAllBarsOfAnEndHaveClosedBar10() {
        Prober prober = new Prober();
        Inbox inbox = new Inbox(prober);
        long start = (Inbox.T0 / (5 * MINUTE) + 1) * 5 * MINUTE;
        inbox.now = start - MINUTE;
        ready(inbox, 2);
        inbox.now = start + SECOND;
        inbox.trade(0, 10_001, 1, Side.BUY);
        inbox.trade(1, 10_002, 1, Side.BUY);
        inbox.now = start + 4 * MINUTE + SECOND;
        inbox.trade(0, 10_011, 1, Side.BUY);
        inbox.trade(1, 10_021, 1, Side.SELL);
        prober.log.clear();
        // COIN0 closes by its next trade, COIN1 by the timer of its grace; only then the frame is judged.
        inbox.now = start + 5 * MINUTE;
        inbox.trade(0, 10_100, 1, Side.BUY);
        inbox.now += 2 * SECOND;
        inbox.tick();
        long end = (start + 5 * MINUTE - Inbox.T0) / SECOND;
        assertEquals(
                List.of(
                        "bar COIN0 0 close 10011",
                        "bar COIN0 1 close 10011",
                        "bar COIN1 0 close 10021",
                        "bar COIN1 1 close 10021",
                        "frame 1 end +" + end + " COIN0=10011 COIN1=10021"),
                prober.log);
    }

    @Test
    void shouldCountAndNeverApplyWhatIsBad() {
        Inbox inbox = new Inbox(new Prober());
        ready(inbox, 1);
        long before = inbox.engine.market(0).tape().cvd().prints();
        inbox.trade(0, 0, 5, Side.BUY);
        inbox.trade(0, -1, 5, Side.BUY);
        inbox.trade(0, 10_000, 0, Side.BUY);
        inbox.trade(77, 10_000, 1, Side.BUY);
        assertEquals(before, inbox.engine.market(0).tape().cvd().prints());
        assertEquals(2, inbox.engine.counters().count(Counters.Cause.BAD_PRICE));
        assertEquals(1, inbox.engine.counters().count(Counters.Cause.BAD_QUANTITY));
        assertEquals(1, inbox.engine.counters().count(Counters.Cause.UNKNOWN_INSTRUMENT));
    }

    @Test
    void shouldNotLetTimeGoBackTime1() {
        Inbox inbox = new Inbox(new Prober());
        ready(inbox, 1);
        long now = inbox.engine.nowNs();
        inbox.now -= SECOND;
        inbox.tick();
        assertEquals(now, inbox.engine.nowNs());
        assertEquals(1, inbox.engine.counters().count(Counters.Cause.CLOCK_BACKWARD));
    }

    @Test
    void shouldEmitTheSameHashesForTheSameInputAndOthersForAnother() {
        List<Long> first = hashes(3);
        assertTrue(first.size() >= 2 * 8, first::toString);
        assertEquals(first, hashes(3));
        assertNotEquals(first, hashes(4));
    }

    private static List<Long> hashes(long seed) {
        Inbox inbox = new Inbox(new Prober());
        ready(inbox, 3);
        busy(inbox, seed, 10_000);
        List<Long> hashes = new ArrayList<>();
        StateHashDecoder decoder = new StateHashDecoder();
        inbox.emitted(StateHashDecoder.TEMPLATE_ID).forEach(each -> {
            decoder.wrapAndApplyHeader(each, 0, new MessageHeaderDecoder());
            hashes.add(decoder.hash());
        });
        return hashes;
    }

    /** Random books, prints, marks and silences; the digest that moved equals the one computed anew at every hash. */
    private static void busy(Inbox inbox, long seed, int steps) {
        SplittableRandom random = new SplittableRandom(seed);
        long mid = 10_000;
        for (int i = 0; i < steps; i++) {
            inbox.now += random.nextLong(SECOND);
            int id = random.nextInt(3);
            mid += random.nextInt(5) - 2;
            switch (random.nextInt(4)) {
                case 0 -> inbox.snapshot(id, i + 2, mid, mid + 2, 1 + random.nextInt(100));
                case 1 -> inbox.mark(id, mid + 1);
                default ->
                    inbox.trade(
                            id,
                            mid + random.nextInt(4),
                            1 + random.nextInt(9),
                            random.nextBoolean() ? Side.BUY : Side.SELL);
            }
            if (i % 500 == 0) {
                assertEquals(inbox.engine.stateHashAnew(), inbox.engine.stateHashNow(), "seed " + seed + " step " + i);
            }
        }
    }

    @Test
    void shouldAllocateNothingOnTheLogicThreadLaw5() {
        Prober prober = new Prober();
        prober.keeps = false;
        Inbox inbox = new Inbox(prober);
        ready(inbox, 2);
        inbox.keeps = false;
        Allocations.Step busy = new Allocations.Step() {
            private long n;

            @Override
            public void run(int i) {
                n++;
                inbox.now += 3_000_000L;
                long mid = 10_000 + n % 7;
                switch ((int) (n & 3)) {
                    case 0 -> inbox.snapshot((int) (n >> 2 & 1), n + 10, mid, mid + 2, 1 + n % 50);
                    case 1 -> inbox.mark(0, mid + 1);
                    default -> inbox.trade((int) (n & 1), mid + n % 3, 1 + n % 5, (n & 4) == 0 ? Side.BUY : Side.SELL);
                }
            }
        };
        // Bars, hours and hashes have all been through once before it counts.
        for (int i = 0; i < 1_300_000; i++) {
            busy.run(i);
        }
        Allocations.assertNone(busy);
        // Negative control: the same path with one escaping object a message is seen.
        Object[] escape = new Object[1];
        long seen = Allocations.leastWindow(i -> {
            busy.run(i);
            escape[0] = new byte[16];
        });
        assertTrue(seen >= 100_000L * 32, () -> "control saw " + seen + " bytes, last " + escape[0]);
        assertTrue(prober.trades > 100_000, () -> "trades " + prober.trades);
        assertFalse(inbox.emittedCount < 100, () -> "emitted " + inbox.emittedCount);
    }
}
