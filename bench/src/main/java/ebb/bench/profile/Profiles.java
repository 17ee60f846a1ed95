package ebb.bench.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** A folder of stacks, one file a case. */
public final class Profiles {
    private static final String ENDING = ".folded";

    private final Path directory;

    /**
     * A folder.
     *
     * @param directory may be absent; then it holds nothing
     */
    public Profiles(Path directory) {
        this.directory = directory;
    }

    /** Name of a case's files, without an ending. */
    public static String name(String workload, String testCase) {
        String name = (workload + ' ' + testCase).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return name.endsWith("-") ? name.substring(0, name.length() - 1) : name;
    }

    /**
     * Keeps a case's stacks.
     *
     * @return the file
     * @throws IOException if it cannot be written
     */
    public Path keep(String workload, String testCase, Stacks stacks) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(name(workload, testCase) + ENDING);
        stacks.write(file);
        return file;
    }

    /**
     * A case's stacks; nothing if it was not recorded, or no sample was taken.
     *
     * @throws IOException if the file cannot be read
     */
    public Optional<Stacks> of(String workload, String testCase) throws IOException {
        Path file = directory.resolve(name(workload, testCase) + ENDING);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Stacks stacks = Stacks.read(file);
        return stacks.total() == 0 ? Optional.empty() : Optional.of(stacks);
    }
}
