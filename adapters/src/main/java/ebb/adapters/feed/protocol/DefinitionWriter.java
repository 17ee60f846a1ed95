package ebb.adapters.feed.protocol;

import ebb.adapters.venue.Venue;
import ebb.codecs.Blocks;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Nulls;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.Bool;
import ebb.codecs.sbe.Checksum;
import ebb.codecs.sbe.Env;
import ebb.codecs.sbe.InstrumentDefinitionEncoder;
import ebb.codecs.sbe.Right;
import ebb.codecs.sbe.VenueDefinitionEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;
import org.agrona.MutableDirectBuffer;

/** Writes definitions of venues and instruments (INST-1). Event loop only; false if the ring is full. Allocates. */
public final class DefinitionWriter {
    private static final int MAX_NAME = 32;
    private static final byte[] NOTHING = {};

    private final Venue venue;
    private final Ingress ingress;
    private final ToIntFunction<String> currencies;
    private final VenueDefinitionEncoder venueMessage = new VenueDefinitionEncoder();
    private final InstrumentDefinitionEncoder message = new InstrumentDefinitionEncoder();

    /**
     * Writes definitions of one venue.
     *
     * @param venue whose
     * @param ingress of the loop's thread
     * @param currencies code of a currency in the run's table
     */
    public DefinitionWriter(Venue venue, Ingress ingress, ToIntFunction<String> currencies) {
        this.venue = venue;
        this.ingress = ingress;
        this.currencies = currencies;
    }

    /** What the venue is, its intervals in ms of engine time. */
    public boolean venue(Env environment, long heartbeatMs, long staleMs, long nowNs) {
        if (!ingress.tryClaim(Traffic.FEED)) {
            return false;
        }
        MutableDirectBuffer buffer = ingress.buffer();
        int offset = ingress.offset();
        Blocks.open(buffer, offset, VenueDefinitionEncoder.BLOCK_LENGTH, VenueDefinitionEncoder.TEMPLATE_ID);
        InHead.route(buffer, offset, nowNs, Nulls.INSTRUMENT, venue.code(), InHead.WHOLE, Nulls.U16);
        venueMessage
                .wrap(buffer, offset + Slots.HEADER_BYTES)
                .environment(environment)
                .heartbeatMs(heartbeatMs)
                .staleMs(staleMs)
                // Of market data nothing is ordered: what a gateway can do is its own affair to say.
                .amendKeepsId(Bool.F)
                .maxOpenOrders(Nulls.U32);
        venueMessage
                .capability()
                .clear()
                .bOOK_DELTAS(true)
                .oI(venue == Venue.MEXC)
                .lIQUIDATIONS(venue == Venue.BINANCE_USDM);
        byte[] name = bytes(venue.text());
        venueMessage.putName(name, 0, name.length);
        ingress.commit(venueMessage.limit() - offset);
        return true;
    }

    /** What an instrument is. */
    public boolean instrument(Listing listing, int instrument, long nowNs) {
        if (!ingress.tryClaim(Traffic.FEED)) {
            return false;
        }
        MutableDirectBuffer buffer = ingress.buffer();
        int offset = ingress.offset();
        Blocks.open(buffer, offset, InstrumentDefinitionEncoder.BLOCK_LENGTH, InstrumentDefinitionEncoder.TEMPLATE_ID);
        InHead.route(buffer, offset, nowNs, instrument, venue.code(), InHead.WHOLE, Nulls.U16);
        message.wrap(buffer, offset + Slots.HEADER_BYTES);
        figures(listing);
        traits(listing);
        InstrumentDefinitionEncoder.TiersEncoder tiers = message.tiersCount(listing.maintenance > 0 ? 1 : 0);
        if (listing.maintenance > 0) {
            tiers.next().fromNotional(0).mmr(listing.maintenance).maxLeverage(listing.maxLeverage);
        }
        message.tickBandsCount(0);
        put(listing);
        ingress.commit(message.limit() - offset);
        return true;
    }

    private void figures(Listing listing) {
        message.tick(listing.tick)
                .lot(listing.lot)
                .minQty(listing.minQty)
                .maxQty(listing.maxQty)
                .maxMarketQty(listing.maxMarketQty)
                .minNotional(listing.minNotional);
        message.contractSize().mantissa(listing.contractSize).exponent((byte) listing.contractExponent);
        message.bandUp(listing.bandUp)
                .bandDown(listing.bandDown)
                .makerFee(listing.makerFee)
                .takerFee(listing.takerFee)
                .listedAt(listing.listedAt)
                .expiry(listing.expiry)
                .strike(Nulls.LONG)
                .underlying(Nulls.U32)
                .fundingSec(listing.fundingSec)
                .maxLeverage(listing.maxLeverage)
                .roundLot(Nulls.U32);
    }

    private void traits(Listing listing) {
        message.settleCcy(currencies.applyAsInt(listing.settle))
                .quoteCcy(currencies.applyAsInt(listing.quote))
                .pe((byte) listing.pe)
                .qe((byte) listing.qe)
                .kind(listing.kind)
                .right(Right.NULL_VAL)
                .status(listing.status)
                .seqModel(listing.seqModel)
                .tradeIds(listing.tradeIds)
                .checksum(Checksum.NONE)
                .bookLimit(listing.bookLimit)
                .calendar(Nulls.CODE)
                .zone(Nulls.CODE);
    }

    private void put(Listing listing) {
        byte[] symbol = bytes(listing.symbol);
        byte[] base = bytes(listing.base);
        byte[] quote = bytes(listing.quote);
        byte[] settle = bytes(listing.settle);
        message.putSymbol(symbol, 0, symbol.length)
                .putBase(base, 0, base.length)
                .putQuote(quote, 0, quote.length)
                .putSettle(settle, 0, settle.length)
                .putAlias(NOTHING, 0, 0);
    }

    /** A name that fits its field; a longer one is none of those that can be told apart here, so it is refused. */
    private static byte[] bytes(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_NAME) {
            throw new IllegalArgumentException("longer than " + MAX_NAME + " bytes: " + name);
        }
        return bytes;
    }
}
