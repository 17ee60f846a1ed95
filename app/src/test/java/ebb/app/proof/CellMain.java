package ebb.app.proof;

import ebb.app.Ebb;
import ebb.app.state.ExportType;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One cell of the matrix of JVMs: takes a capture through the commands whose output must be the same everywhere, each
 * into a file of the working directory.
 */
final class CellMain {
    private CellMain() {}

    /**
     * Runs a cell.
     *
     * @param arguments what to give {@code backtest} besides where to write
     */
    public static void main(String[] arguments) throws Exception {
        List<String> backtest = new ArrayList<>(List.of("backtest", "--out", "journal", "--json", "--at", "200,last"));
        backtest.addAll(List.of(arguments));
        run("backtest.jsonl", backtest);
        for (ExportType type : ExportType.values()) {
            run(type.word() + ".csv", List.of("journal", "export", "journal", "--type", type.word(), "--csv"));
        }
        for (String word : List.of("signals", "trades")) {
            run(word + ".csv", List.of("journal", "export", "journal", "--type", word, "--csv"));
        }
        run("state.json", List.of("journal", "state", "journal", "--json"));
        run("out.jsonl", List.of("journal", "cat", "journal", "--stream", "out"));
        run("trades.jsonl", List.of("journal", "cat", "journal", "--type", "Trade"));
        run("verify.txt", List.of("journal", "verify", "journal"));
    }

    private static void run(String file, List<String> command) throws Exception {
        PrintStream console = System.out;
        int code;
        try (PrintStream out = new PrintStream(Path.of(file).toFile(), StandardCharsets.UTF_8)) {
            System.setOut(out);
            code = Ebb.run(command.toArray(String[]::new));
        } finally {
            System.setOut(console);
        }
        if (code != 0) {
            System.err.println(command + " exited " + code);
            System.exit(code);
        }
    }
}
