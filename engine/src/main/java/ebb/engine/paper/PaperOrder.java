package ebb.engine.paper;

import ebb.codecs.sbe.OrdType;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.instrument.Instrument;
import ebb.engine.order.Order;
import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.time.Timers;

/** An order as the exchange sees it. */
final class PaperOrder implements Snapshotted {
    /** On its way to the exchange. */
    static final int TRAVELS = 0;
    /** A stop that was not triggered. */
    static final int STOP = 1;
    /** Is to take, but the book is not LIVE or the bar has not come. */
    static final int WAITS = 2;
    /** In the queue of its price. */
    static final int RESTS = 3;
    /** Filled, closed or refused. */
    static final int ENDED = 4;

    final int slot;
    int place;
    long clOrd;
    long root;
    /** The id before the last change; a cancel may still carry it. */
    long former;

    long orderId;
    int instrument;
    Side side;
    OrdType type;
    Tif tif;
    Trigger trigger;
    long price;
    long qty;
    long stop;
    long expiresNs;
    int leverage;
    boolean reduceOnly;
    boolean triggered;
    long cum;
    /** Displayed quantity that is served before us. */
    long ahead;

    long arrivedNs;
    int timer = Timers.NONE;

    PaperOrder(int slot) {
        this.slot = slot;
    }

    void take(Order from) {
        place = TRAVELS;
        clOrd = from.clOrd();
        root = from.clOrd();
        former = from.clOrd();
        orderId = Instrument.ABSENT;
        instrument = from.instrument();
        side = from.side();
        type = from.type();
        tif = from.tif();
        trigger = from.trigger();
        price = from.price();
        qty = from.qty();
        stop = from.stop();
        expiresNs = from.tif() == Tif.GTD ? from.expiresNs() : Instrument.ABSENT;
        leverage = from.leverage();
        reduceOnly = from.isReduceOnly();
        triggered = false;
        cum = 0;
        ahead = 0;
        arrivedNs = Instrument.ABSENT;
        timer = Timers.NONE;
    }

    boolean isBuy() {
        return side == Side.BUY;
    }

    Side against() {
        return side == Side.BUY ? Side.SELL : Side.BUY;
    }

    long leaves() {
        return qty - cum;
    }

    boolean isLive() {
        return place == STOP || place == WAITS || place == RESTS;
    }

    boolean isStop() {
        return type == OrdType.STOP_MARKET || type == OrdType.STOP_LIMIT || type == OrdType.TAKE_PROFIT_MARKET;
    }

    /** True if it has no limit price when it takes. */
    boolean isMarket() {
        return type != OrdType.LIMIT && type != OrdType.STOP_LIMIT;
    }

    /** True if what is not taken at once stays in the book. */
    boolean mayRest() {
        return !isMarket() && tif != Tif.IOC && tif != Tif.FOK;
    }

    /** True if a price is good enough for its limit. */
    boolean accepts(long at) {
        return isMarket() || (isBuy() ? at <= price : at >= price);
    }

    /** True if a price reaches its trigger. */
    boolean isReached(long at) {
        boolean isUpward = isBuy() != (type == OrdType.TAKE_PROFIT_MARKET);
        return isUpward ? at >= stop : at <= stop;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.putInt(place);
        out.putLong(clOrd);
        out.putLong(root);
        out.putLong(former);
        out.putLong(orderId);
        out.putInt(instrument);
        out.putEnum(side);
        out.putEnum(type);
        out.putEnum(tif);
        out.putEnum(trigger);
        out.putLong(price);
        out.putLong(qty);
        out.putLong(stop);
        out.putLong(expiresNs);
        out.putInt(leverage);
        out.putBoolean(reduceOnly);
        out.putBoolean(triggered);
        out.putLong(cum);
        out.putLong(ahead);
        out.putLong(arrivedNs);
        out.putInt(timer);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        place = in.readCount(ENDED);
        clOrd = in.readLong();
        root = in.readLong();
        former = in.readLong();
        orderId = in.readLong();
        instrument = in.readInt();
        side = in.readEnum(Side.values());
        type = in.readEnum(OrdType.values());
        tif = in.readEnum(Tif.values());
        trigger = in.readEnum(Trigger.values());
        price = in.readLong();
        qty = in.readLong();
        stop = in.readLong();
        expiresNs = in.readLong();
        leverage = in.readInt();
        reduceOnly = in.readBoolean();
        triggered = in.readBoolean();
        cum = in.readLong();
        ahead = in.readLong();
        arrivedNs = in.readLong();
        timer = in.readInt();
    }

    long entry() {
        long h = Digest.mix(clOrd, root, orderId);
        h = Digest.mix(h, instrument, side.value() | type.value() << 8 | tif.value() << 16);
        h = Digest.mix(h, price, qty);
        h = Digest.mix(h, stop, expiresNs);
        h = Digest.mix(h, cum, ahead);
        int bits = (reduceOnly ? 8 : 0) | (triggered ? 16 : 0);
        h = Digest.mix(h, leverage, bits | place | trigger.value() << 8);
        return Digest.mix(h, arrivedNs, former);
    }
}
