package ebb.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ebb decline DIR SIGNAL}. */
@Command(
        name = "decline",
        mixinStandardHelpOptions = true,
        description = "Declines a signal that waits for a person, or whose seconds are being counted.")
public final class DeclineCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "the journal directory of the running process")
    private Path directory;

    @Parameters(index = "1", paramLabel = "SIGNAL", description = "its number, as ebb status shows it")
    private long id;

    @Option(names = "--reason", description = "why, for the journal", defaultValue = "by hand")
    private String reason;

    @Option(names = "--socket", description = "the control socket, if control.socket moved it")
    private Path socket;

    @Override
    public Integer call() {
        return Control.ask(directory, socket, "decline " + id + " " + Control.operator() + " " + reason);
    }
}
