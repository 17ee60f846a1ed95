package ebb.adapters.venuesim.fault;

import ebb.adapters.venuesim.fault.FaultKind.Where;
import ebb.adapters.venuesim.market.DepthChanges;
import ebb.adapters.venuesim.market.Instrument;
import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.wire.BinanceEvents;
import ebb.adapters.venuesim.wire.MexcPushes;
import ebb.adapters.venuesim.wire.Text;

/** The book stream of one instrument, from update to payloads, with the faults that are due. */
public final class DepthMill {
    private final Instrument instrument;
    private final Faults faults;
    private final Text text;
    private final MexcPushes mexc;
    private final BinanceEvents binance;

    private int skips;
    private byte[] held;
    private long alienTick = -1;
    private int alienUpdates;

    /** The stream of an instrument, written into a text. */
    public DepthMill(Instrument instrument, Faults faults, Text text) {
        this.instrument = instrument;
        this.faults = faults;
        this.text = text;
        mexc = new MexcPushes(text);
        binance = new BinanceEvents(text);
    }

    /** How a payload is to be sent. */
    public enum Form {
        /** One text frame. */
        TEXT,
        /** One binary frame. */
        BINARY,
        /** Three fragments with a ping between. */
        FRAGMENTS,
        /** One text frame, larger than a client takes. */
        OVERSIZE
    }

    /** Takes payloads. */
    @FunctionalInterface
    public interface Sink {
        /** A payload, valid during the call. */
        void payload(Form form, Text payload);
    }

    /**
     * Sends an update as it should be, or as a fault has it.
     *
     * @param marketMs ms since the market's start
     * @param realMs ms since the server's start
     */
    public void update(DepthChanges changes, long marketMs, long realMs, Sink sink) {
        SimVenue venue = instrument.spec().venue();
        Fault fault = skips > 0 || held != null
                ? null
                : faults.take(Where.DEPTH, venue, instrument.spec().symbol(), true, marketMs, realMs);
        if (fault != null && fault.kind() == FaultKind.SKIP) {
            skips = fault.count();
        }
        if (skips > 0) {
            skips--;
            return;
        }
        if (fault == null) {
            write(changes);
        } else if (!strike(fault, changes, sink)) {
            return;
        }
        sink.payload(Form.TEXT, text);
        if (held != null) {
            text.clear().raw(held, 0, held.length);
            held = null;
            sink.payload(Form.TEXT, text);
        }
    }

    /** Whether the whole update, now in the text, is to be sent after what the fault sent. */
    private boolean strike(Fault fault, DepthChanges changes, Sink sink) {
        switch (fault.kind()) {
            case CROSS -> {
                alienTick = instrument.bestAsk() + 2;
                alienUpdates = fault.count();
            }
            case DUPLICATE -> {
                write(changes);
                sink.payload(Form.TEXT, text);
            }
            case REORDER -> {
                write(changes);
                held = text.copy();
                return false;
            }
            case MALFORMED -> {
                write(changes);
                sink.payload(Form.TEXT, text.cut(text.length() / 2));
            }
            case UNKNOWN_CHANNEL -> sink.payload(Form.TEXT, text.clear().ascii(foreign(true)));
            case UNKNOWN_SYMBOL -> sink.payload(Form.TEXT, text.clear().ascii(foreign(false)));
            case BINARY -> {
                write(changes);
                sink.payload(Form.BINARY, text);
            }
            case FRAGMENT -> {
                write(changes);
                sink.payload(Form.FRAGMENTS, text);
                return false;
            }
            default -> {
                write(changes);
                int size = fault.count() * 1_024;
                while (text.length() < size) {
                    text.put(' ');
                }
                sink.payload(Form.OVERSIZE, text);
            }
        }
        write(changes);
        return true;
    }

    private void write(DepthChanges changes) {
        long alienLots = alienUpdates > 0 ? 77 : 0;
        if (alienTick >= 0 && alienTick <= instrument.bestBid()) {
            // The market went there meanwhile: what stands there is its own.
            alienLots = instrument.lotsAt(alienTick);
            alienUpdates = 0;
        }
        text.clear();
        if (instrument.spec().venue() == SimVenue.MEXC) {
            mexc.depth(instrument, changes, alienTick, alienLots, changes.firstId(), changes.lastId());
        } else {
            binance.depth(instrument, changes, alienTick, alienLots, changes.firstId(), changes.previousLastId());
        }
        if (alienTick >= 0 && alienUpdates-- <= 0) {
            alienTick = -1;
            alienUpdates = 0;
        }
    }

    private String foreign(boolean isChannel) {
        if (instrument.spec().venue() == SimVenue.MEXC) {
            return isChannel
                    ? "{\"symbol\":\"" + instrument.spec().symbol()
                            + "\",\"data\":{\"x\":1},\"channel\":\"push.mystery\",\"ts\":1772438400000}"
                    : "{\"symbol\":\"NOPE_USDT\",\"data\":{\"asks\":[[1,1,1]],\"bids\":[],\"version\":5},"
                            + "\"channel\":\"push.depth\",\"ts\":1772438400000}";
        }
        return isChannel
                ? "{\"e\":\"mystery\",\"E\":1772438400000,\"s\":\""
                        + instrument.spec().symbol() + "\"}"
                : "{\"e\":\"depthUpdate\",\"E\":1772438400000,\"T\":1772438400000,\"s\":\"NOPEUSDT\",\"U\":1,\"u\":2,"
                        + "\"pu\":0,\"b\":[],\"a\":[[\"1.00\",\"1\"]]}";
    }
}
