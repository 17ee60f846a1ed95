package ebb.engine;

import ebb.codecs.KillLevel;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.CommandDecoder;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.RecPhase;
import ebb.codecs.sbe.ReconcileMarkDecoder;
import ebb.engine.order.Position;
import ebb.engine.order.Positions;
import org.agrona.DirectBuffer;

/** Applies what people and the process command (messages.md §3.8), and the end of reconciliation. */
final class CommandInbound {
    private static final int MAX_LEVEL = 4;

    private final Core core;
    private final Execution execution;
    private final StrategyHost strategies;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandDecoder command = new CommandDecoder();
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
        switch (kind) {
            case KILL:
                return kill();
            case ARM, RESUME:
                execution.resume(kind);
                break;
            case FLATTEN:
                execution.orders().protection().exitAll(ExitWhy.MANUAL);
                break;
            case CLOSE:
                close(command.ref());
                break;
            case TIGHTEN_STOP:
                tighten(command.ref(), command.price());
                break;
            case ACK_ALERT:
                if (!core.alerts.acknowledge(command.ref())) {
                    core.counters.add(Counters.Cause.BAD_FIELD);
                }
                break;
            case REVIEWED:
                execution.account().reviewed();
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
        execution.kill(level);
        if (!KillLevel.PROCESS.equals(command.operator())) {
            execution.watch().onKill(level);
        }
        return true;
    }

    private void close(long positionId) {
        Position position = find(positionId);
        if (position != null) {
            execution.orders().protection().exit(position, ExitWhy.MANUAL);
        }
    }

    private void tighten(long positionId, long price) {
        Position position = find(positionId);
        if (position != null && price > 0) {
            execution.orders().protection().tighten(position, price);
        }
    }

    private Position find(long id) {
        Positions positions = execution.orders().positions();
        for (int i = 0; i < positions.count(); i++) {
            if (positions.at(i).id() == id) {
                return positions.at(i);
            }
        }
        core.counters.add(Counters.Cause.BAD_FIELD);
        return null;
    }

    void onReconcileMark(DirectBuffer buffer, int offset) {
        mark.wrapAndApplyHeader(buffer, offset, header);
        if (mark.phase() == RecPhase.END) {
            execution.reconciled();
        }
    }
}
