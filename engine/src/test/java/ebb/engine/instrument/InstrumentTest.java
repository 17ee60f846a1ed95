package ebb.engine.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Rounding;
import ebb.codecs.sbe.IdModel;
import ebb.codecs.sbe.Kind;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstrumentTest {
    private final InstrumentTable table = new InstrumentTable();
    private final Definition definition = new Definition();

    private Definition linear() {
        return definition
                .clear()
                .named(0, "PEPE_USDT", Kind.PERP_LINEAR)
                .exponents(-2, -3)
                .grid(5, 10)
                .limits(10, 1_000_000, Instrument.ABSENT, 500_000_000L)
                .fees(-100_000, 600_000);
    }

    private Instrument defined(Definition d) {
        assertEquals(InstrumentTable.NEW, table.define(table.limit(), d), table.refusal());
        return table.at(table.limit() - 1);
    }

    @Test
    void shouldRoundOrdersByPurposeNum4Tick1() {
        Instrument i = defined(linear());
        assertEquals(100, i.limitPrice(Side.BUY, 104));
        assertEquals(105, i.limitPrice(Side.SELL, 101));
        assertEquals(100, i.stopPrice(true, 104));
        assertEquals(105, i.stopPrice(false, 101));
        assertEquals(90, i.floorQty(99));
        assertTrue(i.isPrice(105));
        assertFalse(i.isPrice(104));
        assertFalse(i.isPrice(0));
        assertFalse(i.isPrice(-5));
        assertTrue(i.isQty(10));
        assertFalse(i.isQty(0));
        assertFalse(i.isQty(11));
    }

    @Test
    void shouldTakeTheUpperBandOnAnEdgeAndRoundOnceMoreInAnotherBandTick1() {
        Instrument i = defined(linear().grid(1, 1).tickBand(1000, 5).tickBand(5003, 7));
        assertEquals(1, i.tickAt(999));
        assertEquals(5, i.tickAt(1000));
        assertEquals(7, i.tickAt(5003));
        assertEquals(1000, i.floorPrice(1004));
        assertEquals(1005, i.ceilPrice(1001));
        // 5004 is in the band of 7: 5004 = 7·714 + 6, so down is 4998, where the tick is 5: once more, 4995
        assertEquals(4995, i.floorPrice(5004));
        // 5002 is in the band of 5: up is 5005, where the tick is 7: once more, 5005 = 7·715
        assertEquals(5005, i.ceilPrice(5002));
    }

    @Test
    void shouldValueBothKindsInst2() {
        Instrument i = defined(linear().contract(10, 0));
        // 2.5 contracts of 10 at 30.05: 751.25
        assertEquals(75_125_000_000L, i.notional(2_500, 3_005, Rounding.FLOOR));
        assertEquals(75_125_000_000L, i.value(2_500, 3_005, Rounding.CEIL));
        Instrument inverse = defined(definition
                .clear()
                .named(1, "BTCUSD_PERP", Kind.PERP_INVERSE)
                .exponents(-1, 0)
                .contract(100, 0));
        assertEquals(30_000_000_000L, inverse.notional(3, 600_005, Rounding.FLOOR));
        // 300 / 60000.5 = 0.00499995833…
        assertEquals(499_995, inverse.value(3, 600_005, Rounding.FLOOR));
        assertEquals(499_996, inverse.value(3, 600_005, Rounding.CEIL));
    }

    @Test
    void shouldPayFeesUpAndReceiveRebatesDownNum4() {
        Instrument i = defined(linear().exponents(-2, 0).grid(1, 1));
        // notional 1.01, taker 6 bp = 0.000606; rebate 1 bp = 0.000101
        assertEquals(60_600, i.fee(1, 101, false));
        assertEquals(-10_100, i.fee(1, 101, true));
        Instrument odd = defined(linear().exponents(-8, 0).grid(1, 1).fees(-1, 1));
        assertEquals(1, odd.fee(1, 1, false));
        assertEquals(0, odd.fee(1, 1, true));
    }

    @Test
    void shouldAccrueFundingAgainstUsFund4() {
        Instrument i = defined(linear().exponents(-8, 0).grid(1, 1));
        // 3 at 1e-8·5 = 15e-8, rate 0.1: 1.5e-8
        assertEquals(-2, i.funding(3, 5, 100_000_000));
        assertEquals(1, i.funding(-3, 5, 100_000_000));
        assertEquals(1, i.funding(3, 5, -100_000_000));
        assertEquals(-2, i.funding(-3, 5, -100_000_000));
        assertEquals(0, i.funding(-3, 5, 0));
    }

    @Test
    void shouldJudgeTheVenuesBandExactlyTick2() {
        Instrument i = defined(linear().priceBand(100_000_000, 50_000_000));
        assertTrue(i.isWithinBand(1100, 1000));
        assertFalse(i.isWithinBand(1101, 1000));
        assertTrue(i.isWithinBand(950, 1000));
        assertFalse(i.isWithinBand(949, 1000));
        assertFalse(i.isWithinBand(1000, Instrument.ABSENT));
        assertTrue(defined(linear()).isWithinBand(1, Instrument.ABSENT));
    }

    @Test
    void shouldSayWhatADefinitionChangesInst5() {
        assertEquals(InstrumentTable.NEW, table.define(3, linear()));
        Instrument held = table.at(3);
        assertEquals(InstrumentTable.UNCHANGED, table.define(3, linear()));
        assertEquals(InstrumentTable.FEES, table.define(3, linear().fees(0, 1)));
        assertEquals(
                InstrumentTable.FEES | InstrumentTable.STATUS,
                table.define(3, linear().fees(0, 2).status(Status.HALTED)));
        assertEquals(
                InstrumentTable.EPOCH,
                table.define(3, linear().fees(0, 2).status(Status.HALTED).grid(10, 10)));
        assertEquals(
                InstrumentTable.EPOCH | InstrumentTable.LIMITS,
                table.define(3, linear().fees(0, 2).status(Status.HALTED).leverage(5)));
        assertEquals(InstrumentTable.REFUSED, table.define(3, linear().grid(0, 10)));
        assertEquals("tick, lot and contract size must be above 0", table.refusal());
        assertSame(held, table.at(3));
        assertEquals(5, held.tick());
        assertEquals(1, table.count());
        assertEquals(4, table.limit());
        assertFalse(table.isDefined(2));
        assertFalse(table.isDefined(4));
        assertSame(held, table.find(0, "PEPE_USDT"));
        assertEquals(null, table.find(1, "PEPE_USDT"));
    }

    @Test
    void shouldKeepTheUnitsOfWhatIsOpenInst5() {
        table.define(0, linear());
        assertEquals(InstrumentTable.REFUSED, table.define(0, linear().exponents(-3, -3), true));
        assertEquals("units change while a position or order is open", table.refusal());
        assertEquals(-2, table.at(0).pe());
        assertEquals(InstrumentTable.EPOCH, table.define(0, linear().grid(1, 10), true));
        assertEquals(InstrumentTable.EPOCH, table.define(0, linear().grid(1, 10).exponents(-3, -3), false));
    }

    @Test
    void shouldRefuseDefinitionsThatNobodyCouldTrade() {
        List<String> faults = List.of(
                "" + linear().exponents(1, 0).fault(),
                "" + linear().exponents(-19, 0).fault(),
                "" + linear().limits(10, 9, 0, 0).fault(),
                "" + linear().tickBand(10, 1).tickBand(10, 2).fault(),
                "" + linear().tier(0, 1, 0).tier(0, 2, 0).fault(),
                "" + linear().exponents(0, -18).contract(1, -18).fault(),
                "" + linear().exponents(0, 0).contract(Long.MAX_VALUE, 0).fault(),
                "" + linear().exponents(-18, -8).fault());
        assertEquals(
                List.of(
                        "exponent outside -18..0",
                        "exponent outside -18..0",
                        "quantity limits out of order",
                        "tick bands out of order",
                        "margin tiers out of order",
                        "contract size and quantity exponent leave no room for money",
                        "contract size overflows at these exponents",
                        "null"),
                faults);
    }

    @Test
    void shouldKeepItsDigestThroughChanges() {
        table.define(0, linear());
        table.define(7, linear().named(1, "X", Kind.SPOT).tier(0, 5, 3).tickBand(100, 5));
        long before = table.digest();
        assertEquals(table.digestAnew(), before);
        assertTrue(table.status(7, Status.HALTED, Instrument.ABSENT));
        assertFalse(table.status(7, Status.HALTED, Instrument.ABSENT));
        table.fees(0, 1, 2);
        assertEquals(table.digestAnew(), table.digest());
        assertFalse(before == table.digest());
        table.define(0, linear());
        table.status(7, Status.TRADING, Instrument.ABSENT);
        assertEquals(before, table.digest());
    }

    @Test
    void shouldFindTheTierOfANotional() {
        Instrument i = defined(
                linear().tier(0, 5_000_000, 100).tier(1_000, 10_000_000, 50).tier(2_000, 50_000_000, 0));
        MarginTiers tiers = i.tiers();
        assertEquals(5_000_000, tiers.rateAt(999));
        assertEquals(10_000_000, tiers.rateAt(1_000));
        assertEquals(50, tiers.leverageAt(1_999));
        assertEquals(50_000_000, tiers.rateAt(Long.MAX_VALUE));
        assertEquals(0, defined(linear()).tiers().rateAt(5));
    }

    @Test
    void shouldLiquidateWhereMarginIsUsedUpNsRsk6() {
        Instrument i = defined(linear().exponents(-5, 0).grid(1, 1));
        // short at 0.02000, lev 11, mmr 0.5 %: 0.02·(1+1/11)/1.005 = 0.0217096…, of 2000 mantissas 2170.96
        assertEquals(2171, Margin.liquidationPrice(i, false, 2000, 11, 5_000_000));
        // long mirrored: 2000·(1−1/11)/(1−0.005) = 1827.32
        assertEquals(1827, Margin.liquidationPrice(i, true, 2000, 11, 5_000_000));
        assertEquals(2182, Margin.bankruptcyPrice(i, false, 2000, 11));
        assertEquals(1818, Margin.bankruptcyPrice(i, true, 2000, 11));
        assertEquals(Instrument.ABSENT, Margin.liquidationPrice(i, true, 2000, 1, 5_000_000));
        // 1000 at 0.02 = 20; a eleventh, up
        assertEquals(181_818_182, Margin.initial(i, 1000, 2000, 11));
    }

    @Test
    void shouldLiquidateInverseContractsInBase() {
        Instrument i = defined(definition
                .clear()
                .named(1, "BTCUSD_PERP", Kind.PERP_INVERSE)
                .exponents(-1, 0)
                .contract(100, 0));
        // long at 60000, lev 10, mmr 1 %: 60000·1.01/1.1 = 55090.909; short: 60000·0.99/0.9 = 66000
        assertEquals(550_909, Margin.liquidationPrice(i, true, 600_000, 10, 10_000_000));
        assertEquals(660_000, Margin.liquidationPrice(i, false, 600_000, 10, 10_000_000));
        assertEquals(Instrument.ABSENT, Margin.liquidationPrice(i, false, 600_000, 1, 10_000_000));
    }

    @Test
    void shouldReadItsStreamsForTheBook() {
        Instrument i = defined(linear().streams(SeqModel.PREV, IdModel.CONTIGUOUS, 1000, 2));
        assertEquals(SeqModel.PREV, i.seqModel());
        assertEquals(IdModel.CONTIGUOUS, i.tradeIds());
        assertEquals(1000, i.bookLimit());
        assertEquals(2, i.checksum());
    }
}
