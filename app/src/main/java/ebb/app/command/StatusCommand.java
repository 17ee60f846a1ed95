package ebb.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ebb status DIR}. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Asks a running process how it is.")
public final class StatusCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "the journal directory of the running process")
    private Path directory;

    @Option(names = "--json", description = "one object on stdout (the only form there is)")
    private boolean json;

    @Option(names = "--socket", description = "the control socket, if control.socket moved it")
    private Path socket;

    @Override
    public Integer call() {
        return Control.ask(directory, socket, "status");
    }
}
