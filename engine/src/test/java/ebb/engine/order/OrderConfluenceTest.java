package ebb.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.AckKind;
import ebb.codecs.sbe.CloseWhy;
import ebb.codecs.sbe.Kind;
import ebb.codecs.sbe.Liquidity;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import ebb.engine.instrument.Definition;
import ebb.engine.instrument.Instrument;
import ebb.engine.instrument.InstrumentTable;
import ebb.engine.time.Timers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Invariant 12 of RELIABILITY §4: the same reports in any order, some of them twice, end in the same state. */
class OrderConfluenceTest {
    private static final int ORDERS = 4;
    private static final OrderSettings SMALL = new OrderSettings(
            OrderSettings.ACK_NS, OrderSettings.STOP_ACK_NS, OrderSettings.NAKED_NS, 5, 200_000, 16, 64);

    /** What a venue says of one order; each report names the order by its place, so that every room can take it. */
    private interface Report {
        void to(Orders room, List<Order> sent);
    }

    @Test
    void shouldEndAlikeWhateverTheOrderOfReports() {
        Set<OrdState> seen = EnumSet.noneOf(OrdState.class);
        for (long seed = 1; seed <= 400; seed++) {
            List<Report> history = history(new SplittableRandom(seed));
            Random shuffles = new Random(seed);
            String first = null;
            for (int permutation = 0; permutation < 12; permutation++) {
                List<Report> reports = new ArrayList<>(history);
                if (permutation > 0) {
                    for (int i = 0; i < 3; i++) {
                        reports.add(history.get(shuffles.nextInt(history.size())));
                    }
                    Collections.shuffle(reports, shuffles);
                }
                String end = play(reports, seen);
                first = first == null ? end : first;
                assertEquals(first, end, "seed " + seed + " permutation " + permutation);
            }
        }
        assertTrue(
                seen.containsAll(EnumSet.of(
                        OrdState.FILLED,
                        OrdState.CANCELED,
                        OrdState.EXPIRED,
                        OrdState.REJECTED,
                        OrdState.PARTIAL,
                        OrdState.ACKED)),
                "only seen: " + seen);
    }

    private static List<Report> history(SplittableRandom random) {
        List<Report> reports = new ArrayList<>();
        long exec = 0;
        for (int n = 0; n < ORDERS; n++) {
            int place = n;
            if (random.nextInt(5) == 0) {
                reports.add((room, sent) -> room.onReject(sent.get(place).root(), RejectWhy.LIMITS));
                continue;
            }
            long venueId = 70 + n;
            reports.add((room, sent) ->
                    room.onAck(sent.get(place).root(), venueId, Instrument.ABSENT, 20, Instrument.ABSENT, AckKind.NEW));
            long cum = 0;
            int fills = random.nextInt(4);
            for (int f = 0; f < fills; f++) {
                long qty = f == 2 ? 20 - cum : 1 + random.nextInt(9);
                cum += qty;
                exec++;
                long id = exec;
                long total = cum;
                long price = 9_000 + random.nextInt(2_000);
                reports.add((room, sent) -> room.onFill(new FillReport()
                        .of(0, sent.get(place).root(), venueId)
                        .trade(id, sent.get(place).side(), price, qty)
                        .cost(id, Liquidity.MAKER, total, 0)));
            }
            if (cum < 20 && random.nextBoolean()) {
                long total = cum;
                CloseWhy why = random.nextBoolean() ? CloseWhy.OURS : CloseWhy.EXPIRED;
                reports.add((room, sent) -> room.onClosed(sent.get(place).root(), venueId, total, why));
            }
        }
        return reports;
    }

    private static String play(List<Report> reports, Set<OrdState> seen) {
        InstrumentTable instruments = new InstrumentTable();
        instruments.define(0, new Definition().named(0, "X", Kind.PERP_LINEAR).exponents(-2, 0));
        Recorder out = new Recorder();
        Orders room = new Orders(SMALL, 1, instruments, new Timers(8), out, order -> true, out);
        List<Order> sent = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            Order order = room.draft()
                    .by(0, 1, 1)
                    .limit(i % 2 == 0 ? Side.BUY : Side.SELL, 20, 10_000, Tif.GTC)
                    .order();
            room.submit(order);
            sent.add(order);
        }
        for (Report report : reports) {
            report.to(room, sent);
        }
        StringBuilder end = new StringBuilder();
        for (Order order : sent) {
            seen.add(order.state());
            end.append(order.state())
                    .append(' ')
                    .append(order.cum())
                    .append('/')
                    .append(order.qty());
            end.append(' ')
                    .append(order.leaves())
                    .append(' ')
                    .append(order.orderId())
                    .append('\n');
        }
        Positions positions = room.positions();
        // Which part of the profit is realised depends on the order of fills; the sum does not, to a unit per rounding.
        positions.onMark(0, 10_000);
        long worth = positions.realised() + positions.unrealised();
        end.append(positions.net(0))
                .append(' ')
                .append(Math.round(worth / 100.0))
                .append(' ')
                .append(positions.fees());
        assertEquals(room.digestAnew(), room.digest());
        return end.toString();
    }
}
