package ebb.runtime;

import ebb.codecs.Blocks;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Nulls;
import ebb.codecs.Slots;
import ebb.codecs.StreamReason;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.BookSnapshotEncoder;
import ebb.codecs.sbe.CenterFrom;
import ebb.codecs.sbe.InstrumentDefinitionEncoder;
import ebb.codecs.sbe.MarkIndexEncoder;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Scope;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.SessionStateEncoder;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.TradeEncoder;
import ebb.codecs.sbe.Trigger;
import ebb.engine.EngineSettings;
import ebb.engine.EngineSetup;
import ebb.engine.RefusalSettings;
import ebb.engine.TimeSettings;
import ebb.engine.bar.BarSettings;
import ebb.engine.bar.Frames;
import ebb.engine.book.BookSettings;
import ebb.engine.context.CapSettings;
import ebb.engine.flow.FlowSettings;
import ebb.engine.indicator.AtrSettings;
import ebb.engine.order.Order;
import ebb.engine.order.OrderPlan;
import ebb.engine.order.OrderSettings;
import ebb.engine.paper.PaperSettings;
import ebb.engine.pattern.DivergenceSettings;
import ebb.engine.pattern.RejectionSettings;
import ebb.engine.risk.RiskSettings;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.strategy.Declaration;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.MarketSettings;
import ebb.engine.strategy.Outlet;
import ebb.engine.strategy.Strategy;
import ebb.testing.PlainPerpetual;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/** A market that keeps an engine busy in tests: one instrument, moving books, prints, marks; orders all the time. */
final class BusyMarket {
    private final Ingress ingress;
    private final TradeEncoder trade = new TradeEncoder();
    private final BookSnapshotEncoder snapshot = new BookSnapshotEncoder();
    private final MarkIndexEncoder mark = new MarkIndexEncoder();
    private long step;

    BusyMarket(Ingress ingress) {
        this.ingress = ingress;
    }

    /** Enters and leaves all the time, so that orders are always in flight. */
    static final class Restless implements Strategy {
        private Outlet outlet;
        private long prints;

        @Override
        public String name() {
            return "restless";
        }

        @Override
        public void declare(Declaration declaration, Outlet to) {
            outlet = to;
            declaration.tierA(instrument -> true).trades();
        }

        @Override
        public void onTrade(Market market, long price, long qty, Side aggressor) {
            prints++;
            // Only in the upper half of the market's saw-tooth: below, the target is a price it never comes to.
            if (outlet.isEngaged(market)
                    || !market.book().isLive()
                    || market.book().book().bestBid() < 10_020) {
                return;
            }
            OrderPlan plan = outlet.order(market, prints);
            plan.role(Role.ENTRY)
                    .limit(Side.SELL, 1, market.book().book().bestBid(), Tif.GTC)
                    .leverage(2)
                    .protectedBy(price + 300, Trigger.MARK)
                    .target(price - 4, OrderPlan.WHOLE_MICRO);
            outlet.submit(plan);
        }

        @Override
        public void onOrder(Order order) {
            // Whatever becomes of it, the next print decides anew.
        }

        @Override
        public void writeTo(SnapshotWriter to) {
            to.putLong(prints);
        }

        @Override
        public void readFrom(SnapshotReader in) {
            prints = in.readLong();
        }

        @Override
        public long digest() {
            return prints;
        }

        @Override
        public long digestAnew() {
            return prints;
        }
    }

    static EngineSetup setup() {
        MarketSettings markets = new MarketSettings(
                FlowSettings.DEFAULTS,
                BarSettings.of(Frames.defaults()),
                AtrSettings.DEFAULT,
                DivergenceSettings.DEFAULT,
                RejectionSettings.DEFAULT,
                2,
                20,
                MarketSettings.MARK_STALE_NS);
        PaperSettings paper = PaperSettings.defaults();
        RiskSettings strict = RiskSettings.strict(1_000_000_000_000L, 2_000_000_000_000L);
        // Trades at a loss are this market's trade: the breakers would end the noise.
        RiskSettings risk = new RiskSettings(
                strict.orderNotional(),
                strict.grossNotional(),
                strict.positions(),
                strict.symbolMarginMicro(),
                strict.stopMaxMicro(),
                strict.collarMajorMicro(),
                strict.collarMicro(),
                strict.leverage(),
                1_000_000,
                1_000_000,
                strict.reserveMicro(),
                strict.openOrdersInstrument(),
                strict.openOrders());
        EngineSettings settings = new EngineSettings(
                TimeSettings.DEFAULTS,
                RefusalSettings.DEFAULTS,
                BookSettings.defaults(),
                markets,
                OrderSettings.defaults(),
                risk,
                new PaperSettings(
                        paper.equity(),
                        1_000_000L,
                        paper.slipMicro(),
                        paper.barShareMicro(),
                        paper.keepsPlace(),
                        false,
                        paper.capacity()),
                CapSettings.DEFAULTS,
                true);
        return new EngineSetup(settings, List.of(new Restless()));
    }

