package ebb.bench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import jdk.jfr.Recording;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;

/**
 * Records the iterations that count, not the warm-up, and writes the file while JMH's fork still lives: it leaves without
 * the recorder's own end. JMH makes one in the fork.
 */
public final class FlightProfiler implements InternalProfiler {
    private final Path file;
    private Recording recording;

    /**
     * A recorder.
     *
     * @param file takes the recording
     */
    public FlightProfiler(String file) {
        this.file = Path.of(file);
    }

    @Override
    public String getDescription() {
        return "samples of the flight recorder";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        if (recording == null && iteration.getType() == IterationType.MEASUREMENT) {
            recording = ebb.bench.profile.Recording.begin();
        }
    }

    @Override
    public Collection<? extends Result> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        if (recording != null) {
            try {
                recording.dump(file);
            } catch (IOException e) {
                throw new UncheckedIOException("the recording could not be written to " + file, e);
            }
        }
        return List.of();
    }
}
