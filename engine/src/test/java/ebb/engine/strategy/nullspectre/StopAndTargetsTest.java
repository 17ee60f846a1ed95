package ebb.engine.strategy.nullspectre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.codecs.sbe.TargetKind;
import ebb.engine.instrument.Definition;
import ebb.engine.instrument.Instrument;
import ebb.testing.Allocations;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code vectors/stop-targets.json} and the worked examples. */
class StopAndTargetsTest {
    private static final int PRICE = -6;
    private static final int QTY = -1;

    private final TargetPlan plan = new TargetPlan(TargetSettings.DEFAULT);

    private static Instrument instrument(String tick, String takerFee) {
        return Cases.perpetual(new Definition()
                .exponents(PRICE, QTY)
                .grid(Cases.mantissa(tick, PRICE), 1)
                .fees(0, Cases.mantissa(takerFee, -9)));
    }

    private static long price(JsonNode text) {
        return Cases.mantissa(text, PRICE);
    }

    @Test
    void shouldPutTheStopWhereTheVectorsDoNsStp1() {
        for (JsonNode c : Cases.of("stop-targets.json", "stop")) {
            JsonNode g = c.get("given");
            StopSettings d = StopSettings.DEFAULT;
            StopPrice stop = new StopPrice(new StopSettings(
                    d.bufferMicro(),
                    d.atr(),
                    StopSettings.Factors.all(Cases.number(g.get("m"))),
                    d.maxMicro(),
                    !g.get("baseline").asBoolean()));
            double atr = Cases.number(g.get("atr")) * 1e6;
            Instrument on = instrument(g.get("tick").asText(), "0");
            assertEquals(price(c.get("expect").get("stop")), stop.of(on, price(g.get("Rh")), atr), c.toString());
        }
    }

    @Test
    void shouldTakeTheFactorOfTheVenueNsC2() {
        Instrument on = instrument("0.00001", "0");
        StopSettings.Factors factors = new StopSettings.Factors(List.of(1.2, 1.0), 0.9);
        assertEquals(1.2, factors.of(0));
        assertEquals(1.0, factors.of(1));
        assertEquals(0.9, factors.of(2));
        StopPrice stop = new StopPrice(new StopSettings(5_000, 1.5, factors, 200_000, true));
        assertEquals(21_340, stop.of(on, 20_800, 300));
    }

    @Test
    void shouldDenyStopsAsTheVectorsDoNsStp2() {
        StopPrice stop = new StopPrice(StopSettings.DEFAULT);
        for (JsonNode c : Cases.of("stop-targets.json", "stop distance")) {
            long entry = price(c.get("given").get("entry"));
            long at = price(c.get("given").get("stop"));
            assertEquals(c.get("expect").get("allowed").asBoolean(), stop.isAllowed(entry, at), c.toString());
            double distance = StopPrice.distanceMicro(entry, at) * 1e-6;
            assertEquals(Cases.number(c.get("expect").get("d")), distance, 1e-6, c.toString());
        }
    }

    @Test
    void shouldChooseTargetsAsTheVectorsDoNsTgt1To5() {
        for (JsonNode c : Cases.of("stop-targets.json", "targets")) {
            JsonNode g = c.get("given");
            plan.begin(
                    instrument(g.get("tick").asText(), g.get("takerFee").asText()),
                    price(g.get("entry")),
                    price(g.get("stop")));
            g.get("nodes").forEach(node -> plan.node(price(node)));
            g.get("swingLows").forEach(low -> plan.swing(price(low)));
            plan.finish();
            JsonNode want = c.get("expect");
            assertEquals(want.get("targets").size(), plan.count(), c.toString());
            for (int i = 0; i < plan.count(); i++) {
                compare(want.get("targets").get(i), i, c.toString());
            }
            Cases.assertAgrees(want.get("weighted"), plan.reward(), 1, c.toString());
            assertEquals(want.get("passes").asBoolean(), plan.isWorthIt(), c.toString());
        }
    }

    private void compare(JsonNode want, int i, String name) {
        TargetKind kind = switch (want.get("kind").asText()) {
            case "HVN" -> TargetKind.NODE;
            case "SWING" -> TargetKind.SWING;
            default -> TargetKind.FIXED;
        };
        assertEquals(kind, plan.kind(i), name);
        assertEquals(price(want.get("support")), plan.support(i), name);
        assertEquals(price(want.get("limit")), plan.limit(i), name);
        assertEquals(
                new BigDecimal(want.get("weight").asText()).movePointRight(6).longValueExact(), plan.shareMicro(i));
        Cases.assertAgrees(want.get("R"), plan.r(i), 1, name);
        Cases.assertAgrees(want.get("Rnet"), plan.netR(i), 1, name);
    }

    @Test
    void shouldSplitTheQuantityAsTheVectorsDoNsTgt2() {
        for (JsonNode c : Cases.of("stop-targets.json", "split")) {
            JsonNode g = c.get("given");
            long lot = g.get("lot").asLong();
            long min = g.get("minQty").asLong();
            plan.begin(
                    Cases.perpetual(new Definition()
                            .exponents(0, 0)
                            .grid(1, lot)
                            .limits(min, Instrument.ABSENT, Instrument.ABSENT, Instrument.ABSENT)),
                    100,
                    104);
            plan.finish();
            assertEquals(3, plan.count());
            plan.split(g.get("qty").asLong());
            for (int i = 0; i < 3; i++) {
                assertEquals(c.get("expect").get("parts").get(i).asLong(), plan.qty(i), c + " part " + i);
            }
        }
    }

