package ebb.app.command;

import ebb.app.state.Json;
import ebb.app.state.Reviews;
import ebb.desk.ledger.Ledger;
import ebb.research.review.ReviewText;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ebb review DIR}. */
@Command(
        name = "review",
        mixinStandardHelpOptions = true,
        description =
                "One day of a run: signals and skips with reasons, trades, labels, stops, sizes recomputed, invariants,"
                        + " gates, how often each rule refused. Paper trading writes one each day into DIR/reviews/.",
        footer = {"", "Examples:", "  ebb review paper-out", "  ebb review paper-out --day 2026-11-20 --json"})
public final class ReviewCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "a journal directory (its last run) or a run")
    private Path directory;

    @Option(names = "--day", description = "YYYY-MM-DD, UTC (default: the day of the run's last message)")
    private String day;

    @Option(names = "--write", description = "into DIR/reviews/ as paper trading does, too")
    private boolean write;

    @Option(names = "--json", description = "one object on stdout")
    private boolean json;

    @Override
    public Integer call() {
        Ledger ledger = Reviews.ledger(Runs.at(directory));
        if (ledger.firstNs() == Long.MIN_VALUE) {
            throw new Failure(ExitCode.USAGE, directory + " holds no message of a market; there is nothing to review");
        }
        Map<String, Object> review = Reviews.of(ledger, from(ledger));
        if (write) {
            try {
                Reviews.write(review, directory);
            } catch (UncheckedIOException e) {
                throw new Failure(ExitCode.CONFIGURATION, e.getMessage());
            }
        }
        if (json) {
            System.out.println(Json.line(review));
        } else {
            ReviewText.lines(review).forEach(System.out::println);
        }
        return ExitCode.OK;
    }

    private long from(Ledger ledger) {
        if (day == null) {
            return Reviews.dayOf(Reviews.config(ledger), ledger.lastNs());
        }
        try {
            long seconds = LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
            return seconds * 1_000_000_000L
                    + Reviews.config(ledger).engine().time().dayStartNs();
        } catch (DateTimeParseException e) {
            throw new Failure(ExitCode.USAGE, "--day is like 2026-11-20, not " + day);
        }
    }
}
