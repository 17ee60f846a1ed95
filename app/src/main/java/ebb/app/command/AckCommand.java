package ebb.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ebb ack DIR [ID]}: an alert was seen (NS-ALR-1). */
@Command(
        name = "ack",
        mixinStandardHelpOptions = true,
        description = "Acknowledges an alert, or all: what is critical is told again each minute until then.")
public final class AckCommand extends ControlCommand {
    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ID",
            defaultValue = "all",
            description = "number of the alert, as the log tells it (default: ${DEFAULT-VALUE})")
    private String id;

    @Option(names = "--reason", description = "why, for the journal", defaultValue = "seen")
    private String reason;

    @Override
    String request() {
        return "ack " + id + " " + Control.operator() + " " + reason;
    }
}
