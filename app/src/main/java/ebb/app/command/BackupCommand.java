package ebb.app.command;

import ebb.app.backup.Backup;
import ebb.app.state.Json;
import ebb.journal.JournalSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ebb backup DIR --to TARGET} (NS-ALR-2). */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = "Copies a journal directory, also that of a running process, and reads the copy back.",
        footer = {
            "",
            "Each backup is a new folder of TARGET, named by its instant, and a journal directory itself:",
            "  ebb backup paper-out --to /mnt/backups --keep 7",
            "  ebb journal verify /mnt/backups/ebb-20261121T000500Z",
            "To go back, stop the process and copy such a folder to where the journal was.",
            "ebb paper does it daily where backup.dir is set.",
            "",
            "Exits 5 when no backup was made; nothing half-written is left under a backup's name."
        })
public final class BackupCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "the journal directory")
    private Path directory;

    @Option(names = "--to", paramLabel = "TARGET", required = true, description = "folder of the backups, not in DIR")
    private Path target;

    @Option(
            names = "--keep",
            description = "how many of this journal's newest backups stay, this one counted (default: all)",
            defaultValue = "0")
    private int keep;

    @Option(names = "--also", description = "a file or folder to copy too, such as the file of coins")
    private List<Path> also = new ArrayList<>();

    @Option(
            names = "--free",
            description = "bytes that must stay free at TARGET (default: ${DEFAULT-VALUE}, journal.free-min's)",
            defaultValue = "" + JournalSettings.FREE_MIN_BYTES)
    private long free;

    @Option(names = "--json", description = "one object on stdout")
    private boolean json;

    @Override
    public Integer call() {
        if (keep < 0 || free < 0) {
            throw new Failure(ExitCode.USAGE, "--keep and --free are 0 or more");
        }
        for (Path each : also) {
            if (!Files.exists(each)) {
                throw new Failure(ExitCode.USAGE, each + " of --also is not there");
            }
        }
        Runs.at(directory);
        Backup.Order order = new Backup.Order(directory, also, target, keep, free);
        Backup.Done done = Backup.make(order, Instant.now(), () -> false);
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("backup", done.path().toString());
            tree.put("runs", done.runs());
            tree.put("files", done.files());
            tree.put("bytes", done.bytes());
            tree.put("findings", done.findings());
            tree.put("removed", done.removed());
            System.out.println(Json.line(tree));
        } else {
            System.out.println("backed up " + done.runs() + (done.runs() == 1 ? " run" : " runs") + " and "
                    + done.files() + " files, " + done.bytes() + " bytes, to " + done.path() + "; read back and whole");
            done.findings().forEach(each -> System.err.println("ebb: " + each));
            if (done.removed() > 0) {
                System.out.println("removed " + done.removed() + " older");
            }
        }
        return ExitCode.OK;
    }
}
