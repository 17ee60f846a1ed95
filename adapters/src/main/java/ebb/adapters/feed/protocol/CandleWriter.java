package ebb.adapters.feed.protocol;

import ebb.adapters.venue.Venue;
import ebb.codecs.Blocks;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Nulls;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.CandleBatchEncoder;
import org.agrona.MutableDirectBuffer;

/** Writes candles as {@code CandleBatch} chunks (BAR-7). Event loop only. */
public final class CandleWriter {
    private static final int PER_CHUNK = 13;

    /**
     * A request of the engine, as far as its answer repeats it.
     *
     * @param instrument dense number
     * @param requestId of the HistoryRequest, or null
     * @param frameSec length of a candle
     */
    public record Asked(int instrument, long requestId, long frameSec) {}

    private final int venue;
    private final Ingress ingress;
    private final CandleBatchEncoder message = new CandleBatchEncoder();

    /** Writes candles of one venue. */
    public CandleWriter(Venue venue, Ingress ingress) {
        this.venue = venue.code();
        this.ingress = ingress;
    }

    /**
     * Writes as many rows as the ring takes; with no rows at all one empty chunk, which says that there are none.
     *
     * @param rows the whole answer, oldest first
     * @param from the first row not yet written
     * @param of which request they answer
     * @param nowNs stamp
     * @return the first row not yet written, or -1 when LAST is out
     */
    public int write(CandleRows rows, int from, Asked of, long nowNs) {
        int at = from;
        while (ingress.tryClaim(Traffic.FEED)) {
            int count = Math.min(PER_CHUNK, rows.size() - at);
            boolean isLast = at + count == rows.size();
            chunk(rows, at, count, of, (at == 0 ? InHead.FIRST : 0) | (isLast ? InHead.LAST : 0), nowNs);
            at += count;
            if (isLast) {
                return -1;
            }
        }
        return at;
    }

    private void chunk(CandleRows rows, int from, int count, Asked of, int flags, long nowNs) {
        MutableDirectBuffer buffer = ingress.buffer();
        int offset = ingress.offset();
        Blocks.open(buffer, offset, CandleBatchEncoder.BLOCK_LENGTH, CandleBatchEncoder.TEMPLATE_ID);
        InHead.route(buffer, offset, nowNs, of.instrument(), venue, flags, Nulls.U16);
        message.wrap(buffer, offset + Slots.HEADER_BYTES)
                .requestId(of.requestId())
                .frameSec(of.frameSec());
        CandleBatchEncoder.CandlesEncoder candles = message.candlesCount(count);
        for (int row = from; row < from + count; row++) {
            candles.next()
                    .start(rows.get(row, CandleRows.START))
                    .open(rows.get(row, CandleRows.OPEN))
                    .high(rows.get(row, CandleRows.HIGH))
                    .low(rows.get(row, CandleRows.LOW))
                    .close(rows.get(row, CandleRows.CLOSE))
                    .volume(rows.get(row, CandleRows.VOLUME))
                    .quote(rows.get(row, CandleRows.QUOTE))
                    .buy(rows.get(row, CandleRows.BUY))
                    .trades(rows.get(row, CandleRows.COUNT));
            candles.flags().clear().cLOSED(true).vENUE(true).eMPTY(rows.get(row, CandleRows.VOLUME) == 0);
        }
        ingress.commit(message.limit() - offset);
    }
}
