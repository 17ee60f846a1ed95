package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.codecs.sbe.Tier;
import ebb.engine.bar.BarRing;
import ebb.engine.flow.Cvd;
import ebb.engine.pattern.Rejection;
import ebb.engine.pattern.RejectionLevel;
import ebb.engine.perp.FundingRate;
import ebb.engine.perp.PerpState;
import ebb.engine.state.Validity;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.nullspectre.Conviction.Part;

/** What speaks for one setup at the close that decides: context, pattern, flow, funding, book, conviction. Reused. */
final class Evidence {
    private static final double FULL = 100;
    /** NS-FUN-4: so shortly before a settlement that would cost, nothing is entered. */
    private static final long SETTLES_SOON_NS = 300_000_000_000L;

    private final NullSpectreSettings.Evidence settings;
    final PumpContext pump;
    final PatternScore pattern;
    final CvdDivergence cvd;
    final FundingScore funding;
    final BookCheck book;
    final Conviction conviction;
    Validity cvdValidity = Validity.NOT_ASKED;
    Validity hourValidity = Validity.NOT_ASKED;
    long hourMicro;
    boolean isBought;
    boolean isSettlingSoon;
    boolean isSpoofed;
    boolean isWashed;
    private double patternScore;

    Evidence(NullSpectreSettings.Evidence settings) {
        this.settings = settings;
        pump = new PumpContext(settings.pump());
        pattern = new PatternScore(settings.pattern());
        cvd = new CvdDivergence(settings.cvd());
        funding = new FundingScore(settings.funding());
        book = new BookCheck(settings.book());
        conviction = new Conviction(settings.conviction());
    }

    void measure(Coin coin, int frame, RejectionLevel level, long nowNs) {
        Market market = coin.market;
        BarRing ring = market.bars().ring(frame);
        pump.measure(ring, market.atr(frame).atr(1), level.price());
        pattern.score(level);
        patternScore = settings.usesQuality() ? pattern.score() : PatternScore.ofCountAlone(level.count());
        measureFlow(market, level, nowNs);
        measureFunding(coin, nowNs);
        isSpoofed = market.suspicion().spoof().isFlagged(nowNs, settings.book().spoofNs());
        isWashed = market.suspicion().wash().isFlagged(nowNs, settings.book().washNs());
        conviction.begin();
        conviction.take(Part.PATTERN, patternScore, Validity.VALID);
        conviction.take(Part.CVD, cvd.score(), cvdValidity);
        takeMicro(coin, level);
        conviction.take(Part.FUNDING, funding.score(), funding.validity());
        conviction.take(
                Part.BOOK,
                book.score(coin.imbalance.value(), isSpoofed),
                market.book().isLive() ? coin.imbalance.validity() : Validity.UNDEFINED);
    }

    private void measureFlow(Market market, RejectionLevel level, long nowNs) {
        Cvd tape = market.tape().cvd();
        long sinceNs = cvd.measure(level);
        cvdValidity = Validity.worst(cvd.validity(), tape.validitySince(sinceNs));
        hourValidity = tape.validity(nowNs, CvdSettings.DENY_WINDOW_NS);
        hourMicro = 0;
        isBought = false;
        if (hourValidity.isValid()) {
            long delta = tape.delta(nowNs, CvdSettings.DENY_WINDOW_NS);
            long volume = tape.volume(nowNs, CvdSettings.DENY_WINDOW_NS);
            hourMicro = Scaled.mulDiv(delta, Micro.ONE, volume, Rounding.FLOOR);
            isBought = cvd.isBought(delta, volume);
        }
    }

    private void measureFunding(Coin coin, long nowNs) {
        PerpState perp = coin.market.perp();
        long interval = coin.interval();
        long rate = perp.fundingRate() != PerpState.ABSENT ? perp.fundingRate() : perp.settledRate();
        isSettlingSoon = false;
        if (rate == PerpState.ABSENT || interval <= 0) {
            funding.missing();
            return;
        }
        funding.measure(FundingRate.per8h(rate, interval), coin.funding, nowNs);
        long left = perp.nextSettleNs() == PerpState.ABSENT ? Long.MAX_VALUE : perp.nextSettleNs() - nowNs;
        isSettlingSoon = rate < 0 && left >= 0 && left <= SETTLES_SOON_NS;
    }

    private void takeMicro(Coin coin, RejectionLevel level) {
        Rejection last = level.rejection(level.size() - 1);
        double score = settings.micro().capture() == MicroUse.Capture.DECISION
                ? coin.capture.last()
                : coin.capture.atPeak(last.peakStartNs(), last.confirmStartNs());
        boolean isThere = score != MicroCapture.NONE;
        conviction.take(Part.MICRO, isThere ? score : 0, isThere ? Validity.VALID : Validity.UNDEFINED);
    }

    /** P as it counts: the baseline knows the number of rejections alone (NS-REJ-8). */
    long patternMicro() {
        return Micro.of(patternScore);
    }

    /** Whether there are trades to ask (NS-CON-7). */
    boolean usesTrades() {
        return conviction.isAsked(Part.CVD) || conviction.isAsked(Part.MICRO) || usesBook();
    }

    /** Whether there is a book to ask (NS-CON-7). */
    boolean usesBook() {
        return conviction.isAsked(Part.BOOK);
    }

    /** NS-MIC-3: EXHAUSTION. */
    boolean isExhausted() {
        return conviction.validity(Part.MICRO).isValid()
                && Micro.of(conviction.part(Part.MICRO)) > settings.micro().confirmMicro();
    }

    /** The tier; without EXHAUSTION no more than HIGH where the settings ask for it (NS-MIC-3). */
    Tier tier() {
        Tier tier = conviction.tier();
        boolean falls = settings.micro().gate() == MicroUse.Gate.MAX && tier == Tier.MAX && !isExhausted();
        return falls ? Tier.HIGH : tier;
    }

    /** A score of a part as it is emitted. */
    long partMicro(Part part) {
        return Micro.of(Math.min(conviction.part(part), FULL));
    }
}
