package ebb.engine.universe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.Stream;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.time.Timers;
import ebb.testing.Allocations;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int RULE = 1_005;

    private final Timers timers = new Timers(16);
    private final List<String> changes = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final BitSet engaged = new BitSet();
    private final SubscriptionListener listener = new SubscriptionListener() {
        @Override
        public void onChange(int instrument, Stream stream, boolean isOn, int why) {
            changes.add(instrument + " " + stream + (isOn ? " on " : " off ") + why);
            times.add(timers.nowNs());
        }

        @Override
        public boolean isEngaged(int instrument) {
            return engaged.get(instrument);
        }
    };
    private final Subscriptions subscriptions = new Subscriptions(timers, listener);

    private void open(int count) {
        timers.fireUntil(SECOND);
        for (int i = 0; i < count; i++) {
            subscriptions.open(i);
        }
    }

    @Test
    void shouldAskForBookAndTradesOfWhatIsWished() {
        open(2);
        assertTrue(subscriptions.want(1, 0, true, RULE));
        assertFalse(subscriptions.want(1, 0, true, RULE), "asked for already");
        timers.fireUntil(2 * SECOND);
        assertEquals(List.of("1 BOOK on 1005", "1 TRADES on 1005"), changes);
        assertTrue(subscriptions.isWanted(1));
        assertFalse(subscriptions.isWanted(0));
        assertEquals(1, subscriptions.wanted());
    }

    @Test
    void shouldKeepWhatOneOfTwoStrategiesStillWishes() {
        open(1);
        subscriptions.want(0, 0, true, RULE);
        subscriptions.want(0, 1, true, RULE);
        timers.fireUntil(2 * SECOND);
        changes.clear();
        subscriptions.want(0, 0, false, RULE);
        timers.fireUntil(4 * SECOND);
        assertEquals(List.of(), changes);
        subscriptions.want(0, 1, false, RULE);
        timers.fireUntil(6 * SECOND);
        assertEquals(List.of("0 BOOK off 1005", "0 TRADES off 1005"), changes);
    }

    @Test
    void shouldChangeNoMoreThanFiveStreamsASecondNsUni6() {
        open(60);
        for (int i = 0; i < 60; i++) {
            subscriptions.want(i, 0, true, RULE);
        }
        for (long now = SECOND; now <= 40 * SECOND; now += SECOND / 50) {
            timers.fireUntil(now);
        }
        assertEquals(120, changes.size());
        for (int i = 5; i < times.size(); i++) {
            assertTrue(times.get(i) - times.get(i - 5) >= SECOND, "change " + i + " of " + times);
        }
        assertEquals(0, subscriptions.waiting());
    }

    @Test
    void shouldNeverDropWhatIsInATradeNsUni2() {
        open(2);
        subscriptions.want(0, 0, true, RULE);
        timers.fireUntil(2 * SECOND);
        changes.clear();
        engaged.set(0);
        subscriptions.want(0, 0, false, RULE);
        subscriptions.want(1, 0, true, RULE);
        timers.fireUntil(10 * SECOND);
        assertEquals(List.of("1 BOOK on 1005", "1 TRADES on 1005"), changes, "others do not wait behind it");
        engaged.clear(0);
        timers.fireUntil(12 * SECOND);
        assertEquals("0 BOOK off 1005", changes.get(2));
    }

    @Test
    void shouldLeaveNothingOfAWishTakenBackWhileItWaited() {
        open(3);
        subscriptions.want(0, 0, true, RULE);
        subscriptions.want(1, 0, true, RULE);
        subscriptions.want(1, 0, false, RULE);
        timers.fireUntil(4 * SECOND);
        assertEquals(List.of("0 BOOK on 1005", "0 TRADES on 1005"), changes);
    }

    @Test
    void shouldEndAsWishedWhateverCameBetween() {
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Timers time = new Timers(16);
            int[] on = new int[40];
            SubscriptionListener counting = new SubscriptionListener() {
                @Override
                public void onChange(int instrument, Stream stream, boolean isOn, int why) {
                    on[instrument] += isOn ? 1 : -1;
                }

                @Override
                public boolean isEngaged(int instrument) {
                    return false;
                }
            };
            Subscriptions part = new Subscriptions(time, counting);
            boolean[] wanted = new boolean[on.length];
            long now = SECOND;
            time.fireUntil(now);
            for (int step = 0; step < 2_000; step++) {
                int instrument = random.nextInt(on.length);
                part.open(instrument);
                wanted[instrument] = random.nextBoolean();
                part.want(instrument, 0, wanted[instrument], RULE);
                now += random.nextLong(SECOND / 2);
                time.fireUntil(now);
                assertEquals(part.digestAnew(), part.digest(), "seed " + seed + " step " + step);
                if (random.nextInt(100) == 0) {
                    part = copied(part, time, counting);
                }
            }
            time.fireUntil(now + 60 * SECOND);
            for (int i = 0; i < on.length; i++) {
                assertEquals(wanted[i] ? 2 : 0, on[i], "seed " + seed + " instrument " + i);
            }
        }
    }

    /** Written down and read again beside its timers; the timers are the same object, so the old one's is taken over. */
    private static Subscriptions copied(Subscriptions part, Timers time, SubscriptionListener listener) {
        SnapshotWriter out = new SnapshotWriter();
        time.writeTo(out);
        part.writeTo(out);
        Subscriptions copy = new Subscriptions(time, listener);
        SnapshotReader in = new SnapshotReader(out.buffer(), 0, out.length());
        time.readFrom(in);
        copy.readFrom(in);
        in.finish();
        assertEquals(part.digest(), copy.digest());
        return copy;
    }

    @Test
    void shouldTakeADaysVolumeAndForgetAnOldOne() {
        Tickers tickers = new Tickers();
        tickers.open(3);
        assertEquals(Tickers.ABSENT, tickers.quote24h(3, 0));
        assertTrue(tickers.onTicker(3, 250, SECOND));
        assertFalse(tickers.onTicker(3, -1, 2 * SECOND));
        assertFalse(tickers.onTicker(3, Long.MIN_VALUE, 2 * SECOND));
        assertEquals(250, tickers.quote24h(3, SECOND + Tickers.STALE_NS));
        assertEquals(Tickers.ABSENT, tickers.quote24h(3, SECOND + Tickers.STALE_NS + 1));
        assertEquals(Tickers.ABSENT, tickers.quote24h(2, SECOND));
        assertEquals(tickers.digestAnew(), tickers.digest());
        SnapshotWriter out = new SnapshotWriter();
        tickers.writeTo(out);
        Tickers copy = new Tickers();
        SnapshotReader in = new SnapshotReader(out.buffer(), 0, out.length());
        copy.readFrom(in);
        in.finish();
        assertEquals(tickers.digest(), copy.digest());
        assertEquals(250, copy.quote24h(3, SECOND));
    }

    @Test
    void shouldAllocateNothing() {
        Timers time = new Timers(16);
        Subscriptions part = new Subscriptions(time, new SubscriptionListener() {
            @Override
            public void onChange(int instrument, Stream stream, boolean isOn, int why) {}

            @Override
            public boolean isEngaged(int instrument) {
                return instrument == 7;
            }
        });
        time.fireUntil(SECOND);
        for (int i = 0; i < 64; i++) {
            part.open(i);
        }
        long[] now = {SECOND};
        Allocations.assertNone(i -> {
            part.want(i % 64, 0, i / 64 % 2 == 0, RULE);
            now[0] += 50_000_000L;
            time.fireUntil(now[0]);
        });
    }
}