    /** Defines the instrument and brings its streams up. */
    void open(long now) {
        claim(now, InstrumentDefinitionEncoder.TEMPLATE_ID, InstrumentDefinitionEncoder.BLOCK_LENGTH);
        InstrumentDefinitionEncoder encoder = new InstrumentDefinitionEncoder();
        encoder.wrap(ingress.buffer(), body());
        PlainPerpetual.fields(encoder).makerFee(0).takerFee(0);
        PlainPerpetual.name(encoder, "BUSY", "BUSY");
        ingress.commit(encoder.limit() - ingress.offset());
        session(now, Stream.BOOK);
        session(now, Stream.TRADES);
    }

    private void session(long now, Stream stream) {
        claim(now, SessionStateEncoder.TEMPLATE_ID, SessionStateEncoder.BLOCK_LENGTH);
        SessionStateEncoder encoder = new SessionStateEncoder();
        encoder.wrap(ingress.buffer(), body());
        encoder.scope(Scope.FEED)
                .state(Session.LIVE)
                .reason(StreamReason.of(stream, 0))
                .since(now);
        ingress.commit(encoder.limit() - ingress.offset());
    }

    /** One more event; whether the ring took it. */
    boolean step(long now) {
        if (!ingress.tryClaim(Traffic.FEED)) {
            return false;
        }
        step++;
        long mid = 10_000 + (step / 7) % 40;
        switch ((int) (step % 4)) {
            case 0 -> {
                open(now, BookSnapshotEncoder.TEMPLATE_ID, BookSnapshotEncoder.BLOCK_LENGTH);
                snapshot.wrap(ingress.buffer(), body());
                snapshot.tx(now)
                        .last(step)
                        .requestId(Nulls.ID)
                        .checksum(Nulls.U32)
                        .limitBid(0)
                        .limitAsk(0)
                        .flags()
                        .clear();
                BookSnapshotEncoder.BidsEncoder bids = snapshot.bidsCount(2);
                bids.next().price(mid - 1).qty(100).next().price(mid - 2).qty(100);
                BookSnapshotEncoder.AsksEncoder asks = snapshot.asksCount(2);
                asks.next().price(mid + 1).qty(100).next().price(mid + 2).qty(100);
                snapshot.digitsCount(0);
                ingress.commit(snapshot.limit() - ingress.offset());
            }
            case 1 -> {
                open(now, MarkIndexEncoder.TEMPLATE_ID, MarkIndexEncoder.BLOCK_LENGTH);
                mark.wrap(ingress.buffer(), body());
                mark.tx(now).mark(mid).index(mid).settle(Nulls.LONG);
                ingress.commit(mark.limit() - ingress.offset());
            }
            default -> {
                open(now, TradeEncoder.TEMPLATE_ID, TradeEncoder.BLOCK_LENGTH);
                trade.wrap(ingress.buffer(), body());
                trade.tx(now)
                        .price(mid + (step & 1))
                        .qty(1 + step % 5)
                        .tradeId(Nulls.LONG)
                        .firstId(Nulls.LONG)
                        .count(Nulls.U32)
                        .center(Nulls.CODE)
                        .condition(Nulls.U16)
                        .aggressor((step & 8) == 0 ? Side.BUY : Side.SELL)
                        .centerFrom(CenterFrom.NULL_VAL)
                        .flags()
                        .clear();
                ingress.commit(trade.limit() - ingress.offset());
            }
        }
        return true;
    }

    private void claim(long now, int templateId, int blockLength) {
        while (!ingress.tryClaim(Traffic.FEED)) {
            Thread.onSpinWait();
        }
        open(now, templateId, blockLength);
    }

    private MutableDirectBuffer open(long now, int templateId, int blockLength) {
        Blocks.open(ingress.buffer(), ingress.offset(), blockLength, templateId);
        InHead.route(ingress.buffer(), ingress.offset(), now, 0, 0, InHead.WHOLE, 1);
        return ingress.buffer();
    }

    private int body() {
        return ingress.offset() + Slots.HEADER_BYTES;
    }
}
