package ebb.engine.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.Checksum;
import ebb.codecs.sbe.IdModel;
import ebb.codecs.sbe.InstrumentDefinitionDecoder;
import ebb.codecs.sbe.InstrumentDefinitionEncoder;
import ebb.codecs.sbe.Kind;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.MessageHeaderEncoder;
import ebb.codecs.sbe.Right;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.Status;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class DefinitionReaderTest {
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1024]);
    private final InstrumentDefinitionEncoder encoder = new InstrumentDefinitionEncoder();
    private final Definition definition = new Definition();

    private int read(long instrument, Status status, boolean withOptionals) {
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        encoder.head().instrument(instrument).venue((short) 2);
        encoder.tick(5)
                .lot(10)
                .minQty(20)
                .maxQty(withOptionals ? 3_000 : Nulls.LONG)
                .maxMarketQty(Nulls.LONG);
        encoder.minNotional(withOptionals ? 500_000_000L : Nulls.LONG);
        encoder.contractSize().mantissa(125).exponent((byte) -1);
        encoder.bandUp(Nulls.LONG).bandDown(Nulls.LONG).makerFee(-7).takerFee(9);
        encoder.listedAt(Nulls.LONG).expiry(Nulls.LONG).strike(Nulls.LONG).underlying(Nulls.U32);
        encoder.fundingSec(withOptionals ? 28_800 : Nulls.U32).maxLeverage(withOptionals ? 50 : Nulls.U16);
        encoder.roundLot(Nulls.U32).settleCcy(3).quoteCcy(4).pe((byte) -2).qe((byte) -3);
        encoder.kind(Kind.PERP_LINEAR).right(Right.NULL_VAL).status(status).seqModel(SeqModel.STEP);
        encoder.tradeIds(IdModel.OPAQUE)
                .checksum(Checksum.NONE)
                .bookLimit(20)
                .calendar(Nulls.CODE)
                .zone(Nulls.CODE);
        encoder.tiersCount(2)
                .next()
                .fromNotional(0)
                .mmr(5)
                .maxLeverage(50)
                .next()
                .fromNotional(100)
                .mmr(7)
                .maxLeverage(20);
        encoder.tickBandsCount(1).next().from(1_000).tick(50);
        encoder.symbol("PEPE_USDT").base("PEPE").quote("USDT").settle("USDT").alias("");
        InstrumentDefinitionDecoder decoder = new InstrumentDefinitionDecoder();
        decoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
        return DefinitionReader.read(decoder, definition);
    }

    @Test
    void shouldReadEveryFieldInst1() {
        assertEquals(6, read(6, Status.REDUCE_ONLY, true));
        InstrumentTable table = new InstrumentTable();
        assertEquals(InstrumentTable.NEW, table.define(6, definition), table.refusal());
        Instrument i = table.at(6);
        String seen = i.venue() + " " + i.symbol() + " " + i.base() + " " + i.quote() + " " + i.settle() + " "
                + i.kind()
                + " " + i.status() + " " + i.seqModel() + " " + i.tradeIds() + " pe " + i.pe() + " qe " + i.qe()
                + " tick " + i.tick() + "/" + i.tickAt(1_000) + " lot " + i.lot() + " qty " + i.minQty() + ".."
                + i.maxQty() + " notional " + i.minNotional() + " cs " + i.contractSize() + "e" + i.contractExponent()
                + " fees " + i.makerFee() + "/" + i.takerFee() + " lev " + i.maxLeverage() + " limit " + i.bookLimit()
                + " funding " + i.fundingSec() + " mmr " + i.tiers().rateAt(100) + " ccy " + i.settleCcy() + "/"
                + i.quoteCcy();
        assertEquals(
                "2 PEPE_USDT PEPE USDT USDT PERP_LINEAR REDUCE_ONLY STEP OPAQUE pe -2 qe -3 tick 5/50 lot 10"
                        + " qty 20..3000 notional 500000000 cs 125e-1 fees -7/9 lev 50 limit 20 funding 28800 mmr 7"
                        + " ccy 3/4",
                seen);
        assertEquals(Instrument.ABSENT, i.maxMarketQty());
    }

    @Test
    void shouldTakeAbsentForAbsentInst1() {
        assertEquals(0, read(0, Status.TRADING, false));
        InstrumentTable table = new InstrumentTable();
        table.define(0, definition);
        assertEquals(Instrument.ABSENT, table.at(0).maxQty());
        assertEquals(Instrument.ABSENT, table.at(0).minNotional());
        assertEquals(0, table.at(0).maxLeverage());
        assertEquals(0, table.at(0).fundingSec());
    }

    @Test
    void shouldRefuseWhatItDoesNotKnowEvt5() {
        assertEquals(-1, read(Nulls.U32, Status.TRADING, true));
        assertEquals(-1, read(1, Status.NULL_VAL, true));
    }
}
