package ebb.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that is one request to the process that owns a journal directory. */
abstract class ControlCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "the journal directory of the running process")
    private Path directory;

    @Option(names = "--socket", description = "the control socket, if control.socket moved it")
    private Path socket;

    /**
     * What the process is asked.
     *
     * @return words with a blank between
     * @throws Failure if the arguments make no request
     */
    abstract String request();

    @Override
    public final Integer call() {
        return Control.ask(directory, socket, request());
    }
}
