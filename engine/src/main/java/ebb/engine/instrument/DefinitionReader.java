package ebb.engine.instrument;

import ebb.codecs.sbe.InstrumentDefinitionDecoder;

/** From the definition message to the {@link Definition} the table takes. Allocates the names; definitions are rare. */
public final class DefinitionReader {
    private DefinitionReader() {}

    /**
     * Reads a message, wrapped and not yet read.
     *
     * @param message the decoder on the message
     * @param into is cleared and filled
     * @return the dense id of the instrument; −1 if the message has none or a required enum is none we know (EVT-5)
     */
    public static int read(InstrumentDefinitionDecoder message, Definition into) {
        long id = message.head().instrument();
        int venue = message.head().venue();
        into.clear();
        readFigures(message, into);
        readTiers(message.tiers(), into);
        readTickBands(message.tickBands(), into);
        into.named(venue, message.symbol(), into.kind);
        into.currencies(message.base(), message.quote(), message.settle());
        message.skipAlias();
        boolean isKnown = known(into) && id < InstrumentTable.MAX_ID;
        return isKnown ? (int) id : -1;
    }

    private static boolean known(Definition d) {
        return isKnown(d.kind.value())
                && isKnown(d.status.value())
                && isKnown(d.seqModel.value())
                && isKnown(d.tradeIds.value());
    }

    // Null and unknown both carry 255, the null of an enum byte.
    private static boolean isKnown(short raw) {
        return raw != 255;
    }

    private static void readFigures(InstrumentDefinitionDecoder m, Definition d) {
        d.grid(m.tick(), m.lot());
        d.limits(m.minQty(), m.maxQty(), m.maxMarketQty(), m.minNotional());
        d.contract(m.contractSize().mantissa(), m.contractSize().exponent());
        d.priceBand(m.bandUp(), m.bandDown());
        d.fees(m.makerFee(), m.takerFee());
        long funding = m.fundingSec();
        d.dates(
                m.listedAt(),
                m.expiry(),
                funding == InstrumentDefinitionDecoder.fundingSecNullValue() ? 0 : Math.toIntExact(funding));
        int leverage = m.maxLeverage();
        d.leverage(leverage == InstrumentDefinitionDecoder.maxLeverageNullValue() ? 0 : leverage);
        d.currencyCodes(m.settleCcy(), m.quoteCcy());
        d.exponents(m.pe(), m.qe());
        d.kind = m.kind();
        d.status(m.status());
        d.streams(m.seqModel(), m.tradeIds(), m.bookLimit(), m.checksumRaw());
    }

    private static void readTiers(InstrumentDefinitionDecoder.TiersDecoder tiers, Definition d) {
        while (tiers.hasNext()) {
            tiers.next();
            if (d.tierCount < Definition.MAX_TIERS) {
                d.tier(tiers.fromNotional(), tiers.mmr(), tiers.maxLeverage());
            }
        }
    }

    private static void readTickBands(InstrumentDefinitionDecoder.TickBandsDecoder bands, Definition d) {
        while (bands.hasNext()) {
            bands.next();
            if (d.tickBandCount < Definition.MAX_TICK_BANDS) {
                d.tickBand(bands.from(), bands.tick());
            }
        }
    }
}
