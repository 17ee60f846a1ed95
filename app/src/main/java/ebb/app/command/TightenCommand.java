package ebb.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ebb tighten DIR POSITION PRICE}. */
@Command(
        name = "tighten",
        mixinStandardHelpOptions = true,
        description = "Moves a stop closer to the market; widening is refused.")
public final class TightenCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "the journal directory of the running process")
    private Path directory;

    @Parameters(index = "1", paramLabel = "POSITION", description = "its number, as ebb status shows it")
    private long id;

    @Parameters(index = "2", paramLabel = "PRICE", description = "where the stop goes")
    private String price;

    @Option(names = "--reason", description = "why, for the journal", defaultValue = "by hand")
    private String reason;

    @Option(names = "--socket", description = "the control socket, if control.socket moved it")
    private Path socket;

    @Override
    public Integer call() {
        return Control.ask(directory, socket, "tighten " + id + " " + price + " " + Control.operator() + " " + reason);
    }
}
