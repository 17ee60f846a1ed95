package ebb.engine.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.engine.state.Validity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The score against its rules over the whole list of groups, in exact decimals. */
class MicroScoreTest {
    private static final long SEED = 2411;
    private static final int STEPS = 100_000;
    private static final long SECOND = 1_000_000_000L;

    private record Group(long atNs, long qty, int side, long losses) {}

    private final FlowEpoch epoch = new FlowEpoch();
    private final MicroScore micro = new MicroScore(MicroSettings.DEFAULTS, epoch);
    private final List<Group> all = new ArrayList<>();

    @Test
    void shouldAgreeWithTheWholeListOfGroupsMicro1To6() {
        SplittableRandom random = new SplittableRandom(SEED);
        Map<Validity, Integer> seen = new EnumMap<>(Validity.class);
        int confirmed = 0;
        long now = 0;
        long asks = 0;
        long bids = 0;
        for (int step = 0; step < STEPS; step++) {
            now += random.nextInt(3_000) == 0 ? 2_000 * SECOND : random.nextLong(2 * SECOND);
            if (random.nextInt(2_000) == 0) {
                epoch.lose(now);
            }
            // Long spells of sellers, and now and then a group of a size of its own.
            boolean isSell = random.nextInt(100) < (step / 700 % 2 == 0 ? 85 : 45);
            long qty = 1 + random.nextInt(1_000) + (random.nextInt(40) == 0 ? random.nextInt(100_000) : 0);
            Group group = new Group(now, qty, isSell ? Aggressor.SELL : Aggressor.BUY, epoch.losses());
            // What has not moved since the last measure is not measured anew: sometimes no group, sometimes the same
            // depth.
            if (step == 0 || random.nextInt(4) > 0) {
                all.add(group);
                micro.add(group.atNs(), group.qty(), group.side(), group.losses());
            }
            if (random.nextInt(3) > 0) {
                asks = random.nextInt(20) == 0 ? 0 : random.nextInt(10_000);
                bids = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(5_000);
            }
            Validity book = random.nextInt(15) == 0 ? Validity.UNDEFINED : Validity.VALID;
            int sign = random.nextInt(4) == 0 ? Aggressor.BUY : Aggressor.SELL;
            micro.measure(now, asks, bids, book, sign);
            check(
                    "seed " + SEED + ", step " + step,
                    now,
                    sign == Aggressor.SELL ? asks : bids,
                    sign == Aggressor.SELL ? bids : asks,
                    book,
                    sign);
            seen.merge(micro.validity(), 1, Integer::sum);
            confirmed += micro.isConfirmed() ? 1 : 0;
        }
        assertEquals(micro.digestAnew(), micro.digest());
        assertTrue(seen.get(Validity.VALID) > STEPS / 2 && seen.size() == 4, "" + seen);
        assertTrue(confirmed > 1_000 && confirmed < seen.get(Validity.VALID) / 2, "confirmed " + confirmed);
    }

    private void check(String where, long now, long against, long with, Validity book, int sign) {
        List<Group> window = all.subList(Math.max(0, all.size() - MicroSettings.GROUPS), all.size());
        Group oldest = window.get(0);
        boolean isShort = window.size() < MicroSettings.GROUPS || now - oldest.atNs() >= MicroSettings.MAX_AGE_NS;
        Validity tape =
                epoch.losses() > oldest.losses() ? Validity.INEXACT : isShort ? Validity.WARMING : Validity.VALID;
        boolean isScored = tape == Validity.VALID && book == Validity.VALID && with > 0;
        assertEquals(isScored, micro.validity().isValid(), where + ": " + micro.validity());
        BigDecimal want = isScored ? score(window, against, with, sign) : BigDecimal.ZERO;
        assertEquals(want.doubleValue(), micro.score(), 1e-9, where);
        assertEquals(isScored && want.compareTo(BigDecimal.valueOf(70)) > 0, micro.isConfirmed(), where);
    }

    private static BigDecimal score(List<Group> window, long against, long with, int sign) {
        long total = window.stream().mapToLong(Group::qty).sum();
        long ours = window.stream()
                .filter(g -> g.side() == sign)
                .mapToLong(Group::qty)
                .sum();
        long large = window.stream()
                .filter(g -> g.side() == sign && g.qty() * MicroSettings.GROUPS > 2 * total)
                .count();
        BigDecimal depth = quotient(against * 10, with * 15).min(BigDecimal.ONE).multiply(BigDecimal.valueOf(30));
        BigDecimal share = quotient(ours, total).subtract(new BigDecimal("0.5")).multiply(BigDecimal.valueOf(80));
        BigDecimal side = share.max(BigDecimal.ZERO).min(BigDecimal.valueOf(40));
        BigDecimal big = quotient(large, 3).min(BigDecimal.ONE).multiply(BigDecimal.valueOf(30));
        return depth.add(side).add(big);
    }

    private static BigDecimal quotient(long over, long under) {
        return BigDecimal.valueOf(over).divide(BigDecimal.valueOf(under), MathContext.DECIMAL64);
    }

    @Test
    void shouldBeValidAgainOnceWhatIsTooGreatHasLeftNum2() {
        int n = MicroSettings.DEFAULTS.groups();
        for (int i = 0; i < n; i++) {
            micro.add(i, 3, Aggressor.BUY, 0);
        }
        assertEquals(Validity.VALID, micro.tapeValidity(n));
        for (int i = 0; i < 5; i++) {
            micro.add(n + i, Long.MAX_VALUE, Aggressor.SELL, 0);
            assertEquals(Validity.INEXACT, micro.tapeValidity(n + i), i + " wrap the sum more than once");
        }
        for (int i = 0; i < n; i++) {
            assertTrue(micro.hasOverflowed(), i + " groups later");
            micro.add(n + 5 + i, 3, Aggressor.BUY, 0);
        }
        assertFalse(micro.hasOverflowed());
        assertEquals(Validity.VALID, micro.measure(2L * n + 5, 3, 2, Validity.VALID, Aggressor.BUY));
        assertEquals(1, micro.sideShare());
        assertEquals(micro.digestAnew(), micro.digest());
    }
}
