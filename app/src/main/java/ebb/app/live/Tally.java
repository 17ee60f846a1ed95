package ebb.app.live;

import ebb.codecs.sbe.BookResyncDecoder;
import ebb.codecs.sbe.FillDecoder;
import ebb.codecs.sbe.HistoryRequestDecoder;
import ebb.codecs.sbe.LevelEventDecoder;
import ebb.codecs.sbe.LevelEvt;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.NewOrderDecoder;
import ebb.codecs.sbe.RiskEventDecoder;
import ebb.codecs.sbe.RiskKind;
import ebb.codecs.sbe.RiskVerdict;
import ebb.codecs.sbe.SignalDecoder;
import ebb.codecs.sbe.StaleWhy;
import ebb.codecs.sbe.StateHashDecoder;
import ebb.codecs.sbe.TradeRecordDecoder;
import ebb.engine.book.BookStatus;
import ebb.runtime.OutboundListener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.agrona.DirectBuffer;

/** Counts what the engine emits, for the closing line of a run. Written by the egress thread, read by any. */
public final class Tally implements OutboundListener {
    /** What is counted. */
    public enum Of {
        /** Signals, issued or declined. */
        SIGNALS,
        /** Orders that left the engine. */
        ORDERS,
        /** Executions. */
        FILLS,
        /** Closed trades. */
        TRADES,
        /** Books that went STALE(GAP). */
        GAPS,
        /** Snapshots asked for. */
        RESYNCS,
        /** Books that were crossed. */
        CROSSED,
        /** Books that lost their session. */
        SESSIONS_LOST,
        /** Orders that risk denied. */
        DENIED,
        /** Rejections recorded. */
        REJECTIONS,
        /** State hashes. */
        HASHES,
        /** Candles asked for. */
        HISTORIES
    }

    private final AtomicLongArray counts = new AtomicLongArray(Of.values().length);
    private final AtomicLong stateHash = new AtomicLong();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final RiskEventDecoder risk = new RiskEventDecoder();
    private final StateHashDecoder hash = new StateHashDecoder();
    private final LevelEventDecoder level = new LevelEventDecoder();

    @Override
    public void onOutbound(int templateId, DirectBuffer buffer, int offset, int length) {
        switch (templateId) {
            case SignalDecoder.TEMPLATE_ID -> add(Of.SIGNALS);
            case NewOrderDecoder.TEMPLATE_ID -> add(Of.ORDERS);
            case FillDecoder.TEMPLATE_ID -> add(Of.FILLS);
            case TradeRecordDecoder.TEMPLATE_ID -> add(Of.TRADES);
            case BookResyncDecoder.TEMPLATE_ID -> add(Of.RESYNCS);
            case HistoryRequestDecoder.TEMPLATE_ID -> add(Of.HISTORIES);
            case RiskEventDecoder.TEMPLATE_ID -> risk(buffer, offset);
            case StateHashDecoder.TEMPLATE_ID -> hash(buffer, offset);
            case LevelEventDecoder.TEMPLATE_ID -> {
                level.wrapAndApplyHeader(buffer, offset, header);
                if (level.event() == LevelEvt.RECORD) {
                    add(Of.REJECTIONS);
                }
            }
            default -> {
                // Not counted.
            }
        }
    }

    private void risk(DirectBuffer buffer, int offset) {
        risk.wrapAndApplyHeader(buffer, offset, header);
        if (risk.kind() == RiskKind.BOOK) {
            boolean isStale = risk.to() == BookStatus.STALE.ordinal();
            if (isStale && risk.value() == StaleWhy.GAP.value()) {
                add(Of.GAPS);
            } else if (isStale && risk.value() == StaleWhy.SESSION.value()) {
                add(Of.SESSIONS_LOST);
            } else if (risk.to() == BookStatus.CROSSED.ordinal()) {
                add(Of.CROSSED);
            }
        } else if (risk.kind() == RiskKind.LIMIT && risk.verdict() == RiskVerdict.DENY) {
            add(Of.DENIED);
        }
    }

    private void hash(DirectBuffer buffer, int offset) {
        hash.wrapAndApplyHeader(buffer, offset, header);
        if (hash.part() == 0) {
            add(Of.HASHES);
            stateHash.set(hash.hash());
        }
    }

    private void add(Of what) {
        counts.incrementAndGet(what.ordinal());
    }

    /** A running count. */
    public long count(Of what) {
        return counts.get(what.ordinal());
    }

    /** The last state hash emitted, 0 before the first. */
    public long stateHash() {
        return stateHash.get();
    }

    /** All counts by name, lower case. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (Of each : Of.values()) {
            tree.put(each.name().toLowerCase(java.util.Locale.ROOT), count(each));
        }
        return tree;
    }
}
