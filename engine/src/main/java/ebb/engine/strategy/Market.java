package ebb.engine.strategy;

import ebb.engine.bar.BarListener;
import ebb.engine.bar.BarRing;
import ebb.engine.bar.Bars;
import ebb.engine.bar.Frames;
import ebb.engine.book.BandDepth;
import ebb.engine.book.BookBuilder;
import ebb.engine.flow.SpoofWatch;
import ebb.engine.flow.Suspicion;
import ebb.engine.flow.TakerGroupListener;
import ebb.engine.flow.TakerGroups;
import ebb.engine.flow.Tape;
import ebb.engine.indicator.Atr;
import ebb.engine.indicator.VolumeRatio;
import ebb.engine.instrument.Instrument;
import ebb.engine.pattern.Divergence;
import ebb.engine.pattern.LevelListener;
import ebb.engine.pattern.RejectionTracker;
import ebb.engine.pattern.Swings;
import ebb.engine.perp.PerpState;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.time.Timers;

/**
 * The analytics of one instrument on tier A, in the order in which they are fed: book, tape, bars, studies, patterns.
 * Strategies read it; only the engine writes it.
 */
public final class Market implements BarListener, Digested, Snapshotted {
    /** What the engine does when the analytics of an instant are done. */
    public interface Listener extends TakerGroupListener {
        /**
         * All bars that end now have closed and everything that rests on them is done (BAR-6).
         *
         * @param market whose
         * @param endNs their end
         * @param frames bit f = a bar of frame f closed
         */
        void onBarsDone(Market market, long endNs, int frames);

        /**
         * The instrument is flagged, which it was not before: somebody shows orders that are not meant (PAT-4), or trades with
         * himself (PAT-5).
         *
         * @param market whose
         * @param isSpoof PAT-4, else PAT-5
         */
        void onSuspicion(Market market, boolean isSpoof);

        /**
         * Bars are PARTIAL after an outage: their candles are to be asked for (BAR-5).
         *
         * @param market whose
         * @param fromNs start of the first
         * @param toNs engine time
         */
        void onMissing(Market market, long fromNs, long toNs);
    }

    private final Instrument instrument;
    private final MarketSettings settings;
    private final BookBuilder book;
    private final BandDepth bandDepth = new BandDepth(BandDepth.MIN_BP);
    private final Tape tape;
    private final Bars bars;
    private final Atr[] atr;
    private final VolumeRatio volumeRatio;
    private final Swings swings;
    private final Divergence divergence;
    private final RejectionTracker rejections;
    private final Suspicion suspicion;
    private final PerpState perp = new PerpState();
    private final Listener listener;
    private final Timers timers;
    private boolean isRecomputing;
    private boolean hasPatterns;
    private long lastPrice = Long.MIN_VALUE;
    private long lastTradeNs = Long.MIN_VALUE;

    /**
     * Sets up the analytics of an instrument; all WARMING.
     *
     * @param instrument what is traded
     * @param settings figures of the parts
     * @param book its book
     * @param timers engine time
     * @param levels hears each step of the rejection tracker
     * @param listener hears when an instant is done
     */
    public Market(
            Instrument instrument,
            MarketSettings settings,
            BookBuilder book,
            Timers timers,
            LevelListener levels,
            Listener listener) {
        this.instrument = instrument;
        this.settings = settings;
        this.book = book;
        this.listener = listener;
        this.timers = timers;
        tape = new Tape(
                settings.flow().at(instrument.qe()), instrument.tradeIds(), instrument.lot(), timers, this::onGroup);
        suspicion = new Suspicion(settings.flow().suspicion());
        bars = new Bars(settings.bars(), instrument.pe(), instrument.qe(), tape, timers, this);
        atr = new Atr[settings.bars().frames().size()];
        for (int frame = 0; frame < atr.length; frame++) {
            atr[frame] = new Atr(settings.atr());
        }
        Atr range = atr[settings.rejectionFrame()];
        volumeRatio = new VolumeRatio(settings.volumeBars());
        swings = new Swings(settings.rejections().swing(), range);
        divergence = new Divergence(settings.divergence(), false);
        rejections = new RejectionTracker(
                settings.rejections(),
                new RejectionTracker.Frame(
                        settings.bars().frames().lengthNs(settings.rejectionFrame()), settings.volumeBars()),
                false,
                range,
                (level, startNs, price, n, event) -> {
                    if (!isRecomputing) {
                        levels.onLevelEvent(level, startNs, price, n, event);
                    }
                });
    }

