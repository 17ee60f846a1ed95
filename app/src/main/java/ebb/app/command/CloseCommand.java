package ebb.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ebb close DIR POSITION}. */
@Command(
        name = "close",
        mixinStandardHelpOptions = true,
        description = "Closes a position, or the runner that is left of it, at once; its stop stays until it is flat.")
public final class CloseCommand extends ControlCommand {
    @Parameters(index = "1", paramLabel = "POSITION", description = "its number, as ebb status shows it")
    private long id;

    @Option(names = "--reason", description = "why, for the journal", defaultValue = "by hand")
    private String reason;

    @Override
    String request() {
        return "close " + id + " " + Control.operator() + " " + reason;
    }
}
