package ebb.app.proof;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The other JDKs of this machine that Ebb supports: {@code -Debb.jdks=DIR:DIR}, else below {@code /usr/lib/jvm}. */
final class Jdks {
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");
    private static final int OLDEST = 17;
    private static final int NEWEST = 25;

    private Jdks() {}

    /** One home for each feature version but this JVM's own, by version. */
    static Map<Integer, Path> others() throws IOException {
        Map<Integer, Path> found = new TreeMap<>();
        for (Path home : homes()) {
            int version = version(home);
            if (version >= OLDEST
                    && version <= NEWEST
                    && version != Runtime.version().feature()) {
                found.putIfAbsent(version, home);
            }
        }
        return found;
    }

    private static List<Path> homes() throws IOException {
        String given = System.getProperty("ebb.jdks", "");
        List<Path> homes = new ArrayList<>();
        if (!given.isBlank()) {
            for (String each : given.split(File.pathSeparator)) {
                homes.add(Path.of(each));
            }
            return homes;
        }
        Path all = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(all)) {
            try (Stream<Path> entries = Files.list(all)) {
                entries.sorted().forEach(homes::add);
            }
        }
        return homes;
    }

    private static int version(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
            return 0;
        }
        Matcher version = VERSION.matcher(Files.readString(release));
        return version.find() ? Integer.parseInt(version.group(1)) : 0;
    }
}
