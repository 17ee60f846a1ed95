package ebb.engine.flow;

import ebb.codecs.sbe.IdModel;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.time.Timers;

/**
 * The tape of one instrument with everything that is read from it. The order of work for a print, kept by the caller
 * because bars stand between (BAR-4: a bar closes before the print that opens the next one is applied):
 *
 * <ol>
 *   <li>{@link #admit}: does it count? A drop ends here.
 *   <li>{@link #side}: whose was it?
 *   <li>{@code Bars.beforeTrade}: closes what ended before it.
 *   <li>{@link #take}: CVD, VPIN, groups. Not for BLOCK and CORRECTION prints (TRD-1).
 *   <li>{@code Bars.onTrade}: with the CVD after it.
 * </ol>
 */
public final class Tape implements Digested, Snapshotted {
    private final FlowEpoch epoch = new FlowEpoch();
    private final TapeSettings prints;
    private TradeFilter filter;
    private IdModel ids;
    private final AggressorRule rule;
    private final Cvd cvd;
    private final Vpin vpin;
    private final TakerGroups groups;
    private final MicroScore micro;
    private final TakerGroupListener listener;

    /**
     * Creates the tape of an instrument that has not traded.
     *
     * @param settings of all its parts, volumes as mantissas of the instrument ({@link FlowSettings#at})
     * @param ids how the venue numbers its trades
     * @param lot the instrument's lot, quantity mantissa
     * @param timers where groups register their flush
     * @param listener told about closed taker groups, after the microstructure score took them
     */
    public Tape(FlowSettings settings, IdModel ids, long lot, Timers timers, TakerGroupListener listener) {
        this.listener = listener;
        this.ids = ids;
        prints = settings.tape();
        filter = new TradeFilter(ids, prints, epoch);
        rule = new AggressorRule(prints.inferMaxMicro(), epoch);
        cvd = new Cvd(settings.cvd(), epoch);
        vpin = new Vpin(settings.vpin(), lot, epoch);
        micro = new MicroScore(settings.micro(), epoch);
        groups = new TakerGroups(prints.groupsJoin(), prints.groupFlushNs(), timers, epoch, this::onGroup);
    }

    /**
     * Judges a print with an id (EVT-2, EVT-3).
     *
     * @param nowNs engine time
     * @param id the venue's id or its hash
     * @param txNs exchange time by TIME-2
     * @param price price mantissa
     * @param qty quantity mantissa
     * @param given {@link Aggressor} as the venue said
     * @return what to do with it
     */
    public TradeFilter.Verdict admit(long nowNs, long id, long txNs, long price, long qty, int given) {
        return filter.admit(nowNs, id, txNs, price, qty, given);
    }

    /**
     * Judges a print without an id.
     *
     * @param nowNs engine time
     * @param txNs exchange time by TIME-2
     * @param price price mantissa
     * @param qty quantity mantissa
     * @param given {@link Aggressor} as the venue said
     * @return what to do with it
     */
    public TradeFilter.Verdict admit(long nowNs, long txNs, long price, long qty, int given) {
        return filter.admit(nowNs, txNs, price, qty, given);
    }

    /**
     * The side of a print that counts (TRD-2, TRD-3); once a print, in order.
     *
     * @param price price mantissa
     * @param given {@link Aggressor} as the venue said
     * @param mid2 bid + ask of the LIVE book just before, else {@link AggressorRule#NO_MID}
     * @return {@link Aggressor}
     */
    public int side(long price, int given, long mid2) {
        return rule.side(price, given, mid2);
    }

    /**
     * Applies a print that counts.
     *
     * @param nowNs engine time
     * @param txNs exchange time by TIME-2
     * @param price price mantissa
     * @param qty quantity mantissa
     * @param sign what {@link #side} said
     */
    public void take(long nowNs, long txNs, long price, long qty, int sign) {
        cvd.onTrade(nowNs, qty, sign);
        vpin.onTrade(nowNs, qty, sign);
        groups.onTrade(nowNs, txNs, price, qty, sign);
    }

