package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.codecs.Rules;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.SignalStatus;
import ebb.engine.bar.Frames;
import ebb.engine.order.Order;
import ebb.engine.order.Position;
import ebb.engine.pattern.Rejection;
import ebb.engine.pattern.RejectionLevel;
import ebb.engine.signal.SignalDraft;
import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.strategy.Answer;
import ebb.engine.strategy.Declaration;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.Outlet;
import ebb.engine.strategy.Strategy;
import ebb.engine.strategy.nullspectre.SetupLife.Event;
import ebb.engine.strategy.nullspectre.SetupLife.State;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * NullSpectre: short a perpetual after the third failed push of a pump, when what speaks for it together makes a
 * conviction (nullspectre.md). docs/nullspectre.md says which class keeps which rule.
 *
 * <p>Decides once per close of the pattern's frame that recorded a rejection, and on the two closes after it while the
 * price is still near (NS-CON-5); every rule is asked, and the signal says what each answered, whether or not it traded
 * (law 8).
 */
public final class NullSpectre implements Strategy {
    private static final long SECOND_NS = 1_000_000_000L;
    /** NS-CON-5: the close with the rejection, and two more. */
    private static final int CHANCES = 3;

    /** Days whose swings are looked at (NS-MTF-1). */
    private static final int STUDIED_DAYS = 60;

    private static final int NO_TIMER = -1;
    /** Tag of the timer of each second of all; the tags of a coin's own timers say what for and whose. */
    private static final long SAMPLE = 0;
    /** Tag of the timer of each minute. */
    private static final long SCAN = -1;

    private static final int LEAD = 0;
    static final int PENDING = 1;
    static final int REMAINDER = 2;
    private static final int KIND_SHIFT = 32;

    private final NullSpectreSettings settings;
    private final Standing standing;
    private final CapGate caps;
    private final Universe universe;
    private final Judge judge;
    private final SetupMoves moves;
    private final Entries entries;
    private final Proposals proposals;
    private final FrameIndices frames = new FrameIndices();
    private final Lead lead;
    private final Coins coins;
    private Outlet outlet;
    private final FundingRow row;
    private long decisions;
    private int sampling = NO_TIMER;

    /**
     * Creates the strategy.
     *
     * @param settings figures
     * @param rules codes of the rules
     */
    public NullSpectre(NullSpectreSettings settings, Rules rules) {
        this.settings = settings;
        NullSpectreRules codes = new NullSpectreRules(rules);
        standing = new Standing(settings.discipline(), codes);
        coins = new Coins(settings);
        caps = new CapGate(settings.evidence().usesCap(), codes);
        universe = new Universe(settings, codes);
        judge = new Judge(settings, codes, standing, universe, caps);
        moves = new SetupMoves(codes, caps);
        row = new FundingRow(settings.evidence().funding(), rules);
        boolean usesBook = judge.evidence.usesBook();
        entries = new Entries(settings, codes, moves, usesBook);
        proposals = new Proposals(settings.operating(), codes, judge, moves, entries, frames);
        lead = new Lead(settings.management(), usesBook, codes);
    }

    @Override
    public String name() {
        return "nullspectre";
    }

    @Override
    public void declare(Declaration declaration, Outlet to) {
        outlet = to;
        standing.bind(to);
        caps.bind(to);
        universe.bind(to);
        judge.bind(to);
        moves.bind(to);
        entries.bind(to);
        proposals.bind(to);
        coins.bind(to);
        lead.bind(to);
        row.bind(to);
        long profileNs = settings.trade().profile().days() * Frames.DAY_NS;
        long contextNs = settings.evidence().pump().windowNs();
        declaration
                .universe(Member::canBe)
                .bars(settings.frameNs(), (int) (Math.max(profileNs, contextNs) / settings.frameNs()))
                .settlements(FundingHistory.SETTLEMENTS)
                .trades();
        List<Declaration.Frame> studies = studies(settings);
        for (int i = 0; i < studies.size(); i++) {
            declaration.study(studies.get(i).lengthNs(), studies.get(i).history());
        }
        outlet.schedule(outlet.next(outlet.nowNs() + UniverseSettings.PERIOD_NS, UniverseSettings.PERIOD_NS), SCAN);
    }

