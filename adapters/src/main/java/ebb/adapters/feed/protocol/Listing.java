package ebb.adapters.feed.protocol;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.IdModel;
import ebb.codecs.sbe.Kind;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.Status;
import java.util.List;

/** An instrument as the venue lists it (INST-1); money at 1e-8, rates at 1e-9. Filled once by a catalog, then read. */
public final class Listing {
    String symbol = "";
    String base = "";
    String quote = "";
    String settle = "";
    Kind kind = Kind.SPOT;
    Status status = Status.TRADING;
    SeqModel seqModel = SeqModel.NONE;
    IdModel tradeIds = IdModel.NONE;
    int pe;
    int qe;
    long tick;
    long lot;
    long minQty;
    long maxQty = Nulls.LONG;
    long maxMarketQty = Nulls.LONG;
    long minNotional = Nulls.LONG;
    long contractSize = 1;
    int contractExponent;
    long bandUp = Nulls.LONG;
    long bandDown = Nulls.LONG;
    long makerFee;
    long takerFee;
    long listedAt = Nulls.LONG;
    long expiry = Nulls.LONG;
    long fundingSec = Nulls.U32;
    int maxLeverage = Nulls.U16;
    int bookLimit;
    /** Maintenance margin of the first tier, or null. */
    long maintenance = Nulls.LONG;

    /** An instrument of which nothing is known but its name and exponents. */
    public static Listing of(String symbol, int pe, int qe) {
        Listing listing = new Listing();
        listing.symbol = symbol;
        listing.pe = pe;
        listing.qe = qe;
        return listing;
    }

    /** As the venue spells it. */
    public String symbol() {
        return symbol;
    }

    /** Price exponent. */
    public int pe() {
        return pe;
    }

    /** Quantity exponent. */
    public int qe() {
        return qe;
    }

    /** Whether it trades, as far as the venue's list says. */
    public boolean isTrading() {
        return status == Status.TRADING;
    }

    /**
     * The venue's list has it no more (NS-UNI-5).
     *
     * @return this, with the status DELISTING
     */
    public Listing withdrawn() {
        status = Status.DELISTING;
        return this;
    }

    /** All of it, to tell whether two listings differ. */
    public List<Object> traits() {
        return List.of(
                symbol,
                base,
                quote,
                settle,
                kind,
                status,
                seqModel,
                tradeIds,
                pe,
                qe,
                tick,
                lot,
                minQty,
                maxQty,
                maxMarketQty,
                minNotional,
                contractSize,
                contractExponent,
                bandUp,
                bandDown,
                makerFee,
                takerFee,
                listedAt,
                expiry,
                fundingSec,
                maxLeverage,
                bookLimit,
                maintenance);
    }
}
