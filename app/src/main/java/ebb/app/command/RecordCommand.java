package ebb.app.command;

import ebb.app.live.FeedPlan;
import ebb.app.live.Recording;
import ebb.codecs.sbe.Mode;
import ebb.config.EbbConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ebb record}: capture only. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = "Writes what the venues send, byte for byte, as a capture that ebb backtest reads.",
        footer = {
            "",
            "Example:",
            "  ebb record --set engine.venues=[mexc] --set venues.mexc.symbols=[BTC_USDT] --out mexc.frames.zst --for 60"
        })
public final class RecordCommand implements Callable<Integer> {
    @Mixin
    private ConfigCommand.Sources sources;

    @Option(names = "--out", required = true, description = "the capture; .zst or .gz packs it")
    private Path out;

    @Option(names = "--for", description = "seconds to record (default: until SIGINT)")
    private Long seconds;

    @Override
    public Integer call() throws Exception {
        EbbConfig config = sources.load(Mode.RECORD, "paper", List.of());
        if (config.venues().size() != 1) {
            throw new Failure(
                    ExitCode.CONFIGURATION,
                    "a capture holds one venue: set engine.venues to one of mexc, binance-usdm, binance-spot");
        }
        long frames = Recording.run(config.net(), FeedPlan.of(config, 1).get(0).selfSeeding(), out, seconds);
        System.err.println("ebb: " + frames + " lines in " + out);
        return ExitCode.OK;
    }
}
