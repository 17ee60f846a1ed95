package ebb.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ebb reviewed DIR}: a person has looked at the losses (NS-RSK-4, NS-RSK-9). */
@Command(
        name = "reviewed",
        mixinStandardHelpOptions = true,
        description = "Says that a person has looked at the losses: a strategy that paused for them enters again.")
public final class ReviewedCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "the journal directory of the running process")
    private Path directory;

    @Option(names = "--reason", description = "what was found, for the journal", defaultValue = "reviewed")
    private String reason;

    @Option(names = "--socket", description = "the control socket, if control.socket moved it")
    private Path socket;

    @Override
    public Integer call() {
        return Control.ask(directory, socket, "reviewed " + Control.operator() + " " + reason);
    }
}
