package ebb.desk;

import ebb.codecs.InHead;
import ebb.codecs.Nulls;
import ebb.codecs.OutHead;
import ebb.codecs.sbe.AlertDecoder;
import ebb.codecs.sbe.FillDecoder;
import ebb.codecs.sbe.LevelEventDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.NewOrderDecoder;
import ebb.codecs.sbe.OrderAckDecoder;
import ebb.codecs.sbe.OrderClosedDecoder;
import ebb.codecs.sbe.OrderRejectDecoder;
import ebb.codecs.sbe.ReasonsDecoder;
import ebb.codecs.sbe.ReplaceOrderDecoder;
import ebb.codecs.sbe.RiskEventDecoder;
import ebb.codecs.sbe.RiskKind;
import ebb.codecs.sbe.RiskVerdict;
import ebb.codecs.sbe.SignalDecoder;
import ebb.codecs.sbe.StaleWhy;
import ebb.codecs.sbe.StateChangeDecoder;
import ebb.codecs.sbe.StateHashDecoder;
import ebb.codecs.sbe.TradeRecordDecoder;
import ebb.desk.ledger.Asked;
import ebb.engine.book.BookStatus;
import ebb.engine.pattern.Rejection;
import ebb.engine.pattern.RejectionLevel;
import ebb.engine.strategy.Market;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.agrona.DirectBuffer;

/**
 * Reads decisions, orders and their reports, whichever stream they are on: a venue's answers come inbound, those of the
 * simulated exchange outbound, in the same templates with the instrument at the same place of the head.
 */
final class DecisionReader {
    private static final BookStatus[] BOOK = BookStatus.values();

    private final ReportData data;
    private final IntFunction<Market> markets;
    private final Map<Integer, String> codes = new HashMap<>();
    private final Map<Long, ReportData.Order> orders = new HashMap<>();
    private final Map<Long, ReportData.Signal> signals = new HashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SignalDecoder signal = new SignalDecoder();
    private final ReasonsDecoder more = new ReasonsDecoder();
    private final LevelEventDecoder level = new LevelEventDecoder();
    private final NewOrderDecoder newOrder = new NewOrderDecoder();
    private final ReplaceOrderDecoder replace = new ReplaceOrderDecoder();
    private final OrderAckDecoder ack = new OrderAckDecoder();
    private final OrderRejectDecoder reject = new OrderRejectDecoder();
    private final OrderClosedDecoder closed = new OrderClosedDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final StateChangeDecoder change = new StateChangeDecoder();
    private final RiskEventDecoder risk = new RiskEventDecoder();
    private final TradeRecordDecoder trade = new TradeRecordDecoder();
    private final AlertDecoder alert = new AlertDecoder();
    private final StateHashDecoder hash = new StateHashDecoder();
    private List<String> strategies = List.of();

    DecisionReader(ReportData data, IntFunction<Market> markets) {
        this.data = data;
        this.markets = markets;
    }

    void strategies(List<String> names) {
        strategies = names;
    }

    /** Takes a table of codes of the run's header: lines of number, tab, name. */
    void codes(String text) {
        for (String line : text.split("\n")) {
            int tab = line.indexOf('\t');
            if (tab > 0) {
                codes.put(
                        Integer.parseInt(line.substring(0, tab)),
                        line.substring(tab + 1).strip());
            }
        }
    }

    private String code(int number) {
        return codes.getOrDefault(number, "code " + number);
    }

    void read(int templateId, DirectBuffer buffer, int offset, long atNs) {
        int id = InHead.instrument(buffer, offset);
        InstrumentData of = of(id);
        switch (templateId) {
            case SignalDecoder.TEMPLATE_ID -> onSignal(of, buffer, offset, atNs);
            case ReasonsDecoder.TEMPLATE_ID -> onReasons(buffer, offset);
            case LevelEventDecoder.TEMPLATE_ID -> onLevel(of, id, buffer, offset);
            case NewOrderDecoder.TEMPLATE_ID -> onNewOrder(of, buffer, offset, atNs);
            case ReplaceOrderDecoder.TEMPLATE_ID -> onReplace(buffer, offset);
            case OrderAckDecoder.TEMPLATE_ID -> onAck(buffer, offset);
            case OrderRejectDecoder.TEMPLATE_ID -> onReject(buffer, offset, atNs);
            case OrderClosedDecoder.TEMPLATE_ID -> onClosed(buffer, offset);
            case FillDecoder.TEMPLATE_ID -> onFill(of, buffer, offset, atNs);
            case StateChangeDecoder.TEMPLATE_ID -> onChange(buffer, offset, atNs);
            case RiskEventDecoder.TEMPLATE_ID -> onRisk(id, buffer, offset, atNs);
            case TradeRecordDecoder.TEMPLATE_ID -> onTrade(of, id, buffer, offset);
            case AlertDecoder.TEMPLATE_ID -> onAlert(buffer, offset);
            case StateHashDecoder.TEMPLATE_ID -> onHash(buffer, offset);
            default -> {}
        }
    }

