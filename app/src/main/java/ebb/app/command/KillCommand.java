package ebb.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ebb kill DIR}. */
@Command(
        name = "kill",
        mixinStandardHelpOptions = true,
        description = "Stops trading of a running process, latched until ebb resume.",
        footer = {"", "Levels: 1 reduce-only, 2 cancel-and-halt (default; protective stops stay), 3 flatten, 4 sever."})
public final class KillCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "the journal directory of the running process")
    private Path directory;

    @Option(names = "--level", description = "1 to 4 (default: ${DEFAULT-VALUE})", defaultValue = "2")
    private int level;

    @Option(names = "--reason", description = "why, for the journal", defaultValue = "by hand")
    private String reason;

    @Option(names = "--socket", description = "the control socket, if control.socket moved it")
    private Path socket;

    @Override
    public Integer call() {
        if (level < 1 || level > 4) {
            throw new Failure(ExitCode.USAGE, "--level is 1, 2, 3 or 4, not " + level);
        }
        return Control.ask(directory, socket, "kill " + level + " " + Control.operator() + " " + reason);
    }
}
