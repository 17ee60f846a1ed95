package ebb.research.validate;

import ebb.config.EbbConfig;
import ebb.config.Setting;
import ebb.research.data.Dataset;
import ebb.research.data.Tape;
import ebb.research.trade.ClosedTrade;
import ebb.research.trade.ShadowRules;
import ebb.research.trade.ShadowTrades;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs each variant over each session of each data set and parts what came of it in time. Two variants whose configurations are
 * the same are run once: the same journal comes of the same text. Runs share nothing, so several go at once and what is found is the
 * same however many do.
 */
public final class Validation {
    private final Backtests backtests;
    private final Findings.Options options;
    private final Path journals;
    private final boolean isKept;
    private final int workers;
    private final Consumer<String> progress;

    /**
     * Prepares a validation.
     *
     * @param backtests runs a variant
     * @param options how it is asked
     * @param journals folder for the runs' journals
     * @param isKept whether they stay; else each goes as soon as it is read
     * @param workers runs at once, 1 or more
     * @param progress told what is being done, by any thread
     */
    public Validation(
            Backtests backtests,
            Findings.Options options,
            Path journals,
            boolean isKept,
            int workers,
            Consumer<String> progress) {
        this.backtests = backtests;
        this.options = options;
        this.journals = journals;
        this.isKept = isKept;
        this.workers = workers;
        this.progress = progress;
    }

