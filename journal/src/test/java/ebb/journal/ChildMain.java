package ebb.journal;

import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.openhft.chronicle.wire.DocumentContext;

/** What the second JVM of a test does; its standard output is read by {@link Child}. */
public final class ChildMain {
    private static final JournalSettings SMALL =
            new JournalSettings(Durability.PAGE_CACHE, 1, 1 << 20, 0, true, true, JournalSettings.AHEAD_BYTES);

    private ChildMain() {}

    /**
     * Runs one of the acts.
     *
     * @param arguments the act, the journal directory, what the act needs
     * @throws Exception whatever goes wrong
     */
    public static void main(String[] arguments) throws Exception {
        Path dir = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "refused" -> refused(dir);
            case "hold" -> hold(dir);
            case "append" -> append(dir, Long.parseLong(arguments[2]));
            case "die-inside" -> dieInside(dir, Long.parseLong(arguments[2]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void refused(Path dir) {
        try (JournalDirectory journal = JournalDirectory.open(dir)) {
            System.out.println("OPENED " + journal.epoch());
        } catch (JournalException e) {
            Matcher pid = Pattern.compile("pid \\d+").matcher(e.getMessage());
            System.out.println(e.kind() + (pid.find() ? " " + pid.group() : ""));
        }
    }

    private static void hold(Path dir) throws IOException {
        try (JournalDirectory journal = JournalDirectory.open(dir)) {
            System.out.println(journal.epoch() > 0 ? "HELD" : "NO EPOCH");
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }

    /** Appends until killed; each acknowledged number goes out as eight bytes in one system call. */
    private static void append(Path dir, long seed) throws IOException {
        Records records = new Records(seed);
        try (JournalDirectory journal = JournalDirectory.open(dir)) {
            journal.inspect();
            try (LiveRun live = journal.newRun(SMALL);
                    StreamWriter writer = live.writer(JournalStream.IN, journal.nextNumber(JournalStream.IN));
                    FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
                ByteBuffer acknowledged = ByteBuffer.allocate(Long.BYTES);
                while (true) {
                    int length = records.make(writer.lastNumber() + 1);
                    long number = writer.append(records.buffer(), 0, length);
                    acknowledged.putLong(0, number);
                    out.write(acknowledged.array());
                }
            }
        }
    }

    /** Dies with a record begun and not finished, as a process does that is killed there. */
    private static void dieInside(Path dir, long seed) throws IOException {
        Records records = new Records(seed);
        JournalDirectory journal = JournalDirectory.open(dir);
        journal.inspect();
        StreamWriter writer = journal.newRun(SMALL).writer(JournalStream.IN, journal.nextNumber(JournalStream.IN));
        records.append(writer, 100);
        DataOutputStream out = new DataOutputStream(System.out);
        out.writeLong(writer.lastNumber());
        out.flush();
        DocumentContext document = writer.queue().appender().writingDocument();
        document.wire().bytes().writeLong(42);
        Runtime.getRuntime().halt(9);
    }
}
