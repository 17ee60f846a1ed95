package ebb.app.command;

import ebb.app.state.Export;
import ebb.app.state.ExportType;
import ebb.app.state.Json;
import ebb.app.state.LedgerFiles;
import ebb.app.state.StateJson;
import ebb.codecs.InHead;
import ebb.codecs.MessageText;
import ebb.codecs.Slots;
import ebb.config.SetupReader;
import ebb.engine.Engine;
import ebb.journal.JournalStream;
import ebb.journal.Run;
import ebb.journal.RunReport;
import ebb.journal.StreamReader;
import ebb.journal.StreamReport;
import ebb.journal.Verifier;
import ebb.runtime.JournalWalk;
import ebb.runtime.RunBeginning;
import ebb.runtime.RunSchema;
import ebb.runtime.SnapshotCheck;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.agrona.DirectBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ebb journal …}: looks into journals. */
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        description = "Looks into a journal: cat, verify, state, export, latency.",
        subcommands = {
            JournalCommand.Cat.class,
            JournalCommand.Verify.class,
            JournalCommand.State.class,
            JournalCommand.ExportRows.class,
            LatencyCommand.class
        })
public final class JournalCommand {
    /** {@code ebb journal verify DIR}. */
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Checks every record of every stream, and holds each snapshot against a replay.")
    static final class Verify implements Callable<Integer> {
        @Parameters(paramLabel = "DIR")
        private Path directory;

        @Option(names = "--json", description = "one object on stdout")
        private boolean json;

        @Override
        public Integer call() {
            Run run = Runs.at(directory);
            RunReport report = Verifier.verify(run);
            for (StreamReport each : report.streams()) {
                System.out.println(json ? Json.line(tree(each)) : each.summary());
            }
            return report.isWhole() && hasSoundSnapshots(run) ? ExitCode.OK : ExitCode.JOURNAL;
        }

        /** Of a whole run: what its snapshots say is held against a replay. */
        private boolean hasSoundSnapshots(Run run) {
            boolean isSound = true;
            for (SnapshotCheck.Finding each : new SnapshotCheck(run, new SetupReader()).check()) {
                System.out.println(json ? Json.line(tree(each)) : summary(each));
                isSound &= each.isSound();
            }
            return isSound;
        }

        private static String summary(SnapshotCheck.Finding found) {
            return "snapshot " + found.sequence() + ": "
                    + (found.isSound()
                            ? found.bytes() + " bytes, the state that replay has"
                            : "UNUSABLE, " + found.fault());
        }

        private static Map<String, Object> tree(SnapshotCheck.Finding found) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("snapshot", found.sequence());
            tree.put("verdict", found.isSound() ? "SOUND" : "UNUSABLE");
            tree.put("bytes", found.bytes());
            tree.put("stateHash", found.stateHash() == 0 ? null : StateJson.hex(found.stateHash()));
            tree.put("reason", found.fault());
            return tree;
        }

