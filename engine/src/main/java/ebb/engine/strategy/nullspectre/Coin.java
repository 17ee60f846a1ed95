package ebb.engine.strategy.nullspectre;

import ebb.engine.bar.OpenBar;
import ebb.engine.book.BandDepth;
import ebb.engine.book.SmoothedImbalance;
import ebb.engine.flow.Aggressor;
import ebb.engine.flow.MicroScore;
import ebb.engine.flow.MicroSettings;
import ebb.engine.instrument.Instrument;
import ebb.engine.pattern.RejectionLevel;
import ebb.engine.pattern.VolumeProfile;
import ebb.engine.pattern.VolumeProfileSettings;
import ebb.engine.perp.FundingRate;
import ebb.engine.perp.PerpState;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.state.Validity;
import ebb.engine.strategy.Market;

/** What the strategy remembers of one instrument: samples at the peak, funding's past, the life of its setup. */
final class Coin implements Digested, Snapshotted {
    /** {@code book.imb-ema}: samples of the smoothed imbalance (DEPTH-4). */
    private static final int IMBALANCE_SAMPLES = 30;

    private static final long NO_DAY = Long.MIN_VALUE;

    final Market market;
    final SetupLife life = new SetupLife();
    final FundingHistory funding = new FundingHistory(FundingRate.FLIP_MIN);
    final MicroCapture capture = new MicroCapture();
    final SmoothedImbalance imbalance;
    final Trade trade;
    final Pending pending = new Pending();

    private final OpenBar open = new OpenBar();
    private final VolumeProfileSettings profileSettings;
    private final long frameNs;
    private VolumeProfile profile;
    private long tick;
    private boolean isArmed;
    private long day = NO_DAY;

    // The rejection that is being judged, and how many closes may still judge it (NS-CON-5).
    private long level = -1;
    private long serial;
    private int chances;

    Coin(Market market, NullSpectreSettings settings) {
        this.market = market;
        profileSettings = settings.trade().profile();
        frameNs = settings.frameNs();
        trade = new Trade(market, settings.management());
        imbalance = SmoothedImbalance.sampledOfBand(
                market.book(), MicroSettings.BAND_BP, market.bandDepth(), IMBALANCE_SAMPLES);
        layGrid();
    }

    private void layGrid() {
        tick = market.instrument().tick();
        profile = new VolumeProfile(profileSettings, tick, frameNs);
    }

    /** The profile over the bars so far (VP-5); a changed tick begins anew (INST-5). */
    VolumeProfile profile(int frame) {
        if (tick != market.instrument().tick()) {
            layGrid();
            capture.reset();
        }
        profile.rebuild(market.bars().ring(frame), 0);
        return profile;
    }

    /** Whether two rejections of a live level make it worth sampling (NS-UNI-2 ARMED). */
    boolean isArmed() {
        return isArmed;
    }

    void arm(boolean armed) {
        isArmed = armed;
    }

    /** One of the samples of each second (NS-MIC-2, DEPTH-4). */
    void sample(long nowNs, int frame) {
        imbalance.sampleNow();
        market.bars().copyOpen(frame, open);
        if (open.hasPrice()) {
            MicroScore micro = micro(nowNs);
            capture.sample(open.high(), micro.score(), micro.validity().isValid());
        }
    }

    /** The pattern's bar has closed. */
    void close(long nowNs, int frame) {
        MicroScore micro = micro(nowNs);
        capture.close(
                market.bars().ring(frame).startNs(0),
                market.bars().ring(frame).high(0),
                micro.score(),
                micro.validity().isValid());
        fund(nowNs);
    }

    /** MICRO-1 to 4 as of now, of the sellers. */
    MicroScore micro(long nowNs) {
        MicroScore micro = market.tape().micro();
        BandDepth depth = market.bandDepth();
        boolean hasBook = market.book().isLive() && market.book().book().hasBothSides();
        Validity sound =
                hasBook ? depth.measureBalanced(market.book().book(), MicroSettings.BAND_BP) : Validity.UNDEFINED;
        long asks = hasBook ? depth.askQuantity() : 0;
        long bids = hasBook ? depth.bidQuantity() : 0;
        micro.measure(nowNs, asks, bids, sound, Aggressor.SELL);
        return micro;
    }

    /** FUND-3: the rate as it stands at this close. */
    private void fund(long nowNs) {
        long rate = market.perp().fundingRate();
        long interval = interval();
        if (interval > 0 && rate != PerpState.ABSENT) {
            funding.onPredicted(nowNs, FundingRate.per8h(rate, interval));
        }
    }

    /** FUND-2: a settlement, of now or of the past; one whose interval nobody knows cannot be compared. */
    void settled(long atNs, long rate, long intervalSec) {
        long interval = intervalSec == PerpState.ABSENT ? interval() : intervalSec;
        if (interval > 0) {
            funding.onSettled(atNs, FundingRate.per8h(rate, interval));
        }
    }

    /** Whether a day is another than the last asked for; the first is none. */
    boolean beginDay(long number) {
        boolean isNext = day != NO_DAY && day != number;
        day = number;
        return isNext;
    }

    /** Seconds between two settlements; 0 where nobody said. */
    long interval() {
        long told = market.perp().intervalSec();
        if (told != PerpState.ABSENT) {
            return told;
        }
        int defined = market.instrument().fundingSec();
        return defined == Instrument.ABSENT ? 0 : Math.max(0, defined);
    }

    /** A close recorded a rejection: this close and the next two may decide on it (NS-CON-5). */
    void begin(RejectionLevel of, int closes) {
        level = of.id();
        serial = of.rejection(of.size() - 1).serial();
        chances = closes;
    }

    /** Whether the rejection in hand may be judged at this close; uses up one of its chances. */
    boolean takeChance(RejectionLevel of) {
        boolean isSame =
                chances > 0 && of.id() == level && of.rejection(of.size() - 1).serial() == serial;
        chances = isSame ? chances - 1 : 0;
        return isSame;
    }

    /** One signal per rejection: there are no further chances. */
    void spend() {
        chances = 0;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("coin");
        capture.writeTo(out);
        funding.writeTo(out);
        imbalance.writeTo(out);
        life.writeTo(out);
        trade.writeTo(out);
        pending.writeTo(out);
        out.putBoolean(isArmed);
        out.putLong(day);
        out.putLong(level);
        out.putLong(serial);
        out.putInt(chances);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("coin");
        capture.readFrom(in);
        funding.readFrom(in);
        imbalance.readFrom(in);
        life.readFrom(in);
        trade.readFrom(in);
        pending.readFrom(in);
        isArmed = in.readBoolean();
        day = in.readLong();
        level = in.readLong();
        serial = in.readLong();
        chances = in.readInt();
    }

    @Override
    public long digest() {
        return parts(capture.digest(), funding.digest());
    }

    @Override
    public long digestAnew() {
        return parts(capture.digestAnew(), funding.digestAnew());
    }

    /** The profile is left out: it is laid anew from the bars before it is used. */
    private long parts(long samples, long past) {
        int id = market.instrument().id();
        return Digest.mix(id, samples, past)
                + Digest.mix(id, imbalance.digest(), life.digest())
                + Digest.mix(id, trade.digest(), pending.digest())
                + Digest.mix(id, Digest.mix(level, serial, chances), Digest.mix(isArmed ? 1 : 0, day));
    }
}
