package ebb.engine.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ebb.codecs.Rounding;
import ebb.codecs.sbe.IdModel;
import ebb.codecs.sbe.Kind;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.Status;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshots;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InstrumentSnapshotTest {
    private static final int IDS = 200;

    private static Definition definition(SplittableRandom random) {
        Kind[] kinds = {Kind.SPOT, Kind.PERP_LINEAR, Kind.PERP_INVERSE, Kind.STOCK};
        SeqModel[] models = {SeqModel.NONE, SeqModel.RANGE, SeqModel.PREV, SeqModel.STEP};
        IdModel[] ids = {IdModel.NONE, IdModel.OPAQUE, IdModel.MONOTONE, IdModel.CONTIGUOUS};
        Definition made = new Definition()
                .named(random.nextInt(9), "COIN" + random.nextInt(9) + "₮", kinds[random.nextInt(4)])
                .currencies("COIN", "USD", random.nextBoolean() ? "USD" : "")
                .currencyCodes(random.nextInt(5), random.nextInt(5))
                .exponents(-random.nextInt(9), -random.nextInt(5))
                .grid(1 + random.nextInt(9), 1 + random.nextInt(9))
                .limits(random.nextInt(5), 5 + random.nextInt(9), Instrument.ABSENT, random.nextInt(9))
                .contract(1 + random.nextInt(9), -random.nextInt(3))
                .priceBand(random.nextBoolean() ? Instrument.ABSENT : 50_000_000, 40_000_000)
                .fees(random.nextInt(9) - 4, random.nextInt(9))
                .leverage(random.nextInt(9))
                .status(random.nextBoolean() ? Status.TRADING : Status.HALTED)
                .streams(models[random.nextInt(4)], ids[random.nextInt(4)], random.nextInt(500), random.nextInt(3))
                .dates(random.nextInt(9), random.nextInt(9), 3_600 * random.nextInt(9))
                .inferred(random.nextBoolean());
        for (int band = random.nextInt(4); band > 0; band--) {
            made.tickBand(1_000 - 100 * band, 10 + band);
        }
        for (int tier = random.nextInt(4); tier > 0; tier--) {
            made.tier(1_000_000 - 1_000 * tier, 5_000_000 * tier, 10 * tier);
        }
        return made;
    }

    private static String step(InstrumentTable table, SplittableRandom random) {
        int id = random.nextInt(IDS);
        boolean isKnown = table.isDefined(id);
        int done = switch (random.nextInt(4)) {
            case 0 -> isKnown && table.status(id, Status.SETTLING, Instrument.ABSENT) ? 1 : 0;
            case 1 -> {
                if (isKnown) {
                    table.fees(id, random.nextInt(9), random.nextInt(9));
                }
                yield 2;
            }
            default -> table.define(id, definition(random), random.nextInt(3) == 0);
        };
        Instrument instrument = table.at(id);
        return done + " " + table.count() + " " + table.limit()
                + (instrument == null
                        ? ""
                        : instrument.symbol()
                                + instrument.status()
                                + instrument.tickAt(850)
                                + instrument.floorPrice(777)
                                + instrument.notional(5, 850, Rounding.FLOOR)
                                + instrument.fee(5, 850, false)
                                + instrument.isWithinBand(850, 840)
                                + instrument.tiers().rateAt(999_500));
    }

    @Test
    void shouldGoOnAfterASnapshotAsIfNothingHadHappened() {
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            InstrumentTable table = new InstrumentTable();
            int before = random.nextInt(400);
            for (int i = 0; i < before; i++) {
                step(table, random);
            }
            InstrumentTable copy = new InstrumentTable();
            Snapshots.copy(table, copy, "seed " + seed);
            long further = random.nextLong();
            SplittableRandom one = new SplittableRandom(further);
            SplittableRandom other = new SplittableRandom(further);
            for (int i = 0; i < 200; i++) {
                assertEquals(step(table, one), step(copy, other), "seed " + seed + " step " + i);
                Snapshots.assertSame(table, copy, "seed " + seed + " step " + i);
            }
        }
    }

    @Test
    void shouldRefuseASnapshotThatIsCutOrHoldsAnInstrumentTwice() {
        InstrumentTable table = new InstrumentTable();
        table.define(3, definition(new SplittableRandom(1)));
        table.define(7, definition(new SplittableRandom(2)));
        Snapshots.assertRefusedWhenCut(table, InstrumentTable::new);
        SnapshotWriter out = new SnapshotWriter();
        out.mark("instruments");
        out.putInt(2);
        for (int i = 0; i < 2; i++) {
            out.putInt(3);
            InstrumentSnapshot.write(out, table.at(3));
        }
        SnapshotReader in = new SnapshotReader(out.buffer(), 0, out.length());
        assertThrows(SnapshotException.class, () -> new InstrumentTable().readFrom(in));
    }
}
