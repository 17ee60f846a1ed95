package ebb.engine;

import ebb.codecs.KillLevel;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.CommandDecoder;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.KillScope;
import ebb.codecs.sbe.LabelDecoder;
import ebb.codecs.sbe.LabelVerdict;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.OperatorBeatDecoder;
import ebb.codecs.sbe.RecPhase;
import ebb.codecs.sbe.ReconcileMarkDecoder;
import ebb.engine.order.Position;
import ebb.engine.order.Positions;
import ebb.engine.risk.StrategyKills;
import ebb.engine.strategy.Answer;
import org.agrona.DirectBuffer;

/** Applies what people and the process command (messages.md §3.8), and the end of reconciliation. */
final class CommandInbound {
    private static final int MAX_LEVEL = 4;

    private final Core core;
    private final Execution execution;
    private final StrategyHost strategies;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandDecoder command = new CommandDecoder();
    private final LabelDecoder label = new LabelDecoder();
    private final OperatorBeatDecoder beat = new OperatorBeatDecoder();
    private final ReconcileMarkDecoder mark = new ReconcileMarkDecoder();

    CommandInbound(Core core, Execution execution, StrategyHost strategies) {
        this.core = core;
        this.execution = execution;
        this.strategies = strategies;
    }

    /** Applies a command; true if the run's state is to be hashed at once, which every kill asks for. */
    boolean onCommand(DirectBuffer buffer, int offset) {
        command.wrapAndApplyHeader(buffer, offset, header);
        Cmd kind = command.kind();
        boolean isSwitch = kind == Cmd.KILL || kind == Cmd.ARM || kind == Cmd.RESUME;
        if (isSwitch && command.scope() == KillScope.STRATEGY) {
            answer(command.commandId(), core.rules.code("NS-LIV-5"), ofStrategy(kind));
            return kind == Cmd.KILL;
        }
        switch (kind) {
            case KILL:
                return kill();
            case ARM:
                execution.resume(kind);
                break;
            case RESUME:
                resume();
                break;
            case FLATTEN:
                execution.orders().protection().exitAll(ExitWhy.MANUAL);
                break;
            case CLOSE:
                close(command.commandId(), command.ref());
                break;
            case TIGHTEN_STOP:
                tighten(command.commandId(), command.ref(), command.price());
                break;
            case CONFIRM:
            case DECLINE:
                answer(command.commandId(), core.rules.code("NS-LIV-3"), decide(command.ref(), kind == Cmd.CONFIRM));
                break;
            case ACCEPT_GATE:
                answer(command.commandId(), core.rules.code("NS-LIV-2"), Answer.DONE);
                break;
            case ACK_ALERT:
                if (!core.alerts.acknowledge(command.ref())) {
                    core.counters.add(Counters.Cause.BAD_FIELD);
                }
                break;
            case REVIEWED:
                execution.account().reviewed();
                strategies.onCommand(buffer, offset);
                answer(command.commandId(), core.rules.code("NS-RSK-4"), Answer.DONE);
                break;
            default:
                strategies.onCommand(buffer, offset);
                break;
        }
        return false;
    }

    private boolean kill() {
        int level = command.level();
        if (level < 1 || level > MAX_LEVEL) {
            core.counters.add(Counters.Cause.BAD_FIELD);
            return false;
        }
        boolean isLag = command.ref() == KillLevel.LAG && level == KillLevel.REDUCE_ONLY.level();
        if (isLag) {
            execution.lag(true);
        } else {
            execution.kill(level);
        }
        if (!KillLevel.PROCESS.equals(command.operator())) {
            execution.watch().onKill(level);
        }
        return true;
    }

    /** The end of a lag ends nothing that a person, or anything but the lag, has begun. */
    private void resume() {
        if (command.ref() == KillLevel.LAG) {
            execution.lag(false);
        } else {
            execution.resume(Cmd.RESUME);
        }
    }