    /**
     * Frames that are read beside the pattern's, where they are configured (NS-MTF-1): ranges and supports of an hour, swings
     * of four hours and of a day.
     *
     * @param settings figures
     * @return length and bars of each
     */
    public static List<Declaration.Frame> studies(NullSpectreSettings settings) {
        int days = settings.trade().profile().days();
        return List.of(
                new Declaration.Frame(Frames.HOUR_NS, days * 24, false, 0, false),
                new Declaration.Frame(4 * Frames.HOUR_NS, days * 6, false, 0, false),
                new Declaration.Frame(Frames.DAY_NS, STUDIED_DAYS, false, 0, false));
    }

    @Override
    public void onSettled(Market market, long atNs, long rate, long intervalSec) {
        coins.of(market).settled(atNs, rate, intervalSec);
    }

    @Override
    public void onBar(Market market, int frame) {
        if (market.bars().frames().lengthNs(frame) != settings.frameNs()) {
            return;
        }
        long now = outlet.nowNs();
        Coin coin = coins.of(market);
        coin.close(now, frame);
        row.onClose(coin, now);
        lead.onClose(coin, frame, now);
        moves.onTime(coin, now);
        universe.onClose(market);
        RejectionLevel level = market.rejections().best();
        follow(coin, level);
        if (level == null || !level.isQualified()) {
            return;
        }
        boolean isNew = wasRejectedNow(market, frame, level);
        if (isNew) {
            coin.begin(level, CHANCES);
        }
        if (coin.takeChance(level) && (isNew || isNear(market, frame, level))) {
            decide(coin, frame, level);
        }
    }

    /** NS-CON-5: the close in hand recorded a rejection of this level. */
    private static boolean wasRejectedNow(Market market, int frame, RejectionLevel level) {
        Rejection last = level.rejection(level.size() - 1);
        return last.confirmStartNs() == market.bars().ring(frame).startNs(0);
    }

    /** NS-CON-5: a later close decides only while it is no further than two ranges below the level. */
    private static boolean isNear(Market market, int frame, RejectionLevel level) {
        double a = level.rejection(level.size() - 1).atr();
        return market.bars().ring(frame).close(0) >= Micro.edgeCeiling(level.price() - 2 * a);
    }

    /** What the level means for sampling and for the life of the setup. */
    private void follow(Coin coin, RejectionLevel level) {
        arm(coin);
        moves.apply(coin, level != null && level.isQualified() ? Event.QUALIFIED : Event.LOST);
    }

    /** NS-MIC-2: samples from ARMED on, for which the past is enough, and as long as a position is open. */
    private void arm(Coin coin) {
        frames.of(coin.market.bars().frames(), settings.frameNs());
        coin.arm(universe.isSampled(coin.market) || coin.life.isOpen());
        if (coin.isArmed() && sampling == NO_TIMER) {
            sampling = outlet.schedule(Math.floorDiv(outlet.nowNs(), SECOND_NS) * SECOND_NS + SECOND_NS, SAMPLE);
        }
    }

    /** NS-UNI-2: all instruments, once a minute. */
    private void evaluate(long deadlineNs) {
        universe.evaluate();
        for (int i = 0; i < coins.limit(); i++) {
            if (coins.at(i) != null) {
                arm(coins.at(i));
            }
        }
        outlet.schedule(outlet.next(deadlineNs + UniverseSettings.PERIOD_NS, UniverseSettings.PERIOD_NS), SCAN);
    }

    @Override
    public void onTrade(Market market, long price, long qty, Side aggressor) {
        Coin coin = coins.at(market.instrument().id());
        if (coin != null && coin.life.state() == State.PARTIAL2) {
            coin.trade.onTrade(outlet.nowNs(), price, market.atr(frames.pattern).value());
        }
    }

    @Override
    public void onTimer(long deadlineNs, long tag) {
        if (tag == SCAN) {
            evaluate(deadlineNs);
            return;
        }
        if (tag != SAMPLE) {
            onTimer(coins.at((int) tag - 1), (int) (tag >>> KIND_SHIFT), deadlineNs);
            return;
        }
        sampling = NO_TIMER;
        boolean isAnyArmed = false;
        for (int i = 0; i < coins.limit(); i++) {
            if (coins.at(i) != null && coins.at(i).isArmed()) {
                coins.at(i).sample(deadlineNs, frames.pattern);
                follow(coins.at(i), deadlineNs);
                isAnyArmed = true;
            }
        }
        if (isAnyArmed) {
            sampling = outlet.schedule(outlet.next(deadlineNs + SECOND_NS, SECOND_NS), SAMPLE);
        }
    }

    /** Tag of a timer of one coin. */
    static long tag(int kind, Coin coin) {
        return (long) kind << KIND_SHIFT | coin.market.instrument().id() + 1;
    }

