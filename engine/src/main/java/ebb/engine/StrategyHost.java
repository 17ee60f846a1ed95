package ebb.engine;

import ebb.codecs.sbe.Side;
import ebb.engine.bar.BarFlags;
import ebb.engine.bar.BarRing;
import ebb.engine.bar.Frames;
import ebb.engine.context.MarketCaps;
import ebb.engine.flow.TakerGroups;
import ebb.engine.flow.VpinSettings;
import ebb.engine.instrument.Instrument;
import ebb.engine.instrument.InstrumentTable;
import ebb.engine.order.Order;
import ebb.engine.order.Position;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.strategy.Answer;
import ebb.engine.strategy.Declaration;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.Strategy;
import ebb.engine.time.TimerHandler;
import java.util.BitSet;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Calls strategies for what they declared, in the order of the configuration (DESIGN Strategies). Bars call them once
 * every analytic of the instant is done (BAR-6); cross-sections once every instrument had its chance (BAR-10).
 */
final class StrategyHost implements Market.Listener, TimerHandler, Digested, Snapshotted {
    // Tag of a cross-section's timer: strategy, frame, end counted in frames since the epoch (40 bits: 5 s frames until
    // the year 176,000).
    private static final int STRATEGY_SHIFT = 48;
    private static final int FRAME_SHIFT = 40;
    private static final int FRAME_MASK = 0xFF;
    private static final int STRATEGY_MASK = 0xFF;
    private static final long SECOND_ROUND = 1L << 62;
    private static final long NUMBER_MASK = (1L << FRAME_SHIFT) - 1;

    /** Flagged, micro-units. */
    private static final long ONE = 1_000_000;

    private final Core core;
    private final Scan scan;
    private final Strategy[] strategies;
    private final Declaration[] declarations;
    private final StrategyOutlet[] outlets;
    // [strategy][frame]: what the strategy wants of the frame, or null.
    private final Declaration.Frame[][] frames;
    // [frame]: end of the newest frame whose cross-section is armed.
    private final long[] armed;
    // By instrument: another process saw its bars; what it did not see is asked for once trades are LIVE (BAR-7).
    private final BitSet unseen = new BitSet();

    StrategyHost(Core core, Execution execution, MarketCaps caps, Scan scan, List<Strategy> list) {
        this.core = core;
        this.scan = scan;
        int count = list.size();
        int frameCount = core.settings.markets().bars().frames().size();
        strategies = list.toArray(new Strategy[0]);
        declarations = new Declaration[count];
        outlets = new StrategyOutlet[count];
        frames = new Declaration.Frame[count][frameCount];
        armed = new long[frameCount];
        for (int i = 0; i < count; i++) {
            declarations[i] = new Declaration();
            outlets[i] = new StrategyOutlet(core, execution, caps, scan, strategies[i], i);
            strategies[i].declare(declarations[i], outlets[i]);
            for (Declaration.Frame each : declarations[i].frames()) {
                int frame = core.settings.markets().bars().frames().indexOf(each.lengthNs());
                if (frame < 0 && !each.called()) {
                    continue;
                }
                if (frame < 0) {
                    throw new IllegalArgumentException("strategy " + strategies[i].name() + " wants bars of "
                            + each.lengthNs() / 1_000_000_000L + " s, which bar.frames does not list");
                }
                frames[i][frame] = each;
            }
        }
    }

    /** An instrument is defined: strategies without a universe want all of its streams at once (NS-UNI-2). */
    void open(Instrument instrument) {
        for (int i = 0; i < strategies.length; i++) {
            if (declarations[i].wantsAlways(instrument)) {
                scan.subscriptions.want(instrument.id(), i, true, core.rules.code("NS-UNI-6"));
            }
        }
    }

    /** Number of strategies. */
    int size() {
        return strategies.length;
    }

    Strategy at(int index) {
        return strategies[index];
    }

    /** Most history that a strategy wants of a frame for this instrument, in bars. */
    int history(Market market, int frame) {
        int most = 0;
        for (int i = 0; i < strategies.length; i++) {
            boolean wants =
                    frames[i][frame] != null && declarations[i].tier(market.instrument()) != Declaration.TIER_NONE;
            most = wants ? Math.max(most, frames[i][frame].history()) : most;
        }
        return most;
    }

    /** Most settlements of the past that a strategy wants of this instrument (FUND-2). */
    int settlements(Market market) {
        int most = 0;
        for (int i = 0; i < strategies.length; i++) {
            most = isTierA(i, market) ? Math.max(most, declarations[i].settlements()) : most;
        }
        return most;
    }

    void onSettled(Market market, long atNs, long rate, long intervalSec) {
        for (int i = 0; i < strategies.length; i++) {
            if (declarations[i].settlements() > 0 && isTierA(i, market)) {
                strategies[i].onSettled(market, atNs, rate, intervalSec);
            }
        }
    }

