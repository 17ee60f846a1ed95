package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Rules;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.MetricDecoder;
import ebb.codecs.sbe.NewOrderDecoder;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Stream;
import ebb.engine.strategy.nullspectre.ConvictionSettings;
import ebb.engine.strategy.nullspectre.NullSpectreSettings;
import ebb.engine.strategy.nullspectre.UniverseSettings;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A coin that is pumped, with its book and its prints, through the whole engine (PAT-4, PAT-5, NS-BOK-3). */
class ManipulationTest {
    private static final long S = 1_000_000_000L;
    private static final int STEPS_A_QUARTER = 300;
    private static final long QTY = 20_000;

    /** Quarter hour in which the third rejection is decided. */
    private static final int DECIDED = 51;

    private final SplittableRandom random = new SplittableRandom(11);
    private final PumpedCoins coins = new PumpedCoins(Inbox.settings(), settings());
    private long updates;
    private long mid;

    private static NullSpectreSettings settings() {
        NullSpectreSettings d = NullSpectreSettings.DEFAULT;
        return new NullSpectreSettings(
                d.frameNs(),
                d.minRejections(),
                d.universe().with(UniverseSettings.Filter.NONE),
                PumpedCoins.evidence(false, new ConvictionSettings.Weights(95, 0, 0, 0, 5)),
                PumpedCoins.trade(),
                d.management(),
                d.discipline(),
                d.operating());
    }

    private void start() {
        coins.inbox.define(0, "COIN", SeqModel.NONE);
        coins.inbox.sessionLive(0, Stream.BOOK);
        coins.inbox.sessionLive(0, Stream.TRADES);
        coins.inbox.reconciled();
    }

    /** Plays quarter hours of the story, a step each three seconds. */
    private void play(int from, int to) {
        steps(from * STEPS_A_QUARTER, to * STEPS_A_QUARTER);
    }

    private void steps(int from, int to) {
        for (int step = from; step < to; step++) {
            coins.inbox.now += 3 * S;
            mid = PumpedCoins.priceAt(step / (double) STEPS_A_QUARTER) / 10 * 10 + 10L * random.nextInt(-12, 13);
            book(0, QTY);
            coins.inbox.trade(0, mid, 1 + random.nextInt(400), random.nextBoolean() ? Side.BUY : Side.SELL);
            coins.inbox.mark(0, mid);
        }
    }

    /** Asks are half as heavy again as bids. */
    private void book(int wall, long wallQty) {
        coins.inbox.deepBook(0, ++updates, mid, QTY, QTY * 3 / 2, wall, wallQty);
    }

    private PumpedCoins.Told decided() {
        List<PumpedCoins.Told> signals = coins.signals();
        assertFalse(signals.isEmpty(), "a setup was judged");
        return signals.get(0);
    }

    /** A wall of eight times the usual, for a second, taken away again; each in its own half second. */
    private void spoof(int times) {
        for (int i = 0; i < times; i++) {
            for (int look = 0; look < 10; look++) {
                coins.inbox.now += S / 10;
                book(7, QTY * 12);
            }
            coins.inbox.now += S / 10;
            book(7, QTY);
        }
    }

    /** Somebody sells to himself and buys it back, each time as much. */
    private void wash(int groups) {
        for (int i = 0; i < groups; i++) {
            coins.inbox.now += S / 10;
            coins.inbox.trade(0, mid, 777, i % 2 == 0 ? Side.BUY : Side.SELL);
        }
        coins.inbox.now += S;
        coins.inbox.tick();
    }

    private List<UnsafeBuffer> metrics(String rule) {
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        MetricDecoder metric = new MetricDecoder();
        int code = Rules.load().code(rule);
        return coins.inbox.emitted(MetricDecoder.TEMPLATE_ID).stream()
                .filter(each -> {
                    metric.wrapAndApplyHeader(each, 0, header);
                    return metric.metric() == code;
                })
                .toList();
    }

    @Test
    void shouldBelieveABookAndATapeThatNobodyPlaysWith() {
        start();
        play(0, DECIDED + 1);

        PumpedCoins.Told told = decided();
        assertEquals("ISSUED", told.status(), told.denial());
        assertEquals("INFO", told.of("PAT-4").verdict());
        assertEquals(0, told.of("PAT-4").value());
        assertEquals("PASS", told.of("PAT-5").verdict());
        assertTrue(told.of("NS-BOK-1").value() > 10_000_000, "asks outweigh bids: " + told.of("NS-BOK-1"));
        assertTrue(metrics("PAT-4").isEmpty());
        assertTrue(metrics("PAT-5").isEmpty());
        assertEquals(coins.inbox.engine.stateHashAnew(), coins.inbox.engine.stateHashNow());
    }

    @Test
    void shouldGiveNothingForTheImbalanceOfABookThatWasSpoofed() {
        start();
        // Three minutes before each close at which it may be decided, so that the flag is less than ten minutes old.
        steps(0, DECIDED * STEPS_A_QUARTER - 60);
        spoof(3);
        steps(DECIDED * STEPS_A_QUARTER - 60, (DECIDED + 1) * STEPS_A_QUARTER - 60);
        spoof(3);
        steps((DECIDED + 1) * STEPS_A_QUARTER - 60, (DECIDED + 1) * STEPS_A_QUARTER);

        assertEquals(2, metrics("PAT-4").size(), "told once each time: a quarter hour lies between");
        PumpedCoins.Told told = decided();
        assertEquals(1_000_000, told.of("PAT-4").value());
        assertEquals(0, told.of("NS-BOK-1").value());
        assertEquals(coins.inbox.engine.stateHashAnew(), coins.inbox.engine.stateHashNow());
    }

    @Test
    void shouldDenyASetupWithinAnHourOfAWashedTape() {
        start();
        play(0, DECIDED - 2);
        wash(10);
        play(DECIDED - 2, DECIDED + 1);

        assertEquals(1, metrics("PAT-5").size());
        PumpedCoins.Told told = decided();
        assertEquals("DECLINED", told.status());
        assertEquals("PAT-5", told.denial());
        assertEquals("FAIL", told.of("PAT-5").verdict());
        assertTrue(coins.inbox.emitted(NewOrderDecoder.TEMPLATE_ID).isEmpty());
        assertEquals(coins.inbox.engine.stateHashAnew(), coins.inbox.engine.stateHashNow());
    }

    @Test
    void shouldForgiveAWashThatIsMoreThanAnHourOld() {
        start();
        play(0, DECIDED - 5);
        wash(10);
        play(DECIDED - 5, DECIDED + 1);

        assertEquals(1, metrics("PAT-5").size());
        assertEquals("ISSUED", decided().status(), decided().denial());
    }

    @Test
    void shouldNotCallNineGroupsAWash() {
        start();
        play(0, DECIDED - 2);
        wash(9);
        play(DECIDED - 2, DECIDED + 1);

        assertTrue(metrics("PAT-5").isEmpty());
        assertEquals("ISSUED", decided().status(), decided().denial());
    }
}
