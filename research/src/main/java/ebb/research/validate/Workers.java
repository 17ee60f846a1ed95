package ebb.research.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does several things at once and tells their results in the order they were asked for. */
final class Workers {
    private Workers() {}

    /** Something to be done that shares nothing with the others. */
    @FunctionalInterface
    interface Job<T> extends Callable<T> {
        @Override
        T call();
    }

    /**
     * Does all of them.
     *
     * @param threads at most so many at once, 1 or more
     * @param jobs what is to be done
     * @return one result for each, in their order; the first failure in that order is thrown, and those not begun are left
     */
    static <T> List<T> run(int threads, List<Job<T>> jobs) {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(threads, jobs.size())));
        try {
            List<Future<T>> running = new ArrayList<>();
            for (Job<T> job : jobs) {
                running.add(pool.submit(job));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("a run of the validation failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the validation was interrupted", e);
        } finally {
            pool.shutdownNow();
        }
    }
}