    void onTrade(Market market, long price, long qty, Side aggressor) {
        for (int i = 0; i < strategies.length; i++) {
            if (declarations[i].wantsTrades() && isTierA(i, market)) {
                strategies[i].onTrade(market, price, qty, aggressor);
            }
        }
    }

    void onBook(Market market) {
        for (int i = 0; i < strategies.length; i++) {
            if (declarations[i].wantsBooks() && isTierA(i, market)) {
                strategies[i].onBook(market);
            }
        }
    }

    void onOrder(Order order) {
        int strategy = order.strategy();
        if (strategy >= 0 && strategy < strategies.length) {
            strategies[strategy].onOrder(order);
        }
    }

    void onClosed(Position position) {
        int strategy = position.strategy();
        if (strategy >= 0 && strategy < strategies.length) {
            strategies[strategy].onClosed(position);
        }
    }

    /** Whether the strategy of a position tags it NEW (NS-VAL-10). */
    boolean tagsNew(Position position) {
        int strategy = position.strategy();
        Market market = core.market(position.instrument().id());
        return strategy >= 0 && strategy < strategies.length && strategies[strategy].tagsNew(market);
    }

    void onContext(int templateId, DirectBuffer buffer, int offset) {
        for (int i = 0; i < strategies.length; i++) {
            strategies[i].onContext(templateId, buffer, offset);
        }
    }

    void onSynthesis(DirectBuffer buffer, int offset) {
        for (int i = 0; i < strategies.length; i++) {
            strategies[i].onSynthesis(buffer, offset);
        }
    }

    void onCommand(DirectBuffer buffer, int offset) {
        for (int i = 0; i < strategies.length; i++) {
            strategies[i].onCommand(buffer, offset);
        }
    }

    /** A person's word on a signal goes to whoever issued it. */
    Answer onVerdict(long signal, boolean isConfirmed) {
        return hasIssued(signal)
                ? strategies[StrategyOutlet.indexOf(signal)].onVerdict(signal, isConfirmed)
                : Answer.UNKNOWN_SIGNAL;
    }

    /** Whether a strategy has given that id to a signal of the run. */
    boolean hasIssued(long signal) {
        int index = StrategyOutlet.indexOf(signal);
        return index < outlets.length && outlets[index].hasIssued(signal);
    }

    void onKill(int level) {
        for (int i = 0; i < strategies.length; i++) {
            strategies[i].onKill(level);
        }
    }

    void onBeat(int viewers) {
        for (int i = 0; i < strategies.length; i++) {
            strategies[i].onBeat(viewers);
        }
    }

    /**
     * The trade stream of an instrument is LIVE: asks for the history that strategies declared (VAL-3), and for the days
     * that VPIN's bucket size comes from (VPIN-2).
     */
    void onTradesLive(Market market) {
        long now = core.timers.nowNs();
        for (int frame = 0; frame < armed.length; frame++) {
            int bars = Math.max(history(market, frame), volumeDays(market, frame));
            BarRing ring = market.bars().ring(frame);
            if (bars > 0 && (ring.size() == 0 || unseen.get(market.instrument().id()))) {
                long length = market.bars().frames().lengthNs(frame);
                core.requests.candles(
                        market.instrument().id(),
                        market.instrument().venue(),
                        Math.max(now - bars * length, heldUntil(ring)),
                        now,
                        length / 1_000_000_000L);
            }
        }
        unseen.clear(market.instrument().id());
    }

    /** Start of the newest bar that was seen whole, ns; what came after it is EMPTY or PARTIAL. */
    private static long heldUntil(BarRing ring) {
        for (int age = 0; age < ring.size(); age++) {
            if ((ring.flags(age) & (BarFlags.EMPTY | BarFlags.PARTIAL)) == 0) {
                return ring.startNs(age);
            }
        }
        return Long.MIN_VALUE;
    }

    /** Another process goes on with what this one knew of the markets. */
    void restart() {
        for (int id = 0; id < core.limit(); id++) {
            unseen.set(id, core.market(id) != null && core.market(id).bars().isOpen());
        }
    }

    /** Complete days that VPIN averages, as far as bars are kept of them, and the one that now cuts in two. */
    private static int volumeDays(Market market, int frame) {
        VpinSettings vpin = market.settings().flow().vpin();
        if (market.bars().frames().lengthNs(frame) != Frames.DAY_NS || vpin.bucket() != VpinSettings.AUTO) {
            return 0;
        }
        return Math.min(vpin.advDays() + 1, market.settings().bars().rings()[frame]);
    }

