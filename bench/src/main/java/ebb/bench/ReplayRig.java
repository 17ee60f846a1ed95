package ebb.bench;

import ebb.adapters.files.CaptureImporter;
import ebb.app.backtest.Backtest;
import ebb.app.backtest.DemoMarket;
import ebb.bench.row.Kind;
import ebb.bench.row.Row;
import ebb.codecs.sbe.Mode;
import ebb.config.ConfigLoader;
import ebb.config.EbbConfig;
import ebb.config.SetupReader;
import ebb.engine.Engine;
import ebb.engine.EngineSetup;
import ebb.engine.strategy.Strategy;
import ebb.journal.JournalStream;
import ebb.journal.Run;
import ebb.journal.StreamReader;
import ebb.runtime.JournalWalk;
import ebb.runtime.Replay;
import ebb.runtime.ReplayResult;
import ebb.testing.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agrona.DirectBuffer;

/**
 * Journals through the engine at full speed on one core (PERF §11): that of the demo's market, and those made of recorded
 * captures, with one NullSpectre and with up to five of different settings; then many replays side by side. Before time
 * counts the journal is proved: every byte that the engine emits is the one it emitted when the journal was written.
 */
public final class ReplayRig implements Rig {
    private static final String WORKLOAD = "replay";
    private static final String UNIT = "ns/event";
    private static final String PROFILE = "demo";
    private static final int[] SIDE_BY_SIDE = {1, 2, 4};
    private static final String[] CAPTURES = {"binance-usdm-btcusdt-2024-08-08", "binance-spot-btcusdt-2024-08-08"};
    private static final String FRAMES = ".frames.zst";
    private static final long NEVER = -1;

    /** Five systems that decide differently: the plain one, three of the house's profiles, and one that asks less. */
    private static final List<List<String>> SYSTEMS = List.of(
            List.of(),
            List.of("ns.trail=true"),
            List.of("ns.tgt.split=[\"37.5%\",\"37.5%\",\"25%\"]"),
            List.of("ns.con.w=40/30/0/20/10", "ns.use.quality=false", "ns.use.support=false", "ns.use.micro=false"),
            List.of("ns.use.atr-stop=false", "ns.use.kelly=false"));

    private final Map<String, Series> series = new LinkedHashMap<>();
    private final Map<Run, Long> events = new LinkedHashMap<>();

    /** A rig. */
    public ReplayRig() {}

    /** What was found of one contender. */
    private static final class Series {
        private final Row name;
        private final List<Double> times = new ArrayList<>();
        private double bytes = Double.NaN;

        Series(Row name) {
            this.name = name;
        }
    }

    @Override
    public List<Row> run(Settings settings) {
        Path directory = Scratch.make();
        try {
            Map<String, Run> runs = new LinkedHashMap<>();
            runs.put("demo", demo(directory.resolve("demo")));
            for (String name : CAPTURES) {
                Path file = SharedData.directory().resolve("data/frames/" + name + FRAMES);
                if (Files.isReadable(file)) {
                    runs.put(name, capture(directory.resolve(name), file));
                } else {
                    System.err.println("ebb-bench: replay of " + name + " left out, " + file + " is not there");
                }
            }
            runs.values().forEach(run -> events.put(run, prove(run)));
            for (int i = 0; i < settings.rounds(); i++) {
                for (Map.Entry<String, Run> each : runs.entrySet()) {
                    round(each.getKey(), each.getValue(), settings.isQuick());
                }
            }
            return rows(settings.rounds());
        } finally {
            Scratch.remove(directory);
        }
    }

    private void round(String name, Run run, boolean isQuick) {
        String journal = "journal of " + name;
        boolean isDemo = name.equals(PROFILE);
        long half = events.get(run) / 2;
        add(journal + ", read only", "verified scan", Kind.FLOOR, bytes -> scan(run, half, bytes));
        for (int systems = 1; systems <= SYSTEMS.size(); systems++) {
            if (systems == 1 || systems == SYSTEMS.size() || isDemo && !isQuick) {
                int many = systems;
                add(
                        journal + ", " + systems + (systems == 1 ? " system" : " systems"),
                        "ebb",
                        Kind.EBB,
                        bytes -> walk(run, many, half, bytes));
            }
        }
        if (isDemo) {
            for (int side : SIDE_BY_SIDE) {
                add(journal + ", " + side + " side by side", "ebb", Kind.EBB, bytes -> sideBySide(run, side));
            }
        }
    }

    /**
     * Something that goes through events and says how many they were. Bytes begin in the middle: what is made once a run, the
     * analytics of an instrument foremost, is no event's.
     */
    private interface Work {
        long run(Allocated bytes);
    }

