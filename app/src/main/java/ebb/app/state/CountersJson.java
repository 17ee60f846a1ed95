package ebb.app.state;

import ebb.engine.Counters;
import ebb.engine.Engine;
import ebb.engine.book.BookCount;
import ebb.engine.strategy.Market;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/** What an engine counted of its input, as a tree: causes of the engine, and of its books by instrument. */
public final class CountersJson {
    private CountersJson() {}

    /**
     * The counters; what never occurred is absent.
     *
     * @param engine between two messages
     * @return the tree
     */
    public static Map<String, Object> tree(Engine engine) {
        return tree(engine, id -> true);
    }

    /** The counters with the books of some instruments; those of the others are summed up as {@code others}. */
    static Map<String, Object> tree(Engine engine, IntPredicate isShown) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (Counters.Cause each : Counters.Cause.values()) {
            put(tree, each.name(), engine.counters().count(each));
        }
        Map<String, Object> books = new LinkedHashMap<>();
        long[] others = new long[BookCount.values().length];
        for (int id = 0; id < engine.instruments(); id++) {
            Market market = engine.market(id);
            if (market != null && !isShown.test(id)) {
                for (BookCount each : BookCount.values()) {
                    others[each.ordinal()] += market.book().count(each);
                }
            } else if (market != null) {
                Map<String, Object> counts = new LinkedHashMap<>();
                for (BookCount each : BookCount.values()) {
                    put(counts, each.name(), market.book().count(each));
                }
                books.put(
                        StateJson.venue(market.instrument().venue()) + " "
                                + market.instrument().symbol(),
                        counts);
            }
        }
        tree.put("books", books);
        Map<String, Object> rest = new LinkedHashMap<>();
        for (BookCount each : BookCount.values()) {
            put(rest, each.name(), others[each.ordinal()]);
        }
        if (!rest.isEmpty()) {
            tree.put("others", rest);
        }
        return tree;
    }

    private static void put(Map<String, Object> tree, String name, long count) {
        if (count > 0) {
            tree.put(name, count);
        }
    }
}
