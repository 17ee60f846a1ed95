package ebb.research.trade;

import ebb.codecs.Blocks;
import ebb.codecs.Nulls;
import ebb.codecs.OutHead;
import ebb.codecs.Rules;
import ebb.codecs.Slots;
import ebb.codecs.sbe.AckKind;
import ebb.codecs.sbe.CloseWhy;
import ebb.codecs.sbe.Dir;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.FillEncoder;
import ebb.codecs.sbe.Liquidity;
import ebb.codecs.sbe.Machine;
import ebb.codecs.sbe.NewOrderEncoder;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.OrdType;
import ebb.codecs.sbe.OrderAckEncoder;
import ebb.codecs.sbe.OrderClosedEncoder;
import ebb.codecs.sbe.OrderRejectEncoder;
import ebb.codecs.sbe.OrderUnknownEncoder;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.ReplaceOrderEncoder;
import ebb.codecs.sbe.RetryClass;
import ebb.codecs.sbe.RiskEventEncoder;
import ebb.codecs.sbe.RiskKind;
import ebb.codecs.sbe.RiskVerdict;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.SignalEncoder;
import ebb.codecs.sbe.SignalKind;
import ebb.codecs.sbe.SignalStatus;
import ebb.codecs.sbe.StateChangeEncoder;
import ebb.codecs.sbe.TargetKind;
import ebb.codecs.sbe.Tier;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Track;
import ebb.codecs.sbe.TradeRecordEncoder;
import ebb.codecs.sbe.Trigger;
import ebb.codecs.sbe.Validity;
import ebb.codecs.sbe.Verdict;
import ebb.engine.order.OrderFault;
import ebb.journal.JournalDirectory;
import ebb.journal.JournalSettings;
import ebb.journal.JournalStream;
import ebb.journal.LiveRun;
import ebb.journal.Run;
import ebb.journal.StreamWriter;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes a stream {@code out} message by message, as an engine would have. */
final class OutStream implements AutoCloseable {
    /** What getting in was to cost, share of the mid. */
    static final double WALK = 0.004;

    static final long T0 = 1_700_006_400_000_000_000L;

    private final Rules rules = Rules.load();
    private final UnsafeBuffer slot = new UnsafeBuffer(new byte[2 * Slots.SLOT_BYTES]);
    private final JournalDirectory directory;
    private final LiveRun run;
    private final StreamWriter out;
    private long count;
    private long nowNs = T0;

    OutStream(Path folder) {
        directory = JournalDirectory.open(folder);
        run = directory.newRun(JournalSettings.plain());
        out = run.writer(JournalStream.OUT, 1);
    }

    Run run() {
        return run.run();
    }

    /** A short at 100 with its stop at 110 and targets at 90 (1 R) and 70 (3 R). */
    void signal(long id, SignalStatus status, double base, double micro, Validity microValidity) {
        SignalEncoder signal = new SignalEncoder();
        open(SignalEncoder.TEMPLATE_ID, SignalEncoder.BLOCK_LENGTH);
        signal.wrap(slot, Slots.HEADER_BYTES)
                .signal(id)
                .level(Nulls.ID)
                .score(74_500_000)
                .scoreRaw(Nulls.LONG)
                .scoreLo(Nulls.LONG)
                .scoreHi(Nulls.LONG)
                .coverage(Nulls.LONG)
                .entry(100_000)
                .stop(110_000)
                .qty(10)
                .kind(SignalKind.ENTRY)
                .status(status)
                .direction(Dir.SHORT)
                .tier(Tier.HIGH);
        SignalEncoder.TargetsEncoder targets = signal.targetsCount(2);
        targets.next().price(90_000).qty(5).r(1_000_000).kind(TargetKind.NODE);
        targets.next().price(70_000).qty(5).r(3_000_000).kind(TargetKind.NODE);
        SignalEncoder.ReasonsEncoder reasons = signal.reasonsCount(5);
        reason(reasons, "NS-REJ-4", base, Validity.VALID, Verdict.INFO);
        reason(reasons, "NS-MIC-2", micro, microValidity, Verdict.INFO);
        boolean isDeclined = status == SignalStatus.DECLINED;
        reason(reasons, "NS-BOK-2", 0, Validity.VALID, isDeclined ? Verdict.FAIL : Verdict.PASS);
        reason(reasons, "NS-BOK-2", 0.006, Validity.VALID, Verdict.PASS);
        reason(reasons, "NS-BOK-2", WALK, Validity.VALID, Verdict.PASS);
        append(signal.limit());
    }

    private void reason(
            SignalEncoder.ReasonsEncoder reasons, String rule, double value, Validity validity, Verdict verdict) {
        reasons.next()
                .rule(rules.code(rule))
                .verdict(verdict)
                .validity(validity)
                .value(Math.round(value * 1e6))
                .threshold(Nulls.LONG)
                .points(Nulls.I32);
    }

    void order(long clOrd, long signal, Role role, long qty, long price, long stop) {
        NewOrderEncoder order = new NewOrderEncoder();
        open(NewOrderEncoder.TEMPLATE_ID, NewOrderEncoder.BLOCK_LENGTH);
        order.wrap(slot, Slots.HEADER_BYTES)
                .clOrd(clOrd)
                .signal(signal)
                .position(Nulls.ID)
                .parent(Nulls.ID)
                .price(price)
                .qty(qty)
                .stop(stop)
                .side(role == Role.ENTRY ? Side.SELL : Side.BUY)
                .type(OrdType.LIMIT)
                .tif(Tif.GTC)
                .trigger(Trigger.MARK)
                .role(role);
        append(order.limit());
    }

