package ebb.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ebb decline DIR SIGNAL}. */
@Command(
        name = "decline",
        mixinStandardHelpOptions = true,
        description = "Declines a signal that waits for a person, or whose seconds are being counted.")
public final class DeclineCommand extends ControlCommand {
    @Parameters(index = "1", paramLabel = "SIGNAL", description = "its number, as ebb status shows it")
    private long id;

    @Option(names = "--reason", description = "why, for the journal", defaultValue = "by hand")
    private String reason;

    @Override
    String request() {
        return "decline " + id + " " + Control.operator() + " " + reason;
    }
}
