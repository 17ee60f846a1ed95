package ebb.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether the JVM's compilers rest. While they do not, they take a core from threads that spin on two, for milliseconds at a
 * time, and what is timed is not yet what it will be: warming up ends when they rest, not after a number of calls. One
 * thread.
 */
final class Compilers {
    private static final Path THREADS = Path.of("/proc/self/task");
    private static final long LOOK_NS = 100_000_000L;
    private static final int LOOKS = 3;
    /** Of a look's time; more is work. */
    private static final long IDLE_NS = 2_000_000L;

    private static final long PATIENCE_NS = 8_000_000_000L;

    private final long begunNs = System.nanoTime();
    private long lookedNs = begunNs;
    private long spentNs = spent();
    private int quiet;

    Compilers() {}

    /** Whether they have hardly worked in the last looks, or do not come to rest at all; looks once in a while only. */
    boolean areAtRest() {
        long now = System.nanoTime();
        if (now - lookedNs >= LOOK_NS) {
            lookedNs = now;
            long spent = spent();
            quiet = spent - spentNs <= IDLE_NS ? quiet + 1 : 0;
            spentNs = spent;
        }
        return quiet >= LOOKS || now - begunNs >= PATIENCE_NS;
    }

    /** CPU time of all compiler threads, ns; always 0 where the kernel does not tell. */
    private static long spent() {
        if (!Files.isDirectory(THREADS)) {
            return 0;
        }
        long sum = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(THREADS)) {
            for (Path each : all) {
                sum += spent(each);
            }
        } catch (IOException e) {
            // A look at a directory of the kernel's that failed says nothing; the next one will.
            return 0;
        }
        return sum;
    }

    private static long spent(Path thread) {
        try {
            String name = Files.readString(thread.resolve("comm"));
            if (name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler")) {
                String times = Files.readString(thread.resolve("schedstat"));
                return Long.parseLong(times.substring(0, times.indexOf(' ')));
            }
            return 0;
        } catch (IOException e) {
            // A thread that has ended meanwhile.
            return 0;
        }
    }
}
