package ebb.app.backtest;

import ebb.codecs.sbe.Mode;
import ebb.config.ConfigLoader;
import ebb.config.EbbConfig;
import ebb.config.SetupReader;
import ebb.engine.Engine;
import ebb.journal.Run;
import ebb.research.data.Dataset;
import ebb.research.validate.Backtests;
import ebb.runtime.Replay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Research's runs on the machinery of {@code ebb backtest}: recorded markets without books, filled on candles. */
public final class RecordedMarkets implements Backtests {
    private static final String PROFILE = "ns-candles";

    private final List<Path> files;
    private final List<String> settings;

    /**
     * Runs on the profile {@code ns-candles}.
     *
     * @param files HOCON over the profile
     * @param settings {@code key=value} over all else but a variant's own
     */
    public RecordedMarkets(List<Path> files, List<String> settings) {
        this.files = List.copyOf(files);
        this.settings = List.copyOf(settings);
    }

    @Override
    public EbbConfig config(Dataset data, List<String> variant) {
        List<String> all = new ArrayList<>(data.settings());
        all.addAll(settings);
        all.addAll(variant);
        return ConfigLoader.load(Mode.BACKTEST, files, PROFILE, all);
    }

    @Override
    public Played play(EbbConfig config, Dataset data, Path journal) {
        Run run;
        try (Backtest backtest = new Backtest(journal, config, Backtest.noSeed(), (t, b, o, l) -> {})) {
            data.tape().play(backtest.ingress(), data.fees());
            backtest.finish();
            run = backtest.run();
        }
        boolean isProved = new Replay(run, egress -> new Engine(egress, new SetupReader())::onMessage)
                .prove()
                .isProof();
        return new Played(run, isProved);
    }
}
