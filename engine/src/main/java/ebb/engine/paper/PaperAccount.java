package ebb.engine.paper;

import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.codecs.sbe.Side;
import ebb.engine.instrument.Instrument;
import ebb.engine.instrument.Margin;
import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/** The money at the exchange (PAPER-6): one wallet in quote money, isolated margin by instrument. */
final class PaperAccount implements Snapshotted {
    private long wallet;

    PaperAccount(long equity) {
        wallet = equity;
    }

    /** Wallet balance: start + realised − fees + funding, quote money. */
    long wallet() {
        return wallet;
    }

    /** Books an execution on the position. */
    void trade(PaperMarket m, Side side, long qty, long price, long fee) {
        long closing = Math.min(qty, m.closable(side));
        if (closing > 0) {
            receive(m, m.position.reduce(m.instrument, closing, price), price, Rounding.FLOOR);
        }
        if (qty > closing) {
            if (m.position.isFlat()) {
                m.position.clear();
            }
            m.position.add(m.instrument, side == Side.BUY, qty - closing, price);
        }
        wallet = Scaled.subtractExact(wallet, m.instrument.inQuote(fee, price, Rounding.CEIL));
    }

    /** Books funding (FUND-4). */
    void fund(PaperMarket m, long rate, long mark) {
        if (!m.position.isFlat()) {
            receive(m, m.instrument.funding(m.position.signedQty(), mark, rate), mark, Rounding.FLOOR);
        }
    }

    private void receive(PaperMarket m, long money, long price, Rounding mode) {
        wallet = Scaled.addExact(wallet, m.instrument.inQuote(money, price, mode));
    }

    /** Margin held by a position, quote money. */
    static long held(PaperMarket m) {
        return m.position.isFlat() ? 0 : margin(m, m.position.qty(), m.position.price(m.instrument), m.leverage);
    }

    /** Margin an order still needs, quote money; what closes needs none. */
    static long asked(PaperMarket m, PaperOrder o, long price) {
        long opening = o.reduceOnly ? 0 : m.opening(o.side, o.leaves());
        return opening == 0 ? 0 : margin(m, opening, price, Math.max(1, o.leverage));
    }

    private static long margin(PaperMarket m, long qty, long price, int leverage) {
        return m.instrument.inQuote(Margin.initial(m.instrument, qty, price, leverage), price, Rounding.CEIL);
    }

    /** The mark at which the position is closed, or ABSENT. */
    static long liquidation(PaperMarket m) {
        if (m.position.isFlat()) {
            return Instrument.ABSENT;
        }
        long entry = m.position.price(m.instrument);
        long notional = m.instrument.notional(m.position.qty(), entry, Rounding.CEIL);
        long rate = m.instrument.tiers().rateAt(notional);
        return Margin.liquidationPrice(m.instrument, m.position.isLong(), entry, m.leverage, rate);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.putLong(wallet);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        wallet = in.readLong();
    }

    long mix() {
        return Digest.mix(3, wallet);
    }
}
