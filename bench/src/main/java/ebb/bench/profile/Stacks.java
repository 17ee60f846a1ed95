package ebb.bench.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sampled stacks and how often each was seen, in the order of their text: {@code outer;inner;innermost 12}, a line each,
 * which is what flame graph tools call folded.
 */
public final class Stacks {
    private static final String BETWEEN = ";";

    private final Map<String, Long> counts = new TreeMap<>();
    private long total;

    /** No stack yet. */
    public Stacks() {}

    /**
     * A method and its own share.
     *
     * @param method class and name
     * @param samples in which it was the innermost
     * @param share of all samples, 0 to 1
     */
    public record Own(String method, long samples, double share) {}

    /**
     * Counts a stack.
     *
     * @param frames outermost first; an empty list counts for nothing
     * @param samples how often it was seen
     */
    public void add(List<String> frames, long samples) {
        if (!frames.isEmpty() && samples > 0) {
            counts.merge(String.join(BETWEEN, frames), samples, Long::sum);
            total += samples;
        }
    }

    /** Counts another's stacks beside these. */
    public void addAll(Stacks others) {
        others.counts.forEach((stack, samples) -> add(List.of(frames(stack)), samples));
    }

    /**
     * Only the stacks that pass through a method, from that method on.
     *
     * @param method class and name
     */
    public Stacks under(String method) {
        Stacks found = new Stacks();
        counts.forEach((stack, samples) -> {
            List<String> frames = List.of(frames(stack));
            int at = frames.indexOf(method);
            if (at >= 0) {
                found.add(frames.subList(at, frames.size()), samples);
            }
        });
        return found;
    }

    /** All samples. */
    public long total() {
        return total;
    }

    /** Stacks as text, to how often they were seen. */
    public Map<String, Long> counts() {
        return counts;
    }

    /** Frames of a stack, outermost first. */
    static String[] frames(String stack) {
        return stack.split(BETWEEN);
    }

    /**
     * Methods by the samples in which they were the innermost, the most first.
     *
     * @param most how many
     */
    public List<Own> own(int most) {
        Map<String, Long> own = new LinkedHashMap<>();
        counts.forEach(
                (stack, samples) -> own.merge(stack.substring(stack.lastIndexOf(BETWEEN) + 1), samples, Long::sum));
        List<Own> all = new ArrayList<>();
        own.forEach((method, samples) -> all.add(new Own(method, samples, (double) samples / total)));
        all.sort(Comparator.comparingLong(Own::samples).reversed().thenComparing(Own::method));
        return all.subList(0, Math.min(most, all.size()));
    }

    /**
     * Writes them, a line each.
     *
     * @throws IOException if the file cannot be written
     */
    public void write(Path file) throws IOException {
        StringBuilder out = new StringBuilder();
        counts.forEach((stack, samples) ->
                out.append(stack).append(' ').append(samples).append('\n'));
        Files.writeString(file, out);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if it cannot be read, or a line is not a stack and a number; the message names the line
     */
    public static Stacks read(Path file) throws IOException {
        Stacks stacks = new Stacks();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            int cut = line.lastIndexOf(' ');
            if (cut < 1 || !line.substring(cut + 1).matches("\\d{1,18}")) {
                throw new IOException(file + ", line " + number + ": a stack and a number are wanted, not " + line);
            }
            stacks.add(List.of(frames(line.substring(0, cut))), Long.parseLong(line.substring(cut + 1)));
        }
        return stacks;
    }
}
