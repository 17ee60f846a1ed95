package ebb.research.validate;

import ebb.codecs.sbe.ExitWhy;
import ebb.config.EbbConfig;
import ebb.config.Setting;
import ebb.config.SetupReader;
import ebb.research.data.Dataset;
import ebb.research.trade.ClosedTrade;
import ebb.research.trade.EquityCurve;
import ebb.research.trade.RunFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs each variant over each data set and parts what came of it in time. Two variants whose configurations are the same
 * are run once: the same journal comes of the same text.
 */
public final class Validation {
    private final Backtests backtests;
    private final Findings.Options options;
    private final Path journals;
    private final boolean isKept;
    private final Consumer<String> progress;

    /**
     * Prepares a validation.
     *
     * @param backtests runs a variant
     * @param options how it is asked
     * @param journals folder for the runs' journals
     * @param isKept whether they stay; else each goes as soon as it is read
     * @param progress told what is being done
     */
    public Validation(
            Backtests backtests, Findings.Options options, Path journals, boolean isKept, Consumer<String> progress) {
        this.backtests = backtests;
        this.options = options;
        this.journals = journals;
        this.isKept = isKept;
        this.progress = progress;
    }

    /** A run of a configuration. */
    private record Made(String canonical, RunFacts facts, boolean isProved) {}

    /**
     * Runs everything.
     *
     * @param data what is there, at least one
     * @return what it says
     */
    public Findings run(List<Dataset> data) {
        Set<String> present = present(data.get(0));
        List<Variant> variants = Variant.of(present);
        List<Map<String, Made>> runs = new ArrayList<>();
        for (Dataset each : data) {
            runs.add(runs(each, variants, present));
        }
        List<Findings.OfVariant> found = new ArrayList<>();
        for (Variant variant : variants) {
            found.add(new Findings.OfVariant(
                    variant,
                    sameAs(variant, variants, runs),
                    sample(variant, data, runs, true),
                    sample(variant, data, runs, false)));
        }
        List<Findings.Played> played = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            played.add(new Findings.Played(
                    data.get(i), runs.get(i).get(Variant.FULL).facts()));
        }
        List<String> missing = Variant.ENHANCEMENTS.stream()
                .filter(each -> !present.contains(each))
                .toList();
        return new Findings(options, played, found, missing);
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

    private Map<String, Made> runs(Dataset data, List<Variant> variants, Set<String> present) {
        Map<String, Made> byText = new HashMap<>();
        Map<String, Made> byVariant = new LinkedHashMap<>();
        for (Variant variant : variants) {
            EbbConfig config =
                    backtests.config(data, variant.settings(data.kind().answers(), present));
            Made made = byText.get(config.canonical());
            if (made == null) {
                progress.accept("running " + variant.name() + " over " + data.name());
                made = make(config, data, journals.resolve(data.name()).resolve(variant.name()));
                byText.put(config.canonical(), made);
            }
            byVariant.put(variant.name(), made);
        }
        return byVariant;
    }

    private Made make(EbbConfig config, Dataset data, Path journal) {
        try {
            Files.createDirectories(journal.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + journal.getParent(), e);
        }
        Backtests.Played played = backtests.play(config, data, journal);
        RunFacts facts = RunFacts.read(played.run(), new SetupReader());
        if (!isKept) {
            delete(journal);
        }
        return new Made(config.canonical(), facts, played.isProved());
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
    private static String sameAs(Variant variant, List<Variant> variants, List<Map<String, Made>> runs) {
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

    private Sample sample(Variant variant, List<Dataset> data, List<Map<String, Made>> runs, boolean isIn) {
        List<Sample> parts = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            parts.add(part(runs.get(i).get(variant.name()), data.get(i).splitNs(options.split()), isIn));
        }
        return Sample.of(parts);
    }

    /** A trade belongs to the side on which it was opened (NS-VAL-13). None of the data has books. */
    private static Sample part(Made made, long splitNs, boolean isIn) {
        List<ClosedTrade> trades = made.facts().trades().closed().stream()
                .filter(trade -> trade.span().openedNs() < splitNs == isIn)
                .toList();
        EquityCurve curve =
                made.facts().equity().between(isIn ? Long.MIN_VALUE : splitNs, isIn ? splitNs : Long.MAX_VALUE);
        int unprotected = (int) trades.stream()
                .filter(trade -> trade.execution().why() == ExitWhy.UNPROTECTED)
                .count();
        return new Sample(trades, List.of(curve), unprotected + (made.isProved() ? 0 : 1), true);
    }
}
