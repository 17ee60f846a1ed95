package ebb.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ebb resume DIR}, in two steps. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Ends a latched kill, in two steps: first with --arm, then without, within 30 s.")
public final class ResumeCommand extends ControlCommand {
    @Option(names = "--arm", description = "the first step")
    private boolean arm;

    @Option(names = "--reason", description = "why, for the journal", defaultValue = "by hand")
    private String reason;

    @Option(names = "--strategy", paramLabel = "NAME", description = "ends a kill of this strategy alone")
    private String strategy;

    @Override
    String request() {
        if (strategy != null) {
            return "strategy " + Control.word(strategy) + (arm ? " arm " : " resume ") + Control.operator() + " "
                    + reason;
        }
        return (arm ? "arm " : "resume ") + Control.operator() + " " + reason;
    }
}
