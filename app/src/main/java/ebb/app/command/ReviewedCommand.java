package ebb.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ebb reviewed DIR}: a person has looked at the losses (NS-RSK-4, NS-RSK-9). */
@Command(
        name = "reviewed",
        mixinStandardHelpOptions = true,
        description = "Says that a person has looked at the losses: a strategy that paused for them enters again.")
public final class ReviewedCommand extends ControlCommand {
    @Option(names = "--reason", description = "what was found, for the journal", defaultValue = "reviewed")
    private String reason;

    @Override
    String request() {
        return "reviewed " + Control.operator() + " " + reason;
    }
}