    private void add(String testCase, String subject, Kind kind, Work work) {
        Series found = series.computeIfAbsent(
                testCase,
                key -> new Series(new Row(
                        WORKLOAD, testCase, subject, kind, UNIT, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0)));
        Allocated bytes = new Allocated(null);
        bytes.begin();
        long begin = System.nanoTime();
        long many = work.run(bytes);
        long elapsed = System.nanoTime() - begin;
        bytes.end();
        found.times.add((double) elapsed / many);
        double each = bytes.each((int) (many - many / 2));
        found.bytes = Double.isNaN(found.bytes) ? each : Math.min(found.bytes, each);
    }

    private List<Row> rows(int rounds) {
        List<Row> rows = new ArrayList<>();
        for (Series each : series.values()) {
            double[] sorted = each.times.stream()
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
            int half = sorted.length / 2;
            double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
            Row name = each.name;
            rows.add(new Row(
                    name.workload(),
                    name.testCase(),
                    name.subject(),
                    name.kind(),
                    name.unit(),
                    sorted[0],
                    median,
                    Double.NaN,
                    each.bytes,
                    rounds));
        }
        return rows;
    }

    private static EbbConfig config(List<String> settings) {
        return ConfigLoader.load(Mode.BACKTEST, List.of(), PROFILE, settings);
    }

    /** The demo's market as a journal, as {@code ebb backtest --market demo} writes it. */
    static Run demo(Path out) {
        EbbConfig config = config(List.of());
        long seed = config.demo().seed();
        DemoMarket market =
                new DemoMarket(seed, config.demo().hasFaults(), config.demo().marketNs());
        try (Backtest backtest = new Backtest(out, config, seed, market)) {
            market.run(backtest.ingress(), line -> {});
            backtest.finish();
            return backtest.run();
        }
    }

    /** A capture's journal, its lines decoded as a feed would. */
    private static Run capture(Path out, Path file) {
        EbbConfig config = config(List.of("replay.snapshot-complete=true"));
        try (Backtest backtest = new Backtest(out, config, Backtest.noSeed(), (t, b, o, l) -> {})) {
            new CaptureImporter(
                            file,
                            CaptureImporter.venueOf(file),
                            backtest.ingress(),
                            config.isSnapshotComplete(),
                            Optional.empty())
                    .run(line -> {});
            backtest.finish();
            return backtest.run();
        }
    }

    private static long prove(Run run) {
        ReplayResult result = new Replay(run, egress -> new Engine(egress, new SetupReader())::onMessage).prove();
        if (!result.isProof()) {
            throw new IllegalStateException(
                    "the replay of " + run.path() + " is no proof: " + result.difference() + ' ' + result.damage());
        }
        return result.messages();
    }

    private static long scan(Run run, long half, Allocated bytes) {
        long records = 0;
        try (StreamReader in = run.reader(JournalStream.IN)) {
            while (in.next()) {
                if (++records == half) {
                    bytes.begin();
                }
            }
        }
        return records;
    }

    /** The run's own settings with so many systems, their orders and all else made anew. */
    static long walk(Run run, int systems) {
        return walk(run, systems, NEVER, null);
    }

    private static long walk(Run run, int systems, long half, Allocated bytes) {
        long[] applied = {0};
        JournalWalk.walk(
                run, egress -> new Engine(egress, text -> setup(text, systems))::onMessage, new JournalWalk.Visitor() {
                    @Override
                    public boolean onApplied(int templateId, DirectBuffer buffer, int offset, int length) {
                        if (++applied[0] == half) {
                            bytes.begin();
                        }
                        return true;
                    }
                });
        return applied[0];
    }

    static EngineSetup setup(String text, int systems) {
        EngineSetup own = new SetupReader().configure(text);
        List<Strategy> strategies = new ArrayList<>(own.strategies());
        for (List<String> each : SYSTEMS.subList(1, systems)) {
            strategies.addAll(config(each).setup().strategies());
        }
        return new EngineSetup(own.settings(), strategies);
    }

    private static long sideBySide(Run run, int count) {
        long[] events = new long[count];
        Thread[] threads = new Thread[count];
        for (int i = 0; i < count; i++) {
            int at = i;
            threads[i] = new Thread(() -> events[at] = walk(run, 1), "ebb-bench-replay-" + i);
            threads[i].start();
        }
        try {
            for (Thread each : threads) {
                each.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (Arrays.stream(events).anyMatch(each -> each == 0 || each != events[0])) {
            throw new IllegalStateException("replays side by side saw " + Arrays.toString(events) + " events");
        }
        return Arrays.stream(events).sum();
    }
}
