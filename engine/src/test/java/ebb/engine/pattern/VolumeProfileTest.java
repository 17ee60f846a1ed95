package ebb.engine.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.engine.state.Validity;
import ebb.testing.SharedData;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VolumeProfileTest {
    private static final long FRAME = 900_000_000_000L;

    private static VolumeProfileSettings settings(JsonNode given) {
        return new VolumeProfileSettings(
                30, 7, given.get("N").asInt(), 5, given.get("sep").asInt(), VolumeProfileSettings.Spread.RANGE);
    }

    @Test
    void shouldLayOutBuiltProfilesAsTheVectorsDoVp1To4() {
        for (JsonNode c : SharedData.vectors("volume-profile.json").get("cases")) {
            ListBars bars = new ListBars();
            for (JsonNode row : c.get("given").get("bars")) {
                long close = row.get(2).asLong();
                bars.add(
                        bars.all.size() * FRAME,
                        close,
                        row.get(0).asLong(),
                        row.get(1).asLong(),
                        close,
                        row.get(3).asLong());
            }
            bars.showAll();
            VolumeProfile profile = new VolumeProfile(settings(c.get("given")), 1, FRAME);
            profile.rebuild(bars, 0);
            assertEquals(Validity.WARMING, profile.validity(), "a few bars are less than seven days");
            assertProfile(c, profile, 0, 0, BigDecimal.ZERO, 1);
        }
    }

    @Test
    void shouldLayOutRealCoinsAsTheVectorsDoVp1To4() {
        for (JsonNode c : SharedData.vectors("volume-profile-meme.json").get("cases")) {
            JsonNode given = c.get("given");
            String symbol = given.get("symbol").asText();
            CandleFile file = CandleFile.of(given.get("file").asText());
            // The vectors cut shares at 1e-8, where these volumes leave the longs; here they are cut at 1e-5, so that
            // each of 2,880 bars may move up to 100 units of that from one bucket to another.
            int extra = 5 - file.volumeScale(symbol);
            ListBars bars = new ListBars();
            for (ListBars.Bar b : file.merged(symbol, 900_000).all) {
                long volume = b.volume() * BigInteger.TEN.pow(extra).longValueExact();
                bars.add(b.startNs(), b.open(), b.high(), b.low(), b.close(), volume);
            }
            bars.showAll();
            int scale = file.priceScale(symbol);
            long tick = new BigDecimal(given.get("tick").asText())
                    .movePointRight(scale)
                    .longValueExact();
            VolumeProfile profile = new VolumeProfile(settings(given), tick, FRAME);
            profile.rebuild(bars, 0);
            assertEquals(given.get("last").asInt() <= bars.all.size(), profile.bars() == 2_880, symbol);
            assertEquals(Validity.VALID, profile.validity());
            assertProfile(c, profile, scale, 5, new BigDecimal("2.88"), tick);
        }
    }

    private static void assertProfile(
            JsonNode c, VolumeProfile profile, int priceScale, int volumeScale, BigDecimal slack, long tick) {
        String name = c.get("name").asText();
        JsonNode want = c.get("expect");
        assertEquals(mantissa(want.get("lo"), priceScale), profile.floorOf(0), name);
        assertEquals(want.get("widthTicks").asLong() * tick, profile.width(), name);
        assertEquals(want.get("buckets").asInt(), profile.buckets(), name);
        assertEquals(mantissa(want.get("volume"), volumeScale), profile.total(), name);
        long conserved = 0;
        for (int k = 0; k < profile.buckets(); k++) {
            conserved += profile.volume(k);
            assertNear(want.get("v").get(k), profile.volume(k), volumeScale, slack, name + " v " + k);
            assertNear(
                    want.get("s").get(k),
                    profile.smooth(k),
                    volumeScale,
                    slack.multiply(BigDecimal.valueOf(4)),
                    name + " s " + k);
        }
        assertEquals(profile.total(), conserved, name);
        List<String> nodes = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < profile.nodes(); i++) {
            nodes.add(profile.node(i) + " at " + profile.nodePrice(i));
        }
        for (JsonNode node : want.get("hvn")) {
            wanted.add(node.get("bucket").asInt() + " at " + mantissa(node.get("price"), priceScale));
        }
        assertEquals(wanted, nodes, name);
        assertEquals(want.get("poc").asInt(), profile.control(), name);
        assertEquals(want.get("valueArea").get(0).asInt(), profile.areaLow(), name);
        assertEquals(want.get("valueArea").get(1).asInt(), profile.areaHigh(), name);
        assertEquals(profile.digestAnew(), profile.digest(), name);
    }

    private static void assertNear(JsonNode want, long have, int scale, BigDecimal slack, String name) {
        BigDecimal difference = new BigDecimal(want.asText())
                .subtract(BigDecimal.valueOf(have, scale))
                .abs();
        assertTrue(difference.compareTo(slack) <= 0, name + ": " + want.asText() + " and " + have);
    }

    private static long mantissa(JsonNode text, int scale) {
        return new BigDecimal(text.asText()).movePointRight(scale).longValueExact();
    }

    @Test
    void shouldFindLowNodesBetweenTheOutermostHighOnesVp4() {
        long[] wanted = {10, 60, 10, 0, 0, 30, 50, 20, 90, 5};
        ListBars bars = new ListBars();
        for (int k = 0; k < wanted.length; k++) {
            if (wanted[k] > 0) {
                bars.add(k * FRAME, k, k, k, k, wanted[k]);
            }
        }
        bars.showAll();
        VolumeProfile profile = new VolumeProfile(
                new VolumeProfileSettings(30, 7, 10, 5, 2, VolumeProfileSettings.Spread.RANGE), 1, FRAME);
        profile.rebuild(bars, 0);
        // s: 80 140 80 10 30 110 150 180 205 100
        assertEquals(2, profile.nodes());
        assertEquals(8, profile.node(0));
        assertEquals(1, profile.lowNodes());
        assertEquals(3, profile.lowNode(0));
    }

    @Test
    void shouldConserveVolumeAndCutTheOldestVp1And2() {
        for (long seed = 1; seed <= 30; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ListBars bars = new ListBars();
            int count = 1 + random.nextInt(4_000);
            for (int i = 0; i < count; i++) {
                long low = 5_000 + random.nextInt(900);
                long high = low + random.nextInt(300);
                long close = low + random.nextInt((int) (high - low) + 1);
                bars.add(i * FRAME, close, high, low, close, random.nextInt(5) == 0 ? 0 : random.nextInt(100_000));
            }
            bars.showAll();
            boolean toClose = random.nextBoolean();
            VolumeProfile profile = new VolumeProfile(
                    new VolumeProfileSettings(
                            30,
                            7,
                            1 + random.nextInt(200),
                            5,
                            3,
                            toClose ? VolumeProfileSettings.Spread.CLOSE : VolumeProfileSettings.Spread.RANGE),
                    1,
                    FRAME);
            profile.rebuild(bars, 0);
            List<ListBars.Bar> used = bars.all.subList(Math.max(0, count - 2_880), count);
            long volume = used.stream().mapToLong(ListBars.Bar::volume).sum();
            long laid = 0;
            for (int k = 0; k < profile.buckets(); k++) {
                laid += profile.volume(k);
                if (toClose) {
                    long from = profile.floorOf(k);
                    long to = profile.floorOf(k + 1);
                    assertEquals(
                            used.stream()
                                    .filter(b -> b.close() >= from && b.close() < to)
                                    .mapToLong(ListBars.Bar::volume)
                                    .sum(),
                            profile.volume(k),
                            "seed " + seed);
                }
            }
            assertEquals(volume, profile.total(), "seed " + seed);
            assertEquals(volume, laid, "seed " + seed);
            Validity aged = used.size() < 672 ? Validity.WARMING : Validity.VALID;
            assertEquals(volume == 0 ? Validity.UNDEFINED : aged, profile.validity(), "seed " + seed);
        }
    }

    @Test
    void shouldSayInexactWhereVolumeLeavesTheLongsNum2() {
        ListBars bars = new ListBars();
        bars.add(0, 5, 5, 5, 5, Long.MAX_VALUE);
        bars.add(FRAME, 6, 7, 5, 6, 10);
        bars.showAll();
        VolumeProfile profile = new VolumeProfile(VolumeProfileSettings.DEFAULT, 1, FRAME);
        profile.rebuild(bars, 0);
        assertEquals(Validity.INEXACT, profile.validity());
        ListBars none = new ListBars();
        none.add(0, 5, 5, 5, 5, 0);
        none.showAll();
        profile.rebuild(none, 0);
        assertEquals(Validity.UNDEFINED, profile.validity());
    }

    @Test
    void shouldSayInexactWhereTwiceAPriceLeavesTheLongsNum2() {
        for (long high : new long[] {Long.MAX_VALUE / 4 + 1, Long.MAX_VALUE - 1}) {
            ListBars bars = new ListBars();
            bars.add(0, 5, 6, 1, 5, 10);
            bars.add(FRAME, 5, high, 5, high, 10);
            bars.showAll();
            VolumeProfile profile = new VolumeProfile(VolumeProfileSettings.DEFAULT, 1, FRAME);
            profile.rebuild(bars, 0);
            assertEquals(Validity.INEXACT, profile.validity());
            assertEquals(0, profile.nodes());
            assertEquals(profile.digestAnew(), profile.digest());
        }
        ListBars bars = new ListBars();
        bars.add(0, 5, 6, 1, 5, 10);
        bars.add(FRAME, 5, Long.MAX_VALUE / 4, 5, Long.MAX_VALUE / 4, 10);
        bars.showAll();
        VolumeProfile profile = new VolumeProfile(VolumeProfileSettings.DEFAULT, 1, FRAME);
        profile.rebuild(bars, 0);
        assertEquals(Validity.WARMING, profile.validity());
        for (int i = 0; i < profile.nodes(); i++) {
            assertTrue(profile.nodePrice(i) > 0);
        }
    }
}
