package ebb.app.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.app.command.ExitCode;
import ebb.app.state.StateJson;
import ebb.config.SetupReader;
import ebb.engine.Engine;
import ebb.journal.Run;
import ebb.runtime.Replay;
import ebb.runtime.ReplayResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever looks at a running engine, {@code ebb status} for one, changes nothing of what it will do or hash. */
final class LookingOnTest {
    @TempDir
    private Path dir;

    private Run run;
    private Engine engine;

    @BeforeEach
    void backtest() {
        List<String> command = new ArrayList<>(List.of(
                "backtest",
                "--market",
                "demo",
                "--seed",
                "1",
                "--out",
                dir.resolve("journal").toString()));
        command.addAll(Inputs.busy("demo.hours=0.6"));
        Command done = Command.run(command.toArray(String[]::new));
        assertEquals(ExitCode.OK, done.code(), done.text());
        run = Run.at(dir.resolve("journal"));
    }

    private ReplayResult prove(Replay.Observer observer) {
        return new Replay(run, egress -> {
                    engine = new Engine(egress, new SetupReader());
                    return engine::onMessage;
                })
                .prove(observer);
    }

    @Test
    void shouldGiveTheSameBytesWhoeverLooks() {
        ReplayResult proof = prove(sequence -> {
            if (sequence % 97 == 0) {
                StateJson.tree(engine, null);
            }
            return true;
        });
        assertTrue(proof.isProof(), proof::toString);
        assertTrue(proof.outbound() > 1_000, proof::toString);
    }

    /** Timers, bars and orders of every instrument included: a digest that moved tells what one made anew tells. */
    @Test
    void shouldMoveEveryDigestWithItsState() {
        prove(sequence -> {
            if (sequence % 41 == 0) {
                assertEquals(engine.stateHashAnew(), engine.stateHashNow(), () -> "sequence " + sequence);
            }
            return true;
        });
        assertTrue(engine.lastSequence() > 30_000, "too little happened");
    }
}
