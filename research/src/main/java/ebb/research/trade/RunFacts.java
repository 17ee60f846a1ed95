package ebb.research.trade;

import ebb.engine.Configurator;
import ebb.journal.JournalException;
import ebb.journal.Run;
import ebb.runtime.JournalWalk;

/**
 * All that research asks of a run.
 *
 * @param trades closed ones, skipped signals and counts
 * @param equity hour by hour
 * @param firstNs engine time at the first market message, ns since the epoch
 * @param lastNs engine time at the last message
 * @param orders how orders were answered
 * @param stillOpen positions that were not closed when the data ended: no trades (NS-VAL-1)
 */
public record RunFacts(
        Trades.Found trades, EquityCurve equity, long firstNs, long lastNs, OrderFacts orders, int stillOpen) {
    /**
     * Reads a run that has ended: its inputs through a fresh engine for the marks, its outputs for the trades.
     *
     * @param run which
     * @param configurator reads the run's configuration text
     * @return its facts
     * @throws JournalException if it is damaged or empty
     */
    public static RunFacts read(Run run, Configurator configurator) {
        EquityMarks marks = new EquityMarks(configurator);
        JournalWalk.walk(run, marks.factory(run), (templateId, buffer, offset, length) -> true);
        return of(run, marks);
    }

    /**
     * Reads the outputs of a run whose inputs went through an engine already.
     *
     * @param run which
     * @param marks looked at that engine, to the end of the run
     * @return its facts
     * @throws JournalException if it is damaged or empty
     */
    public static RunFacts of(Run run, EquityMarks marks) {
        if (marks.isEmpty()) {
            throw new JournalException(JournalException.Kind.UNUSABLE, run.path() + " holds no market message");
        }
        EquityCurve curve = marks.curve();
        Trades.Found found = Trades.read(run, marks::symbol);
        return new RunFacts(
                found, curve, curve.marks().get(0).atNs(), marks.nowNs(), OrderFacts.read(run), marks.stillOpen());
    }
}
