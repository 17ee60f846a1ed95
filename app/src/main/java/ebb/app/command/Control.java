package ebb.app.command;

import ebb.app.control.ControlClient;
import java.io.IOException;
import java.nio.file.Path;

/** Asks the process that owns a journal directory. */
final class Control {
    /** Name of the socket within the directory. */
    static final String SOCKET = "ebb.sock";

    private Control() {}

    static int ask(Path directory, Path socket, String request) {
        Path at = socket == null ? directory.resolve(SOCKET) : socket;
        try {
            String answer = ControlClient.ask(at, request);
            System.out.println(answer);
            return answer.startsWith("{\"error\"") ? ExitCode.USAGE : ExitCode.OK;
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.VENUE,
                    "no process answers at " + at + " (" + e.getMessage()
                            + "); is one running on this directory? If it hangs, SIGTERM stops it in order");
        }
    }

    static String operator() {
        return word(System.getProperty("user.name", "unknown"));
    }

    /** As one word of a request. */
    static String word(String text) {
        return text.replace(' ', '_');
    }
}
