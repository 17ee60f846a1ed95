package ebb.app.proof;

import ebb.adapters.files.FramesReader;
import ebb.adapters.files.FramesWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What tests run the command with: settings under which it trades much, the beginning of a recording. */
final class Inputs {
    /** Settings under which NullSpectre trades often enough for a short market to hold orders and fills. */
    private static final List<String> BUSY = List.of(
            "rej.frame=1m",
            "rej.birth-atr=1",
            "rej.push-atr=0.3",
            "rej.retreat-atr=0.5",
            "rej.min=1",
            "rej.confirm-atr=0.1",
            "ns.rej.min-run=0%",
            "ns.use.cap=false",
            "ns.uni.min-age=0s",
            "ns.uni.min-volume=0",
            "ns.use.cvd=false",
            "ns.use.micro=false",
            "ns.use.funding=false",
            "ns.use.kelly=false",
            "ns.con.medium=0",
            "ns.con.cool=1ms",
            "ns.con.cool-loss=1ms",
            "ns.tgt.min-r=0",
            "ns.risk.streak=1000",
            "ns.risk.daily=100%",
            "vp.days=1",
            "vp.min-days=1",
            "risk.losing-run=1000",
            "risk.daily-loss=90%",
            // Two blocks a stream are reserved while a session runs; a killed one leaves them.
            "journal.block=2MiB");

    private Inputs() {}

    /** {@link #BUSY} and more settings, as options. */
    static List<String> busy(String... more) {
        List<String> options = new ArrayList<>();
        Stream.concat(BUSY.stream(), Stream.of(more)).forEach(each -> options.addAll(List.of("--set", each)));
        return options;
    }

    /** The first lines of a recording. */
    static Path head(Path recording, Path file, int lines) {
        try (FramesReader reader = new FramesReader(recording);
                FramesWriter writer = new FramesWriter(file)) {
            while (writer.lines() < lines && reader.next()) {
                writer.write(
                        reader.receiveNs(),
                        reader.kind(),
                        reader.conn(),
                        reader.payload(),
                        0,
                        reader.payload().capacity());
            }
        }
        return file;
    }
}
