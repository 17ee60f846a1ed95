package ebb.journal;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A second JVM with this one's flags and class path, running {@link ChildMain}. */
final class Child {
    private final Process process;

    private Child(Process process) {
        this.process = process;
    }

    static Child start(String... arguments) throws IOException {
        return start(List.of(), arguments);
    }

    /** Starts the JVM as the last part of another command, such as {@code unshare}. */
    static Child start(List<String> wrapper, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!flag.startsWith("-agentlib") && !flag.startsWith("-javaagent") && !flag.startsWith("-Xmx")) {
                command.add(flag);
            }
        }
        command.add("-Xmx128m");
        // In a namespace of process numbers all JVMs are number 1, and quarrel over one file with words on standard
        // output.
        command.add("-XX:-UsePerfData");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(ChildMain.class.getName());
        command.addAll(List.of(arguments));
        return new Child(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    long pid() {
        return process.pid();
    }

    String line() throws IOException {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))
                .readLine();
    }

    InputStream output() {
        return process.getInputStream();
    }

    /** The last long the child wrote before it died; 0 when there is none. */
    long lastLong() throws IOException {
        long last = 0;
        DataInputStream input = new DataInputStream(process.getInputStream());
        try {
            while (true) {
                last = input.readLong();
            }
        } catch (EOFException e) {
            return last;
        }
    }

    /** Waits for the child to end by itself, but not longer than this. */
    void waitAtMost(long time, TimeUnit unit) throws InterruptedException {
        process.waitFor(time, unit);
    }

    void kill() throws InterruptedException {
        // Through the handle: what the child has written stays readable.
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the child did not end within a minute");
        }
        return process.exitValue();
    }
}
