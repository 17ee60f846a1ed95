package ebb.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ebb label DIR SIGNAL VERDICT}: what a person thinks of a signal (NS-REV-1). */
@Command(
        name = "label",
        mixinStandardHelpOptions = true,
        description = "Says what a person thinks of a signal, for the daily review.")
public final class LabelCommand extends ControlCommand {
    @Parameters(index = "1", paramLabel = "SIGNAL", description = "its number, as the journal shows it")
    private long id;

    @Parameters(
            index = "2",
            paramLabel = "VERDICT",
            description = "agree, disagree, worked, failed, coordinated or note")
    private String verdict;

    @Option(names = "--note", description = "why, at most 300 bytes", defaultValue = "")
    private String note;

    @Override
    String request() {
        return "label " + id + " " + verdict + " " + Control.operator() + " " + note;
    }
}
