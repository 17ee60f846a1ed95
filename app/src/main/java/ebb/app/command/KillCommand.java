package ebb.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ebb kill DIR}. */
@Command(
        name = "kill",
        mixinStandardHelpOptions = true,
        description = "Stops trading of a running process, latched until ebb resume.",
        footer = {"", "Levels: 1 reduce-only, 2 cancel-and-halt (default; protective stops stay), 3 flatten, 4 sever."})
public final class KillCommand extends ControlCommand {
    @Option(names = "--level", description = "1 to 4 (default: ${DEFAULT-VALUE})", defaultValue = "2")
    private int level;

    @Option(names = "--reason", description = "why, for the journal", defaultValue = "by hand")
    private String reason;

    @Override
    String request() {
        if (level < 1 || level > 4) {
            throw new Failure(ExitCode.USAGE, "--level is 1, 2, 3 or 4, not " + level);
        }
        return "kill " + level + " " + Control.operator() + " " + reason;
    }
}
