package ebb.research.trade;

import ebb.codecs.sbe.RunTextDecoder;
import ebb.engine.Configurator;
import ebb.engine.Engine;
import ebb.journal.JournalException;
import ebb.journal.Run;
import ebb.runtime.JournalWalk;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * All that research asks of a run.
 *
 * @param trades closed ones and counts of signals
 * @param equity hour by hour
 * @param firstNs engine time at the first market message, ns since the epoch
 * @param lastNs engine time at the last message
 */
public record RunFacts(Trades.Found trades, EquityCurve equity, long firstNs, long lastNs) {
    private static final long HOUR_NS = 3_600_000_000_000L;

    /**
     * Reads a run that has ended: its inputs through a fresh engine for the marks, its outputs for the trades.
     *
     * @param run which
     * @param configurator reads the run's configuration text
     * @return its facts
     * @throws JournalException if it is damaged or empty
     */
    public static RunFacts read(Run run, Configurator configurator) {
        Marker marker = new Marker();
        JournalWalk.walk(
                run,
                egress -> {
                    marker.engine = new Engine(egress, configurator);
                    return marker.engine::onMessage;
                },
                marker);
        if (marker.marks.isEmpty()) {
            throw new JournalException(JournalException.Kind.UNUSABLE, run.path() + " holds no market message");
        }
        marker.mark();
        Trades.Found found = Trades.read(run, marker::symbol);
        return new RunFacts(
                found, new EquityCurve(marker.marks), marker.marks.get(0).atNs(), marker.engine.nowNs());
    }

    /** Takes the equity as hours begin. */
    private static final class Marker implements JournalWalk.Visitor {
        private final List<EquityCurve.Mark> marks = new ArrayList<>();
        private Engine engine;
        private long hour = Long.MIN_VALUE;

        @Override
        public boolean onApplied(int templateId, DirectBuffer buffer, int offset, int length) {
            // What stands before the first message of a market is the run's header.
            boolean isHeader = templateId <= RunTextDecoder.TEMPLATE_ID || !engine.isConfigured();
            if (!isHeader && Math.floorDiv(engine.nowNs(), HOUR_NS) != hour) {
                hour = Math.floorDiv(engine.nowNs(), HOUR_NS);
                mark();
            }
            return true;
        }

        private void mark() {
            marks.add(new EquityCurve.Mark(engine.nowNs(), engine.account().equity()));
        }

        private String symbol(int instrument) {
            return engine.market(instrument) == null
                    ? "instrument " + instrument
                    : engine.market(instrument).instrument().symbol();
        }
    }
}
