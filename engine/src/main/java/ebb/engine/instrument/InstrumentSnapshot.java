package ebb.engine.instrument;

import ebb.codecs.sbe.IdModel;
import ebb.codecs.sbe.Kind;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.Status;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;

/** An instrument as a snapshot holds it: the definition that would make it anew, without the message that brought it. */
final class InstrumentSnapshot {
    private InstrumentSnapshot() {}

    static void write(SnapshotWriter out, Instrument instrument) {
        out.putInt(instrument.venue());
        out.putText(instrument.symbol());
        out.putText(instrument.base());
        out.putText(instrument.quote());
        out.putText(instrument.settle());
        out.putEnum(instrument.kind());
        out.putEnum(instrument.status());
        out.putEnum(instrument.seqModel());
        out.putEnum(instrument.tradeIds());
        out.putInt(instrument.pe());
        out.putInt(instrument.qe());
        out.putLong(instrument.tick());
        out.putLong(instrument.lot());
        writeLimits(out, instrument);
        writeBands(out, instrument);
    }

    private static void writeLimits(SnapshotWriter out, Instrument instrument) {
        out.putLong(instrument.minQty());
        out.putLong(instrument.maxQty());
        out.putLong(instrument.maxMarketQty());
        out.putLong(instrument.minNotional());
        out.putLong(instrument.contractSize());
        out.putInt(instrument.contractExponent());
        out.putLong(instrument.bandUp());
        out.putLong(instrument.bandDown());
        out.putLong(instrument.makerFee());
        out.putLong(instrument.takerFee());
        out.putInt(instrument.maxLeverage());
        out.putInt(instrument.bookLimit());
        out.putInt(instrument.checksum());
        out.putInt(instrument.settleCcy());
        out.putInt(instrument.quoteCcy());
        out.putInt(instrument.fundingSec());
        out.putLong(instrument.listedAt());
        out.putLong(instrument.expiry());
        out.putBoolean(instrument.isInferred());
    }

    private static void writeBands(SnapshotWriter out, Instrument instrument) {
        TickTable ticks = instrument.ticks();
        out.putInt(ticks.bands());
        for (int band = 0; band < ticks.bands(); band++) {
            out.putLong(ticks.bandFrom(band));
            out.putLong(ticks.bandTick(band));
        }
        MarginTiers tiers = instrument.tiers();
        out.putInt(tiers.count());
        for (int tier = 0; tier < tiers.count(); tier++) {
            out.putLong(tiers.from(tier));
            out.putLong(tiers.rate(tier));
            out.putInt(tiers.leverage(tier));
        }
    }

    static Definition read(SnapshotReader in, Definition into) {
        into.clear();
        into.venue = in.readInt();
        into.symbol = in.readText();
        into.currencies(in.readText(), in.readText(), in.readText());
        into.kind = in.readEnum(Kind.values());
        into.status = in.readEnum(Status.values());
        into.seqModel = in.readEnum(SeqModel.values());
        into.tradeIds = in.readEnum(IdModel.values());
        into.exponents(in.readInt(), in.readInt());
        into.grid(in.readLong(), in.readLong());
        readLimits(in, into);
        for (int bands = in.readCount(Definition.MAX_TICK_BANDS); bands > 0; bands--) {
            into.tickBand(in.readLong(), in.readLong());
        }
        for (int tiers = in.readCount(Definition.MAX_TIERS); tiers > 0; tiers--) {
            into.tier(in.readLong(), in.readLong(), in.readInt());
        }
        return into;
    }

    private static void readLimits(SnapshotReader in, Definition into) {
        into.limits(in.readLong(), in.readLong(), in.readLong(), in.readLong());
        into.contract(in.readLong(), in.readInt());
        into.priceBand(in.readLong(), in.readLong());
        into.fees(in.readLong(), in.readLong());
        into.maxLeverage = in.readInt();
        into.bookLimit = in.readInt();
        into.checksum = in.readInt();
        into.currencyCodes(in.readInt(), in.readInt());
        into.fundingSec = in.readInt();
        into.listedAt = in.readLong();
        into.expiry = in.readLong();
        into.inferred = in.readBoolean();
    }
}
