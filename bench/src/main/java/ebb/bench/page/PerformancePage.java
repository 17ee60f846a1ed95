package ebb.bench.page;

import ebb.bench.profile.Profiles;
import ebb.bench.row.Kind;
import ebb.bench.row.Row;
import ebb.bench.row.RowFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The page: goals, growth, every row, what is noisy, how to reproduce. */
public final class PerformancePage {
    private final Findings findings;
    private final Profiles profiles;
    private final String thrownAway;

    /**
     * A page of rows.
     *
     * @param rows of one run, or of several laid over each other
     * @param profiles where the time went, may hold nothing
     * @param thrownAway what was tried and thrown away, Markdown, may be empty
     */
    public PerformancePage(List<Row> rows, Profiles profiles, String thrownAway) {
        findings = new Findings(rows);
        this.profiles = profiles;
        this.thrownAway = thrownAway;
    }

    /**
     * A page that was made before, from what was kept of it.
     *
     * @param directory holds the files of the runs, {@code *.jsonl}, laid over each other in the order of their names, and
     *     the profiles
     * @param thrownAway what was tried and thrown away, Markdown, may be empty
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it has no rows: there would be no figure on the page
     */
    public static PerformancePage kept(Path directory, String thrownAway) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(directory)) {
            files = entries.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException(
                    "no rows (*.jsonl) in " + directory + "; --kept names the folder of a run's");
        }
        return new PerformancePage(RowFile.read(files), new Profiles(directory), thrownAway);
    }

    /**
     * Writes the page and its pictures, which go to a folder of the page's name beside it.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path page) throws IOException {
        String name = page.getFileName().toString();
        String folder = name.endsWith(".md") ? name.substring(0, name.length() - ".md".length()) : name + ".pictures";
        Path pictures = page.toAbsolutePath().resolveSibling(folder);
        Files.createDirectories(pictures);
        for (Map.Entry<String, Chart> each : new Growth(findings).charts().entrySet()) {
            Path file = pictures.resolve(each.getKey());
            if (each.getValue().isDrawable()) {
                Files.writeString(file, each.getValue().svg());
            } else {
                Files.deleteIfExists(file);
            }
        }
        new Whereabouts(profiles).draw(pictures);
        Files.writeString(page, text(folder));
    }

    /**
     * The page.
     *
     * @param folder of the pictures, seen from the page
     * @throws IOException if a profile cannot be read
     */
    public String text(String folder) throws IOException {
        StringBuilder out = new StringBuilder("# Performance\n\n");
        out.append("Made by `./ebb-bench page` from the rows of a run; no figure here is typed. Of each contender the")
                .append(" minimum over all rounds counts, for a neighbour only adds; `~` marks a row whose median is")
                .append(" more than 1.5 times its minimum. Contenders are interleaved round by round and compared")
                .append(
                        " before time counts: decoded longs, tops of books, studies to a millionth, a journal's bytes.\n\n");
        machine(out);
        goals(out);
        new Whereabouts(profiles).write(out, folder, findings);
        growth(out, folder);
        new LongRuns(findings).write(out);
        rows(out);
        noisy(out);
        reproduce(out);
        if (!thrownAway.isBlank()) {
            out.append("## What was tried and thrown away\n\n")
                    .append(thrownAway.strip())
                    .append('\n');
        }
        return out.toString();
    }

    private void machine(StringBuilder out) {
        out.append("## The run\n\n| | |\n|---|---|\n");
        for (Row each : findings.rows()) {
            if (each.kind() == Kind.FACT) {
                out.append("| ").append(Text.cell(each.testCase())).append(" | ");
                out.append(Text.cell(each.isFailure() ? each.subject() : findings.fact(each.testCase())))
                        .append(" |\n");
            }
        }
        out.append('\n');
    }

    private void goals(StringBuilder out) {
        List<String> lines = new ArrayList<>();
        int must = 0;
        int ambitious = 0;
        int known = 0;
        for (Goal each : Goals.all()) {
            Goal.Outcome least = each.outcome(each.must(), findings);
            Goal.Outcome most = each.outcome(each.ambitious(), findings);
            known += least.isKnown() ? 1 : 0;
            must += least.isMet() ? 1 : 0;
            ambitious += most.isMet() ? 1 : 0;
            lines.add(line(each, least, most));
        }
        out.append("## Goals\n\n");
        out.append(String.format(
                "Of %d goals %d were measured; \"must\" is met by %d of them, \"ambitious, still physical\" by %d.%n%n",
                lines.size(), known, must, ambitious));
        out.append("| task | Ebb | best peer | Ebb to peer | floor | Ebb to floor | B/op | must | ambitious |\n");
        out.append("|---|---|---|---|---|---|---|---|---|\n");
        lines.forEach(out::append);
        out.append('\n').append(Goals.NOTE).append("\n\n");
    }

    private String line(Goal goal, Goal.Outcome must, Goal.Outcome ambitious) {
        Optional<Row> ebb = goal.ebb(findings);
        Optional<Row> peer = findings.bestPeer(goal.workload(), goal.testCase());
        Optional<Row> floor = goal.floor(findings);
        return String.join(
                        " | ",
                        "| " + goal.title(),
                        ebb.map(Text::least).orElse("–"),
                        peer.map(each -> each.subject() + ' ' + Text.least(each))
                                .orElse("–"),
                        ratio(ebb, peer),
                        floor.map(each -> each.subject() + ' ' + Text.least(each))
                                .orElse("–"),
                        ratio(ebb, floor),
                        ebb.map(each -> Text.bytes(each.bytesPerOp())).orElse("–"),
                        must.text(),
                        ambitious.text() + " |")
                + '\n';
    }

    private static String ratio(Optional<Row> ebb, Optional<Row> other) {
        return ebb.isEmpty() || other.isEmpty()
                ? "–"
                : Text.figure(ebb.get().min() / other.get().min());
    }

    private void growth(StringBuilder out, String folder) {
        out.append("## How cost grows\n\n");
        new Growth(findings).charts().forEach((file, chart) -> {
            if (chart.isDrawable()) {
                out.append("![")
                        .append(chart.title())
                        .append("](")
                        .append(folder)
                        .append('/');
                out.append(file).append(")\n\n");
            } else {
                out.append(chart.title()).append(": not measured in this run.\n\n");
            }
        });
    }

    private void rows(StringBuilder out) {
        out.append("## Every row\n\n");
        Map<String, List<Row>> workloads = new LinkedHashMap<>();
        for (Row each : findings.rows()) {
            if (each.kind() != Kind.FACT && !LongRuns.isTold(each)) {
                workloads
                        .computeIfAbsent(each.workload(), key -> new ArrayList<>())
                        .add(each);
            }
        }
        workloads.forEach((name, rows) -> {
            out.append("### ").append(name).append("\n\n");
            out.append("| case | subject | kind | unit | min | median | p99 | B/op | rounds |\n");
            out.append("|---|---|---|---|---|---|---|---|---|\n");
            rows.stream().map(PerformancePage::line).forEach(out::append);
            out.append('\n');
        });
    }

    private static String line(Row row) {
        return String.join(
                        " | ",
                        "| " + Text.cell(row.testCase()),
                        Text.cell(row.subject()),
                        row.kind().text(),
                        row.unit(),
                        Text.figure(row.min()),
                        Text.figure(row.median()) + (row.isNoisy() ? " ~" : ""),
                        Text.figure(row.p99()),
                        Double.isNaN(row.bytesPerOp()) ? "–" : Text.bytes(row.bytesPerOp()),
                        row.rounds() + " |")
                + '\n';
    }

    private void noisy(StringBuilder out) {
        List<Row> noisy = findings.rows().stream().filter(Row::isNoisy).toList();
        out.append("## What is noisy\n\n");
        if (noisy.isEmpty()) {
            out.append("No row: each median is within 1.5 times its minimum.\n\n");
            return;
        }
        out.append("Median over minimum above 1.5: to be run again rather than quoted.\n\n");
        for (Row each : noisy) {
            out.append("- ")
                    .append(each.workload())
                    .append(", ")
                    .append(each.testCase())
                    .append(", ");
            out.append(each.subject())
                    .append(": ")
                    .append(Text.figure(each.noise()))
                    .append("\n");
        }
        out.append('\n');
    }

    private void reproduce(StringBuilder out) {
        out.append("## How to reproduce\n\n```sh\n");
        out.append(findings.fact("command")).append("\n./ebb-bench page FILE --out docs/performance.md\n```\n\n");
        out.append(
                        "A JDK is all that is needed; the first call builds. Leave the machine alone meanwhile: the rigs spin")
                .append(
                        " on two cores, and a hop follows the placement the hypervisor gives it, so compare it only with")
                .append(
                        " the cache line of the same run; after minutes of two busy cores it may hold them to less, which the")
                .append(" stolen share tells. `EBB_JAVA_OPTS` adds flags, `JAVA_HOME` chooses the JDK,")
                .append(" `--rounds` the rounds. Recorded captures are looked for in `-Debb.shared`, else beside the")
                .append(" repository, and left out by name where they are absent.\n\n");
        out.append(
                        "The rows and profiles that this page was made of are kept in `docs/performance/rows`: `./ebb-bench page`")
                .append(" makes it again from them, and a test holds the page against that.\n\n");
        out.append("Peers are libraries at the versions pinned in `pom.xml`, each with its reason and licence; what is")
                .append(" timed of each is in `ebb.bench.peer`.\n\n");
    }
}