    private void onTimer(Coin coin, int kind, long deadlineNs) {
        switch (kind) {
            case PENDING:
                proposals.onSecond(coin, deadlineNs);
                break;
            case REMAINDER:
                entries.onRemainder(coin);
                break;
            default:
                lead.onTargets(coin);
                break;
        }
    }

    /** NS-RUN: the second's look at the runner. */
    private void follow(Coin coin, long nowNs) {
        coin.trade.onSecond(nowNs, frames.minute);
        if (coin.life.state() == State.PARTIAL2 && lead.isRunnerOver(coin, nowNs)) {
            moves.apply(coin, Event.END_RUNNER);
        }
    }

    private void decide(Coin coin, int frame, RejectionLevel level) {
        decisions++;
        SignalDraft signal = outlet.signal(coin.market);
        boolean isPassed = judge.ask(coin, frame, frames.hour, level, signal, false);
        signal.status = isPassed ? proposals.status() : SignalStatus.DECLINED;
        long id = outlet.issue(signal);
        if (isPassed) {
            coin.spend();
            proposals.take(coin, level, id);
        }
    }

    @Override
    public void onOrder(Order order) {
        Coin coin = coins.at(order.instrument());
        if (coin == null) {
            return;
        }
        switch (order.role()) {
            case ENTRY:
                entries.onOrder(coin, order);
                break;
            case STOP:
                if (order.isWorking()) {
                    moves.apply(coin, Event.COVER);
                }
                break;
            case TARGET:
                onTarget(coin, order);
                break;
            case EXIT:
            case FLATTEN:
                // Whoever asked for it: a person, a kill, time, the runner's watch (NS-PRT-6).
                moves.apply(coin, Event.LEAVE);
                break;
            default:
                break;
        }
    }

    /** A target whose order is filled; what follows waits until the fill is booked everywhere. */
    private void onTarget(Coin coin, Order order) {
        if (order.state() != OrdState.FILLED) {
            return;
        }
        boolean isSecond = coin.trade.isSecond(order.price());
        moves.apply(coin, isSecond ? Event.TARGET2 : Event.TARGET1);
        if (isSecond) {
            coin.trade.beginRunner(outlet.nowNs());
        }
        outlet.schedule(outlet.nowNs(), tag(LEAD, coin));
    }

    @Override
    public void onClosed(Position position) {
        standing.onClosed(position.rMicro());
        Coin coin = coins.of(outlet.market(position.instrument().id()));
        moves.apply(coin, Event.FLAT);
        Discipline discipline = settings.discipline();
        boolean isLoss = position.rMicro() <= -discipline.evenMicro();
        moves.cool(coin, outlet.nowNs() + (isLoss ? discipline.coolLossNs() : discipline.coolNs()));
    }

    @Override
    public boolean tagsNew(Market market) {
        return universe.isNew(market);
    }

    @Override
    public void onCommand(DirectBuffer buffer, int offset) {
        standing.onCommand(buffer, offset);
    }

    /** How closely each instrument is followed, for those who look on. */
    public Universe universe() {
        return universe;
    }

    @Override
    public Answer onVerdict(long signal, boolean isConfirmed) {
        Coin coin = coins.pending(signal);
        return coin == null ? Answer.NOT_PROPOSED : proposals.onVerdict(coin, isConfirmed);
    }

    @Override
    public void onKill(int level) {
        for (int i = 0; i < coins.limit(); i++) {
            if (coins.at(i) != null && coins.at(i).pending.isThere()) {
                proposals.onKill(coins.at(i));
            }
        }
    }

    @Override
    public void onBeat(int viewers) {
        proposals.onBeat(viewers);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.putLong(decisions);
        out.putInt(sampling);
        frames.writeTo(out);
        proposals.writeTo(out);
        standing.writeTo(out);
        universe.writeTo(out);
        coins.writeTo(out);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        decisions = in.readLong();
        sampling = in.readInt();
        frames.readFrom(in);
        proposals.readFrom(in);
        standing.readFrom(in);
        universe.readFrom(in);
        coins.readFrom(in);
    }

    @Override
    public long digest() {
        return own(standing.digest()) + universe.digest() + proposals.digest() + coins.digest();
    }

    @Override
    public long digestAnew() {
        return own(standing.digestAnew()) + universe.digestAnew() + proposals.digestAnew() + coins.digestAnew();
    }

    private long own(long trades) {
        return Digest.mix(1, decisions, trades) + Digest.mix(2, sampling == NO_TIMER ? 0 : 1);
    }
}
