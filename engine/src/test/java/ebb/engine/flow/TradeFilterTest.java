package ebb.engine.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.IdModel;
import ebb.engine.flow.TradeFilter.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TradeFilterTest {
    private static final long S = 1_000_000_000L;

    private final FlowEpoch epoch = new FlowEpoch();

    private TradeFilter filter(IdModel model) {
        return new TradeFilter(model, TapeSettings.DEFAULTS, epoch);
    }

    private static List<Verdict> admit(TradeFilter filter, long nowNs, long... ids) {
        List<Verdict> verdicts = new ArrayList<>();
        for (long id : ids) {
            verdicts.add(filter.admit(nowNs, id, nowNs, 100, 1, Aggressor.BUY));
        }
        return verdicts;
    }

    @Test
    void shouldDropWhatIsNotNewerMonotoneEvt2() {
        TradeFilter filter = filter(IdModel.MONOTONE);
        assertEquals(
                List.of(Verdict.NEW, Verdict.DUPLICATE, Verdict.NEW, Verdict.DUPLICATE, Verdict.NEW),
                admit(filter, 1, 7, 7, 20, 19, 21));
        assertEquals(2, filter.duplicates());
        assertEquals(0, epoch.losses());
    }

    @Test
    void shouldRaiseAGapAndTakeItBackWhenAllCameContiguousEvt3() {
        TradeFilter filter = filter(IdModel.CONTIGUOUS);
        assertEquals(List.of(Verdict.NEW, Verdict.NEW, Verdict.AFTER_GAP), admit(filter, S, 5, 6, 10));
        assertTrue(epoch.hasLossSince(S));
        assertEquals(
                List.of(Verdict.REFILL, Verdict.REFILL, Verdict.DUPLICATE, Verdict.NEW),
                admit(filter, 2 * S, 8, 7, 8, 11));
        assertTrue(epoch.hasLossSince(S));
        assertEquals(List.of(Verdict.LAST_REFILL, Verdict.DUPLICATE), admit(filter, 6 * S, 9, 9));
        assertFalse(epoch.hasLossSince(S));
        assertEquals(1, epoch.losses());
        assertEquals(3, filter.refills());
        assertEquals(1, filter.gaps());
    }

    @Test
    void shouldLeaveTheGapWhenTradesComeTooLateEvt3() {
        TradeFilter filter = filter(IdModel.CONTIGUOUS);
        admit(filter, S, 5, 7);
        assertEquals(List.of(Verdict.DUPLICATE), admit(filter, 6 * S + 1, 6));
        assertTrue(epoch.hasLossSince(S));
    }

    @Test
    void shouldTakeBackOneOfTwoGapsEvt3() {
        TradeFilter filter = filter(IdModel.CONTIGUOUS);
        admit(filter, S, 5, 7);
        admit(filter, 2 * S, 9);
        assertEquals(List.of(Verdict.LAST_REFILL), admit(filter, 3 * S, 8));
        assertTrue(epoch.hasLossSince(S));
        assertFalse(epoch.hasLossSince(2 * S));
        assertEquals(List.of(Verdict.LAST_REFILL), admit(filter, 3 * S, 6));
        assertFalse(epoch.hasLossSince(S));
    }

    @Test
    void shouldNeverTakeAGapBackThatLostItsRangesEvt3() {
        TradeFilter filter = filter(IdModel.CONTIGUOUS);
        admit(filter, S, 0, 1_000);
        // Every second id of the gap: more ranges than are kept.
        boolean wasTakenBack = false;
        for (long id = 2; id < 1_000; id += 2) {
            wasTakenBack |= admit(filter, S, id).contains(Verdict.LAST_REFILL);
        }
        for (long id = 1; id < 1_000; id += 2) {
            wasTakenBack |= admit(filter, S, id).contains(Verdict.LAST_REFILL);
        }
        assertFalse(wasTakenBack);
        assertTrue(epoch.hasLossSince(S));
        assertEquals(filter.digestAnew(), filter.digest());
    }

    @Test
    void shouldAgreeWithASetOfMissingIdsContiguousEvt3() {
        for (long seed = 1; seed <= 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            FlowEpoch losses = new FlowEpoch();
            TradeFilter filter = new TradeFilter(IdModel.CONTIGUOUS, TapeSettings.DEFAULTS, losses);
            List<Set<Long>> gaps = new ArrayList<>();
            List<Long> untilNs = new ArrayList<>();
            long last = 1_000;
            long now = S;
            filter.admit(now, last, 0, 1, 1, 1);
            for (int step = 0; step < 20_000; step++) {
                now += random.nextLong(S / 2);
                int kind = random.nextInt(10);
                long id = kind < 6 ? last + 1 : kind < 7 ? last + random.nextLong(2, 6) : last - random.nextLong(12);
                Verdict expected = Verdict.DUPLICATE;
                if (id == last + 1) {
                    expected = Verdict.NEW;
                } else if (id > last) {
                    Set<Long> missing = new TreeSet<>();
                    for (long i = last + 1; i < id; i++) {
                        missing.add(i);
                    }
                    gaps.add(missing);
                    untilNs.add(now + 5 * S);
                    expected = Verdict.AFTER_GAP;
                } else {
                    for (int gap = 0; gap < gaps.size(); gap++) {
                        if (now <= untilNs.get(gap) && gaps.get(gap).remove(id)) {
                            expected = gaps.get(gap).isEmpty() ? Verdict.LAST_REFILL : Verdict.REFILL;
                        }
                    }
                }
                last = Math.max(last, id);
                assertEquals(expected, filter.admit(now, id, 0, 1, 1, 1), "seed " + seed + " step " + step);
                assertEquals(filter.digestAnew(), filter.digest());
                assertEquals(losses.digestAnew(), losses.digest());
            }
            assertTrue(filter.refills() > 500);
        }
    }

    @Test
    void shouldAgreeWithALinkedSetOpaqueEvt2() {
        for (long seed = 1; seed <= 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            TradeFilter filter = filter(IdModel.OPAQUE);
            LinkedHashSet<Long> twin = new LinkedHashSet<>();
            for (int step = 0; step < 100_000; step++) {
                // Few enough ids that old ones come again, some still remembered, some not.
                long id = random.nextLong(3_000) * 0x1_0000_0001L;
                Verdict expected = twin.add(id) ? Verdict.NEW : Verdict.DUPLICATE;
                if (twin.size() > TapeSettings.DUPLICATES) {
                    twin.remove(twin.iterator().next());
                }
                assertEquals(expected, filter.admit(step, id, 0, 1, 1, 1), "seed " + seed + " step " + step);
                if (step % 1_000 == 0) {
                    assertEquals(filter.digestAnew(), filter.digest(), "seed " + seed + " step " + step);
                }
            }
        }
    }

    @Test
    void shouldFindIdsThatShareAHomeOpaqueEvt2() {
        // A tiny table is full of runs that wrap around its end.
        for (long seed = 1; seed <= 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RecentIds ids = new RecentIds(5);
            LinkedHashSet<Long> twin = new LinkedHashSet<>();
            for (int step = 0; step < 5_000; step++) {
                long id = random.nextLong(12);
                assertEquals(twin.add(id), ids.add(id), "seed " + seed + " step " + step);
                if (twin.size() > 5) {
                    twin.remove(twin.iterator().next());
                }
            }
        }
    }

    @Test
    void shouldDropOnlyRepeatsOfWhatCameBeforeTheLossNoneEvt2() {
        TradeFilter filter = filter(IdModel.NONE);
        assertEquals(Verdict.NEW, filter.admit(S, 10, 100, 1, 1));
        assertEquals(Verdict.NEW, filter.admit(S, 10, 100, 1, 1));
        filter.onReconnect(20 * S);
        assertEquals(Verdict.REPEAT, filter.admit(20 * S, 10, 100, 1, 1));
        assertEquals(Verdict.REPEAT, filter.admit(20 * S, 10, 100, 1, 1));
        assertEquals(Verdict.NEW, filter.admit(20 * S, 10, 100, 1, -1));
        assertEquals(Verdict.NEW, filter.admit(20 * S, 11, 100, 1, 1));
        // Seen only after the loss: a distinct trade.
        assertEquals(Verdict.NEW, filter.admit(21 * S, 11, 100, 1, 1));
        assertEquals(Verdict.NEW, filter.admit(25 * S, 10, 100, 1, 1));
        assertEquals(2, filter.repeats());
        assertEquals(filter.digestAnew(), filter.digest());
    }

    @Test
    void shouldLetPrintsWithoutTheIdTheyShouldHavePassEvt2() {
        assertEquals(Verdict.NEW, filter(IdModel.CONTIGUOUS).admit(S, 10, 100, 1, 1));
        assertEquals(Verdict.NEW, filter(IdModel.OPAQUE).admit(S, 10, 100, 1, 1));
    }

    @Test
    void shouldStartAnewAfterAResetInst5() {
        for (IdModel model : new IdModel[] {IdModel.MONOTONE, IdModel.CONTIGUOUS, IdModel.OPAQUE, IdModel.NONE}) {
            TradeFilter filter = filter(model);
            long fresh = filter.digest();
            admit(filter, S, 5, 9, 9, 3);
            filter.onReconnect(S);
            filter.reset();
            assertEquals(fresh, filter.digest(), model.name());
            assertEquals(List.of(Verdict.NEW), admit(filter, S, 3), model.name());
        }
    }

    @Test
    void shouldKeepLossesThatStandWhenTooManyAreOpenEvt3() {
        long first = epoch.lose(1);
        Set<Long> numbers = new HashSet<>();
        for (int i = 2; i <= 20; i++) {
            numbers.add(epoch.lose(i));
        }
        epoch.recover(first);
        numbers.forEach(epoch::recover);
        // The first four were too many to be revocable.
        assertTrue(epoch.hasLossSince(4));
        assertFalse(epoch.hasLossSince(5));
        assertEquals(20, epoch.losses());
        assertEquals(3, epoch.markSince(4));
        assertEquals(20, epoch.markSince(5));
    }
}
