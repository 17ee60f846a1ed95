package ebb.app.backtest;

import ebb.codecs.sbe.Mode;
import ebb.config.ConfigLoader;
import ebb.config.EbbConfig;
import ebb.config.SetupReader;
import ebb.journal.Run;
import ebb.research.data.Dataset;
import ebb.research.data.Tape;
import ebb.research.trade.EquityMarks;
import ebb.research.trade.RunFacts;
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
    public Played play(EbbConfig config, Tape session, Tape.Fees fees, Path journal) {
        Run run;
        try (Backtest backtest = new Backtest(journal, config, Backtest.noSeed(), (t, b, o, l) -> {})) {
            session.play(backtest.ingress(), fees);
            backtest.finish();
            run = backtest.run();
        }
        EquityMarks marks = new EquityMarks(new SetupReader());
        boolean isProved = new Replay(run, marks.factory(run)).prove().isProof();
        // A replay that differs stops there: what the run came to is then read to its end.
        RunFacts facts = isProved ? RunFacts.of(run, marks) : RunFacts.read(run, new SetupReader());
        return new Played(facts, isProved);
    }
}
