package ebb.engine.order;

import ebb.codecs.sbe.AckKind;
import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.CloseWhy;
import ebb.codecs.sbe.Liquidity;
import ebb.codecs.sbe.OrdType;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.Side;
import ebb.engine.instrument.Instrument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A venue behind a bad network: it fills, cancels and refuses at random, and every report of it reaches the order room
 * at some time, any number of times from one on, in any order. What it holds itself is the truth.
 */
final class StormyVenue implements OrderGateway {
    static final class Live {
        final long id;
        final boolean buys;
        final boolean reduceOnly;
        final boolean isStop;
        long now;
        long qty;
        long cum;
        boolean isOver;
        long venueId;

        Live(long id, boolean buys, boolean reduceOnly, boolean isStop, long qty) {
            this.id = id;
            now = id;
            this.buys = buys;
            this.reduceOnly = reduceOnly;
            this.isStop = isStop;
            this.qty = qty;
        }
    }

    private record Event(long at, long number, Runnable what) {}

    private final SplittableRandom random;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>((a, b) -> a.at != b.at ? Long.compare(a.at, b.at) : Long.compare(a.number, b.number));
    final Map<Long, Live> byId = new HashMap<>();
    final List<Live> all = new ArrayList<>();
    final boolean isKind;
    Orders orders;
    long nowNs;
    long position;
    long dealt;
    private long numbers;
    private long ids;

    StormyVenue(SplittableRandom random, boolean isKind, long nowNs) {
        this.random = random;
        this.isKind = isKind;
        this.nowNs = nowNs;
    }

    long nextEvent() {
        return events.isEmpty() ? Long.MAX_VALUE : events.peek().at;
    }

    void runNext() {
        Event event = events.poll();
        nowNs = event.at;
        event.what.run();
    }

    private void later(long mostMs, Runnable what) {
        events.add(new Event(nowNs + random.nextLong(mostMs * 1_000_000L) + 1, numbers++, what));
    }

    /** A report goes out once or more often, each copy with a delay of its own. */
    private void report(Runnable what) {
        int copies = random.nextInt(5) == 0 ? 2 + random.nextInt(2) : 1;
        for (int i = 0; i < copies; i++) {
            later(random.nextInt(10) == 0 ? 2_500 : 80, what);
        }
    }

    @Override
    public void newOrder(Order o) {
        long id = o.clOrd();
        Live live = new Live(id, o.isBuy(), o.isReduceOnly(), o.type() == OrdType.STOP_MARKET, o.qty());
        boolean isMarket = o.type() == OrdType.MARKET;
        later(40, () -> arrive(live, isMarket));
    }

    private void arrive(Live live, boolean isMarket) {
        if (byId.containsKey(live.id)) {
            report(() -> orders.onReject(live.id, RejectWhy.DUPLICATE_ID));
            return;
        }
        if (!isKind && random.nextInt(12) == 0 || live.reduceOnly && closable(live) == 0) {
            report(() -> orders.onReject(live.id, RejectWhy.LIMITS));
            return;
        }
        ids++;
        live.venueId = ids;
        byId.put(live.id, live);
        all.add(live);
        report(() -> orders.onAck(
                live.id, live.venueId, Instrument.ABSENT, Instrument.ABSENT, Instrument.ABSENT, AckKind.NEW));
        if (isMarket) {
            fill(live, live.qty);
            close(live, CloseWhy.IOC_REST);
        }
    }

    @Override
    public void cancel(Order o, CancelWhy why) {
        long id = o.clOrd();
        later(40, () -> {
            Live live = byId.get(id);
            if (live == null || live.isOver) {
                report(() -> orders.onCancelReject(id, RejectWhy.NOT_FOUND));
            } else {
                close(live, CloseWhy.OURS);
            }
        });
    }

    @Override
    public void replace(Order o) {
        long id = o.clOrd();
        long next = o.pendingClOrd();
        long qty = o.pendingQty();
        later(40, () -> {
            Live live = byId.get(id);
            if (live == null || live.isOver || qty <= live.cum) {
                report(() -> orders.onReject(next, RejectWhy.NOT_FOUND));
                return;
            }
            live.qty = qty;
            live.now = next;
            byId.put(next, live);
            report(() -> orders.onAck(next, live.venueId, Instrument.ABSENT, qty, Instrument.ABSENT, AckKind.REPLACED));
        });
    }

    @Override
    public void query(Order o, int attempt) {
        long id = o.clOrd();
        later(40, () -> {
            Live live = byId.get(id);
            if (live == null) {
                report(() -> orders.onReject(id, RejectWhy.NOT_FOUND));
            } else if (live.isOver) {
                long cum = live.cum;
                report(() -> orders.onClosed(id, live.venueId, cum, CloseWhy.OURS));
            } else {
                report(() -> orders.onAck(
                        id, live.venueId, Instrument.ABSENT, Instrument.ABSENT, live.cum, AckKind.WORKING));
            }
        });
    }

    private long closable(Live live) {
        return live.buys ? Math.max(0, -position) : Math.max(0, position);
    }

    private void fill(Live live, long most) {
        long part = Math.min(most, live.qty - live.cum);
        if (live.reduceOnly) {
            part = Math.min(part, closable(live));
        }
        if (part <= 0) {
            return;
        }
        live.cum += part;
        position += live.buys ? part : -part;
        live.isOver = live.cum == live.qty;
        dealt++;
        long exec = dealt;
        long qty = part;
        long cum = live.cum;
        long price = 9_900 + random.nextInt(200);
        long fee = random.nextInt(1_000);
        long id = live.now;
        Side side = live.buys ? Side.BUY : Side.SELL;
        report(() -> orders.onFill(new FillReport()
                .of(0, id, live.venueId)
                .trade(exec, side, price, qty)
                .cost(fee, Liquidity.TAKER, cum, 0)));
    }

    private void close(Live live, CloseWhy why) {
        if (live.isOver) {
            return;
        }
        live.isOver = true;
        // Some venues do not say how much was filled; then fills on the way come late.
        long cum = random.nextInt(3) == 0 ? 0 : live.cum;
        long id = live.now;
        report(() -> orders.onClosed(id, live.venueId, cum, why));
    }

    /** Something happens at the venue. */
    void act() {
        if (all.isEmpty()) {
            return;
        }
        Live live = all.get(all.size() - 1 - random.nextInt(Math.min(all.size(), 12)));
        if (live.isOver) {
            return;
        }
        int dice = random.nextInt(20);
        if (dice == 0 && !isKind) {
            close(live, CloseWhy.VENUE);
        } else if (!live.isStop || dice < 4) {
            fill(live, 1 + random.nextInt(10));
        }
        for (Live other : all) {
            if (!other.isOver && other.reduceOnly && closable(other) == 0) {
                close(other, CloseWhy.REDUCE_ONLY);
            }
        }
    }
}
