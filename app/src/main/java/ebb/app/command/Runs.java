package ebb.app.command;

import ebb.journal.Run;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the run that a command's DIR means. */
final class Runs {
    private Runs() {}

    /** DIR itself if it is a run, else its last one. */
    static Run at(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new Failure(
                    ExitCode.USAGE, directory + " is not a directory; give a journal directory or one of its runs");
        }
        return Run.at(directory);
    }
}
