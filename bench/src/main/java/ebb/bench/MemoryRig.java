package ebb.bench;

import ebb.adapters.venuesim.fault.FaultScript;
import ebb.adapters.venuesim.market.Cadence;
import ebb.adapters.venuesim.market.Scenario;
import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.market.SyntheticMarket;
import ebb.app.backtest.DemoMarket;
import ebb.bench.row.Row;
import ebb.codecs.sbe.Durability;
import ebb.codecs.sbe.Mode;
import ebb.config.ConfigLoader;
import ebb.config.EbbConfig;
import ebb.config.SetupReader;
import ebb.engine.Engine;
import ebb.runtime.Commands;
import ebb.runtime.RunStart;
import ebb.runtime.StraightLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What memory a whole venue takes: an hour of a market of 512 symbols, trades, books and all, through decoders and engine as
 * fast as it goes, nothing journaled. Each ten minutes of market: what the process has resident, and what of the heap is
 * in use. At the end what the engine holds for a symbol: what is free once it is gone.
 *
 * <p>The market that is played lives in the same heap; its share is told.
 */
public final class MemoryRig implements Rig {
    private static final String WORKLOAD = "memory";
    private static final String MEBIBYTES = "MiB";
    private static final double MEBI = 1 << 20;
    private static final double KIBI = 1 << 10;
    private static final double MINUTES = 60;
    private static final double QUICK_MINUTES = 1;
    private static final int TEN = 10;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long SEED = 7;
    private static final String PROFILE = "demo";
    private static final int COLLECTIONS = 3;

    private final List<Row> rows = new ArrayList<>();
    private String name;
    private DemoMarket market;
    private Engine engine;
    private StraightLoop loop;
    private long lines;
    private int minutesTold;

    /** A rig. */
    public MemoryRig() {}

    @Override
    public List<Row> run(Settings settings) {
        int symbols = settings.load().symbols();
        double minutes = settings.load().minutes(settings.isQuick() ? QUICK_MINUTES : MINUTES);
        name = String.format(Locale.ROOT, "%d symbols, %.0f min of market", symbols, minutes);
        EbbConfig config = ConfigLoader.load(
                Mode.BACKTEST, List.of(), PROFILE, List.of("ns.use.cap=false", "ns.uni.min-volume=0"));
        double before = collected();
        market = new DemoMarket(
                Scenario.crowd(SimVenue.BINANCE_USDM, symbols).with(Cadence.REAL), SEED, FaultScript.none(), (long)
                        (minutes * MINUTE_NS));
        start(config);
        long begun = System.nanoTime();
        market.run(loop, line -> onLine(line, symbols));
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (engine.instruments() != symbols) {
            throw new IllegalStateException(engine.instruments() + " instruments of " + symbols);
        }
        sample("at the end");
        add("lines played", "lines", lines);
        add("played in", "s", seconds);
        books(symbols);
        // The market goes first, then the engine: what each leaves is what it held.
        double both = collected();
        market = null;
        double alone = collected();
        engine = null;
        loop = null;
        double neither = collected();
        add("the played market's own share", MEBIBYTES, (both - alone) / MEBI);
        add("engine, whole", MEBIBYTES, (alone - neither) / MEBI);
        add("engine, a symbol", "KiB", (alone - neither) / KIBI / symbols);
        add("the process before it, heap and direct", MEBIBYTES, before / MEBI);
        return rows;
    }

    private void start(EbbConfig config) {
        // Requests go to the market until it is let go.
        loop = new StraightLoop(null, 1, (templateId, buffer, offset, length) -> {
            if (market != null) {
                market.onOutbound(templateId, buffer, offset, length);
            }
        });
        engine = new Engine(loop.egress(), new SetupReader());
        loop.engine((buffer, offset, length) -> engine.onMessage(buffer, offset, length));
        long startNs = SyntheticMarket.DEMO_START_NS;
        new RunStart(loop, startNs)
                .write(new RunStart.Facts(
                        1,
                        1,
                        Mode.BACKTEST,
                        Durability.PAGE_CACHE,
                        startNs,
                        SEED,
                        config.profile(),
                        config.canonical()));
        new Commands(loop, () -> engine.nowNs()).reconciled();
    }

    private void onLine(long line, int symbols) {
        lines = line;
        int minute = (int) ((engine.nowNs() - SyntheticMarket.DEMO_START_NS) / MINUTE_NS);
        if (minute <= minutesTold) {
            return;
        }
        minutesTold = minute;
        System.err.printf(
                Locale.ROOT, "ebb-bench: memory, %d symbols: minute %d of market, %,d lines%n", symbols, minute, line);
        if (minute % TEN == 0) {
            sample("after " + minute + " min");
        }
    }

    private void sample(String when) {
        add("resident " + when, MEBIBYTES, status("VmRSS:"));
        add("heap and direct in use " + when, MEBIBYTES, collected() / MEBI);
    }

    private void books(int symbols) {
        long sum = 0;
        long most = 0;
        for (int id = 0; id < symbols; id++) {
            long bytes = engine.market(id).book().book().bytes();
            sum += bytes;
            most = Math.max(most, bytes);
        }
        add("levels of a book, mean", "KiB", sum / KIBI / symbols);
        add("levels of a book, most", "KiB", most / KIBI);
    }

    private void add(String what, String unit, double value) {
        if (!Double.isNaN(value)) {
            rows.add(Row.once(WORKLOAD, name, what, unit, value));
        }
    }

    /** Bytes in use once what nobody needs is gone; direct memory goes with the objects that stand for it. */
    private static double collected() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        long direct = 0;
        for (BufferPoolMXBean each : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            direct += each.getName().equals("direct") ? each.getMemoryUsed() : 0;
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + direct;
    }

    /** A figure of the kernel's, MiB; {@code NaN} where there is no such file. */
    private static double status(String key) {
        Path file = Path.of("/proc/self/status");
        if (!Files.isReadable(file)) {
            return Double.NaN;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith(key)) {
                    return Long.parseLong(line.substring(key.length())
                                    .replace("kB", "")
                                    .strip())
                            / KIBI;
                }
            }
            return Double.NaN;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
