package ebb.adapters.files;

import ebb.adapters.feed.protocol.Address;
import ebb.adapters.feed.protocol.Answered;
import ebb.adapters.feed.protocol.CandleRows;
import ebb.adapters.feed.protocol.CandleWriter;
import ebb.adapters.feed.protocol.FundingRows;
import ebb.adapters.feed.protocol.FundingWriter;
import ebb.adapters.feed.protocol.Listing;
import ebb.adapters.feed.protocol.VenueProtocol;
import ebb.adapters.venue.Venue;
import ebb.codecs.Ingress;
import ebb.codecs.Nulls;
import java.util.function.Function;
import org.agrona.DirectBuffer;

/**
 * Answers of history in a capture: candles (BAR-7) and settlements (FUND-2) become the messages of the feed that asked for
 * them. What cannot be read is passed over.
 */
final class PastAnswers {
    private static final long SECOND_NS = 1_000_000_000L;

    /** Null where the venue has no feed, COIN-M. */
    private final VenueProtocol protocol;

    private final CandleWriter candles;
    private final FundingWriter funding;

    PastAnswers(Venue venue, Ingress ingress) {
        protocol = venue == Venue.BINANCE_COINM ? null : VenueProtocol.of(venue);
        candles = new CandleWriter(venue, ingress);
        funding = new FundingWriter(venue, ingress);
    }

    /**
     * Takes an answer.
     *
     * @param defined the instrument of a symbol, null if the capture has none
     * @return false if it is none of history that can be read
     */
    boolean take(String address, DirectBuffer body, long receiveNs, Function<String, CapturedInstrument> defined) {
        Answered what = protocol == null ? null : protocol.answered(new Address(address));
        CapturedInstrument of = what == null ? null : defined.apply(what.symbol());
        if (of == null) {
            return false;
        }
        return switch (what.kind()) {
            case CANDLES -> candles(what.frameSec(), of, body, receiveNs);
            case FUNDING -> settlements(of, body, receiveNs);
            default -> false;
        };
    }

    private boolean candles(long frameSec, CapturedInstrument of, DirectBuffer body, long receiveNs) {
        CandleRows rows = new CandleRows();
        if (protocol.readCandles(body, Listing.of(of.symbol(), of.pe(), of.qe()), rows) < 0) {
            return false;
        }
        while (rows.size() > 0 && rows.get(rows.size() - 1, CandleRows.START) + frameSec * SECOND_NS > receiveNs) {
            rows.truncate(rows.size() - 1); // It was still open.
        }
        return candles.write(rows, 0, new CandleWriter.Asked(of.id(), Nulls.ID, frameSec), receiveNs) < 0;
    }

    private boolean settlements(CapturedInstrument of, DirectBuffer body, long receiveNs) {
        FundingRows rows = new FundingRows();
        if (protocol.readFunding(body, rows) < 0) {
            return false;
        }
        rows.settle(Long.MIN_VALUE, Long.MAX_VALUE);
        return funding.write(rows, 0, of.id(), receiveNs) == rows.size();
    }
}
