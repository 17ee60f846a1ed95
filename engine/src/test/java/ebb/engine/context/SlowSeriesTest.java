package ebb.engine.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.CtxStatus;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** CFD-1 and CFD-2. */
class SlowSeriesTest {
    private static final long T0 = 1_700_000_000_000_000_000L;

    private final SlowSeries series = new SlowSeries();
    private final SlowValue value = new SlowValue();
    private final SlowValue read = new SlowValue();

    private boolean put(int index, int instrument, long mantissa, long refNs, long fetchNs, CtxStatus status) {
        value.mantissa = mantissa;
        value.exponent = -2;
        value.refNs = refNs;
        value.fetchNs = fetchNs;
        value.source = 4;
        value.status = status;
        return series.put(index, instrument, value);
    }

    @Test
    void shouldKeepTheNewestAndDropTheOlder() {
        int mcap = series.define(9, "mcap", 100, 1_000, 4, 0);
        series.open(3);
        assertFalse(series.read(mcap, 3, read));
        assertTrue(put(mcap, 3, 70, T0, T0 + 5, CtxStatus.OK));
        assertFalse(put(mcap, 3, 60, T0 - 1, T0 + 6, CtxStatus.OK), "older than what is kept");
        assertTrue(put(mcap, 3, 71, T0, T0 + 7, CtxStatus.REVISED), "the same time with another value");
        assertTrue(series.read(mcap, 3, read));
        assertEquals(71, read.mantissa);
        assertEquals(-2, read.exponent);
        assertEquals(T0, read.refNs);
        assertEquals(T0 + 7, read.fetchNs);
        assertEquals(4, read.source);
        assertEquals(CtxStatus.REVISED, read.status);
        assertFalse(series.read(mcap, SlowSeries.GLOBAL, read), "of nobody in particular there is none");
        assertFalse(series.read(mcap, 99, read));
    }

    @Test
    void shouldBeFreshWithinItsLimitAndThreeCadences() {
        int mcap = series.define(9, "mcap", 100, 1_000, 4, 0);
        put(mcap, SlowSeries.GLOBAL, 1, T0, T0 + 900, CtxStatus.OK);
        assertTrue(series.isFresh(mcap, SlowSeries.GLOBAL, T0 + 1_000));
        assertFalse(series.isFresh(mcap, SlowSeries.GLOBAL, T0 + 1_001), "described too long ago");
        put(mcap, SlowSeries.GLOBAL, 1, T0 + 900, T0 + 900, CtxStatus.OK);
        assertTrue(series.isFresh(mcap, SlowSeries.GLOBAL, T0 + 1_200));
        assertFalse(series.isFresh(mcap, SlowSeries.GLOBAL, T0 + 1_201), "fetched too long ago");
        assertFalse(series.isFresh(mcap, 7, T0), "never came");
    }

    @Test
    void shouldLeaveTheValueWhenTheSourceTakesItBack() {
        int mcap = series.define(9, "mcap", 100, 1_000, 4, 0);
        put(mcap, SlowSeries.GLOBAL, 50, T0, T0, CtxStatus.OK);
        assertTrue(put(mcap, SlowSeries.GLOBAL, 0, T0 + 10, T0 + 10, CtxStatus.ERROR));
        assertFalse(put(mcap, SlowSeries.GLOBAL, 0, T0 + 10, T0 + 9, CtxStatus.ERROR), "told before");
        assertFalse(series.isFresh(mcap, SlowSeries.GLOBAL, T0 + 10));
        assertTrue(series.read(mcap, SlowSeries.GLOBAL, read));
        assertEquals(50, read.mantissa);
        assertEquals(T0, read.refNs);
        assertTrue(put(mcap, SlowSeries.GLOBAL, 50, T0, T0 + 20, CtxStatus.OK), "and stands by it again");
        assertTrue(series.isFresh(mcap, SlowSeries.GLOBAL, T0 + 20));
    }

    @Test
    void shouldRefuseASeriesThatContradictsAnother() {
        assertEquals(0, series.define(9, "mcap", 100, 1_000, 4, 0));
        assertEquals(1, series.define(10, "btc.d", 100, 1_000, 4, 0));
        assertEquals(0, series.define(9, "mcap", 200, 1_000, 5, 0), "redefined");
        assertEquals(SlowSeries.NONE, series.define(9, "fng", 100, 1_000, 4, 0));
        assertEquals(SlowSeries.NONE, series.define(11, "mcap", 100, 1_000, 4, 0));
        assertEquals(SlowSeries.NONE, series.define(12, "fng", 0, 1_000, 4, 0));
        assertEquals(SlowSeries.NONE, series.define(12, "fng", 1, 0, 4, 0));
        assertEquals(series.digestAnew(), series.digest());
        assertEquals(1, series.named("btc.d"));
        assertEquals(SlowSeries.NONE, series.indexOf(12));
    }

    @Test
    void shouldMoveItsDigestAndComeBackFromASnapshot() {
        SplittableRandom random = new SplittableRandom(3);
        int mcap = series.define(9, "mcap", 100, 1_000, 4, 0);
        int fear = series.define(2, "fng", 10, 20, 6, 1);
        CtxStatus[] statuses = {CtxStatus.OK, CtxStatus.REVISED, CtxStatus.ERROR};
        for (int step = 0; step < 3_000; step++) {
            if (step % 100 == 0) {
                series.open(step / 10);
            }
            int instrument = random.nextInt(step / 100 * 10 + 2) - 1;
            long at = T0 + step + random.nextInt(50);
            int index = random.nextBoolean() ? mcap : fear;
            put(index, instrument, random.nextLong(1_000), at, at + random.nextInt(9), statuses[random.nextInt(3)]);
            assertEquals(series.digestAnew(), series.digest(), "step " + step);
        }
        SnapshotWriter out = new SnapshotWriter();
        series.writeTo(out);
        SlowSeries copy = new SlowSeries();
        SnapshotReader in = new SnapshotReader(out.buffer(), 0, out.length());
        copy.readFrom(in);
        in.finish();
        assertEquals(series.digest(), copy.digest());
        assertEquals(copy.digestAnew(), copy.digest());
        SlowValue other = new SlowValue();
        for (int instrument = -1; instrument < 300; instrument++) {
            boolean isThere = series.read(mcap, instrument, read);
            assertEquals(isThere, copy.read(mcap, instrument, other));
            assertEquals(read.mantissa, other.mantissa);
            assertEquals(read.status, other.status);
        }
        for (int cut = 0; cut < out.length(); cut += 61) {
            SnapshotReader shorter = new SnapshotReader(out.buffer(), 0, cut);
            assertThrows(SnapshotException.class, () -> new SlowSeries().readFrom(shorter));
        }
    }
}
