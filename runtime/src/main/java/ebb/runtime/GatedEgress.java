package ebb.runtime;

import ebb.codecs.OutHead;
import ebb.codecs.sbe.CancelAllDecoder;
import ebb.codecs.sbe.CancelOrderDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.NewOrderDecoder;
import ebb.codecs.sbe.ReplaceOrderDecoder;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.SuppressWhy;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;

/**
 * The last look (DESIGN Kill): reads the gate for each order immediately before it would leave, and hands on only what
 * the level lets through. What it stopped is told to the engine, so that a replay agrees. Requests to feeds pass always.
 */
public final class GatedEgress implements OutboundListener {
    /** Told of an order that was stopped. */
    @FunctionalInterface
    public interface Suppressed {
        /**
         * An order did not leave.
         *
         * @param clOrd its id
         * @param out number of the outbound message
         * @param why what stopped it
         */
        void onSuppressed(long clOrd, long out, SuppressWhy why);

        /** Told now and then, so that what could not be handed on is tried again. */
        default void catchUp() {}
    }

    private final KillGate gate;
    private final OutboundListener gateway;
    private final OutboundListener feeds;
    private final Suppressed suppressed;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NewOrderDecoder newOrder = new NewOrderDecoder();
    private final ReplaceOrderDecoder replace = new ReplaceOrderDecoder();
    private final AtomicLong passed = new AtomicLong();
    private final AtomicLong stopped = new AtomicLong();

    /**
     * Sets up the gate's last look.
     *
     * @param gate what any thread may raise
     * @param gateway takes orders
     * @param feeds take requests
     * @param suppressed told of what was stopped
     */
    public GatedEgress(KillGate gate, OutboundListener gateway, OutboundListener feeds, Suppressed suppressed) {
        this.gate = gate;
        this.gateway = gateway;
        this.feeds = feeds;
        this.suppressed = suppressed;
    }

    @Override
    public void onOutbound(int templateId, DirectBuffer buffer, int offset, int length) {
        switch (templateId) {
            case NewOrderDecoder.TEMPLATE_ID -> {
                newOrder.wrapAndApplyHeader(buffer, offset, header);
                boolean protects = newOrder.role() == Role.STOP;
                pass(
                        letsThrough(gate.level(), newOrder.flags().rEDUCE_ONLY(), protects),
                        newOrder.clOrd(),
                        templateId,
                        buffer,
                        offset,
                        length);
            }
            case ReplaceOrderDecoder.TEMPLATE_ID -> {
                replace.wrapAndApplyHeader(buffer, offset, header);
                // What a change makes of an order is not in it: from level 2 on none passes but a stop's.
                boolean movesStop = replace.stop() != ReplaceOrderDecoder.stopNullValue();
                int level = gate.level();
                boolean passes = level < KillGate.CANCEL_AND_HALT || (movesStop && level < KillGate.SEVER);
                pass(passes, replace.clOrd(), templateId, buffer, offset, length);
            }
            case CancelOrderDecoder.TEMPLATE_ID, CancelAllDecoder.TEMPLATE_ID -> {
                if (gate.level() < KillGate.SEVER) {
                    gateway.onOutbound(templateId, buffer, offset, length);
                }
            }
            default -> feeds.onOutbound(templateId, buffer, offset, length);
        }
    }

    @Override
    public void onBatchEnd() {
        suppressed.catchUp();
    }

    private static boolean letsThrough(int level, boolean reduces, boolean protects) {
        return switch (level) {
            case KillGate.OPEN -> true;
            case KillGate.REDUCE_ONLY, KillGate.FLATTEN -> reduces;
            case KillGate.CANCEL_AND_HALT -> protects;
            default -> false;
        };
    }

    private void pass(boolean passes, long clOrd, int templateId, DirectBuffer buffer, int offset, int length) {
        if (passes) {
            passed.incrementAndGet();
            gateway.onOutbound(templateId, buffer, offset, length);
        } else {
            stopped.incrementAndGet();
            suppressed.onSuppressed(clOrd, OutHead.out(buffer, offset), SuppressWhy.KILL);
        }
    }

    /** Orders that left. */
    public long passed() {
        return passed.get();
    }

    /** Orders that the gate stopped. */
    public long stopped() {
        return stopped.get();
    }
}
