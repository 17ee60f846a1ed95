package ebb.app.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.codecs.sbe.Durability;
import ebb.codecs.sbe.Mode;
import ebb.journal.JournalDirectory;
import ebb.journal.JournalSettings;
import ebb.journal.LiveRun;
import ebb.runtime.Commands;
import ebb.runtime.RunStart;
import ebb.runtime.StraightLoop;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a boot takes over from the run before it: kills of people, never a lag. */
class LatchTest {
    private static final long NOW_NS = 1_700_000_000_000_000_000L;

    @TempDir
    Path directory;

    private int latchedAfter(Consumer<Commands> commands) {
        try (JournalDirectory journal = JournalDirectory.open(directory);
                LiveRun run = journal.newRun(JournalSettings.plain())) {
            try (StraightLoop loop = new StraightLoop(run, 1, (template, buffer, offset, length) -> {})) {
                loop.engine((buffer, offset, length) -> {});
                new RunStart(loop, NOW_NS)
                        .write(new RunStart.Facts(
                                1, 1, Mode.PAPER, Durability.PAGE_CACHE, NOW_NS, 1, "test", "test { }"));
                Commands each = new Commands(loop, () -> NOW_NS);
                each.reconciled();
                commands.accept(each);
            }
            return Latch.of(List.of(run.run()), 1);
        }
    }

    @Test
    void shouldLatchAPersonsKill() {
        assertEquals(1, latchedAfter(commands -> commands.kill(1, "t", "a person")));
    }

    @Test
    void shouldNotLatchALag() {
        assertEquals(0, latchedAfter(commands -> commands.lags("ring", "full")));
    }

    @Test
    void shouldNotEndALatchWithTheLag() {
        assertEquals(2, latchedAfter(commands -> {
            commands.kill(2, "t", "a person");
            commands.lags("ring", "full");
            commands.arm("t", "a person");
            commands.caughtUp("ring", "over");
        }));
    }
}