        private static Map<String, Object> tree(StreamReport report) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("stream", report.stream().directory());
            tree.put("verdict", report.verdict().name());
            tree.put("records", report.records());
            tree.put("first", report.first());
            tree.put("last", report.last());
            tree.put("acknowledged", report.acknowledged());
            tree.put("closed", report.closed());
            tree.put("reason", report.reason().isEmpty() ? null : report.reason());
            return tree;
        }
    }

    /** {@code ebb journal cat DIR}. */
    @Command(name = "cat", mixinStandardHelpOptions = true, description = "Prints messages, one JSON object a line.")
    static final class Cat implements Callable<Integer> {
        /** In the order of {@link ebb.runtime.LatencyRecord}. */
        private static final String[] LATENCY_WORDS = {
            "sequence",
            "read",
            "inHand",
            "published",
            "journalBegun",
            "journalEnded",
            "logicBegun",
            "logicEnded",
            "sent"
        };

        @Parameters(paramLabel = "DIR")
        private Path directory;

        @Option(names = "--stream", description = "in, out or lat (default: in)", defaultValue = "in")
        private String stream;

        @Option(names = "--type", description = "only this template, e.g. Trade")
        private String type;

        @Option(names = "--from", description = "first record number", defaultValue = "0")
        private long from;

        @Option(names = "--limit", description = "at most so many", defaultValue = "9223372036854775807")
        private long limit;

        @Override
        public Integer call() {
            Run run = Runs.at(directory);
            MessageText text = new MessageText();
            JournalStream which = stream(stream);
            int wanted = type == null ? 0 : text.templateId(type);
            if (wanted < 0) {
                throw new Failure(ExitCode.USAGE, "no template is called " + type + "; names are those of messages.md");
            }
            RunSchema.require(run);
            PrintWriter out = out();
            try (StreamReader reader = run.reader(which)) {
                long printed = 0;
                while (printed < limit && reader.next()) {
                    if (reader.number() >= from && prints(which, wanted, reader)) {
                        out.println(line(which, text, reader));
                        printed++;
                    }
                }
                out.flush();
                boolean readAll = printed < limit;
                if (readAll && !reader.conclude().isWhole()) {
                    System.err.println("ebb: " + reader.conclude().summary());
                    return ExitCode.JOURNAL;
                }
            }
            return ExitCode.OK;
        }

        private static boolean prints(JournalStream stream, int wanted, StreamReader reader) {
            return stream == JournalStream.LAT
                    || wanted == 0
                    || Slots.templateId(reader.buffer(), reader.offset()) == wanted;
        }

        private static String line(JournalStream stream, MessageText text, StreamReader reader) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("number", reader.number());
            if (stream == JournalStream.LAT) {
                for (int i = 0; i < LATENCY_WORDS.length && (i + 1) * Long.BYTES <= reader.length(); i++) {
                    tree.put(LATENCY_WORDS[i], reader.buffer().getLong(reader.offset() + i * Long.BYTES));
                }
            } else {
                tree.put("message", text.name(Slots.templateId(reader.buffer(), reader.offset())));
                tree.putAll(text.fields(reader.buffer(), reader.offset()));
                tree.remove("pad");
            }
            return Json.line(tree);
        }

        private static JournalStream stream(String name) {
            for (JournalStream each : JournalStream.values()) {
                if (each.directory().equals(name)) {
                    return each;
                }
            }
            throw new Failure(ExitCode.USAGE, "no stream is called " + name + "; there are in, out and lat");
        }
    }

    /** {@code ebb journal state DIR --at SEQ|last}. */
    @Command(
            name = "state",
            mixinStandardHelpOptions = true,
            description = "Rebuilds the state by replay and prints it.")
    static final class State implements Callable<Integer> {
        @Parameters(paramLabel = "DIR")
        private Path directory;

        @Option(names = "--at", description = "a sequence, or last (default)", defaultValue = "last")
        private String at;

        @Option(names = "--instrument", description = "only this symbol")
        private String symbol;

        @Option(names = "--json", description = "one object on stdout (the only form there is)")
        private boolean json;

        @Override
        public Integer call() {
            long until = sequence(at);
            Engine[] engine = new Engine[1];
            Run run = Runs.at(directory);
            StreamReport report = JournalWalk.walk(
                    run,
                    egress -> {
                        engine[0] = RunBeginning.engine(run, egress, new SetupReader());
                        return engine[0]::onMessage;
                    },
                    new JournalWalk.Visitor() {
                        @Override
                        public boolean onApplied(int templateId, DirectBuffer buffer, int offset, int length) {
                            return InHead.seq(buffer, offset) < until;
                        }
                    });
            if (report != null && !report.isWhole()) {
                System.err.println("ebb: " + report.summary());
                return ExitCode.JOURNAL;
            }
            if (report != null && until != Long.MAX_VALUE) {
                throw new Failure(
                        ExitCode.USAGE,
                        "sequence " + until + " is not in this run; it holds " + report.first() + " to "
                                + report.last());
            }
            System.out.println(StateJson.line(engine[0], symbol));
            return ExitCode.OK;
        }

        private static long sequence(String text) {
            if (text.equals("last")) {
                return Long.MAX_VALUE;
            }
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw new Failure(ExitCode.USAGE, "--at takes a sequence or last, not " + text);
            }
        }
    }

    /** {@code ebb journal export DIR --type T --csv}. */
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description =
                    "Prints one kind of message as CSV: trade, top, delta, order, fill, bar, rejection; or what"
                            + " came of them: signals, each with every rule asked, and trades, each from its first order to flat.")
    static final class ExportRows implements Callable<Integer> {
        @Parameters(paramLabel = "DIR")
        private Path directory;

        @Option(names = "--type", required = true, description = "what to print")
        private String type;

        @Option(names = "--csv", description = "as CSV (default)")
        private boolean csv;

        @Option(names = "--json", description = "signals and trades only: one object a line")
        private boolean json;

        @Override
        public Integer call() {
            PrintWriter out = out();
            if (LedgerFiles.isKind(type)) {
                LedgerFiles.print(Runs.at(directory), type, json, out);
                out.flush();
                return ExitCode.OK;
            }
            if (json) {
                throw new Failure(ExitCode.USAGE, "--json prints signals and trades, not " + type);
            }
            StreamReport report = Export.print(Runs.at(directory), type(type), new SetupReader(), out);
            out.flush();
            if (report != null && !report.isWhole()) {
                System.err.println("ebb: " + report.summary());
                return ExitCode.JOURNAL;
            }
            return ExitCode.OK;
        }

        private static ExportType type(String word) {
            for (ExportType each : ExportType.values()) {
                if (each.word().equals(word.toLowerCase(Locale.ROOT))) {
                    return each;
                }
            }
            throw new Failure(
                    ExitCode.USAGE,
                    "no type is called " + word
                            + "; there are trade, top, delta, order, fill, bar, rejection, signals, trades");
        }
    }

    private static PrintWriter out() {
        // Plain line feeds whatever the platform says: exports are compared byte by byte.
        return new PrintWriter(System.out, false, StandardCharsets.UTF_8) {
            @Override
            public void println() {
                write('\n');
            }
        };
    }
}
