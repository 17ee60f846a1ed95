package ebb.engine;

import ebb.codecs.InHead;
import ebb.codecs.Nulls;
import ebb.codecs.sbe.ContextValueDecoder;
import ebb.codecs.sbe.CtxStatus;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.SeriesDefinitionDecoder;
import ebb.engine.context.MarketCaps;
import ebb.engine.context.SlowSeries;
import ebb.engine.context.SlowValue;
import org.agrona.DirectBuffer;

/** Applies slow facts (CFD-1): the series they belong to, and their values. */
final class ContextInbound {
    private static final long SECOND_NS = 1_000_000_000L;
    /** A source's clock may be so far ahead of ours: it is not one of a venue, whose stamps TIME-2 judges. */
    private static final long MOST_AHEAD_NS = 600 * SECOND_NS;

    private final Core core;
    private final SlowSeries series;
    private final MarketCaps caps;
    private final StrategyHost strategies;
    private final CapWatch watch;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SeriesDefinitionDecoder definition = new SeriesDefinitionDecoder();
    private final ContextValueDecoder message = new ContextValueDecoder();
    private final SlowValue value = new SlowValue();

    ContextInbound(Core core, Parts parts) {
        this.core = core;
        series = parts.series;
        caps = parts.caps;
        strategies = parts.strategies;
        watch = parts.capWatch;
    }

    void onDefinition(DirectBuffer buffer, int offset) {
        definition.wrapAndApplyHeader(buffer, offset, header);
        long cadenceNs = definition.cadenceSec() * SECOND_NS;
        long limitNs = definition.limitSec() * SECOND_NS;
        int id = (int) definition.series();
        int index = series.define(id, definition.name(), cadenceNs, limitNs, definition.source(), definition.unit());
        if (index == SlowSeries.NONE) {
            core.counters.add(Counters.Cause.BAD_DEFINITION);
        }
    }

    void onValue(DirectBuffer buffer, int offset) {
        message.wrapAndApplyHeader(buffer, offset, header);
        int instrument = InHead.instrument(buffer, offset);
        int index = series.indexOf((int) message.series());
        if (instrument != Nulls.INSTRUMENT && core.market(instrument) == null) {
            core.counters.add(Counters.Cause.UNKNOWN_INSTRUMENT);
        } else if (index == SlowSeries.NONE || !isRead()) {
            core.counters.add(Counters.Cause.BAD_FIELD);
        } else if (series.put(index, instrument, value)) {
            if (index == series.named(MarketCaps.SERIES) && instrument != Nulls.INSTRUMENT) {
                take(instrument);
            }
            strategies.onContext(ContextValueDecoder.TEMPLATE_ID, buffer, offset);
        }
    }

    /** NS-CAP-2: a value that the source takes back, and a zero, are none. */
    private void take(int instrument) {
        if (value.status == CtxStatus.ERROR) {
            caps.onError(instrument);
        } else {
            caps.onCap(instrument, MarketCaps.micro(value.mantissa, value.exponent), value.refNs);
        }
        watch.onCap(instrument);
    }

    /** EVT-5: whether every field is one that may be. */
    private boolean isRead() {
        value.mantissa = message.value().mantissa();
        value.exponent = message.value().exponent();
        value.refNs = message.refTime();
        value.fetchNs = message.fetchTime();
        value.source = message.source();
        short status = message.statusRaw();
        value.status = status <= CtxStatus.ERROR.value() ? CtxStatus.get(status) : CtxStatus.NULL_VAL;
        long latest = core.timers.nowNs() + MOST_AHEAD_NS;
        return value.mantissa != Nulls.LONG
                && value.exponent >= -18
                && value.exponent <= 9
                && value.refNs >= 0
                && value.refNs <= latest
                && value.fetchNs >= 0
                && value.fetchNs <= latest
                && value.status != CtxStatus.NULL_VAL;
    }
}