    @Test
    void shouldMergeALastPartUnderTheMinimumIntoTheOneBeforeNsTgt2() {
        TargetSettings d = TargetSettings.DEFAULT;
        TargetPlan diamond = new TargetPlan(new TargetSettings(
                new TargetSettings.Three(375_000, 375_000, 250_000),
                d.minDistanceMicro(),
                d.minFirstR(),
                d.frontMicro(),
                d.minRewardMicro(),
                d.multiples(),
                d.fixed(),
                true));
        diamond.begin(
                Cases.perpetual(new Definition()
                        .exponents(0, 0)
                        .grid(1, 1)
                        .limits(3, Instrument.ABSENT, Instrument.ABSENT, Instrument.ABSENT)),
                100,
                104);
        diamond.finish();
        diamond.split(8);
        assertEquals(3, diamond.qty(0));
        assertEquals(5, diamond.qty(1), "3 and the 2 that are too few alone");
        assertEquals(0, diamond.qty(2));
    }

    @Test
    void shouldPutTheBaselinesTargetsAtFixedMovesNsC10() {
        TargetSettings d = TargetSettings.DEFAULT;
        TargetPlan baseline = new TargetPlan(new TargetSettings(
                d.shares(),
                d.minDistanceMicro(),
                d.minFirstR(),
                d.frontMicro(),
                d.minRewardMicro(),
                d.multiples(),
                d.fixed(),
                false));
        baseline.begin(instrument("0.1", "0"), 100_000_000, 104_000_000);
        baseline.node(90_000_000);
        baseline.finish();
        assertEquals(95_000_000, baseline.limit(0));
        assertEquals(90_000_000, baseline.limit(1));
        assertEquals(80_000_000, baseline.limit(2));
        assertEquals(TargetKind.FIXED, baseline.kind(2));
    }

    @Test
    void shouldLeaveOutMultiplesBelowNothingAndGiveTheirShareToTheLastNsTgt3() {
        plan.begin(instrument("0.1", "0"), 100_000_000, 140_000_000);
        plan.finish();
        assertEquals(1, plan.count(), "3 and 5 stop distances below the entry are below zero");
        assertEquals(20_000_000, plan.limit(0));
        assertEquals(1_000_000, plan.shareMicro(0));
        plan.begin(instrument("0.1", "0"), 100_000_000, 160_000_000);
        plan.finish();
        assertEquals(0, plan.count());
        assertFalse(plan.isWorthIt());
    }

    @Test
    void shouldMoveTheStopToBreakevenAsTheVectorsDoNsPrt3() {
        for (JsonNode c : Cases.of("stop-targets.json", "breakeven")) {
            JsonNode g = c.get("given");
            long be = StopMoves.breakeven(
                    instrument(g.get("tick").asText(), g.get("takerFee").asText()),
                    price(g.get("avgEntry")),
                    Cases.mantissa(g.get("base"), QTY),
                    Cases.mantissa(g.get("fundingPaid"), -8));
            assertEquals(price(c.get("expect").get("stop")), be, c.toString());
        }
    }

    @Test
    void shouldReckonFundingInContractsNsPrt3() {
        // 1,000 contracts of 100 base each: 1.5 of funding is 0.000015 a base unit
        Instrument on = Cases.perpetual(
                new Definition().exponents(PRICE, 0).grid(10, 1).contract(1, 2).fees(0, 400_000));
        assertEquals(19_960, StopMoves.breakeven(on, 20_000, 1_000, 150_000_000));
    }

    @Test
    void shouldTrailAsTheWorkedExampleNsPrt2And4() {
        Instrument on =
                Cases.perpetual(new Definition().exponents(-1, 0).grid(1, 1).fees(0, 600_000));
        StopMoves moves = new StopMoves(2.5);
        moves.begin();
        assertEquals(1_060, moves.trailed(on, 20, 1_060), "nothing has closed yet");
        moves.onClose(970);
        assertEquals(1_020, moves.trailed(on, 20, 1_060));
        long stop = StopMoves.breakeven(on, 1_000, 1, 0);
        assertEquals(998, stop);
        assertTrue(StopMoves.isAllowed(on, stop, 1_060, 961));
        long[][] closes = {{952, 21, 959}, {949, 23, 965}, {910, 24, 921}, {896, 26, 916}, {908, 27, 950}};
        long[] wanted = {998, 998, 970, 961, 961};
        for (int i = 0; i < closes.length; i++) {
            moves.onClose(closes[i][0]);
            long next = moves.trailed(on, closes[i][1], stop);
            if (StopMoves.isAllowed(on, next, stop, closes[i][2])) {
                stop = next;
            }
            assertEquals(wanted[i], stop, "close " + i);
        }
        assertEquals(896, moves.lowestLow());
    }

    @Test
    void shouldNotMoveAStopIntoTheSpreadNsPrt2() {
        Instrument on = Cases.perpetual(new Definition().exponents(-1, 0).grid(1, 1));
        assertFalse(StopMoves.isAllowed(on, 998, 1_060, 996), "two ticks above the ask are too few");
        assertTrue(StopMoves.isAllowed(on, 998, 1_060, 995));
        assertFalse(StopMoves.isAllowed(on, 998, 998, 900));
        assertFalse(StopMoves.isAllowed(on, 999, 998, 900), "never up");
    }

    @Test
    void shouldAllocateNothing() {
        Instrument on = instrument("0.1", "0.0006");
        long[] sum = {0};
        Allocations.assertNone(i -> {
            plan.begin(on, 100_000_000, 104_000_000 + 100_000 * (i % 20));
            for (int k = 0; k < 5; k++) {
                plan.node(99_000_000 - 3_100_000L * ((i + 3 * k) % 17));
                plan.swing(97_000_000 - 2_300_000L * ((i + 5 * k) % 13));
            }
            plan.finish();
            plan.split(1_000 + i % 100);
            sum[0] += plan.rewardMicro() + plan.qty(0);
        });
        assertTrue(sum[0] > 0);
    }
}
