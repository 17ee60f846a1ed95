package ebb.app.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ebb.app.control.ControlClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A whole session in a process of its own: the demo's local venue, real sockets, engine, journal. */
final class DemoProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path journal;
    private final EbbProcess process;

    private DemoProcess(Path journal, EbbProcess process) {
        this.journal = journal;
        this.process = process;
    }

    /** Starts {@code ebb demo} on a journal directory with busy settings and more options. */
    static DemoProcess start(EbbProcess process, Path journal, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("demo", "--json", "--seed", "1", "--out", journal.toString()));
        command.addAll(Inputs.busy());
        command.addAll(List.of(options));
        return new DemoProcess(journal, process.start(journal.resolveSibling("logs"), command.toArray(String[]::new)));
    }

    /** Waits until the running process says something of itself. */
    JsonNode await(String what, Predicate<JsonNode> isSo) throws InterruptedException {
        JsonNode[] last = new JsonNode[1];
        process.await(what, () -> {
            last[0] = status();
            return last[0] != null && isSo.test(last[0]);
        });
        return last[0];
    }

    /** What it says of itself, or null before it can. */
    private JsonNode status() {
        try {
            return JSON.readTree(ControlClient.ask(journal.resolve("ebb.sock"), "status"));
        } catch (IOException e) {
            return null;
        }
    }

    static String trading(JsonNode status) {
        return status.at("/state/risk/state").asText("");
    }

    EbbProcess process() {
        return process;
    }

    /** The closing object. */
    JsonNode closing() throws IOException {
        return JSON.readTree(process.output());
    }

    @Override
    public void close() {
        process.close();
    }
}
