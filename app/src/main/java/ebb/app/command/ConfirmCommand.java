package ebb.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ebb confirm DIR SIGNAL}. */
@Command(
        name = "confirm",
        mixinStandardHelpOptions = true,
        description = "Enters a signal that waits for a person, at the prices of now.")
public final class ConfirmCommand extends ControlCommand {
    @Parameters(index = "1", paramLabel = "SIGNAL", description = "its number, as ebb status shows it")
    private long id;

    @Option(names = "--reason", description = "why, for the journal", defaultValue = "by hand")
    private String reason;

    @Override
    String request() {
        return "confirm " + id + " " + Control.operator() + " " + reason;
    }
}
