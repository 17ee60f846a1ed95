package ebb.research.data;

import ebb.codecs.Blocks;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Nulls;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.CandleEncoder;

/** Tapes of one instrument made candle by candle. */
public final class CandleTape {
    /** A UTC midnight. */
    public static final long T0 = 1_700_006_400_000_000_000L;

    private final Tape tape = new Tape();
    private final Ingress part = tape.part("X");
    private final CandleEncoder candle = new CandleEncoder();
    private final long lengthNs;
    private long startNs = T0;

    /** Candles of so many seconds, the first one at {@link #T0}. */
    public CandleTape(int seconds) {
        lengthNs = seconds * 1_000_000_000L;
    }

    /** The next candle. */
    public CandleTape candle(long open, long high, long low, long close, long volume) {
        part.tryClaim(Traffic.FEED);
        Blocks.open(part.buffer(), part.offset(), CandleEncoder.BLOCK_LENGTH, CandleEncoder.TEMPLATE_ID);
        InHead.route(part.buffer(), part.offset(), startNs + lengthNs, 0, 0, InHead.WHOLE, Nulls.U16);
        candle.wrap(part.buffer(), part.offset() + Slots.HEADER_BYTES)
                .start(startNs)
                .open(open)
                .high(high)
                .low(low)
                .close(close)
                .volume(volume)
                .frameSec((int) (lengthNs / 1_000_000_000L));
        part.commit(Slots.HEADER_BYTES + CandleEncoder.BLOCK_LENGTH);
        startNs += lengthNs;
        return this;
    }

    /** So many candles that stand still. */
    public CandleTape flat(int count, long price) {
        for (int i = 0; i < count; i++) {
            candle(price, price, price, price, 100);
        }
        return this;
    }

    /** Leaves out so many. */
    public CandleTape gap(int count) {
        startNs += count * lengthNs;
        return this;
    }

    /** What was recorded. */
    public Tape tape() {
        return tape;
    }
}
