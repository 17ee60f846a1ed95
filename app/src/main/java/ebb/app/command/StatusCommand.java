package ebb.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ebb status DIR}. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Asks a running process how it is.")
public final class StatusCommand implements Callable<Integer> {
    private static final long BEAT_MS = 1_000;

    @Parameters(paramLabel = "DIR", description = "the journal directory of the running process")
    private Path directory;

    @Option(names = "--json", description = "one object on stdout (the only form there is)")
    private boolean json;

    @Option(names = "--socket", description = "the control socket, if control.socket moved it")
    private Path socket;

    @Option(
            names = "--watch",
            description = "stays, says once a second that somebody watches, and shows the signals that wait (NS-LIV-4)")
    private boolean watch;

    @Option(
            names = "--all",
            description =
                    "every instrument, however many; else those with an order or a position and those that rank highest")
    private boolean all;

    @Override
    public Integer call() throws InterruptedException {
        if (!watch) {
            return Control.ask(directory, socket, all ? "status all" : "status");
        }
        // Until it is interrupted, or the process is gone: then asking fails with its exit code.
        while (Control.ask(directory, socket, "beat 1") == ExitCode.OK) {
            Thread.sleep(BEAT_MS);
        }
        return ExitCode.USAGE;
    }
}
