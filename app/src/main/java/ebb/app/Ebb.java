package ebb.app;

import ebb.app.command.AckCommand;
import ebb.app.command.BacktestCommand;
import ebb.app.command.BackupCommand;
import ebb.app.command.CloseCommand;
import ebb.app.command.ConfigCommand;
import ebb.app.command.ConfirmCommand;
import ebb.app.command.DeclineCommand;
import ebb.app.command.DemoCommand;
import ebb.app.command.DoctorCommand;
import ebb.app.command.ExitCode;
import ebb.app.command.Failure;
import ebb.app.command.GatesCommand;
import ebb.app.command.JournalCommand;
import ebb.app.command.KillCommand;
import ebb.app.command.LabelCommand;
import ebb.app.command.PaperCommand;
import ebb.app.command.RecordCommand;
import ebb.app.command.ReplayCommand;
import ebb.app.command.ReportCommand;
import ebb.app.command.ResumeCommand;
import ebb.app.command.ReviewCommand;
import ebb.app.command.ReviewedCommand;
import ebb.app.command.ScanCommand;
import ebb.app.command.StatusCommand;
import ebb.app.command.TightenCommand;
import ebb.app.command.ValidateCommand;
import ebb.config.ConfigException;
import ebb.journal.JournalException;
import ebb.runtime.BuildInfo;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code ebb} command. */
@Command(
        name = "ebb",
        mixinStandardHelpOptions = true,
        versionProvider = Ebb.Version.class,
        description =
                "A deterministic trading engine: what it decided yesterday it decides again today, byte for byte.",
        subcommands = {
            DemoCommand.class,
            PaperCommand.class,
            RecordCommand.class,
            ReplayCommand.class,
            BacktestCommand.class,
            ValidateCommand.class,
            JournalCommand.class,
            ReportCommand.class,
            ReviewCommand.class,
            KillCommand.class,
            ResumeCommand.class,
            ReviewedCommand.class,
            AckCommand.class,
            StatusCommand.class,
            ScanCommand.class,
            ConfirmCommand.class,
            DeclineCommand.class,
            CloseCommand.class,
            TightenCommand.class,
            LabelCommand.class,
            GatesCommand.class,
            BackupCommand.class,
            DoctorCommand.class,
            ConfigCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  ebb demo                                   a whole session against a local venue, then a report",
            "  ebb backtest --capture FILE --out DIR      a recording through the same engine",
            "  ebb replay DIR                             prove that a journal gives the same bytes again",
            "",
            "Exit codes: 0 ok, 1 internal error, 2 usage, 3 configuration, 4 venue unreachable or refused,",
            "  5 journal damaged, 6 replay diverged, 7 stopped by risk or kill, flat, 8 stopped, not flat, 9 timed out"
        })
public final class Ebb {
    private Ebb() {}

    /** Version of the running build. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"ebb " + BuildInfo.version()};
        }
    }

    /**
     * Runs a command and exits with its code.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /**
     * Runs a command.
     *
     * @param arguments the command line
     * @return the exit code
     */
    public static int run(String... arguments) {
        CommandLine line = new CommandLine(new Ebb());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure));
        line.setExitCodeExceptionMapper(failure -> ExitCode.INTERNAL);
        line.getCommandSpec().exitCodeOnInvalidInput(ExitCode.USAGE);
        return line.execute(arguments);
    }

    /** One line that says what happened and what to do; a trace only for what should not happen. */
    private static int explain(Exception failure) {
        if (failure instanceof Failure expected) {
            System.err.println("ebb: " + expected.getMessage());
            return expected.code();
        }
        if (failure instanceof ConfigException) {
            System.err.println("ebb: " + failure.getMessage());
            return ExitCode.CONFIGURATION;
        }
        if (failure instanceof JournalException journal) {
            System.err.println("ebb: " + journal.getMessage());
            return ExitCode.JOURNAL;
        }
        System.err.println("ebb: internal error; please report it with the trace below");
        failure.printStackTrace(System.err);
        return ExitCode.INTERNAL;
    }
}
