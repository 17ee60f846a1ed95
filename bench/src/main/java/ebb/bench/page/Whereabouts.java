package ebb.bench.page;

import ebb.bench.profile.FlameGraph;
import ebb.bench.profile.Profiles;
import ebb.bench.profile.Stacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Where the time of each goal's task goes: its methods by their own share, and a flame graph. */
final class Whereabouts {
    private static final int MOST = 8;

    private final Profiles profiles;

    Whereabouts(Profiles profiles) {
        this.profiles = profiles;
    }

    /**
     * Draws the flame graphs; those of a profile that is no longer there are deleted.
     *
     * @param folder takes them
     * @throws IOException if a profile cannot be read or a picture not be written
     */
    void draw(Path folder) throws IOException {
        for (Goal each : Goals.all()) {
            Optional<Stacks> stacks = profiles.of(each.workload(), each.testCase());
            Path picture = folder.resolve(file(each));
            if (stacks.isPresent()) {
                Files.writeString(picture, FlameGraph.svg(stacks.get(), each.title()));
            } else {
                Files.deleteIfExists(picture);
            }
        }
    }

    private static String file(Goal goal) {
        return "flame-" + Profiles.name(goal.workload(), goal.testCase()) + ".svg";
    }

    /**
     * Writes the section; nothing if there is no profile at all.
     *
     * @throws IOException if a profile cannot be read
     */
    void write(StringBuilder out, String folder, Findings findings) throws IOException {
        StringBuilder section = new StringBuilder();
        for (Goal each : Goals.all()) {
            Optional<Stacks> stacks = profiles.of(each.workload(), each.testCase());
            if (stacks.isPresent()) {
                write(section, folder, each, stacks.get(), findings);
            }
        }
        if (section.length() > 0) {
            out.append("## Where the time goes\n\n");
            out.append("Samples of the flight recorder every 10 ms, in a process of their own (`./ebb-bench profile`):")
                    .append(" the methods at the top of a stack, inlined ones by their own name. What the compiler has")
                    .append(" moved about is told under the neighbour it came to stand beside.\n\n");
            out.append(section);
        }
    }

    private static void write(StringBuilder out, String folder, Goal goal, Stacks stacks, Findings findings) {
        out.append("### ").append(goal.title()).append("\n\n");
        out.append(verdict(goal, findings));
        out.append("| own share | method |\n|---|---|\n");
        for (Stacks.Own each : stacks.own(MOST)) {
            out.append(String.format(Locale.ROOT, "| %.0f %% | `%s` |%n", 100 * each.share(), each.method()));
        }
        out.append("\n[Flame graph](").append(folder).append('/').append(file(goal));
        out.append(String.format(Locale.ROOT, ") of %,d samples.%n%n", stacks.total()));
    }

    private static String verdict(Goal goal, Findings findings) {
        Goal.Outcome must = goal.outcome(goal.must(), findings);
        Goal.Outcome ambitious = goal.outcome(goal.ambitious(), findings);
        return "Must: " + must.text() + ". Ambitious: " + ambitious.text() + ".\n\n";
    }
}