    void replace(long clOrd, long replaces, long qty, long stop) {
        ReplaceOrderEncoder replace = new ReplaceOrderEncoder();
        open(ReplaceOrderEncoder.TEMPLATE_ID, ReplaceOrderEncoder.BLOCK_LENGTH);
        replace.wrap(slot, Slots.HEADER_BYTES)
                .clOrd(clOrd)
                .replaces(replaces)
                .price(Nulls.LONG)
                .qty(qty)
                .stop(stop);
        append(replace.limit());
    }

    void fill(long clOrd, Side side, long qty, long price) {
        FillEncoder fill = new FillEncoder();
        open(FillEncoder.TEMPLATE_ID, FillEncoder.BLOCK_LENGTH);
        fill.wrap(slot, Slots.HEADER_BYTES)
                .clOrd(clOrd)
                .execId(++count)
                .price(price)
                .qty(qty)
                .side(side)
                .liquidity(Liquidity.TAKER);
        append(fill.limit());
    }

    /** The simulated exchange's answers, as they stand on {@code out}. */
    void ack(long clOrd, AckKind kind) {
        OrderAckEncoder ack = new OrderAckEncoder();
        open(OrderAckEncoder.TEMPLATE_ID, OrderAckEncoder.BLOCK_LENGTH);
        ack.wrap(slot, Slots.HEADER_BYTES).clOrd(clOrd).ack(kind);
        ack.putOrderText(new byte[0], 0, 0);
        append(ack.limit());
    }

    void closed(long clOrd) {
        OrderClosedEncoder closed = new OrderClosedEncoder();
        open(OrderClosedEncoder.TEMPLATE_ID, OrderClosedEncoder.BLOCK_LENGTH);
        closed.wrap(slot, Slots.HEADER_BYTES).clOrd(clOrd).why(CloseWhy.EXPIRED);
        append(closed.limit());
    }

    void reject(long clOrd) {
        OrderRejectEncoder reject = new OrderRejectEncoder();
        open(OrderRejectEncoder.TEMPLATE_ID, OrderRejectEncoder.BLOCK_LENGTH);
        reject.wrap(slot, Slots.HEADER_BYTES).clOrd(clOrd).why(RejectWhy.LIMITS).retry(RetryClass.NEVER);
        reject.putText(new byte[0], 0, 0);
        append(reject.limit());
    }

    void unknown(long clOrd) {
        OrderUnknownEncoder unknown = new OrderUnknownEncoder();
        open(OrderUnknownEncoder.TEMPLATE_ID, OrderUnknownEncoder.BLOCK_LENGTH);
        unknown.wrap(slot, Slots.HEADER_BYTES).clOrd(clOrd);
        append(unknown.limit());
    }

    void trade(long signal, long entry, double r, double mfe, ExitWhy why) {
        TradeRecordEncoder trade = new TradeRecordEncoder();
        open(TradeRecordEncoder.TEMPLATE_ID, TradeRecordEncoder.BLOCK_LENGTH);
        trade.wrap(slot, Slots.HEADER_BYTES)
                .position(signal + 500)
                .signal(signal)
                .opened(T0)
                .closed(T0 + 3_600_000_000_000L)
                .entry(entry)
                .exit(entry)
                .qty(-10)
                .fees(12)
                .funding(-3)
                .pnl(Math.round(r * 1_000))
                .initialRisk(1_000)
                .r(Math.round(r * 1e6))
                .mae(400_000)
                .mfe(Math.round(mfe * 1e6))
                .track(Track.PAPER)
                .why(why);
        trade.tags().clear().bTC_UP(true).nEW(true);
        append(trade.limit());
    }

    /** An order took a step. */
    void step(long clOrd, OrdState from, OrdState to) {
        open(StateChangeEncoder.TEMPLATE_ID, StateChangeEncoder.BLOCK_LENGTH);
        StateChangeEncoder change = new StateChangeEncoder().wrap(slot, Slots.HEADER_BYTES);
        change.subject(clOrd)
                .level(Nulls.ID)
                .cum(0)
                .from((short) from.value())
                .to((short) to.value())
                .machine(Machine.ORDER)
                .cause(Nulls.CODE);
        append(change.limit());
    }

    /** Something went wrong with an order. */
    void fault(OrderFault fault) {
        open(RiskEventEncoder.TEMPLATE_ID, RiskEventEncoder.BLOCK_LENGTH);
        RiskEventEncoder risk = new RiskEventEncoder().wrap(slot, Slots.HEADER_BYTES);
        risk.kind(RiskKind.INVARIANT).verdict(RiskVerdict.DENY).value(fault.ordinal());
        append(risk.limit());
    }

    /** What follows is so much later, ns. */
    void later(long ns) {
        nowNs += ns;
    }

    private void open(int template, int block) {
        Blocks.open(slot, 0, block, template);
        OutHead.stamp(slot, 0, 1, nowNs, count, 0);
        OutHead.route(slot, 0, 0, 0, 0, OutHead.WHOLE);
    }

    private void append(int limit) {
        out.append(slot, 0, limit);
    }

    @Override
    public void close() {
        out.close();
        run.close();
        directory.close();
    }
}