    private InstrumentData of(int id) {
        InstrumentData known = data.instrument(id);
        if (known != null || markets.apply(id) == null) {
            return known;
        }
        InstrumentData created = new InstrumentData(markets.apply(id).instrument());
        data.instruments.put(id, created);
        return created;
    }

    private void onSignal(InstrumentData of, DirectBuffer buffer, int offset, long atNs) {
        if (of == null) {
            return;
        }
        signal.wrapAndApplyHeader(buffer, offset, header);
        ReportData.Signal each = new ReportData.Signal();
        each.id = signal.signal();
        each.level = signal.level();
        each.sequence = OutHead.cause(buffer, offset);
        each.atNs = atNs;
        int strategy = OutHead.strategy(buffer, offset);
        each.strategy = strategy < strategies.size() ? strategies.get(strategy) : "strategy " + strategy;
        each.kind = signal.kind().name();
        each.status = signal.status().name();
        each.direction = signal.direction().name();
        each.score = signal.score();
        each.entry = signal.entry();
        each.stop = signal.stop();
        each.qty = signal.qty();
        each.risk = signal.risk();
        each.target = Nulls.LONG;
        for (SignalDecoder.TargetsDecoder target : signal.targets()) {
            each.target = each.target == Nulls.LONG ? target.price() : each.target;
        }
        for (SignalDecoder.ReasonsDecoder reason : signal.reasons()) {
            each.asked.add(new Asked(
                    code(reason.rule()),
                    reason.verdict(),
                    reason.validity(),
                    reason.value(),
                    reason.threshold(),
                    reason.points()));
        }
        of.signals.add(each);
        signals.put(each.id, each);
    }

    private void onReasons(DirectBuffer buffer, int offset) {
        more.wrapAndApplyHeader(buffer, offset, header);
        ReportData.Signal owner = signals.get(more.owner());
        if (owner == null) {
            return;
        }
        for (ReasonsDecoder.EntriesDecoder reason : more.entries()) {
            owner.asked.add(new Asked(
                    code(reason.rule()),
                    reason.verdict(),
                    reason.validity(),
                    reason.value(),
                    reason.threshold(),
                    reason.points()));
        }
    }

    private void onLevel(InstrumentData of, int id, DirectBuffer buffer, int offset) {
        if (of == null) {
            return;
        }
        level.wrapAndApplyHeader(buffer, offset, header);
        LevelTrail trail =
                of.levels.computeIfAbsent(level.level(), key -> new LevelTrail(key, level.start(), level.price()));
        switch (level.event()) {
            case RECORD -> {
                trail.record(new LevelTrail.Peak(peakStart(id), level.start(), level.price()));
                trail.counted = Math.max(trail.counted, level.n());
            }
            case WITHDRAW -> trail.withdraw();
            case BROKEN, REMOVED, EVICT -> {
                trail.endNs = level.start();
                trail.end = level.event().name();
            }
            default -> {}
        }
    }

    /** The event names the bar that confirmed; the peak's own bar is read off the tracker, which has just noted it. */
    private long peakStart(int id) {
        Market market = markets.apply(id);
        RejectionLevel live = market == null ? null : market.rejections().levelOf(level.level());
        if (live == null || live.size() == 0) {
            return level.start();
        }
        Rejection newest = live.rejection(live.size() - 1);
        return newest.peakStartNs();
    }

    private void onNewOrder(InstrumentData of, DirectBuffer buffer, int offset, long atNs) {
        newOrder.wrapAndApplyHeader(buffer, offset, header);
        ReportData.Order order = new ReportData.Order();
        order.clOrd = newOrder.clOrd();
        order.signal = newOrder.signal();
        order.sequence = OutHead.cause(buffer, offset);
        order.sentNs = atNs;
        order.endNs = Long.MAX_VALUE;
        order.role = newOrder.role().name();
        order.type = newOrder.type().name();
        order.isBuy = InstrumentData.isBuy(newOrder.side());
        order.price = newOrder.price();
        order.stop = newOrder.stop();
        order.qty = newOrder.qty();
        order.state = "SENT";
        order.why = "";
        orders.put(order.clOrd, order);
        if (of != null) {
            of.orders.put(order.clOrd, order);
        }
    }