    /** What is traded. */
    public Instrument instrument() {
        return instrument;
    }

    /** Its book with its status. */
    public BookBuilder book() {
        return book;
    }

    /** Measures depth of the book within a band; shared, so that what several ask at once is measured once. */
    public BandDepth bandDepth() {
        return bandDepth;
    }

    /** Trades: CVD, VPIN, taker groups, micro. */
    public Tape tape() {
        return tape;
    }

    /** Bars of every frame. */
    public Bars bars() {
        return bars;
    }

    /** Average true range of a frame. */
    public Atr atr(int frame) {
        return atr[frame];
    }

    /** Volume of the newest bar of the rejection frame against those before it. */
    public VolumeRatio volumeRatio() {
        return volumeRatio;
    }

    /** Swings of the rejection frame. */
    public Swings swings() {
        return swings;
    }

    /** Price against CVD over the swings of the rejection frame. */
    public Divergence divergence() {
        return divergence;
    }

    /** Levels with their rejections. */
    public RejectionTracker rejections() {
        return rejections;
    }

    /** Spoofing and washing (PAT-4, PAT-5). */
    public Suspicion suspicion() {
        return suspicion;
    }

    /** Mark, index, funding, open interest. */
    public PerpState perp() {
        return perp;
    }

    /** Figures that the analytics were built with. */
    public MarketSettings settings() {
        return settings;
    }

    /** Price of the newest print, mantissa, or {@code Long.MIN_VALUE}. */
    public long lastPrice() {
        return lastPrice;
    }

    /** Engine time of the newest print, or {@code Long.MIN_VALUE}. */
    public long lastTradeNs() {
        return lastTradeNs;
    }

    /**
     * A print that was admitted: what ended before it closes, then the tape takes it, then its bar.
     *
     * @param nowNs engine time
     * @param txNs exchange time, already corrected (TIME-2)
     * @param price mantissa
     * @param qty venue quantity
     * @param sign taker's side: 1 buy, −1 sell, 0 unknown
     * @param isRefill whether it had been missing and came after all (EVT-3)
     */
    public void onTrade(long nowNs, long txNs, long price, long qty, int sign, boolean isRefill) {
        bars.beforeTrade(nowNs, txNs);
        tape.take(nowNs, txNs, price, qty, sign);
        suspicion.spoof().onTrade(price, qty);
        if (isRefill) {
            bars.onRefill(txNs, price, qty, sign);
        } else {
            bars.onTrade(txNs, price, qty, sign);
        }
        lastPrice = price;
        lastTradeNs = nowNs;
    }

    /** The book changed and is whole, the spoof watch told of its levels or not; one that is not LIVE is not looked at. */
    public void onBook(boolean isTold) {
        SpoofWatch spoof = suspicion.spoof();
        long now = timers.nowNs();
        if (book.isLive() && (isTold ? spoof.onDelta(now, book.book()) : spoof.onBook(now, book.book()))) {
            listener.onSuspicion(this, true);
        }
    }

    /** The book is no longer LIVE. */
    public void onBookLost() {
        suspicion.spoof().forget();
    }

    private void onGroup(long nowNs, TakerGroups group) {
        if (suspicion.wash().onGroup(nowNs, group)) {
            listener.onSuspicion(this, false);
        }
        listener.onGroup(nowNs, group);
    }

    @Override
    public void onBar(int frame, BarRing ring) {
        study(frame, ring, 0);
        if (frame == 0 && !ring.isEmpty(0)) {
            // Bulk mode classifies by bars (VPIN-8); the aggressor mode takes no notice.
            tape.vpin().onBar(timers.nowNs(), ring.close(0), ring.volume(0));
        }
    }

    @Override
    public void onBarsDone(long endNs, int frames) {
        if ((frames & 1 << settings.rejectionFrame()) != 0) {
            patterns(bars.ring(settings.rejectionFrame()), 0);
        }
        listener.onBarsDone(this, endNs, frames);
    }

