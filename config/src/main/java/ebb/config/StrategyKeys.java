package ebb.config;

import ebb.codecs.Rules;
import ebb.config.kind.Listing;
import ebb.config.kind.Word;
import ebb.engine.strategy.Declaration;
import ebb.engine.strategy.Strategy;
import ebb.engine.strategy.nullspectre.NullSpectre;
import java.util.ArrayList;
import java.util.List;

/** Keys of the strategies, and the strategies themselves. */
final class StrategyKeys {
    private static final String NULLSPECTRE = "nullspectre";

    static final Key<List<String>> WANTED = Key.of("engine.strategies", Listing.any(Word.of(NULLSPECTRE)), "none");

    static final List<Key<?>> ALL = all();

    private StrategyKeys() {}

    private static List<Key<?>> all() {
        List<Key<?>> keys = new ArrayList<>();
        keys.add(WANTED);
        keys.addAll(UniverseKeys.ALL);
        keys.addAll(NullSpectreKeys.ALL);
        keys.addAll(EntryKeys.ALL);
        keys.addAll(OperatingKeys.ALL);
        return List.copyOf(keys);
    }

    /** Frames that the wanted strategies follow, ns. */
    static List<Long> framesNs(Values values) {
        List<Long> frames = new ArrayList<>();
        if (values.of(WANTED).contains(NULLSPECTRE)) {
            frames.add(NullSpectreKeys.read(values).frameNs());
        }
        return frames;
    }

    /** Whether a wanted strategy takes no coin of unknown market cap. */
    static boolean wantsMarketCaps(Values values) {
        return values.of(WANTED).contains(NULLSPECTRE) && values.isTrue(NullSpectreKeys.USE_CAP);
    }

    /** Frames that the wanted strategies look at where they are configured, with the bars that they look back. */
    static List<Declaration.Frame> studies(Values values) {
        List<Declaration.Frame> studies = new ArrayList<>();
        if (values.of(WANTED).contains(NULLSPECTRE)) {
            studies.addAll(NullSpectre.studies(NullSpectreKeys.read(values)));
        }
        return studies;
    }

    /** What taking costs beyond a bar's open, 1e-6: the wanted strategy's own key wins (PAPER-7, NS-CON-7). */
    static long slipMicro(Values values) {
        boolean isOurs = values.of(WANTED).contains(NULLSPECTRE);
        return values.of(isOurs ? NullSpectreKeys.BACKTEST_SLIP : HouseKeys.SLIP);
    }

    /** The wanted strategies, new, in the order of the configuration. */
    static List<Strategy> make(Values values) {
        List<Strategy> made = new ArrayList<>();
        for (String name : values.of(WANTED)) {
            if (name.equals(NULLSPECTRE)) {
                made.add(new NullSpectre(NullSpectreKeys.read(values), Rules.load()));
            }
        }
        return List.copyOf(made);
    }
}
