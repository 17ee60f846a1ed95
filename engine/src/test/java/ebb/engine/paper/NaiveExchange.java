package ebb.engine.paper;

import ebb.codecs.sbe.OrdType;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.instrument.Instrument;
import ebb.engine.order.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * PAPER-1…6 once more, as slowly and plainly as they read: one instrument, lists and maps, no money. Written from the
 * rules, sharing nothing with the exchange but the order it is handed.
 */
final class NaiveExchange {
    private record Event(long at, long number, Runnable what) {}

    private static final class Resting {
        long id;
        long first;
        boolean buys;
        OrdType type;
        Tif tif;
        Trigger trigger;
        boolean reduceOnly;
        long price;
        long qty;
        long stop;
        long cum;
        long ahead;
        String place; // STOP, WAITS, RESTS, or null when it is over
        long until;

        long leaves() {
            return qty - cum;
        }

        boolean isMarket() {
            return type != OrdType.LIMIT;
        }
    }

    private final List<String> log;
    private final SimpleBook book;
    private final Instrument instrument;
    private final long latency;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>((a, b) -> a.at != b.at ? Long.compare(a.at, b.at) : Long.compare(a.number, b.number));
    private final Map<Long, Resting> byId = new HashMap<>();
    private final List<Resting> live = new ArrayList<>();
    private final Map<String, Long> taken = new HashMap<>();
    private long numbers;
    private long now;
    private long position;
    private long mark = Instrument.ABSENT;
    private long last = Instrument.ABSENT;

    NaiveExchange(List<String> log, SimpleBook book, Instrument instrument, long latency, long start) {
        this.log = log;
        this.book = book;
        this.instrument = instrument;
        this.latency = latency;
        now = start;
    }

    void advance(long to) {
        while (!events.isEmpty() && events.peek().at <= to) {
            Event event = events.poll();
            now = event.at;
            event.what.run();
        }
        now = to;
    }

    private void at(long when, Runnable what) {
        events.add(new Event(when, numbers++, what));
    }

    private void tell(String text) {
        at(now + latency, () -> log.add((now - Floor.START) / Floor.MS + " " + text));
    }

    private static String no(long id) {
        return "#" + (id & 0xFFFF);
    }

    void newOrder(Order o) {
        Resting r = new Resting();
        r.id = o.clOrd();
        r.first = o.clOrd();
        r.buys = o.side() == Side.BUY;
        r.type = o.type();
        r.tif = o.tif();
        r.trigger = o.trigger();
        r.reduceOnly = o.isReduceOnly();
        r.price = o.price();
        r.qty = o.qty();
        r.stop = o.stop();
        r.until = o.expiresNs();
        at(now + latency, () -> arrive(r));
    }

    void cancel(Order o) {
        long id = o.clOrd();
        at(now + latency, () -> {
            Resting r = byId.get(id);
            if (r == null || r.place == null) {
                tell("cancel-reject " + no(id) + " NOT_FOUND" + (r == null ? "" : " known"));
            } else {
                over(r, "OURS");
                tidy();
            }
        });
    }

    void replace(Order o) {
        long id = o.clOrd();
        long next = o.pendingClOrd();
        long price = o.pendingPrice();
        long qty = o.pendingQty();
        long stop = o.pendingStop();
        at(now + latency, () -> change(byId.get(id), next, price, qty, stop));
    }