    /**
     * Runs everything.
     *
     * @param data what is there, at least one
     * @return what it says
     */
    public Findings run(List<Dataset> data) {
        Set<String> present = present(data.get(0));
        List<Variant> variants = Variant.of(present);
        List<Map<String, Ran>> runs = new ArrayList<>();
        for (Dataset each : data) {
            runs.add(runs(each, variants, present));
        }
        List<Findings.Played> played = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            played.add(new Findings.Played(data.get(i), runs.get(i).get(Variant.FULL)));
        }
        List<String> missing = Variant.ENHANCEMENTS.stream()
                .filter(each -> !present.contains(each))
                .toList();
        return new Findings(
                options, played, found(variants, data, runs, false), found(variants, data, runs, true), missing);
    }

    /** What the variants came to over the controls, or over the others; nothing where there are none. */
    private List<Findings.OfVariant> found(
            List<Variant> variants, List<Dataset> all, List<Map<String, Ran>> allRuns, boolean areControls) {
        List<Dataset> data = new ArrayList<>();
        List<Map<String, Ran>> runs = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).kind().isControl() == areControls) {
                data.add(all.get(i));
                runs.add(allRuns.get(i));
            }
        }
        List<Findings.OfVariant> found = new ArrayList<>();
        for (Variant variant : data.isEmpty() ? List.<Variant>of() : variants) {
            found.add(new Findings.OfVariant(
                    variant,
                    sameAs(variant, variants, runs),
                    sample(variant, data, runs, true),
                    sample(variant, data, runs, false)));
        }
        return found;
    }

    /** The enhancements that this build's configuration can switch. */
    private Set<String> present(Dataset data) {
        Set<String> present = new TreeSet<>();
        for (Setting setting : backtests.config(data, List.of()).settings()) {
            if (setting.key().startsWith(Variant.SWITCHES)) {
                present.add(setting.key().substring(Variant.SWITCHES.length()));
            }
        }
        return present;
    }

    /** By variant; those of equal configuration have the same. */
    private Map<String, Ran> runs(Dataset data, List<Variant> variants, Set<String> present) {
        Map<String, String> textOf = new LinkedHashMap<>();
        Map<String, List<Workers.Job<Ran.Session>>> jobs = new LinkedHashMap<>();
        for (Variant variant : variants) {
            EbbConfig config =
                    backtests.config(data, variant.settings(data.kind().answers(), present));
            textOf.put(variant.name(), config.canonical());
            jobs.computeIfAbsent(config.canonical(), text -> sessions(variant, config, data));
        }
        List<Workers.Job<Ran.Session>> all =
                jobs.values().stream().flatMap(List::stream).toList();
        List<Ran.Session> done = Workers.run(workers, all);
        Map<String, Ran> byText = new LinkedHashMap<>();
        int from = 0;
        for (Map.Entry<String, List<Workers.Job<Ran.Session>>> each : jobs.entrySet()) {
            int to = from + each.getValue().size();
            byText.put(each.getKey(), new Ran(done.subList(from, to)));
            from = to;
        }
        Map<String, Ran> byVariant = new LinkedHashMap<>();
        textOf.forEach((variant, text) -> byVariant.put(variant, byText.get(text)));
        return byVariant;
    }

    private List<Workers.Job<Ran.Session>> sessions(Variant variant, EbbConfig config, Dataset data) {
        List<Workers.Job<Ran.Session>> jobs = new ArrayList<>();
        Path folder = journals.resolve(data.name()).resolve(variant.name());
        boolean isOnly = data.sessions().size() == 1;
        for (Tape session : data.sessions()) {
            String name = session.symbol(0);
            jobs.add(() -> {
                progress.accept("running " + variant.name() + " over " + (isOnly ? data.name() : name));
                return make(config, data, session, isOnly ? folder : folder.resolve(name));
            });
        }
        return jobs;
    }

    private Ran.Session make(EbbConfig config, Dataset data, Tape session, Path journal) {
        try {
            Files.createDirectories(journal.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + journal.getParent(), e);
        }
        Backtests.Played played = backtests.play(config, session, data.fees(), journal);
        if (!isKept) {
            delete(journal);
        }
        List<ShadowTrades.Shadow> shadows =
                ShadowTrades.of(session, played.facts().trades(), ShadowRules.of(config, data.fees()));
        return new Ran.Session(played.facts(), shadows, played.isProved());
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder + "; remove it by hand", e);
        }
    }

    /** The full variant is whom another is said to equal; else the first of those before it. */
    private static String sameAs(Variant variant, List<Variant> variants, List<Map<String, Ran>> runs) {
        if (variant.name().equals(Variant.FULL)) {
            return "";
        }
        List<String> others = new ArrayList<>(List.of(Variant.FULL));
        variants.stream()
                .map(Variant::name)
                .takeWhile(name -> !name.equals(variant.name()))
                .forEach(others::add);
        for (String other : others) {
            boolean isSame = runs.stream().allMatch(run -> run.get(other) == run.get(variant.name()));
            if (isSame) {
                return other;
            }
        }
        return "";
    }

    private Sample sample(Variant variant, List<Dataset> data, List<Map<String, Ran>> runs, boolean isIn) {
        List<Sample> parts = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            parts.add(part(runs.get(i).get(variant.name()), data.get(i), isIn));
        }
        return Sample.of(parts);
    }

    /** A trade belongs to the side on which it was opened (NS-VAL-13). None of the data has books. */
    private Sample part(Ran ran, Dataset data, boolean isIn) {
        long splitNs = data.splitNs(options.split());
        long fromNs = isIn ? Long.MIN_VALUE : splitNs;
        long toNs = isIn ? splitNs : Long.MAX_VALUE;
        List<ClosedTrade> trades = ran.closed()
                .filter(trade -> isWithin(trade, fromNs, toNs))
                .map(trade -> Tagging.tagged(trade, data))
                .toList();
        List<ShadowTrades.Shadow> shadows = ran.shadows()
                .filter(shadow -> isWithin(shadow.trade(), fromNs, toNs))
                .map(shadow -> new ShadowTrades.Shadow(shadow.signal(), Tagging.tagged(shadow.trade(), data)))
                .toList();
        return new Sample(trades, shadows, List.of(ran.equity(fromNs, toNs)), ran.faults(fromNs, toNs), true);
    }

    private static boolean isWithin(ClosedTrade trade, long fromNs, long toNs) {
        return trade.span().openedNs() >= fromNs && trade.span().openedNs() < toNs;
    }
}
