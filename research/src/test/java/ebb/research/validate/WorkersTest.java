package ebb.research.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WorkersTest {
    @Test
    void shouldTellResultsInTheOrderOfTheJobsWhicheverIsDoneFirst() {
        CountDownLatch second = new CountDownLatch(1);
        List<Workers.Job<String>> jobs = new ArrayList<>();
        jobs.add(() -> {
            await(second);
            return "first";
        });
        jobs.add(() -> {
            second.countDown();
            return "second";
        });

        assertEquals(List.of("first", "second"), Workers.run(2, jobs));
        assertEquals(List.of(), Workers.run(2, List.<Workers.Job<String>>of()));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldThrowWhatAJobThrew() {
        List<Workers.Job<String>> jobs = List.of(() -> "fine", () -> {
            throw new IllegalArgumentException("no");
        });
        assertEquals(
                "no",
                assertThrows(IllegalArgumentException.class, () -> Workers.run(1, jobs))
                        .getMessage());
    }
}
