package ebb.adapters.feed.protocol;

import ebb.adapters.venue.Venue;
import ebb.codecs.Blocks;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Nulls;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.FundingEncoder;
import ebb.codecs.sbe.FundingKind;

/** Writes settlements as {@code Funding} messages, the oldest first (FUND-1, FUND-2). Event loop only. */
public final class FundingWriter {
    private final int venue;
    private final Ingress ingress;
    private final FundingEncoder message = new FundingEncoder();

    /** Writes settlements of one venue. */
    public FundingWriter(Venue venue, Ingress ingress) {
        this.venue = venue.code();
        this.ingress = ingress;
    }

    /**
     * Writes as many rows as the ring takes.
     *
     * @param rows settled, oldest first
     * @param from the first row not yet written
     * @param instrument dense number
     * @param nowNs stamp
     * @return the first row not yet written; as many as there are when all is out
     */
    public int write(FundingRows rows, int from, int instrument, long nowNs) {
        int at = from;
        while (at < rows.size() && ingress.tryClaim(Traffic.FEED)) {
            Blocks.open(ingress.buffer(), ingress.offset(), FundingEncoder.BLOCK_LENGTH, FundingEncoder.TEMPLATE_ID);
            InHead.route(ingress.buffer(), ingress.offset(), nowNs, instrument, venue, InHead.WHOLE, Nulls.U16);
            int seconds = rows.intervalSec(at);
            message.wrap(ingress.buffer(), ingress.offset() + Slots.HEADER_BYTES)
                    .tx(rows.atNs(at))
                    .rate(rows.rate(at))
                    .nextSettle(Nulls.LONG)
                    .intervalSec(seconds == FundingRows.UNKNOWN ? Nulls.U32 : seconds)
                    .kind(FundingKind.SETTLED);
            ingress.commit(Slots.HEADER_BYTES + FundingEncoder.BLOCK_LENGTH);
            at++;
        }
        return at;
    }
}
