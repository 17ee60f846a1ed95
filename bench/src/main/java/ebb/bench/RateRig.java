package ebb.bench;

import ebb.adapters.venue.Decoder;
import ebb.bench.market.BinanceText;
import ebb.bench.row.Kind;
import ebb.bench.row.Row;
import ebb.codecs.Ingress;
import ebb.codecs.sbe.Stream;
import ebb.runtime.EngineClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How latency grows with the number of messages: trades on a fixed schedule, 10,000 to 1,000,000 a second, through
 * decoder, ring, journal (page cache) and engine. Time runs from when a trade was due until a strategy was called for it,
 * so that what piles up behind a stall is counted (coordinated omission); the schedule never waits for the engine unless
 * the ring is full, and then the delay counts too.
 */
public final class RateRig implements Rig {
    private static final int[] RATES = {10_000, 50_000, 100_000, 250_000, 500_000, 1_000_000};
    private static final double NS_PER_SECOND = 1e9;
    /** Of a second at each rate. */
    private static final double COUNTED = 0.4;

    private static final double WARM = 0.1;
    /** Before the first rate, at least, until the compilers rest. */
    private static final int WARM_UP = 200_000;

    private static final int WARM_UP_RATE = 200_000;
    private static final int TAPE = 4_096;
    private static final int RESERVE = 1_024;
    private static final long SEED = 21;
    private static final String WORKLOAD = "path";

    /** A rig. */
    public RateRig() {}

    @Override
    public List<Row> run(Settings settings) {
        List<Rounds> cases = new ArrayList<>();
        for (int rate : RATES) {
            cases.add(new Rounds(WORKLOAD, "open loop, " + rate + " trades/s"));
        }
        for (int i = 0; i < settings.rounds(); i++) {
            round(cases);
        }
        List<Row> rows = new ArrayList<>();
        cases.forEach(each -> rows.addAll(each.rows()));
        return rows;
    }

    private static void round(List<Rounds> cases) {
        Path directory = Scratch.make();
        EngineClock clock = EngineClock.wall();
        TradeWatcher watcher = new TradeWatcher();
        try (EngineHost host = EngineHost.journaled(
                directory.resolve("journal"), "page-cache", clock, watcher::setup, (t, b, o, l) -> {})) {
            host.start(clock.nanos());
            EngineInput input = new EngineInput(host.ingress());
            input.define(clock.nanos());
            input.session(clock.nanos(), Stream.BOOK);
            input.session(clock.nanos(), Stream.TRADES);
            input.reconciled(clock.nanos());
            Trades trades = new Trades(host.ingress(), clock, watcher);
            Compilers compilers = new Compilers();
            play(trades, WARM_UP_RATE, WARM_UP, compilers::areAtRest, 1);
            for (int i = 0; i < RATES.length; i++) {
                OpenLoop loop = play(trades, RATES[i], (int) (RATES[i] * WARM), () -> true, (int) (RATES[i] * COUNTED));
                cases.get(i).add("ebb", Kind.EBB, 1, loop.times(), Double.NaN);
            }
        } finally {
            Scratch.remove(directory);
        }
    }

    private static OpenLoop play(Trades trades, int rate, int warmUp, BooleanSupplier isWarm, int counted) {
        OpenLoop loop = new OpenLoop(trades, Math.round(NS_PER_SECOND / rate), warmUp, isWarm, counted, () -> {});
        while (!loop.isDone()) {
            loop.turn();
        }
        return loop;
    }

    /** What is sent is decoded into the ring; what the strategy was called for is answered. */
    private static final class Trades implements Wire {
        private final TradeLoop tape = new TradeLoop(TAPE, SEED);
        private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
        private final Ingress ingress;
        private final EngineClock clock;
        private final TradeWatcher watcher;
        private final Decoder decoder;
        private byte[] text;
        private long answered;

        Trades(Ingress ingress, EngineClock clock, TradeWatcher watcher) {
            this.ingress = ingress;
            this.clock = clock;
            this.watcher = watcher;
            decoder = DecoderWorkload.decoder("binance-usdm", ingress);
            decoder.define(
                    BinanceText.SYMBOL,
                    EngineInput.INSTRUMENT,
                    -BinanceText.PRICE_DECIMALS,
                    -BinanceText.QUANTITY_DECIMALS);
        }

        @Override
        public void prepare() {
            text = tape.next();
        }

        @Override
        public void send() {
            while (ingress.capacityLeft() <= RESERVE) {
                Thread.onSpinWait();
            }
            view.wrap(text);
            if (decoder.decode(view, 0, text.length, clock.nanos(), EngineInput.CONN) != Decoder.DECODED) {
                throw new IllegalStateException("not taken: " + new String(text));
            }
        }

        @Override
        public int poll() {
            long seen = watcher.seen();
            int came = (int) (seen - answered);
            answered = seen;
            return came;
        }
    }
}
