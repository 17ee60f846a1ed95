package ebb.app.state;

import ebb.engine.Engine;
import ebb.engine.instrument.Instrument;
import ebb.engine.strategy.nullspectre.Member;
import ebb.engine.strategy.nullspectre.NullSpectre;
import ebb.engine.strategy.nullspectre.Universe;
import ebb.engine.strategy.nullspectre.UniverseState.Stage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The universe's ranking as one JSON object (NS-UNI-3): decimals as strings, what is absent as null. */
public final class ScanJson {
    private static final String STRATEGY = "nullspectre";
    private static final int MICRO = 6;
    private static final BigDecimal BONUS_PARTS = BigDecimal.ZERO.setScale(MICRO);

    private ScanJson() {}

    /**
     * The ranking as a tree of maps, lists, strings and numbers: ranked instruments first, by rank, then the others by id.
     *
     * @param engine between two messages
     * @return the tree; {@code instruments} is empty where no strategy has a universe
     */
    public static Map<String, Object> tree(Engine engine) {
        Map<String, Object> scan = new LinkedHashMap<>();
        scan.put("sequence", engine.lastSequence());
        scan.put("engineTimeNs", engine.nowNs());
        Universe universe = engine.isConfigured() && engine.strategy(STRATEGY) instanceof NullSpectre strategy
                ? strategy.universe()
                : null;
        List<Member> members = members(universe);
        scan.put("evaluations", universe == null ? 0 : universe.evaluations());
        scan.put("states", states(members));
        List<Object> rows = new ArrayList<>();
        for (Member each : members) {
            rows.add(row(each));
        }
        scan.put("instruments", rows);
        return scan;
    }

    private static List<Member> members(Universe universe) {
        List<Member> members = new ArrayList<>();
        for (int id = 0; universe != null && id < universe.limit(); id++) {
            if (universe.member(id) != null) {
                members.add(universe.member(id));
            }
        }
        members.sort(Comparator.comparingInt(each -> each.rank() == 0 ? Integer.MAX_VALUE : each.rank()));
        return members;
    }

    private static Map<String, Object> states(List<Member> members) {
        Map<Stage, Integer> counts = new TreeMap<>(Comparator.reverseOrder());
        for (Member each : members) {
            counts.merge(each.stage(), 1, Integer::sum);
        }
        Map<String, Object> states = new LinkedHashMap<>();
        counts.forEach((stage, count) -> states.put(stage.name(), count));
        return states;
    }

    private static Map<String, Object> row(Member member) {
        Instrument instrument = member.market().instrument();
        boolean isRanked = member.rank() > 0;
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("rank", isRanked ? member.rank() : null);
        row.put("venue", StateJson.venue(instrument.venue()));
        row.put("symbol", instrument.symbol());
        row.put("state", member.stage().name());
        row.put("hindrance", member.hindrance() == Member.Hindrance.NONE ? null : word(member.hindrance()));
        row.put("score", isRanked ? micro(member.scoreMicro()) : null);
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("volume", micro(member.volumeMicro()));
        parts.put("range", micro(member.rangeMicro()));
        parts.put("setup", micro(member.setupMicro()));
        long others = member.scoreMicro() - member.volumeMicro() - member.rangeMicro() - member.setupMicro();
        // Parts are rounded one by one: what is left of a millionth is no bonus.
        parts.put("new", member.isNew() ? micro(others) : BONUS_PARTS.toPlainString());
        row.put("parts", isRanked ? parts : null);
        row.put("volume24h", StateJson.money(member.volume()));
        row.put("natr1h", member.natr() > 0 ? plain(member.natr()) : null);
        row.put("rejections", member.rejections());
        row.put("new", member.isNew());
        row.put("book", member.market().book().status().name());
        return row;
    }

    private static String word(Member.Hindrance hindrance) {
        return hindrance.name().toLowerCase(Locale.ROOT);
    }

    private static String micro(long value) {
        return BigDecimal.valueOf(value, MICRO).toPlainString();
    }

    private static String plain(double value) {
        return new BigDecimal(Double.toString(value)).toPlainString();
    }
}
