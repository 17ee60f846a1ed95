package ebb.engine.instrument;

/** What a new definition changes (INST-5). */
final class Difference {
    private Difference() {}

    static int between(Instrument a, Instrument b) {
        int change = InstrumentTable.UNCHANGED;
        if (!sameEpoch(a, b)) {
            change |= InstrumentTable.EPOCH;
        }
        if (a.makerFee() != b.makerFee() || a.takerFee() != b.takerFee()) {
            change |= InstrumentTable.FEES;
        }
        if (a.status() != b.status()) {
            change |= InstrumentTable.STATUS;
        }
        if (!sameLimits(a, b)) {
            change |= InstrumentTable.LIMITS;
        }
        return change;
    }

    /** What a mantissa means. */
    static boolean sameUnits(Instrument a, Instrument b) {
        return a.pe() == b.pe()
                && a.qe() == b.qe()
                && a.contractSize() == b.contractSize()
                && a.contractExponent() == b.contractExponent()
                && a.kind() == b.kind();
    }

    private static boolean sameEpoch(Instrument a, Instrument b) {
        return sameUnits(a, b)
                && a.ticks().equalTo(b.ticks())
                && a.lot() == b.lot()
                && a.seqModel() == b.seqModel()
                && a.tradeIds() == b.tradeIds()
                && a.checksum() == b.checksum()
                && a.venue() == b.venue()
                && a.symbol().equals(b.symbol());
    }

    private static boolean sameLimits(Instrument a, Instrument b) {
        return a.minQty() == b.minQty()
                && a.maxQty() == b.maxQty()
                && a.maxMarketQty() == b.maxMarketQty()
                && a.minNotional() == b.minNotional()
                && a.bandUp() == b.bandUp()
                && a.bandDown() == b.bandDown()
                && a.maxLeverage() == b.maxLeverage()
                && a.bookLimit() == b.bookLimit()
                && a.fundingSec() == b.fundingSec()
                && a.listedAt() == b.listedAt()
                && a.expiry() == b.expiry()
                && a.isInferred() == b.isInferred()
                && a.settleCcy() == b.settleCcy()
                && a.quoteCcy() == b.quoteCcy()
                && a.base().equals(b.base())
                && a.quote().equals(b.quote())
                && a.settle().equals(b.settle())
                && a.tiers().equalTo(b.tiers());
    }
}
