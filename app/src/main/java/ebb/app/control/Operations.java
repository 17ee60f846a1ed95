package ebb.app.control;

import ebb.app.state.CountersJson;
import ebb.app.state.Json;
import ebb.app.state.ScanJson;
import ebb.app.state.StatusJson;
import ebb.codecs.Nulls;
import ebb.runtime.LiveEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * What operators can do to a running process, whichever way they come: control socket or MXBeans. A kill raises the
 * gate first and then enters the sequence.
 */
public final class Operations {
    private static final long ANSWER_MS = 2_000;

    private final LiveEngine engine;
    private final Supplier<Map<String, Object>> feeds;
    private final Hand hand;
    // Added by the process's main thread while it begins, read by operators' threads.
    private final Map<String, Supplier<Map<String, Object>>> parts = new ConcurrentSkipListMap<>();
    // Written by operators' threads one at a time, read by the process's main thread; volatile order.
    private volatile int killed;

    /**
     * Sets up the operations.
     *
     * @param engine the running engine
     * @param feeds what the feeds say of themselves
     * @param answers what the engine says to commands
     */
    public Operations(LiveEngine engine, Supplier<Map<String, Object>> feeds, Answers answers) {
        this.engine = engine;
        this.feeds = feeds;
        hand = new Hand(engine, answers);
    }

    /**
     * Answers one line of the control socket: {@code kill LEVEL OPERATOR REASON}, {@code arm OPERATOR REASON},
     * {@code resume OPERATOR REASON}, {@code ack ID|all OPERATOR REASON}, {@code status [all]}, {@code scan}; what concerns signals and
     * positions goes to {@link Hand}.
     *
     * @param request the line
     * @return one line of JSON
     */
    public String answer(String request) {
        String[] words = request.split(" ", 4);
        switch (words[0]) {
            case "kill":
                return words.length < 3 ? Json.error("kill needs a level and an operator") : kill(words);
            case "arm":
                return said(
                        engine.commands().arm(word(words, 1), Hand.rest(words, 2)),
                        "armed: resume within 30 s of market time");
            case "resume":
                return resume(words);
            case "ack":
                return acknowledge(words);
            case "status":
                return Json.line(status(words.length > 1 && words[1].equals("all")));
            case "scan":
                return scan();
            default:
                return Hand.REQUESTS.contains(words[0])
                        ? hand.answer(request)
                        : Json.error("unknown request " + words[0]
                                + "; there are kill, arm, resume, ack, status, scan, "
                                + String.join(", ", Hand.REQUESTS));
        }
    }

    /** The universe's ranking (NS-UNI-3). */
    private String scan() {
        Map<String, Object> tree = engine.ask(() -> ScanJson.tree(engine.engine()), ANSWER_MS);
        return tree == null ? Json.error("the engine does not answer") : Json.line(tree);
    }

    private String kill(String[] words) {
        int level;
        try {
            level = Integer.parseInt(words[1]);
        } catch (NumberFormatException e) {
            return Json.error("the level is a number from 1 to 4, not " + words[1]);
        }
        if (level < 1 || level > 4) {
            return Json.error("the level is a number from 1 to 4, not " + level);
        }
        return said(kill(level, words[2], words.length > 3 ? words[3] : ""), "killed, level " + level);
    }

    /**
     * Kills.
     *
     * @param level 1 to 4
     * @param operator who
     * @param reason why
     * @return whether the command entered the sequence; the gate is raised in any case
     */
    public boolean kill(int level, String operator, String reason) {
        boolean sequenced = engine.kill(level, operator, reason);
        synchronized (this) {
            killed = Math.max(killed, level);
        }
        return sequenced;
    }

