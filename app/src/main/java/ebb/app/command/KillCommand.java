package ebb.app.command;

import ebb.engine.risk.StrategyKills;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ebb kill DIR}. */
@Command(
        name = "kill",
        mixinStandardHelpOptions = true,
        description = "Stops trading of a running process, latched until ebb resume.",
        footer = {
            "",
            "Levels: 1 reduce-only, 2 cancel-and-halt (default; protective stops stay), 3 flatten, 4 sever.",
            "With --strategy that one alone enters nothing, its entries are cancelled and its stops stay; at level 3 its",
            "positions are closed. Others go on. An alert asks what becomes of each position: ebb close or ebb ack."
        })
public final class KillCommand extends ControlCommand {
    @Option(names = "--level", description = "1 to 4 (default: ${DEFAULT-VALUE})", defaultValue = "2")
    private int level;

    @Option(names = "--reason", description = "why, for the journal", defaultValue = "by hand")
    private String reason;

    @Option(names = "--strategy", paramLabel = "NAME", description = "this strategy alone; levels 1 to 3")
    private String strategy;

    @Override
    String request() {
        if (strategy != null && (level < 1 || level > StrategyKills.MOST)) {
            throw new Failure(ExitCode.USAGE, "--level with --strategy is 1, 2 or 3, not " + level);
        }
        if (level < 1 || level > 4) {
            throw new Failure(ExitCode.USAGE, "--level is 1, 2, 3 or 4, not " + level);
        }
        if (strategy != null) {
            return "strategy " + Control.word(strategy) + " kill " + level + " " + Control.operator() + " " + reason;
        }
        return "kill " + level + " " + Control.operator() + " " + reason;
    }
}
