package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.NewOrderDecoder;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.order.OrderPlan;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.strategy.Declaration;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.Outlet;
import ebb.engine.strategy.Strategy;
import ebb.engine.time.Timers;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/**
 * A small rotation over two instruments, as Apex does it over many: the leader breaks out, the laggard is a candidate at
 * that frame's end, and is bought two minutes later unless it has caught up. Cross-sections and timers must be enough.
 */
class LaggardTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long FRAME = 5 * MINUTE;
    private static final int LEADER = 0;
    private static final int LAGGARD = 1;

    private static final class Rotation implements Strategy {
        private Outlet outlet;
        private int timer = Timers.NONE;
        private long candidates;
        private long withdrawn;

        @Override
        public String name() {
            return "rotation";
        }

        @Override
        public void declare(Declaration declaration, Outlet to) {
            outlet = to;
            declaration.tierA(instrument -> true).crossSection(FRAME, 0, 0);
        }

        @Override
        public void onFrame(int frame, long endNs) {
            long leader = riseMicro(LEADER, frame);
            long laggard = riseMicro(LAGGARD, frame);
            if (leader >= 10_000 && laggard < 2_000 && timer == Timers.NONE) {
                candidates++;
                timer = outlet.schedule(endNs + 2 * MINUTE, candidates);
            }
        }

        @Override
        public void onTimer(long deadlineNs, long tag) {
            timer = Timers.NONE;
            Market market = outlet.market(LAGGARD);
            if (market.lastPrice() > 10_100) {
                withdrawn++;
                return;
            }
            OrderPlan plan = outlet.order(market, tag);
            plan.role(Role.ENTRY)
                    .limit(Side.BUY, 10, market.book().book().bestAsk(), Tif.GTC)
                    .leverage(2)
                    .protectedBy(market.lastPrice() - 500, Trigger.MARK)
                    .target(market.lastPrice() + 300, OrderPlan.WHOLE_MICRO);
            outlet.submit(plan);
        }

        @Override
        public void writeTo(SnapshotWriter to) {
            to.putInt(timer);
            to.putLong(candidates);
            to.putLong(withdrawn);
        }

        @Override
        public void readFrom(SnapshotReader in) {
            timer = in.readInt();
            candidates = in.readLong();
            withdrawn = in.readLong();
        }

        private long riseMicro(int instrument, int frame) {
            var ring = outlet.market(instrument).bars().ring(frame);
            return (ring.close(0) - ring.open(0)) * 1_000_000 / ring.open(0);
        }

        @Override
        public long digest() {
            return candidates * 31 + withdrawn;
        }

        @Override
        public long digestAnew() {
            return digest();
        }
    }

    private final Rotation rotation = new Rotation();
    private final Inbox inbox = new Inbox(rotation);
    private final long start = (Inbox.T0 / FRAME + 1) * FRAME;

    /** One frame in which the leader rises by 2 % and the laggard stands still; then the first seconds of the next. */
    private void breakOut() {
        inbox.now = start - MINUTE;
        inbox.start();
        for (int id = 0; id < 2; id++) {
            inbox.define(id, "COIN" + id, SeqModel.NONE);
            inbox.sessionLive(id, Stream.BOOK);
            inbox.sessionLive(id, Stream.TRADES);
            inbox.snapshot(id, 1, 10_000, 10_002, 1_000);
            inbox.mark(id, 10_001);
        }
        inbox.reconciled();
        inbox.now = start + SECOND;
        inbox.trade(LEADER, 10_002, 1, Side.BUY);
        inbox.trade(LAGGARD, 10_002, 1, Side.BUY);
        inbox.now = start + 4 * MINUTE;
        inbox.trade(LEADER, 10_202, 1, Side.BUY);
        inbox.trade(LAGGARD, 10_003, 1, Side.BUY);
        inbox.now = start + FRAME + 2 * SECOND;
        inbox.tick();
        assertEquals(1, rotation.candidates);
    }

    /** Nine seconds a step, a book that says it lives, so that nothing is judged on a stale one. */
    private void run(long ns, long bid) {
        long end = inbox.now + ns;
        long sequence = inbox.now;
        while (inbox.now < end) {
            inbox.now += 9 * SECOND;
            inbox.snapshot(LAGGARD, ++sequence, bid, bid + 2, 1_000);
            inbox.mark(LAGGARD, bid + 1);
        }
    }

    @Test
    void shouldBuyTheLaggardWhenItsTimeHasCome() {
        breakOut();
        run(MINUTE, 10_003);
        assertEquals(List.of(), inbox.emitted(NewOrderDecoder.TEMPLATE_ID), "not before its time");
        run(MINUTE, 10_003);
        DirectBuffer first = inbox.emitted(NewOrderDecoder.TEMPLATE_ID).get(0);
        NewOrderDecoder order = new NewOrderDecoder();
        order.wrapAndApplyHeader(first, 0, new MessageHeaderDecoder());
        assertEquals(LAGGARD, order.head().instrument());
        assertEquals(Side.BUY, order.side());
        assertEquals(start + FRAME + 2 * MINUTE, order.head().time(), "engine time is the timer's deadline (TIME-3)");
        assertEquals(10, inbox.engine.orders().positions().net(LAGGARD));
        assertEquals(0, inbox.engine.orders().positions().net(LEADER));
        assertEquals(inbox.engine.stateHashAnew(), inbox.engine.stateHashNow());
    }

    @Test
    void shouldLetGoOfALaggardThatCaughtUp() {
        breakOut();
        run(MINUTE, 10_003);
        inbox.trade(LAGGARD, 10_150, 1, Side.BUY);
        run(2 * MINUTE, 10_150);
        assertEquals(1, rotation.withdrawn);
        assertEquals(List.of(), inbox.emitted(NewOrderDecoder.TEMPLATE_ID));
        assertEquals(inbox.engine.stateHashAnew(), inbox.engine.stateHashNow());
    }
}