    @Override
    public void onHistory(int frame, BarRing ring) {
        atr[frame].reset();
        boolean carriesPatterns = frame == settings.rejectionFrame();
        // What was told once is not told again; a first load tells what the past held.
        isRecomputing = hasPatterns;
        if (carriesPatterns) {
            volumeRatio.reset();
            swings.reset();
            divergence.reset();
            rejections.reset();
        }
        for (int age = ring.size() - 1; age >= 0; age--) {
            study(frame, ring, age);
            if (carriesPatterns) {
                patterns(ring, age);
            }
        }
        isRecomputing = false;
        if (bars.frames().lengthNs(frame) == Frames.DAY_NS) {
            dailyVolume(ring);
        }
    }

    /** VPIN-2: the bucket size comes from complete days where history has them. */
    private void dailyVolume(BarRing ring) {
        for (int age = ring.size() - 1; age >= 0; age--) {
            tape.vpin().onDailyCandle(ring.startNs(age), ring.volume(age));
        }
        tape.vpin().onDailyCandlesEnd(timers.nowNs());
    }

    @Override
    public void onMissing(long fromNs, long toNs) {
        listener.onMissing(this, fromNs, toNs);
    }

    private void study(int frame, BarRing ring, int age) {
        atr[frame].onBar(ring.high(age), ring.low(age), ring.close(age), ring.isEmpty(age));
    }

    private void patterns(BarRing ring, int age) {
        hasPatterns = true;
        volumeRatio.onBar(ring.volume(age));
        swings.onBar(ring, age);
        divergence.onBar(ring.close(age), ring.cvdClose(age), swings);
        rejections.onBar(ring, age);
    }

    /** Another tick, lot or exponent: every window begins anew (INST-5). */
    public void onDefinitionChanged() {
        book.definitionChanged(BookBuilder.modelOf(instrument.seqModel()), instrument.tick());
        tape.reset(
                instrument.tradeIds(), instrument.lot(), settings.flow().vpin().at(instrument.qe()));
        bars.reset(instrument.pe(), instrument.qe());
        for (Atr each : atr) {
            each.reset();
        }
        volumeRatio.reset();
        swings.reset();
        divergence.reset();
        rejections.reset();
        suspicion.reset();
        lastPrice = Long.MIN_VALUE;
    }

    /** Without its book, which Books writes. Read into one made for the instrument as the snapshot's table has it. */
    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("market");
        tape.writeTo(out);
        bars.writeTo(out);
        for (Atr each : atr) {
            each.writeTo(out);
        }
        volumeRatio.writeTo(out);
        swings.writeTo(out);
        divergence.writeTo(out);
        rejections.writeTo(out);
        perp.writeTo(out);
        suspicion.writeTo(out);
        out.putBoolean(hasPatterns);
        out.putLong(lastPrice);
        out.putLong(lastTradeNs);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("market");
        tape.readFrom(in);
        bars.readFrom(in);
        for (Atr each : atr) {
            each.readFrom(in);
        }
        volumeRatio.readFrom(in);
        swings.readFrom(in);
        divergence.readFrom(in);
        rejections.readFrom(in);
        perp.readFrom(in);
        suspicion.readFrom(in);
        hasPatterns = in.readBoolean();
        lastPrice = in.readLong();
        lastTradeNs = in.readLong();
    }

    @Override
    public long digest() {
        long studies = 0;
        for (int frame = 0; frame < atr.length; frame++) {
            studies += Digest.mix(frame, atr[frame].digest());
        }
        return Digest.mix(instrument.id(), book.digest(), tape.digest())
                + Digest.mix(instrument.id(), bars.digest(), studies)
                + Digest.mix(instrument.id(), swings.digest(), divergence.digest())
                + Digest.mix(instrument.id(), rejections.digest(), volumeRatio.digest())
                + Digest.mix(instrument.id(), perp.digest(), Digest.mix(lastPrice, lastTradeNs))
                + Digest.mix(instrument.id(), suspicion.digest());
    }

    @Override
    public long digestAnew() {
        long studies = 0;
        for (int frame = 0; frame < atr.length; frame++) {
            studies += Digest.mix(frame, atr[frame].digestAnew());
        }
        return Digest.mix(instrument.id(), book.digestAnew(), tape.digestAnew())
                + Digest.mix(instrument.id(), bars.digestAnew(), studies)
                + Digest.mix(instrument.id(), swings.digestAnew(), divergence.digestAnew())
                + Digest.mix(instrument.id(), rejections.digestAnew(), volumeRatio.digestAnew())
                + Digest.mix(instrument.id(), perp.digestAnew(), Digest.mix(lastPrice, lastTradeNs))
                + Digest.mix(instrument.id(), suspicion.digestAnew());
    }
}
