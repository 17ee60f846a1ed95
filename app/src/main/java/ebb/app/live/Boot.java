package ebb.app.live;

import ebb.app.state.StateJson;
import ebb.codecs.Rules;
import ebb.codecs.sbe.Mode;
import ebb.config.SetupReader;
import ebb.engine.Engine;
import ebb.engine.order.Position;
import ebb.engine.order.Positions;
import ebb.journal.Run;
import ebb.runtime.KillGate;
import ebb.runtime.LiveSettings;
import ebb.runtime.Recovered;
import ebb.runtime.Recovery;
import ebb.runtime.RunBeginning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a session begins with (DESIGN Recovery, NS-RSK-7): the state that the last run ended in, where the configuration is
 * the same to the byte; else nothing, and what is left behind is named.
 *
 * @param state to go on from, or null to begin flat
 * @param said why, for people; never empty but for a journal without a run
 * @param level kill level to halt at until a person resumes, 0 for none: there was a state, and it cannot be relied on
 */
record Boot(Recovered state, String said, int level) {
    private static final String KEEP =
            "Start with the configuration of that run to keep them, or with --fresh to begin flat.";

    /** Begins with nothing. */
    static Boot flat(String said) {
        return new Boot(null, said, 0);
    }

    /**
     * Looks at the last run that traded. One that died before its configuration was written, and a backtest in the same
     * directory, had nothing to leave.
     *
     * @param runs those that are not in quarantine, oldest first
     * @param settings of the session that begins
     * @return what to begin with
     * @throws LiveSession.LeftBehind if positions are open under another configuration
     */
    static Boot of(List<Run> runs, LiveSettings settings) {
        for (int i = runs.size() - 1; i >= 0; i--) {
            Optional<RunBeginning.Header> header = RunBeginning.header(runs.get(i));
            if (header.isEmpty() || header.get().mode() == Mode.BACKTEST) {
                continue;
            }
            if (header.get().mode() != settings.mode()) {
                return flat(
                        "begins flat: the last run was of mode " + header.get().mode());
            }
            Recovered state = Recovery.endOf(runs.get(i), new SetupReader());
            if (state.fault() != null) {
                return new Boot(
                        null,
                        "begins flat and HALTED: the state that run "
                                + runs.get(i).number() + " ended in cannot be relied on: " + state.fault(),
                        KillGate.CANCEL_AND_HALT);
            }
            if (state.hasState()) {
                return of(state, settings);
            }
        }
        return flat("");
    }

    private static Boot of(Recovered state, LiveSettings settings) {
        Engine engine = state.engine();
        boolean isSameText = engine.configuration().equals(settings.configuration());
        boolean isSameTable = engine.rules().equals(Rules.load().text());
        String left = left(engine);
        if (isSameText && isSameTable) {
            StringBuilder said = new StringBuilder("goes on from run "
                    + state.run().number() + ", sequence "
                    + state.sequence() + " (" + state.basis() + " and " + state.tail() + " messages after it), with "
                    + left);
            state.unusable().forEach(each -> said.append("; ").append(each));
            return new Boot(state, said.toString(), 0);
        }
        String what = isSameText ? "this build has another table of rules" : "the configuration is another";
        if (engine.orders().positions().openCount() > 0) {
            throw new LiveSession.LeftBehind(
                    "run " + state.run().number() + " ended with " + left + ", and " + what + ". " + KEEP);
        }
        return flat(
                "begins flat: " + what + ". Left behind in run " + state.run().number() + ": " + left);
    }

    /** Open positions by instrument and signed quantity, and how many trades the record holds. */
    static String left(Engine engine) {
        List<String> open = new ArrayList<>();
        Positions positions = engine.orders().positions();
        for (int i = 0; i < positions.count(); i++) {
            Position each = positions.at(i);
            if (!each.isFlat()) {
                open.add(each.instrument().symbol() + " " + StateJson.qty(each.instrument(), each.signedQty()));
            }
        }
        return (open.isEmpty() ? "no open position" : "open: " + String.join(", ", open)) + "; closed trades: "
                + positions.trades();
    }
}
