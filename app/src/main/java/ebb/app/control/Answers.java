package ebb.app.control;

import ebb.codecs.OutHead;
import ebb.codecs.Rules;
import ebb.codecs.sbe.AlertDecoder;
import ebb.codecs.sbe.Machine;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.Severity;
import ebb.codecs.sbe.SignalDecoder;
import ebb.codecs.sbe.SignalStatus;
import ebb.codecs.sbe.StateChangeDecoder;
import ebb.engine.strategy.Answer;
import ebb.runtime.OutboundListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.agrona.DirectBuffer;

/**
 * What the engine says to people's commands, and which of its signals wait for one. Told by the egress thread, read by those
 * of operators.
 */
public final class Answers implements OutboundListener {
    /** Rules whose alerts answer a command when they refer to one. */
    private static final List<String> ANSWERING =
            List.of("NS-LIV-2", "NS-LIV-3", "NS-LIV-5", "NS-PRT-5", "NS-PRT-6", "NS-REV-1", "NS-RSK-4");

    /** Answers that nobody came back for. */
    private static final int MOST_LEFT = 256;

    private final Rules rules = Rules.load();
    private final Map<Long, CompletableFuture<Answer>> answers = new ConcurrentHashMap<>();
    private final Map<Long, Proposal> proposals = new ConcurrentSkipListMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final AlertDecoder alert = new AlertDecoder();
    private final SignalDecoder signal = new SignalDecoder();
    private final StateChangeDecoder change = new StateChangeDecoder();

    /**
     * A signal that waits for a person (NS-LIV-3).
     *
     * @param signal its id
     * @param instrument dense id
     * @param entry price mantissa
     * @param stop price mantissa
     * @param qty venue quantity
     * @param expiresNs when it lapses, engine time
     */
    public record Proposal(long signal, int instrument, long entry, long stop, long qty, long expiresNs) {}

    @Override
    public void onOutbound(int templateId, DirectBuffer buffer, int offset, int length) {
        switch (templateId) {
            case AlertDecoder.TEMPLATE_ID -> onAlert(buffer, offset);
            case SignalDecoder.TEMPLATE_ID -> onSignal(buffer, offset);
            case StateChangeDecoder.TEMPLATE_ID -> onChange(buffer, offset);
            default -> {
                // Nothing else concerns people's commands.
            }
        }
    }

    /**
     * Whether an alert answers a command.
     *
     * @param rule its rule's name
     * @param severity its severity: what is CRITICAL refers to the first of its repeats
     * @param ref what it refers to
     * @return true if it tells no news
     */
    public static boolean isAnswer(String rule, Severity severity, long ref) {
        return ref != AlertDecoder.refNullValue() && severity != Severity.CRITICAL && ANSWERING.contains(rule);
    }

    private void onAlert(DirectBuffer buffer, int offset) {
        alert.wrapAndApplyHeader(buffer, offset, header);
        if (isAnswer(rules.name(alert.code()), alert.severity(), alert.ref())) {
            if (answers.size() > MOST_LEFT) {
                answers.clear();
            }
            future(alert.ref()).complete(Answer.values()[(int) alert.value()]);
        }
    }

    private void onSignal(DirectBuffer buffer, int offset) {
        signal.wrapAndApplyHeader(buffer, offset, header);
        if (signal.status() == SignalStatus.PROPOSED) {
            int instrument = OutHead.instrument(buffer, offset);
            proposals.put(
                    signal.signal(),
                    new Proposal(
                            signal.signal(),
                            instrument,
                            signal.entry(),
                            signal.stop(),
                            signal.qty(),
                            signal.expires()));
        }
    }

    private void onChange(DirectBuffer buffer, int offset) {
        change.wrapAndApplyHeader(buffer, offset, header);
        if (change.machine() == Machine.SIGNAL && change.from() == SignalStatus.PROPOSED.value()) {
            proposals.remove(change.subject());
        }
    }

    private CompletableFuture<Answer> future(long command) {
        return answers.computeIfAbsent(command, id -> new CompletableFuture<>());
    }

    /**
     * Waits for the answer to a command.
     *
     * @param command its id
     * @param timeoutMs how long
     * @return the answer, or null when none came in time
     */
    public Answer await(long command, long timeoutMs) {
        try {
            return future(command).get(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("answers do not fail", e);
        } finally {
            answers.remove(command);
        }
    }

    /** Signals that wait for a person, oldest first. */
    public List<Proposal> pending() {
        return List.copyOf(proposals.values());
    }
}
