package ebb.adapters.files;

import ebb.adapters.feed.protocol.DefinitionWriter;
import ebb.adapters.feed.protocol.Listing;
import ebb.adapters.venue.Venue;
import ebb.codecs.Blocks;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Nulls;
import ebb.codecs.Slots;
import ebb.codecs.StreamReason;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.Bool;
import ebb.codecs.sbe.Checksum;
import ebb.codecs.sbe.Env;
import ebb.codecs.sbe.IdModel;
import ebb.codecs.sbe.InstrumentDefinitionEncoder;
import ebb.codecs.sbe.Kind;
import ebb.codecs.sbe.Right;
import ebb.codecs.sbe.Scope;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.SessionStateEncoder;
import ebb.codecs.sbe.Status;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.VenueDefinitionEncoder;
import java.nio.charset.StandardCharsets;
import org.agrona.MutableDirectBuffer;

/** Writes what a live session would say before and between the frames of a recording: definitions (INST-7), sessions. */
final class Definitions {
    /** Bytes of a symbol that fit its field. */
    static final int MAX_NAME = 32;

    private final Venue venue;
    private final Ingress ingress;
    private final VenueDefinitionEncoder venueMessage = new VenueDefinitionEncoder();
    private final InstrumentDefinitionEncoder message = new InstrumentDefinitionEncoder();
    private final DefinitionWriter listings;
    private final SessionStateEncoder session = new SessionStateEncoder();

    Definitions(Venue venue, Ingress ingress) {
        this.venue = venue;
        this.ingress = ingress;
        this.listings = new DefinitionWriter(venue, ingress, currency -> Nulls.CODE);
    }

    void venue(long atNs) {
        int offset = open(
                VenueDefinitionEncoder.BLOCK_LENGTH,
                VenueDefinitionEncoder.TEMPLATE_ID,
                atNs,
                Nulls.INSTRUMENT,
                Nulls.U16);
        // Nothing is sent to a recording: no limit of orders, and silence is that of its venue's day.
        venueMessage
                .wrap(ingress.buffer(), offset + Slots.HEADER_BYTES)
                .environment(Env.LIVE)
                .heartbeatMs(0)
                .staleMs(0)
                .amendKeepsId(Bool.F)
                .maxOpenOrders(Nulls.U32);
        venueMessage.capability().clear().bOOK_DELTAS(true);
        byte[] name = venue.text().getBytes(StandardCharsets.UTF_8);
        venueMessage.putName(name, 0, name.length);
        ingress.commit(venueMessage.limit() - offset);
    }

    /** As the venue lists it. */
    void listed(Listing listing, int instrument, long atNs) {
        if (!listings.instrument(listing, instrument, atNs)) {
            throw full();
        }
    }

    /** INST-7: tick and lot one mantissa, contract size 1, no limits, no fees. */
    void inferred(CapturedInstrument of, long atNs) {
        int offset = open(
                InstrumentDefinitionEncoder.BLOCK_LENGTH,
                InstrumentDefinitionEncoder.TEMPLATE_ID,
                atNs,
                of.id(),
                Nulls.U16);
        message.wrap(ingress.buffer(), offset + Slots.HEADER_BYTES)
                .tick(1)
                .lot(1)
                .minQty(0)
                .maxQty(Nulls.LONG)
                .maxMarketQty(Nulls.LONG)
                .minNotional(Nulls.LONG);
        message.contractSize().mantissa(1).exponent((byte) 0);
        message.bandUp(Nulls.LONG)
                .bandDown(Nulls.LONG)
                .makerFee(0)
                .takerFee(0)
                .listedAt(Nulls.LONG)
                .expiry(Nulls.LONG)
                .strike(Nulls.LONG)
                .underlying(Nulls.U32)
                .fundingSec(Nulls.U32)
                .maxLeverage(Nulls.U16)
                .roundLot(Nulls.U32);
        traits(of);
        message.tiersCount(0);
        message.tickBandsCount(0);
        byte[] symbol = of.symbol().getBytes(StandardCharsets.UTF_8);
        byte[] nothing = {};
        message.putSymbol(symbol, 0, symbol.length)
                .putBase(nothing, 0, 0)
                .putQuote(nothing, 0, 0)
                .putSettle(nothing, 0, 0)
                .putAlias(nothing, 0, 0);
        ingress.commit(message.limit() - offset);
    }

    private void traits(CapturedInstrument of) {
        boolean prev = venue == Venue.BINANCE_USDM || venue == Venue.BINANCE_COINM;
        message.settleCcy(Nulls.CODE)
                .quoteCcy(Nulls.CODE)
                .pe((byte) of.pe())
                .qe((byte) of.qe())
                .kind(kind())
                .right(Right.NULL_VAL)
                .status(Status.TRADING)
                .seqModel(prev ? SeqModel.PREV : SeqModel.RANGE)
                // A recording may start, stop and lack lines anywhere: a hole in its ids is not the venue's.
                .tradeIds(venue == Venue.MEXC ? IdModel.OPAQUE : IdModel.MONOTONE)
                .checksum(Checksum.NONE)
                .bookLimit(0)
                .calendar(Nulls.CODE)
                .zone(Nulls.CODE);
    }

    private Kind kind() {
        return switch (venue) {
            case BINANCE_SPOT -> Kind.SPOT;
            case BINANCE_COINM -> Kind.PERP_INVERSE;
            default -> Kind.PERP_LINEAR;
        };
    }

    /** A stream of an instrument came up on a connection, or went down with it. */
    void session(int instrument, Stream stream, Session state, int conn, long atNs) {
        int offset = open(SessionStateEncoder.BLOCK_LENGTH, SessionStateEncoder.TEMPLATE_ID, atNs, instrument, conn);
        session.wrap(ingress.buffer(), offset + Slots.HEADER_BYTES)
                .scope(Scope.FEED)
                .state(state)
                .reason(StreamReason.of(stream, 0))
                .since(atNs);
        ingress.commit(Slots.HEADER_BYTES + SessionStateEncoder.BLOCK_LENGTH);
    }

    private int open(int block, int template, long atNs, int instrument, int conn) {
        if (!ingress.tryClaim(Traffic.FEED)) {
            throw full();
        }
        MutableDirectBuffer buffer = ingress.buffer();
        Blocks.open(buffer, ingress.offset(), block, template);
        InHead.route(buffer, ingress.offset(), atNs, instrument, venue.code(), InHead.WHOLE, conn);
        return ingress.offset();
    }

    static IllegalStateException full() {
        return new IllegalStateException("the ring has no room; a replay takes out what each line became");
    }
}
