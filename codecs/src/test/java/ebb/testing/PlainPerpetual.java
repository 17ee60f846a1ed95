package ebb.testing;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.Checksum;
import ebb.codecs.sbe.IdModel;
import ebb.codecs.sbe.InstrumentDefinitionEncoder;
import ebb.codecs.sbe.Kind;
import ebb.codecs.sbe.Right;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.Status;

/**
 * The definition of a linear perpetual without peculiarities, for tests that need one to trade: tick and lot 1 of four
 * and no decimals, settled in USDT, leverage 50, maker 2 bp, taker 6 bp, whole snapshots. What a test wants otherwise it
 * sets before it names the instrument.
 */
public final class PlainPerpetual {
    private PlainPerpetual() {}

    /**
     * Fills all fixed fields.
     *
     * @param encoder wrapped behind the head
     * @return the encoder, to change what shall differ
     */
    public static InstrumentDefinitionEncoder fields(InstrumentDefinitionEncoder encoder) {
        encoder.tick(1)
                .lot(1)
                .minQty(1)
                .maxQty(Nulls.LONG)
                .maxMarketQty(Nulls.LONG)
                .minNotional(Nulls.LONG)
                .contractSize()
                .mantissa(1)
                .exponent((byte) 0);
        return encoder.bandUp(Nulls.LONG)
                .bandDown(Nulls.LONG)
                .makerFee(200_000)
                .takerFee(600_000)
                .listedAt(Nulls.LONG)
                .expiry(Nulls.LONG)
                .strike(Nulls.LONG)
                .underlying(Nulls.U32)
                .fundingSec(28_800)
                .maxLeverage(50)
                .roundLot(Nulls.U32)
                .settleCcy(0)
                .quoteCcy(0)
                .pe((byte) -4)
                .qe((byte) 0)
                .kind(Kind.PERP_LINEAR)
                .right(Right.NULL_VAL)
                .status(Status.TRADING)
                .seqModel(SeqModel.NONE)
                .tradeIds(IdModel.NONE)
                .checksum(Checksum.NONE)
                .bookLimit(0)
                .calendar(Nulls.CODE)
                .zone(Nulls.CODE);
    }

    /**
     * Ends the message: no tiers, no tick bands, the names.
     *
     * @param encoder all fixed fields set
     * @param symbol the venue's spelling
     * @param base what is traded
     */
    public static void name(InstrumentDefinitionEncoder encoder, String symbol, String base) {
        encoder.tiersCount(0);
        encoder.tickBandsCount(0);
        encoder.symbol(symbol).base(base).quote("USDT").settle("USDT").alias("");
    }
}
