package ebb.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ebb resume DIR}, in two steps. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Ends a latched kill, in two steps: first with --arm, then without, within 30 s.")
public final class ResumeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "the journal directory of the running process")
    private Path directory;

    @Option(names = "--arm", description = "the first step")
    private boolean arm;

    @Option(names = "--reason", description = "why, for the journal", defaultValue = "by hand")
    private String reason;

    @Option(names = "--socket", description = "the control socket, if control.socket moved it")
    private Path socket;

    @Override
    public Integer call() {
        return Control.ask(directory, socket, (arm ? "arm " : "resume ") + Control.operator() + " " + reason);
    }
}