    private void onReplace(DirectBuffer buffer, int offset) {
        replace.wrapAndApplyHeader(buffer, offset, header);
        ReportData.Order order = orders.get(replace.replaces());
        if (order == null) {
            return;
        }
        orders.put(replace.clOrd(), order);
        order.price = replace.price() == Nulls.LONG ? order.price : replace.price();
        order.stop = replace.stop() == Nulls.LONG ? order.stop : replace.stop();
        order.qty = replace.qty() == Nulls.LONG ? order.qty : replace.qty();
    }

    private void onAck(DirectBuffer buffer, int offset) {
        ack.wrapAndApplyHeader(buffer, offset, header);
        ReportData.Order order = orders.get(ack.clOrd());
        if (order != null && "SENT".equals(order.state)) {
            order.state = "ACKED";
        }
    }

    private void onReject(DirectBuffer buffer, int offset, long atNs) {
        reject.wrapAndApplyHeader(buffer, offset, header);
        ReportData.Order order = orders.get(reject.clOrd());
        if (order != null) {
            order.state = "REJECTED";
            order.why = reject.why().name();
            order.endNs = atNs;
        }
    }

    private void onClosed(DirectBuffer buffer, int offset) {
        closed.wrapAndApplyHeader(buffer, offset, header);
        ReportData.Order order = orders.get(closed.clOrd());
        if (order != null) {
            order.why = closed.why().name();
        }
    }

    private void onFill(InstrumentData of, DirectBuffer buffer, int offset, long atNs) {
        if (of == null) {
            return;
        }
        fill.wrapAndApplyHeader(buffer, offset, header);
        ReportData.Order order = orders.get(fill.clOrd());
        if (order != null) {
            order.filled += fill.qty();
        }
        of.fills.add(new ReportData.Fill(
                fill.clOrd(),
                atNs,
                InstrumentData.isBuy(fill.side()),
                fill.price(),
                fill.qty(),
                fill.fee(),
                fill.liquidity().name()));
    }

    private void onChange(DirectBuffer buffer, int offset, long atNs) {
        change.wrapAndApplyHeader(buffer, offset, header);
        if (change.machine() != ebb.codecs.sbe.Machine.ORDER) {
            return;
        }
        ebb.codecs.sbe.OrdState to = ebb.codecs.sbe.OrdState.of(change.to());
        ReportData.Order order = orders.get(change.subject());
        if (order == null) {
            return;
        }
        order.state = to.name();
        if (ebb.engine.order.Order.isTerminal(to)) {
            order.endNs = atNs;
        }
    }

    private void onRisk(int id, DirectBuffer buffer, int offset, long atNs) {
        risk.wrapAndApplyHeader(buffer, offset, header);
        RiskKind kind = risk.kind();
        if (kind == RiskKind.BOOK && risk.to() < BOOK.length) {
            StaleWhy why = risk.value() == Nulls.LONG ? StaleWhy.NULL_VAL : StaleWhy.get((short) risk.value());
            data.faults.onBook(id, atNs, BOOK[risk.to()].name(), why == StaleWhy.NULL_VAL ? "" : why.name());
        } else if (kind == RiskKind.LIMIT) {
            data.faults.denials.merge(code(risk.limitCode()), 1L, Long::sum);
        } else if (kind == RiskKind.TRADING_STATE) {
            data.faults.count("trading "
                    + ebb.codecs.sbe.Trading.of(risk.from()).name() + " → "
                    + ebb.codecs.sbe.Trading.of(risk.to()).name());
        } else if (kind == RiskKind.STREAM) {
            data.faults.count("stream " + (risk.verdict() == RiskVerdict.DENY ? "STALE" : "again LIVE"));
        } else {
            data.faults.count("risk " + kind.name());
        }
    }

    private void onTrade(InstrumentData of, int id, DirectBuffer buffer, int offset) {
        trade.wrapAndApplyHeader(buffer, offset, header);
        ReportData.Trade each = new ReportData.Trade(
                id,
                OutHead.cause(buffer, offset),
                trade.opened(),
                trade.closed(),
                trade.entry(),
                trade.exit(),
                trade.qty(),
                trade.fees(),
                trade.funding(),
                trade.pnl(),
                trade.r(),
                trade.mae(),
                trade.mfe(),
                trade.why().name());
        data.trades.add(each);
        if (of != null) {
            of.trades.add(each);
        }
    }

    private void onAlert(DirectBuffer buffer, int offset) {
        alert.wrapAndApplyHeader(buffer, offset, header);
        data.faults.alerts.merge(code(alert.code()), 1L, Long::sum);
    }

    private void onHash(DirectBuffer buffer, int offset) {
        hash.wrapAndApplyHeader(buffer, offset, header);
        if (hash.part() == 0) {
            data.stateHash = hash.hash();
        }
    }
}
