package ebb.app.state;

import ebb.config.EbbConfig;
import ebb.config.SetupReader;
import ebb.desk.ledger.Ledger;
import ebb.journal.Run;
import ebb.research.review.DailyReview;
import ebb.research.review.ReviewText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Daily reviews of a run (NS-REV-1): as an object, as a page, as files in {@code DIR/reviews/}. */
public final class Reviews {
    /** Folder of the reviews below the journal's directory. */
    public static final String FOLDER = "reviews";

    private Reviews() {}

    /**
     * Begin of the day that an instant falls into (TIME-6).
     *
     * @param config says where a day begins
     * @param ns since the epoch
     * @return ns since the epoch
     */
    public static long dayOf(EbbConfig config, long ns) {
        long start = config.engine().time().dayStartNs();
        return Math.floorDiv(ns - start, DailyReview.DAY_NS) * DailyReview.DAY_NS + start;
    }

    /**
     * Reviews one day of a run.
     *
     * @param ledger of the run; its configuration names the day's begin and the strategy's figures
     * @param fromNs begin of the day, ns since the epoch
     * @return the review
     */
    public static Map<String, Object> of(Ledger ledger, long fromNs) {
        return DailyReview.of(ledger, config(ledger).nullspectre(), fromNs);
    }

    /**
     * The configuration that a run was made with.
     *
     * @param ledger of the run
     * @return its configuration
     * @throws ebb.config.ConfigException if the run has none
     */
    public static EbbConfig config(Ledger ledger) {
        return SetupReader.read(ledger.configuration());
    }

    /**
     * Reads a run.
     *
     * @param run which; it may still be written to
     * @return what it decided
     * @throws ebb.journal.JournalException if it is damaged
     */
    public static Ledger ledger(Run run) {
        return Ledger.read(run, new SetupReader());
    }

    /**
     * Writes a review: {@code DAY.md} for people, {@code DAY.json} for machines. Twice the same day, twice the same bytes.
     *
     * @param review of a day
     * @param directory of the journal
     * @return the page
     * @throws UncheckedIOException when it cannot be written
     */
    public static Path write(Map<String, Object> review, Path directory) {
        Path folder = directory.resolve(FOLDER);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " could not be made: " + e.getMessage(), e);
        }
        LedgerFiles.file(folder.resolve(review.get("day") + ".json"), List.of(Json.line(review)));
        Path page = folder.resolve(review.get("day") + ".md");
        LedgerFiles.file(page, ReviewText.lines(review));
        return page;
    }
}
