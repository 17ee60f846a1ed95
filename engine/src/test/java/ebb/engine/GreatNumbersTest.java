package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.OutHead;
import ebb.codecs.Rules;
import ebb.codecs.Slots;
import ebb.codecs.sbe.AlertDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.Severity;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.Trading;
import ebb.engine.flow.MicroSettings;
import ebb.engine.perp.OpenInterest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Validity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * A venue's numbers near the greatest long: the analytics that cannot hold them are INEXACT for that instrument, people are
 * told, and the engine goes on (NUM-2).
 */
class GreatNumbersTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final long QUARTER = 15 * MINUTE;
    private static final long GREAT = Long.MAX_VALUE - 1;
    private static final long HALF = Long.MAX_VALUE / 2 + 1;
    private static final int COIN = 0;
    private static final int OTHER = 1;
    private static final int TEMPLATE = 0;

    /** An engine after an ordinary beginning, what a venue did to one coin, and an ordinary minute. */
    private static Inbox after(Consumer<Inbox> spoil) {
        Inbox inbox = new Inbox();
        inbox.start();
        for (int id = COIN; id <= OTHER; id++) {
            inbox.define(id, "C" + id, SeqModel.RANGE);
            inbox.sessionLive(id, Stream.BOOK);
            inbox.sessionLive(id, Stream.TRADES);
            inbox.days(id, 10, 50);
            inbox.snapshot(id, 1, 10_000, 10_002, 5);
            inbox.trade(id, 10_000, 1, Side.BUY);
        }
        inbox.reconciled();
        inbox.emitted.clear();
        spoil.accept(inbox);
        // The connection stays alive, or no book were LIVE.
        for (long end = (inbox.now / MINUTE + 2) * MINUTE; inbox.now < end; ) {
            inbox.now += 5_000_000_000L;
            inbox.mark(OTHER, 10_001);
        }
        for (int id = COIN; id <= OTHER; id++) {
            inbox.trade(id, 10_001, 1, Side.SELL);
        }
        return inbox;
    }

    /** Only time passes, as it does where a coin is spoilt. */
    private static void pass(Inbox inbox, long ns) {
        inbox.now += ns;
        inbox.tick();
    }

    private static Set<Inexact> told(Inbox inbox) {
        Set<Inexact> told = EnumSet.noneOf(Inexact.class);
        AlertDecoder alert = new AlertDecoder();
        for (UnsafeBuffer each : inbox.emitted) {
            if (Slots.templateId(each, TEMPLATE) == AlertDecoder.TEMPLATE_ID) {
                alert.wrapAndApplyHeader(each, 0, new MessageHeaderDecoder());
                if (alert.code() == Rules.load().code("NUM-2")) {
                    assertEquals(Severity.WARN, alert.severity());
                    assertEquals(COIN, OutHead.instrument(each, 0));
                    told.add(Inexact.of(alert.value()));
                }
            }
        }
        return told;
    }

    private static byte[] bytes(Engine engine) {
        SnapshotWriter out = new SnapshotWriter();
        engine.writeTo(out);
        byte[] bytes = new byte[out.length()];
        out.buffer().getBytes(0, bytes);
        return bytes;
    }

    private static List<byte[]> emitted(Inbox inbox) {
        List<byte[]> all = new ArrayList<>();
        for (UnsafeBuffer each : inbox.emitted) {
            byte[] copy = new byte[each.capacity()];
            each.getBytes(0, copy);
            all.add(copy);
        }
        return all;
    }

    /** Spoils a coin, proves what always holds, and gives back the engine. */
    private static Inbox spoilt(Set<Inexact> expected, Consumer<Inbox> spoil) {
        return spoilt(expected, spoil, inbox -> {});
    }

    private static Inbox spoilt(Set<Inexact> expected, Consumer<Inbox> spoil, Consumer<Inbox> plain) {
        Inbox inbox = after(spoil);
        Engine engine = inbox.engine;
        assertEquals(expected, told(inbox));
        assertEquals(!expected.isEmpty(), engine.counters().count(Counters.Cause.INEXACT) > 0);
        assertEquals(Trading.NORMAL, engine.trading().state());
        assertEquals(engine.stateHashAnew(), engine.stateHashNow());
        Inbox ordinary = after(plain);
        assertEquals(
                ordinary.engine.market(OTHER).digest(), engine.market(OTHER).digest(), "the other coin is untouched");
        // The same messages again, and a snapshot: the same bytes.
        Inbox again = after(spoil);
        assertEquals(engine.stateHashNow(), again.engine.stateHashNow());
        List<byte[]> first = emitted(inbox);
        List<byte[]> second = emitted(again);
        assertEquals(first.size(), second.size());
        for (int i = 0; i < first.size(); i++) {
            assertArrayEquals(first.get(i), second.get(i));
        }
        Inbox resumed = new Inbox();
        byte[] snapshot = bytes(engine);
        resumed.engine.readFrom(new SnapshotReader(new UnsafeBuffer(snapshot), 0, snapshot.length));
        assertEquals(engine.stateHashNow(), resumed.engine.stateHashAnew());
        assertArrayEquals(snapshot, bytes(resumed.engine));
        return inbox;
    }

    @Test
    void shouldSayInexactOfVolumesThatSumToNoLong() {
        Inbox inbox = spoilt(EnumSet.of(Inexact.CVD, Inexact.MICRO, Inexact.VPIN, Inexact.BARS), spoilt -> {
            for (int i = 0; i < 3; i++) {
                spoilt.trade(COIN, 10_001 + i, HALF, i == 1 ? Side.SELL : Side.BUY);
            }
        });
        Engine engine = inbox.engine;
        long now = inbox.now;
        assertEquals(Validity.INEXACT, engine.market(COIN).tape().cvd().validity(now, 5 * MINUTE));
        assertEquals(Validity.INEXACT, engine.market(COIN).tape().vpin().validity());
        assertFalse(engine.market(COIN).bars().ring(0).hasCvd(0), "its delta is none");
        assertTrue(engine.market(OTHER).bars().ring(0).hasCvd(0));
        assertEquals(Validity.INEXACT, engine.market(COIN).tape().micro().tapeValidity(now));
        // Another tick: every window begins anew (INST-5), and with them CVD.
        inbox.define(COIN, "C0", terms -> terms.seqModel(SeqModel.RANGE).tick(2));
        assertFalse(engine.market(COIN).tape().cvd().hasOverflowed());
        inbox.trade(COIN, 10_000, 1, Side.BUY);
        pass(inbox, 2 * MINUTE);
        inbox.trade(COIN, 10_000, 1, Side.BUY);
        assertEquals(Validity.VALID, engine.market(COIN).tape().cvd().validity(inbox.now, MINUTE));
    }

    @Test
    void shouldSayInexactOfADepthWhoseMidIsNoLong() {
        Inbox inbox = spoilt(
                EnumSet.of(Inexact.DEPTH), spoilt -> spoilt.snapshot(COIN, 2, HALF + 7, HALF + 9, 5), plain -> {});
        assertTrue(inbox.engine.market(COIN).book().isLive());
        inbox.snapshot(COIN, 3, 10_000, 10_002, 5);
        assertEquals(
                Validity.VALID,
                inbox.engine
                        .market(COIN)
                        .bandDepth()
                        .measureBalanced(inbox.engine.market(COIN).book().book(), MicroSettings.BAND_BP));
    }

    @Test
    void shouldSayInexactOfADepthThatSumsToNoLong() {
        spoilt(EnumSet.of(Inexact.DEPTH), spoilt -> spoilt.snapshot(COIN, 2, 10_000, 10_002, HALF));
    }

    @Test
    void shouldSayInexactOfRangesThatSumToNoLong() {
        Consumer<Inbox> wait = inbox -> {
            for (int i = 0; i < 4; i++) {
                pass(inbox, MINUTE);
            }
        };
        Inbox inbox = spoilt(
                EnumSet.of(Inexact.RANGE, Inexact.BARS),
                spoilt -> {
                    for (int i = 0; i < 4; i++) {
                        spoilt.trade(COIN, 1, 1, Side.SELL);
                        spoilt.trade(COIN, GREAT, 1, Side.BUY);
                        pass(spoilt, MINUTE);
                    }
                },
                wait);
        assertEquals(Validity.INEXACT, inbox.engine.market(COIN).atr(0).validity());
    }

    @Test
    void shouldSayInexactOfBarsWhoseVolumesSumToNoLong() {
        Consumer<Inbox> wait = inbox -> {
            for (int i = 0; i < 6; i++) {
                pass(inbox, QUARTER);
            }
        };
        Inbox inbox = spoilt(
                EnumSet.of(Inexact.CVD, Inexact.MICRO, Inexact.SWINGS, Inexact.VOLUME),
                spoilt -> {
                    // Units so small that the money of it fits.
                    spoilt.define(
                            COIN, "C0", terms -> terms.seqModel(SeqModel.RANGE).pe((byte) -8));
                    for (int i = 0; i < 6; i++) {
                        spoilt.trade(COIN, 1, Long.MAX_VALUE / 4, Side.SELL);
                        pass(spoilt, QUARTER);
                    }
                },
                wait);
        assertTrue(inbox.engine.market(COIN).swings().hasOverflowed());
    }

    @Test
    void shouldSayInexactOfAnInterestThatGrewByNoLong() {
        Consumer<Inbox> wait = inbox -> pass(inbox, OpenInterest.LONGEST_NS + 2 * OpenInterest.STEP_NS);
        spoilt(
                EnumSet.of(Inexact.INTEREST),
                spoilt -> {
                    spoilt.interest(COIN, 1);
                    pass(spoilt, 2 * OpenInterest.STEP_NS);
                    spoilt.interest(COIN, 1);
                    pass(spoilt, OpenInterest.LONGEST_NS);
                    spoilt.interest(COIN, GREAT);
                },
                wait);
    }

    @Test
    void shouldSayInexactOfLiquidationsThatSumToNoLong() {
        spoilt(EnumSet.of(Inexact.LIQUIDATIONS), spoilt -> {
            spoilt.liquidation(COIN, 10_000, GREAT, Side.SELL);
            spoilt.liquidation(COIN, 10_000, GREAT, Side.SELL);
        });
    }

    @Test
    void shouldTakePricesAndMarksNearTheGreatestLong() {
        // The quote volume of such a bar is none (BAR-3).
        Inbox inbox = spoilt(EnumSet.of(Inexact.BARS), spoilt -> {
            spoilt.mark(COIN, GREAT);
            spoilt.trade(COIN, GREAT, 1, Side.BUY);
            spoilt.snapshot(COIN, 2, 10_000, GREAT - 5, 5);
            spoilt.trade(COIN, GREAT, 1, Side.NULL_VAL);
            spoilt.snapshot(COIN, 3, 10_000, 10_002, 5);
        });
        assertEquals(GREAT, inbox.engine.market(COIN).perp().mark());
    }
}