    private String resume(String[] words) {
        long mark = engine.gate().mark();
        if (!engine.commands().resume(word(words, 1), Hand.rest(words, 2))) {
            return Json.error("the ring is full; nothing was done. ebb status shows what holds it");
        }
        // The gate opens only after the engine itself has left the kill: it judges whether the resume was armed.
        Integer level = engine.askAfterAll(() -> engine.engine().trading().killLevel(), ANSWER_MS);
        if (level == null) {
            return Json.error("no answer within " + ANSWER_MS / 1_000
                    + " s; the gate stays as it is. When ebb status shows what the engine does, resume again");
        }
        if (level > 0) {
            return Json.error("still killed: arm first (ebb resume --arm), then resume within 30 s");
        }
        return opened(mark) ? said(true, "resumed") : Json.error("killed again meanwhile; the kill is in force");
    }

    /** Whoever kills raises the gate before it waits here: a kill is never taken for one that this resume ended. */
    private synchronized boolean opened(long mark) {
        if (!engine.gate().open(mark)) {
            return false;
        }
        killed = 0;
        return true;
    }

    /** {@code ack ID|all OPERATOR REASON}. */
    private String acknowledge(String[] words) {
        if (words.length < 3) {
            return Json.error("ack needs the id of an alert, or all, and an operator");
        }
        long id;
        try {
            id = words[1].equals("all") ? Nulls.ID : Long.parseLong(words[1]);
        } catch (NumberFormatException e) {
            return Json.error(
                    "an alert has a number, as ebb status and the journal show it, or give all; not " + words[1]);
        }
        boolean sequenced = engine.commands().acknowledge(id, words[2], words.length > 3 ? words[3] : "");
        return said(sequenced, "acknowledged");
    }

    /**
     * Tells of something that runs beside the engine, in the status.
     *
     * @param name key of the status
     * @param status asked by operators' threads
     */
    public void tells(String name, Supplier<Map<String, Object>> status) {
        parts.put(name, status);
    }

    /** Highest kill level asked for, 0 for none. */
    public int killed() {
        return killed;
    }

    /**
     * What the process is doing.
     *
     * @param isWhole whether every instrument is told, else those that matter most ({@link StatusJson#MOST})
     * @return a tree of maps, lists, strings and numbers
     */
    public Map<String, Object> status(boolean isWhole) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("run", engine.run().path().toString());
        tree.put("published", engine.ring().published());
        tree.put("applied", engine.applied());
        tree.put("journaled", engine.journaled());
        tree.put("journalBytes", engine.journalBytes());
        tree.put("outbound", engine.sent());
        tree.put("ringFree", engine.ring().free());
        tree.put("refusedClaims", engine.ring().refusedClaims());
        tree.put("gate", engine.gate().level());
        tree.put("ordersPassed", engine.gated().passed());
        tree.put("ordersStopped", engine.gated().stopped());
        tree.put("failure", engine.failure() == null ? null : engine.failure().toString());
        tree.put("pending", hand.pending());
        tree.put("feeds", feeds.get());
        parts.forEach((name, status) -> tree.put(name, status.get()));
        if (isWhole) {
            tree.put("counters", engine.ask(() -> CountersJson.tree(engine.engine()), ANSWER_MS));
            tree.put("state", state());
        } else {
            tree.put("counters", engine.ask(() -> StatusJson.counters(engine.engine()), ANSWER_MS));
            tree.put("state", engine.ask(() -> StatusJson.tree(engine.engine()), ANSWER_MS));
        }
        return tree;
    }

    /** Page by page, each between two messages of its own: nobody holds the engine up for a whole venue. */
    private Map<String, Object> state() {
        List<Object> instruments = new ArrayList<>();
        int[] next = {0};
        while (next[0] >= 0) {
            List<Object> page = engine.ask(
                    () -> {
                        List<Object> some = new ArrayList<>();
                        next[0] = StatusJson.page(engine.engine(), next[0], some);
                        return some;
                    },
                    ANSWER_MS);
            if (page == null) {
                return null;
            }
            instruments.addAll(page);
        }
        return engine.ask(() -> StatusJson.tree(engine.engine(), instruments), ANSWER_MS);
    }

    private static String said(boolean sequenced, String done) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("done", done);
        tree.put("sequenced", sequenced);
        return Json.line(tree);
    }

    private static String word(String[] words, int at) {
        return words.length > at ? words[at] : "unknown";
    }
}