    @Override
    public void onBarsDone(Market market, long endNs, int closed) {
        core.inexact.look(market);
        for (int frame = 0; frame < armed.length; frame++) {
            if ((closed & 1 << frame) == 0) {
                continue;
            }
            for (int i = 0; i < strategies.length; i++) {
                boolean isCalled = frames[i][frame] != null && frames[i][frame].called();
                if (isCalled && declarations[i].tier(market.instrument()) != Declaration.TIER_NONE) {
                    strategies[i].onBar(market, frame);
                }
            }
            if (endNs > armed[frame]) {
                armed[frame] = endNs;
                armCrossSections(market, frame, endNs);
            }
        }
    }

    /** The first bar of a frame to close arms the cross-section of that end for all instruments. */
    private void armCrossSections(Market market, int frame, long endNs) {
        for (int i = 0; i < strategies.length; i++) {
            Declaration.Frame wanted = frames[i][frame];
            if (wanted != null && wanted.crossSection()) {
                long wait =
                        wanted.waitNs() > 0 ? wanted.waitNs() : market.bars().graceNs();
                core.timers.schedule(endNs + wait, this, tag(i, frame, endNs));
            }
        }
    }

    @Override
    public void onTimer(long deadlineNs, long tag) {
        if ((tag & SECOND_ROUND) == 0) {
            // A bar opened in mid-period registered its close after this timer: once more round, behind all of them.
            core.timers.schedule(deadlineNs, this, tag | SECOND_ROUND);
            return;
        }
        int strategy = (int) (tag >> STRATEGY_SHIFT) & STRATEGY_MASK;
        int frame = (int) (tag >> FRAME_SHIFT) & FRAME_MASK;
        long number = tag & NUMBER_MASK;
        strategies[strategy].onFrame(
                frame, number * core.settings.markets().bars().frames().lengthNs(frame));
    }

    /** Strategy, frame, and the end as a count of frames since the epoch: day starts are multiples of every frame. */
    private long tag(int strategy, int frame, long endNs) {
        long number = endNs / core.settings.markets().bars().frames().lengthNs(frame);
        return (long) strategy << STRATEGY_SHIFT | (long) frame << FRAME_SHIFT | number;
    }

    @Override
    public void onMissing(Market market, long fromNs, long toNs) {
        long length = market.bars().frames().lengthNs(0);
        core.requests.candles(
                market.instrument().id(), market.instrument().venue(), fromNs, toNs, length / 1_000_000_000L);
    }

    @Override
    public void onSuspicion(Market market, boolean isSpoof) {
        int id = market.instrument().id();
        long count = isSpoof
                ? market.suspicion().spoof().suspicions()
                : market.suspicion().wash().flags();
        core.telemetry.metric(core.rules.code(isSpoof ? "PAT-4" : "PAT-5"), ONE, count, id, core.venueOf(id));
    }

    @Override
    public void onGroup(long nowNs, TakerGroups group) {
        // Groups feed the micro score, which the tape holds; strategies read it there.
    }

    private boolean isTierA(int strategy, Market market) {
        return declarations[strategy].tier(market.instrument()) == Declaration.TIER_A;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("strategies");
        out.putLongs(armed, armed.length);
        long[] words = unseen.toLongArray();
        out.putInt(words.length);
        out.putLongs(words, words.length);
        core.timers.writeHandlesOf(this, out);
        for (int i = 0; i < strategies.length; i++) {
            out.mark(strategies[i].name());
            outlets[i].writeTo(out);
            strategies[i].writeTo(out);
        }
    }

    /** After the markets were read: strategies may look at them. */
    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("strategies");
        in.readLongs(armed);
        long[] words = new long[in.readCount(InstrumentTable.MAX_ID / Long.SIZE + 1)];
        in.readLongs(words);
        unseen.clear();
        unseen.or(BitSet.valueOf(words));
        core.timers.claimFrom(this, in);
        for (int i = 0; i < strategies.length; i++) {
            in.mark(strategies[i].name());
            outlets[i].readFrom(in);
            strategies[i].readFrom(in);
        }
    }

    @Override
    public long digest() {
        long sum = 0;
        for (int i = 0; i < strategies.length; i++) {
            sum += Digest.mix(i, strategies[i].digest(), outlets[i].digest());
        }
        for (int frame = 0; frame < armed.length; frame++) {
            sum += Digest.mix(frame, armed[frame]);
        }
        return sum + unseenSum();
    }

    @Override
    public long digestAnew() {
        long sum = 0;
        for (int i = 0; i < strategies.length; i++) {
            sum += Digest.mix(i, strategies[i].digestAnew(), outlets[i].digestAnew());
        }
        for (int frame = 0; frame < armed.length; frame++) {
            sum += Digest.mix(frame, armed[frame]);
        }
        return sum + unseenSum();
    }

    private long unseenSum() {
        long sum = 0;
        for (int id = unseen.nextSetBit(0); id >= 0; id = unseen.nextSetBit(id + 1)) {
            sum += Digest.mix(id, 1, 1);
        }
        return sum;
    }
}
