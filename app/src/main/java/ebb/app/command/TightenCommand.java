package ebb.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ebb tighten DIR POSITION PRICE}. */
@Command(
        name = "tighten",
        mixinStandardHelpOptions = true,
        description = "Moves a stop closer to the market; widening is refused.")
public final class TightenCommand extends ControlCommand {
    @Parameters(index = "1", paramLabel = "POSITION", description = "its number, as ebb status shows it")
    private long id;

    @Parameters(index = "2", paramLabel = "PRICE", description = "where the stop goes")
    private String price;

    @Option(names = "--reason", description = "why, for the journal", defaultValue = "by hand")
    private String reason;

    @Override
    String request() {
        return "tighten " + id + " " + price + " " + Control.operator() + " " + reason;
    }
}
