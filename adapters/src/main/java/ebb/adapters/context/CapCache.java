package ebb.adapters.context;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The file that keeps market caps over a restart. Written whole beside itself and then moved, on a thread of its own: the
 * event loop must not wait for a disk.
 */
final class CapCache implements AutoCloseable {
    private static final long CLOSE_S = 5;

    private final Path file;
    private final ExecutorService writer;

    CapCache(Path directory, CapProvider provider) {
        file = directory.resolve("market-caps-" + (provider.isNumbered() ? "coinmarketcap" : "coingecko") + ".csv");
        writer = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "ebb-caps-cache");
            thread.setDaemon(true);
            return thread;
        });
    }

    Path file() {
        return file;
    }

    /** What was kept, empty if nothing. */
    String read() throws IOException {
        return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    }

    /** Keeps a text instead of the one before; tells what went wrong, on the writer's thread. */
    void write(String text, Consumer<IOException> onFailure) {
        writer.execute(() -> {
            try {
                Files.createDirectories(file.getParent());
                Path fresh = file.resolveSibling(file.getFileName() + ".new");
                Files.writeString(fresh, text, StandardCharsets.UTF_8);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                onFailure.accept(e);
            }
        });
    }

    /** Waits until what was given is written. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            writer.awaitTermination(CLOSE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
