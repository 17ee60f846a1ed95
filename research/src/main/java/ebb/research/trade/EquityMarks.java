package ebb.research.trade;

import ebb.codecs.Slots;
import ebb.codecs.sbe.RunTextDecoder;
import ebb.engine.Configurator;
import ebb.engine.Engine;
import ebb.journal.Run;
import ebb.runtime.Replay;
import ebb.runtime.RunBeginning;
import java.util.ArrayList;
import java.util.List;

/** Looks at an engine while a journal goes through it, and takes the equity as hours begin (NS-VAL-2). */
public final class EquityMarks {
    private static final long HOUR_NS = 3_600_000_000_000L;

    private final Configurator configurator;
    private final List<EquityCurve.Mark> marks = new ArrayList<>();
    private Engine engine;
    private long hour = Long.MIN_VALUE;

    /**
     * No engine yet.
     *
     * @param configurator reads the run's configuration text
     */
    public EquityMarks(Configurator configurator) {
        this.configurator = configurator;
    }

    /**
     * Makes the engine that is looked at; anew each time.
     *
     * @param run which is read; it may begin in the state of an earlier one
     * @return for a replay or a walk
     */
    public Replay.EngineFactory factory(Run run) {
        return egress -> {
            engine = RunBeginning.engine(run, egress, configurator);
            marks.clear();
            hour = Long.MIN_VALUE;
            return (buffer, offset, length) -> {
                engine.onMessage(buffer, offset, length);
                // What stands before the first message of a market is the run's header.
                boolean isHeader =
                        Slots.templateId(buffer, offset) <= RunTextDecoder.TEMPLATE_ID || !engine.isConfigured();
                if (!isHeader && Math.floorDiv(engine.nowNs(), HOUR_NS) != hour) {
                    hour = Math.floorDiv(engine.nowNs(), HOUR_NS);
                    mark();
                }
            };
        };
    }

    private void mark() {
        marks.add(new EquityCurve.Mark(engine.nowNs(), engine.account().equity()));
    }

    /** Whether there was a market message. */
    boolean isEmpty() {
        return marks.isEmpty();
    }

    /** The marks so far and one of now. */
    EquityCurve curve() {
        mark();
        return new EquityCurve(marks);
    }

    /** Engine time after the last message, ns since the epoch. */
    long nowNs() {
        return engine.nowNs();
    }

    /** Positions that were not closed when the data ended. */
    int stillOpen() {
        return engine.orders().positions().openCount();
    }

    /** Name of an instrument's number. */
    String symbol(int instrument) {
        return engine.market(instrument) == null
                ? "instrument " + instrument
                : engine.market(instrument).instrument().symbol();
    }
}