    /**
     * The session of the trade stream is no longer LIVE, or the venue says that it lost trades and cannot tell how many
     * (EVT-3). A loss that is over at once is {@link #onLoss}.
     *
     * @param nowNs engine time
     */
    public void onDown(long nowNs) {
        epoch.down(nowNs);
    }

    /**
     * The session of the trade stream is LIVE, for the first time or again.
     *
     * @param nowNs engine time
     */
    public void onLive(long nowNs) {
        if (epoch.isDown()) {
            epoch.live(nowNs);
            filter.onReconnect(nowNs);
        }
        cvd.start(nowNs);
    }

    /**
     * The venue or our own adapter lost trades just now (EVT-3).
     *
     * @param nowNs engine time
     */
    public void onLoss(long nowNs) {
        epoch.lose(nowNs);
    }

    /**
     * The day rolls (TIME-6).
     *
     * @param nowNs engine time, the deadline of the roll
     */
    public void onDayRoll(long nowNs) {
        cvd.onDayRoll(nowNs);
        vpin.onDayRoll(nowNs);
    }

    /**
     * The definition changed so that the old mantissas mean nothing (INST-5): everything starts anew, WARMING.
     *
     * @param newIds what its prints' ids mean from now on
     * @param lot the new lot, quantity mantissa
     * @param sizes settings of VPIN with sizes as the new mantissas
     */
    public void reset(IdModel newIds, long lot, VpinSettings sizes) {
        if (newIds == ids) {
            filter.reset();
        } else {
            ids = newIds;
            filter = new TradeFilter(newIds, prints, epoch);
        }
        rule.reset();
        cvd.reset();
        vpin.reset(lot, sizes);
        groups.reset();
        micro.reset();
    }

    /**
     * What the tape has lost.
     *
     * @return the flow epoch
     */
    public FlowEpoch epoch() {
        return epoch;
    }

    /**
     * Duplicates and gaps.
     *
     * @return the filter, for its counts
     */
    public TradeFilter filter() {
        return filter;
    }

    /**
     * Inferred sides.
     *
     * @return the rule, for its counts
     */
    public AggressorRule rule() {
        return rule;
    }

    /**
     * Cumulative volume delta.
     *
     * @return the delta
     */
    public Cvd cvd() {
        return cvd;
    }

    /**
     * Toxicity.
     *
     * @return VPIN
     */
    public Vpin vpin() {
        return vpin;
    }

    /**
     * Taker groups.
     *
     * @return the aggregation
     */
    public TakerGroups groups() {
        return groups;
    }

    /**
     * Microstructure score.
     *
     * @return the score
     */
    public MicroScore micro() {
        return micro;
    }

    private void onGroup(long nowNs, TakerGroups group) {
        micro.onGroup(group);
        listener.onGroup(nowNs, group);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("tape");
        epoch.writeTo(out);
        filter.writeTo(out);
        rule.writeTo(out);
        cvd.writeTo(out);
        vpin.writeTo(out);
        groups.writeTo(out);
        micro.writeTo(out);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("tape");
        epoch.readFrom(in);
        filter.readFrom(in);
        rule.readFrom(in);
        cvd.readFrom(in);
        vpin.readFrom(in);
        groups.readFrom(in);
        micro.readFrom(in);
    }

    @Override
    public long digest() {
        return Digest.mix(1, epoch.digest(), filter.digest())
                + Digest.mix(2, rule.digest(), cvd.digest())
                + Digest.mix(3, vpin.digest(), groups.digest())
                + Digest.mix(4, micro.digest());
    }

    @Override
    public long digestAnew() {
        return Digest.mix(1, epoch.digestAnew(), filter.digestAnew())
                + Digest.mix(2, rule.digestAnew(), cvd.digestAnew())
                + Digest.mix(3, vpin.digestAnew(), groups.digestAnew())
                + Digest.mix(4, micro.digestAnew());
    }
}
