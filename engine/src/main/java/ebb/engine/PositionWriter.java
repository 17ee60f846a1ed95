package ebb.engine;

import ebb.codecs.sbe.PositionEventEncoder;
import ebb.codecs.sbe.Track;
import ebb.codecs.sbe.TradeRecordEncoder;
import ebb.engine.context.CapClass;
import ebb.engine.context.MarketCaps;
import ebb.engine.order.Position;

/** Encodes what becomes of positions (messages.md §4.3). */
final class PositionWriter {
    private static final long ABSENT = Long.MIN_VALUE;

    private final Core core;
    private final MarketCaps caps;
    private final BitcoinTrend bitcoin;
    private final PositionEventEncoder event = new PositionEventEncoder();
    private final TradeRecordEncoder record = new TradeRecordEncoder();

    PositionWriter(Core core, MarketCaps caps) {
        this.core = core;
        this.caps = caps;
        bitcoin = new BitcoinTrend(core);
    }

    void event(Position position) {
        int instrument = position.instrument().id();
        event.wrap(
                core.out.begin(
                        PositionEventEncoder.TEMPLATE_ID,
                        PositionEventEncoder.BLOCK_LENGTH,
                        instrument,
                        core.venueOf(instrument),
                        position.strategy()),
                core.out.body());
        event.position(position.id())
                .signal(position.signal())
                .qty(position.signedQty())
                .entry(position.entry())
                .stop(position.stop())
                .realised(position.realised())
                .unrealised(position.unrealised())
                .fees(position.fees())
                .funding(position.funding())
                .mae(orZero(position.maeMicro()))
                .mfe(orZero(position.mfeMicro()))
                .r(orZero(position.rMicro()))
                .state(position.state())
                .why(position.why());
        core.out.end(event.limit());
    }

    /**
     * A closed trade, tagged with the class of its coin as it was frozen when the setup was found, and with Bitcoin's trend when it
     * was opened (NS-CAP-3, NS-VAL-10); its hour and venue are those of the record.
     */
    void closed(Position position, boolean isSimulated, boolean isNew) {
        int instrument = position.instrument().id();
        record.wrap(
                core.out.begin(
                        TradeRecordEncoder.TEMPLATE_ID,
                        TradeRecordEncoder.BLOCK_LENGTH,
                        instrument,
                        core.venueOf(instrument),
                        position.strategy()),
                core.out.body());
        record.position(position.id())
                .signal(position.signal())
                .opened(position.openedNs())
                .closed(position.closedNs())
                .entry(position.entry())
                .exit(position.exit())
                .qty(position.isLong() ? position.openedQty() : -position.openedQty())
                .fees(position.fees())
                .funding(position.funding())
                .pnl(position.pnl())
                .initialRisk(orZero(position.initialRisk()))
                .r(orZero(position.rMicro()))
                .mae(orZero(position.maeMicro()))
                .mfe(orZero(position.mfeMicro()))
                .track(isSimulated ? Track.PAPER : Track.REAL)
                .why(position.why());
        CapClass cap = caps.classOf(instrument, core.timers.nowNs());
        BitcoinTrend.Trend trend = bitcoin.at(core.venueOf(instrument), position.openedNs());
        record.tags()
                .clear()
                .bTC_UP(trend == BitcoinTrend.Trend.UP)
                .bTC_DOWN(trend == BitcoinTrend.Trend.DOWN)
                .bTC_FLAT(trend == BitcoinTrend.Trend.FLAT)
                .cAP_HIGH(cap == CapClass.HIGH)
                .cAP_MEDIUM(cap == CapClass.MEDIUM)
                .nEW(isNew);
        core.out.end(record.limit());
    }

    /** Required on the wire: a position without a risk has 0 of it. */
    private static long orZero(long value) {
        return value == ABSENT ? 0 : value;
    }
}
