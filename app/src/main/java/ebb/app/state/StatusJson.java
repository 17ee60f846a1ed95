package ebb.app.state;

import ebb.engine.Engine;
import ebb.engine.order.Order;
import ebb.engine.order.Position;
import ebb.engine.order.Positions;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.nullspectre.Member;
import ebb.engine.strategy.nullspectre.NullSpectre;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The state as an operator asks for it while it runs. Of many instruments those are told that matter: all with an order or an
 * open position, then the highest ranks of the universe, then by their numbers, up to {@link #MOST} together.
 */
public final class StatusJson {
    /** Instruments that are told at least, where there are so many; those with an order or a position may be more. */
    public static final int MOST = 32;

    /** Instruments of one page of the whole state. */
    static final int PAGE = 16;

    private static final String STRATEGY = "nullspectre";

    private StatusJson() {}

    /**
     * The state with the instruments that matter, and how many there are ({@code instrumentsTotal}).
     *
     * @param engine between two messages
     * @return the tree of {@link StateJson}
     */
    public static Map<String, Object> tree(Engine engine) {
        BitSet shown = shown(engine);
        List<Object> instruments = new ArrayList<>();
        shown.stream().forEach(id -> instruments.add(StateJson.market(engine.market(id))));
        return tree(engine, instruments);
    }

    /**
     * The counters, books of the instruments that matter alone; those of the others are summed up.
     *
     * @param engine between two messages
     * @return the tree of {@link CountersJson}
     */
    public static Map<String, Object> counters(Engine engine) {
        BitSet shown = shown(engine);
        return CountersJson.tree(engine, shown::get);
    }

    /**
     * The state around instruments that were told before.
     *
     * @param engine between two messages
     * @param instruments of one or more pages
     * @return the tree of {@link StateJson}
     */
    public static Map<String, Object> tree(Engine engine, List<Object> instruments) {
        Map<String, Object> tree = StateJson.tree(engine, instruments);
        int total = 0;
        for (int id = 0; id < engine.instruments(); id++) {
            total += engine.market(id) == null ? 0 : 1;
        }
        tree.put("instrumentsTotal", total);
        return tree;
    }

    /**
     * Some of all instruments.
     *
     * @param engine between two messages
     * @param from number of the first
     * @param page gets them
     * @return where the next page begins, or -1 behind the last one
     */
    public static int page(Engine engine, int from, List<Object> page) {
        int to = Math.min(engine.instruments(), from + PAGE);
        for (int id = from; id < to; id++) {
            Market market = engine.market(id);
            if (market != null) {
                page.add(StateJson.market(market));
            }
        }
        return to == engine.instruments() ? -1 : to;
    }

    private static BitSet shown(Engine engine) {
        BitSet shown = new BitSet();
        if (engine.isConfigured()) {
            for (Order each = engine.orders().first();
                    each != null;
                    each = engine.orders().after(each)) {
                shown.set(each.instrument());
            }
            Positions positions = engine.orders().positions();
            for (int i = 0; i < positions.count(); i++) {
                Position each = positions.at(i);
                if (!each.isFlat()) {
                    shown.set(each.instrument().id());
                }
            }
        }
        List<Integer> ids = new ArrayList<>();
        for (int id = 0; id < engine.instruments(); id++) {
            if (engine.market(id) != null) {
                ids.add(id);
            }
        }
        ids.sort(Comparator.comparingInt(id -> rank(engine, id)));
        for (int i = 0; i < ids.size() && shown.cardinality() < MOST; i++) {
            shown.set(ids.get(i));
        }
        return shown;
    }

    /** Of the universe; the unranked come last. */
    private static int rank(Engine engine, int id) {
        if (!engine.isConfigured() || !(engine.strategy(STRATEGY) instanceof NullSpectre strategy)) {
            return Integer.MAX_VALUE;
        }
        Member member = id < strategy.universe().limit() ? strategy.universe().member(id) : null;
        return member == null || member.rank() == 0 ? Integer.MAX_VALUE : member.rank();
    }
}