    private void arrive(Resting r) {
        if (byId.containsKey(r.id)) {
            tell("reject " + no(r.id) + " DUPLICATE_ID");
            return;
        }
        String why = null;
        if (!r.isMarket() && r.price % instrument.tick() != 0) {
            why = "TICK";
        } else if (r.qty % instrument.lot() != 0) {
            why = "LOT";
        } else if (r.reduceOnly && closable(r) == 0) {
            why = "REDUCE_ONLY";
        } else if (!r.reduceOnly && r.type != OrdType.STOP_MARKET && !book.isLive) {
            why = "HALTED";
        } else if (!r.reduceOnly && r.type == OrdType.MARKET && opening(r) > 0 && bestFree(r) == null) {
            why = "HALTED";
        }
        if (why != null) {
            tell("reject " + no(r.id) + " " + why);
            return;
        }
        if (r.reduceOnly) {
            r.qty = Math.min(r.qty, closable(r));
        }
        byId.put(r.id, r);
        live.add(r);
        r.place = "WAITS";
        if (r.tif == Tif.POST_ONLY && wouldTrade(r)) {
            over(r, "POST_ONLY_CROSS");
        } else {
            tell("ack " + no(r.id) + " NEW qty " + r.qty);
            if (r.tif == Tif.GTD) {
                at(r.until, () -> {
                    if (r.place != null) {
                        over(r, "EXPIRED");
                        tidy();
                    }
                });
            }
            if (r.type == OrdType.STOP_MARKET) {
                r.place = "STOP";
                look(r);
            } else {
                take(r);
            }
        }
        tidy();
    }

    private void change(Resting r, long next, long price, long qty, long stop) {
        if (r == null || r.place == null) {
            tell("reject " + no(next) + " NOT_FOUND");
            return;
        }
        long newPrice = price == Instrument.ABSENT ? r.price : price;
        long newQty = qty == Instrument.ABSENT ? r.qty : qty;
        long newStop = stop == Instrument.ABSENT ? r.stop : stop;
        String why = null;
        if (newQty <= r.cum) {
            why = "LIMITS";
        } else if (!r.isMarket() && newPrice % instrument.tick() != 0) {
            why = "TICK";
        } else if (newQty % instrument.lot() != 0) {
            why = "LOT";
        }
        if (why != null) {
            tell("reject " + no(next) + " " + why);
            return;
        }
        newQty = Math.min(newQty, r.cum + closable(r));
        boolean stays = newPrice == r.price && newQty <= r.qty;
        r.price = newPrice;
        r.qty = newQty;
        r.stop = newStop;
        r.id = next;
        byId.put(next, r);
        tell("ack " + no(next) + " REPLACED qty " + r.qty);
        if ("STOP".equals(r.place)) {
            look(r);
        } else if ("RESTS".equals(r.place) && !stays) {
            live.remove(r);
            live.add(r);
            take(r);
        }
        tidy();
    }

    private long closable(Resting r) {
        return r.buys ? Math.max(0, -position) : Math.max(0, position);
    }

    private long opening(Resting r) {
        return Math.max(0, r.leaves() - closable(r));
    }

    private long room(Resting r) {
        return r.reduceOnly ? Math.min(r.leaves(), closable(r)) : r.leaves();
    }

    private Map<Long, Long> opposite(Resting r) {
        return r.buys ? book.asks : book.bids;
    }

    private long left(Resting r, long price, long shown) {
        return Math.max(0, shown - taken.getOrDefault((r.buys ? "ask" : "bid") + price, 0L));
    }

    private Long bestFree(Resting r) {
        for (Map.Entry<Long, Long> level : opposite(r).entrySet()) {
            if (left(r, level.getKey(), level.getValue()) > 0) {
                return level.getKey();
            }
        }
        return null;
    }

    private boolean good(Resting r, long price) {
        return r.isMarket() || (r.buys ? price <= r.price : price >= r.price);
    }

    private boolean wouldTrade(Resting r) {
        Long best = bestFree(r);
        return best != null && good(r, best);
    }

