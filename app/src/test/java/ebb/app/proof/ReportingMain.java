package ebb.app.proof;

import ebb.app.Ebb;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The {@code ebb} command with a witness beside it: a thread that writes down, again and again, which sequence the
 * journal has acknowledged, for the time after this process was killed.
 */
final class ReportingMain {
    private static final long PAUSE_NS = 200_000;

    private ReportingMain() {}

    /**
     * Runs the command.
     *
     * @param arguments the witness's file, then the command
     */
    public static void main(String[] arguments) throws IOException {
        DataOutputStream witness = new DataOutputStream(
                Files.newOutputStream(Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        Thread thread = new Thread(() -> report(witness), "witness");
        thread.setDaemon(true);
        thread.start();
        String[] command = new String[arguments.length - 1];
        System.arraycopy(arguments, 1, command, 0, command.length);
        System.exit(Ebb.run(command));
    }

    private static void report(DataOutputStream witness) {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        long told = 0;
        while (true) {
            try {
                long acknowledged = (Long) beans.getAttribute(new ObjectName("ebb:type=Journal"), "Journaled");
                if (acknowledged > told) {
                    // One write to the kernel: it outlives this process.
                    witness.writeLong(acknowledged);
                    told = acknowledged;
                }
            } catch (JMException notYet) {
                told = 0;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }
}
