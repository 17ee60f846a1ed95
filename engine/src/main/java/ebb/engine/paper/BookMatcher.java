package ebb.engine.paper;

import ebb.codecs.sbe.CloseWhy;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import ebb.engine.instrument.Instrument;

/** Fills against the live book and its prints: taking (PAPER-3), resting with a place in the queue (PAPER-4). */
final class BookMatcher {
    private final DisplayedBook book;
    private final Dealer dealer;

    BookMatcher(DisplayedBook book, Dealer dealer) {
        this.book = book;
        this.dealer = dealer;
    }

    /** Takes at once, or waits for a LIVE book. */
    void take(PaperMarket m, PaperOrder o) {
        int id = m.instrument.id();
        if (o.reduceOnly && m.closable(o.side) == 0) {
            dealer.end(m, o, CloseWhy.REDUCE_ONLY);
            return;
        }
        if (!book.isLive(id)) {
            if (o.reduceOnly) {
                dealer.place(o, PaperOrder.WAITS, 0);
            } else {
                dealer.end(m, o, CloseWhy.VENUE);
            }
            return;
        }
        if (o.tif == Tif.FOK && available(m, o) < Dealer.room(m, o)) {
            dealer.end(m, o, CloseWhy.FOK);
            return;
        }
        walk(m, o);
        if (o.place == PaperOrder.ENDED) {
            return;
        }
        if (o.reduceOnly && m.closable(o.side) == 0) {
            dealer.end(m, o, CloseWhy.REDUCE_ONLY);
        } else if (o.mayRest()) {
            dealer.place(o, PaperOrder.RESTS, book.qtyAt(id, o.side, o.price));
        } else {
            dealer.end(m, o, CloseWhy.IOC_REST);
        }
    }

    private void walk(PaperMarket m, PaperOrder o) {
        int id = m.instrument.id();
        Side side = o.against();
        int levels = book.levels(id, side);
        long price = 0;
        for (int depth = 0; depth < levels && o.place != PaperOrder.ENDED; depth++) {
            price = depth == 0 ? book.best(id, side) : book.next(id, side, price);
            if (!o.accepts(price)) {
                return;
            }
            long part = Math.min(book.qtyAt(id, side, price) - m.taken.at(side, price), Dealer.room(m, o));
            if (part > 0) {
                m.taken.add(side, price, part);
                dealer.fill(m, o, price, part, false);
            }
        }
    }

    private long available(PaperMarket m, PaperOrder o) {
        int id = m.instrument.id();
        Side side = o.against();
        int levels = book.levels(id, side);
        long sum = 0;
        long price = 0;
        for (int depth = 0; depth < levels; depth++) {
            price = depth == 0 ? book.best(id, side) : book.next(id, side, price);
            if (!o.accepts(price)) {
                break;
            }
            sum += Math.max(0, book.qtyAt(id, side, price) - m.taken.at(side, price));
        }
        return sum;
    }

    /** The worst price that taking the whole quantity would reach, or ABSENT without a level. */
    long worst(PaperMarket m, PaperOrder o) {
        int id = m.instrument.id();
        Side side = o.against();
        int levels = book.levels(id, side);
        long rest = o.leaves();
        long worst = Instrument.ABSENT;
        long price = 0;
        for (int depth = 0; depth < levels && rest > 0; depth++) {
            price = depth == 0 ? book.best(id, side) : book.next(id, side, price);
            long part = book.qtyAt(id, side, price) - m.taken.at(side, price);
            if (part > 0) {
                worst = price;
                rest -= part;
            }
        }
        return worst;
    }

    boolean isLive(PaperMarket m) {
        return book.isLive(m.instrument.id());
    }

    /** A snapshot replaced the book: every level was reported anew. */
    void onReplaced(PaperMarket m) {
        m.taken.clear();
        for (int i = 0; i < m.count; i++) {
            PaperOrder o = m.orders[i];
            if (o.place == PaperOrder.RESTS) {
                long shown = book.qtyAt(m.instrument.id(), o.side, o.price);
                if (shown < o.ahead) {
                    dealer.place(o, PaperOrder.RESTS, shown);
                }
            }
        }
    }

    /** The best opposite price that we have not taken ourselves, or ABSENT. */
    long opposite(PaperMarket m, PaperOrder o) {
        int id = m.instrument.id();
        Side side = o.against();
        int levels = book.levels(id, side);
        long price = 0;
        for (int depth = 0; depth < levels; depth++) {
            price = depth == 0 ? book.best(id, side) : book.next(id, side, price);
            if (book.qtyAt(id, side, price) > m.taken.at(side, price)) {
                return price;
            }
        }
        return Instrument.ABSENT;
    }

    /** True if the order would trade at once. */
    boolean crosses(PaperMarket m, PaperOrder o) {
        long best = opposite(m, o);
        return best != Instrument.ABSENT && o.accepts(best);
    }

    /** The book changed: what waits takes, and what the opposite side has reached is filled. */
    void onBook(PaperMarket m) {
        if (!book.isLive(m.instrument.id())) {
            return;
        }
        for (int i = 0; i < m.count; i++) {
            PaperOrder o = m.orders[i];
            if (o.place == PaperOrder.WAITS) {
                take(m, o);
            } else if (o.place == PaperOrder.RESTS && crosses(m, o)) {
                fillRest(m, o);
            }
        }
    }

    /** A level of the venue's book was reported anew. */
    void onLevel(PaperMarket m, Side side, long price, long qty) {
        m.taken.forget(side, price);
        for (int i = 0; i < m.count; i++) {
            PaperOrder o = m.orders[i];
            if (o.place == PaperOrder.RESTS && o.side == side && o.price == price && qty < o.ahead) {
                dealer.place(o, PaperOrder.RESTS, qty);
            }
        }
    }

    /** A print: through our price fills the rest, at our price against us it serves the queue. */
    void onPrint(PaperMarket m, long price, long qty, Side aggressor) {
        long ours = 0; // of this print, already dealt to our own earlier orders at the price
        for (int i = 0; i < m.count; i++) {
            PaperOrder o = m.orders[i];
            if (o.place != PaperOrder.RESTS) {
                continue;
            }
            if (o.isBuy() ? price < o.price : price > o.price) {
                fillRest(m, o);
            } else if (price == o.price && aggressor == o.against()) {
                long served = qty - ours;
                long part = Math.min(served - o.ahead, Dealer.room(m, o));
                dealer.place(o, PaperOrder.RESTS, Math.max(0, o.ahead - served));
                if (part > 0) {
                    ours += part;
                    dealer.fill(m, o, o.price, part, true);
                }
            }
        }
    }

    private void fillRest(PaperMarket m, PaperOrder o) {
        long part = Dealer.room(m, o);
        if (part > 0) {
            dealer.fill(m, o, o.price, part, true);
        }
        if (o.place != PaperOrder.ENDED) {
            dealer.end(m, o, CloseWhy.REDUCE_ONLY);
        }
    }
}
