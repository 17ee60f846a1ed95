package ebb.app.proof;

import ebb.testing.SharedData;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A JVM of its own with the command's flags and this test's class path; runs the {@code ebb} command unless told. */
final class EbbProcess implements AutoCloseable {
    private static final long WAIT_S = 180;

    private final List<String> flags = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Path home = Path.of(System.getProperty("java.home"));
    private String main = "ebb.app.Ebb";
    private String before = "";
    private Path directory;
    private Process process;
    private Path out;
    private Path err;

    /** Runs a test's own main class instead of the command. */
    EbbProcess main(Class<?> type) {
        main = type.getName();
        return this;
    }

    EbbProcess java(Path javaHome) {
        home = javaHome;
        return this;
    }

    EbbProcess flags(List<String> more) {
        flags.addAll(more);
        return this;
    }

    EbbProcess environment(Map<String, String> more) {
        environment.putAll(more);
        return this;
    }

    /** A shell command that runs first in the same process, such as {@code ulimit -f 20000}. */
    EbbProcess after(String shell) {
        before = shell + "; ";
        return this;
    }

    /** Starts it in a directory, where its standard output and error also go. */
    EbbProcess start(Path in, String... arguments) throws IOException {
        directory = Files.createDirectories(in);
        out = Files.createTempFile(directory, "ebb-", ".out");
        err = Path.of(out.toString().replace(".out", ".err"));
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/java").toString());
        command.add("@" + SharedData.repositoryRoot().resolve("app/ebb.jvm"));
        // The command's own heap is for trading; this one shares a machine with others.
        command.addAll(List.of("-Xms64m", "-Xmx768m", "-XX:-AlwaysPreTouch"));
        command.addAll(flags);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main);
        command.addAll(List.of(arguments));
        List<String> whole = new ArrayList<>();
        if (!before.isEmpty()) {
            whole.addAll(List.of("bash", "-c", before + "exec \"$@\"", "bash"));
        }
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .redirectInput(new File("/dev/null"));
        builder.environment().putAll(environment);
        process = builder.start();
        return this;
    }

    /** Waits for its end. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(WAIT_S, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("not over after " + WAIT_S + " s:\n" + errors());
        }
        return process.exitValue();
    }

    /** Waits until something is so; fails when the process ends or time runs out before. */
    void await(String what, BooleanSupplier isSo) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_S);
        while (!isSo.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError(what + " did not happen:\n" + output() + errors());
            }
            process.waitFor(5, TimeUnit.MILLISECONDS);
        }
    }

    /** Lets it go on for a while; fails when it ends by itself before. */
    void stand(int ms) throws InterruptedException {
        if (process.waitFor(ms, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("ended by itself:\n" + output() + errors());
        }
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM. */
    void terminate() {
        process.toHandle().destroy();
    }

    String output() {
        return text(out);
    }

    String errors() {
        return text(err);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