    private void take(Resting r) {
        if (r.reduceOnly && closable(r) == 0) {
            over(r, "REDUCE_ONLY");
            return;
        }
        if (!book.isLive) {
            if (r.reduceOnly) {
                r.place = "WAITS";
            } else {
                over(r, "VENUE");
            }
            return;
        }
        long reachable = 0;
        for (Map.Entry<Long, Long> level : opposite(r).entrySet()) {
            reachable += good(r, level.getKey()) ? left(r, level.getKey(), level.getValue()) : 0;
        }
        if (r.tif == Tif.FOK && reachable < room(r)) {
            over(r, "FOK");
            return;
        }
        for (Map.Entry<Long, Long> level : opposite(r).entrySet()) {
            long price = level.getKey();
            long part = Math.min(left(r, price, level.getValue()), room(r));
            if (!good(r, price) || r.place == null) {
                break;
            }
            if (part > 0) {
                taken.merge((r.buys ? "ask" : "bid") + price, part, Long::sum);
                deal(r, price, part, false);
            }
        }
        if (r.place == null) {
            return;
        }
        if (r.reduceOnly && closable(r) == 0) {
            over(r, "REDUCE_ONLY");
        } else if (r.type == OrdType.LIMIT && r.tif != Tif.IOC && r.tif != Tif.FOK) {
            r.place = "RESTS";
            r.ahead = (r.buys ? book.bids : book.asks).getOrDefault(r.price, 0L);
        } else {
            over(r, "IOC_REST");
        }
    }

    private void deal(Resting r, long price, long qty, boolean maker) {
        r.cum += qty;
        position += r.buys ? qty : -qty;
        if (r.leaves() == 0) {
            r.place = null;
        }
        long fee = instrument.fee(qty, price, maker);
        tell("fill " + no(r.id) + " " + (r.buys ? "BUY" : "SELL") + " " + qty + " at " + price + " "
                + (maker ? "MAKER" : "TAKER") + " fee " + fee);
    }

    private void over(Resting r, String why) {
        r.place = null;
        tell("closed " + no(r.id) + " " + why + " cum " + r.cum);
    }

    private void tidy() {
        for (Resting r : live) {
            if (r.place != null && r.reduceOnly && closable(r) == 0) {
                over(r, "REDUCE_ONLY");
            }
        }
        live.removeIf(r -> r.place == null);
    }

    private void look(Resting r) {
        long price = r.trigger == Trigger.LAST || mark == Instrument.ABSENT ? last : mark;
        if (price != Instrument.ABSENT && (r.buys ? price >= r.stop : price <= r.stop)) {
            tell("ack " + no(r.id) + " TRIGGERED qty " + r.qty);
            take(r);
        }
    }

    private void lookAll() {
        for (Resting r : live) {
            if ("STOP".equals(r.place)) {
                look(r);
            }
        }
    }

    void level(Side side, long price, long qty) {
        taken.remove((side == Side.SELL ? "ask" : "bid") + price);
        for (Resting r : live) {
            if ("RESTS".equals(r.place) && r.buys == (side == Side.BUY) && r.price == price) {
                r.ahead = Math.min(r.ahead, qty);
            }
        }
    }

    void changed() {
        if (book.isLive) {
            for (Resting r : live) {
                if ("WAITS".equals(r.place)) {
                    take(r);
                } else if ("RESTS".equals(r.place) && wouldTrade(r)) {
                    rest(r);
                }
            }
        }
        tidy();
    }

    private void rest(Resting r) {
        if (room(r) > 0) {
            deal(r, r.price, room(r), true);
        }
        if (r.place != null) {
            over(r, "REDUCE_ONLY");
        }
    }

    void print(long price, long qty, Side aggressor) {
        last = price;
        long own = 0;
        for (Resting r : live) {
            if (!"RESTS".equals(r.place)) {
                continue;
            }
            boolean through = r.buys ? price < r.price : price > r.price;
            boolean against = aggressor == (r.buys ? Side.SELL : Side.BUY);
            if (through) {
                rest(r);
            } else if (price == r.price && against) {
                long reach = qty - own;
                long mine = Math.min(Math.max(0, reach - r.ahead), room(r));
                r.ahead = Math.max(0, r.ahead - reach);
                if (mine > 0) {
                    own += mine;
                    deal(r, price, mine, true);
                }
            }
        }
        lookAll();
        tidy();
    }

    void mark(long price) {
        mark = price;
        lookAll();
        tidy();
    }

    long position() {
        return position;
    }
}
