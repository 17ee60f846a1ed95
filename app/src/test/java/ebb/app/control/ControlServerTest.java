package ebb.app.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlServerTest {
    @TempDir
    Path directory;

    @Test
    void shouldAnswerEachRequestAndBeOursAlone() throws IOException {
        Path socket = directory.resolve("ebb.sock");
        try (ControlServer server = new ControlServer(socket, request -> "heard " + request)) {
            assertEquals("heard kill 2", ControlClient.ask(socket, "kill 2"));
            assertEquals("heard status", ControlClient.ask(socket, "status"));
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
        }
        assertFalse(Files.exists(socket));
        assertThrows(IOException.class, () -> ControlClient.ask(socket, "status"));
    }

    @Test
    void shouldReplaceTheSocketOfADeadProcess() throws IOException {
        Path socket = directory.resolve("ebb.sock");
        Files.createFile(socket);
        try (ControlServer server = new ControlServer(socket, request -> request)) {
            assertEquals("x", ControlClient.ask(socket, "x"));
        }
    }

    /** The state of a whole venue has some megabytes: not a byte of it may be missing. */
    @Test
    void shouldHandOverAnAnswerOfAnyLength() throws IOException {
        Path socket = directory.resolve("ebb.sock");
        String state = "0123456789abcdef".repeat(300_000);
        try (ControlServer server = new ControlServer(socket, request -> state)) {
            assertEquals(state, ControlClient.ask(socket, "status all"));
        }
    }

    @Test
    void shouldGoOnBehindARequestThatFails() throws IOException {
        Path socket = directory.resolve("ebb.sock");
        try (ControlServer server = new ControlServer(socket, request -> {
            if (request.equals("status")) {
                throw new IllegalStateException("broken");
            }
            return request;
        })) {
            String failed = ControlClient.ask(socket, "status");
            assertTrue(failed.contains("\"error\"") && failed.contains("broken"), failed);
            assertEquals("kill 2", ControlClient.ask(socket, "kill 2"));
        }
    }

    @Test
    void shouldNameTheSettingWhenThePathIsTooLong() {
        Path socket = directory.resolve("x".repeat(120));
        IOException refused = assertThrows(IOException.class, () -> new ControlServer(socket, r -> r));
        assertTrue(refused.getMessage().contains("control.socket"), refused.getMessage());
    }
}