    /** NS-LIV-5: one strategy is killed or resumed; the others go on. */
    private Answer ofStrategy(Cmd kind) {
        long target = command.target();
        if (target == CommandDecoder.targetNullValue() || target >= strategies.size()) {
            return Answer.UNKNOWN_STRATEGY;
        }
        int strategy = (int) target;
        if (kind == Cmd.KILL) {
            int level = command.level();
            if (level < 1 || level > StrategyKills.MOST) {
                return Answer.BAD_FIELD;
            }
            execution.kill(strategy, level);
            return Answer.DONE;
        }
        if (execution.kills().level(strategy) == 0) {
            return Answer.NOT_KILLED;
        }
        if (kind == Cmd.ARM) {
            execution.arm(strategy);
            return Answer.DONE;
        }
        return execution.resume(strategy) ? Answer.DONE : Answer.NOT_ARMED;
    }

    /** NS-PRT-6: at once, the runner or all of it; the stop stays until it is flat. */
    private void close(long commandId, long positionId) {
        Position position = find(positionId);
        Answer answer = Answer.UNKNOWN_POSITION;
        if (position != null) {
            boolean isLeaving = execution.orders().protection().exit(position, ExitWhy.MANUAL);
            answer = isLeaving ? Answer.DONE : Answer.ALREADY_CLOSING;
        }
        answer(commandId, core.rules.code("NS-PRT-6"), answer);
    }

    /** NS-PRT-5: closer to the market at any time; widening is refused. */
    private void tighten(long commandId, long positionId, long price) {
        Position position = find(positionId);
        Answer answer = Answer.UNKNOWN_POSITION;
        if (position != null && price <= 0) {
            answer = Answer.BAD_FIELD;
        } else if (position != null) {
            boolean isCloser = execution.orders().protection().tighten(position, price);
            answer = isCloser ? Answer.DONE : Answer.NOT_TIGHTER;
        }
        answer(commandId, core.rules.code("NS-PRT-5"), answer);
    }

    /** NS-LIV-3. */
    private Answer decide(long signal, boolean isConfirmed) {
        return signal == CommandDecoder.refNullValue() ? Answer.BAD_FIELD : strategies.onVerdict(signal, isConfirmed);
    }

    /** NS-REV-1: the label stands in the journal as it came; here it is only asked whether there is such a signal. */
    void onLabel(DirectBuffer buffer, int offset) {
        label.wrapAndApplyHeader(buffer, offset, header);
        Answer answer = strategies.hasIssued(label.ref()) ? Answer.DONE : Answer.UNKNOWN_SIGNAL;
        LabelVerdict verdict = label.verdict();
        if (verdict == LabelVerdict.SBE_UNKNOWN || verdict == LabelVerdict.NULL_VAL) {
            answer = Answer.BAD_FIELD;
        }
        answer(label.commandId(), core.rules.code("NS-REV-1"), answer);
        strategies.onCommand(buffer, offset);
    }

    /** NS-LIV-4: people watch. */
    void onBeat(DirectBuffer buffer, int offset) {
        beat.wrapAndApplyHeader(buffer, offset, header);
        strategies.onBeat(beat.viewers());
    }

    private void answer(long commandId, int rule, Answer answer) {
        if (answer != Answer.DONE) {
            core.counters.add(Counters.Cause.COMMAND_REFUSED);
        }
        core.telemetry.answer(commandId, rule, answer);
    }

    /** The open position of an id, or null. */
    private Position find(long id) {
        Positions positions = execution.orders().positions();
        for (int i = 0; i < positions.count(); i++) {
            if (!positions.at(i).isFlat() && positions.at(i).id() == id) {
                return positions.at(i);
            }
        }
        return null;
    }

    void onReconcileMark(DirectBuffer buffer, int offset) {
        mark.wrapAndApplyHeader(buffer, offset, header);
        if (mark.phase() == RecPhase.END) {
            execution.reconciled();
        }
    }
}
