package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.engine.book.BookSide;
import ebb.engine.book.BookWalk;
import ebb.engine.book.OrderBook;
import ebb.engine.state.Validity;

/**
 * The book's part: the score of its imbalance (NS-BOK-1, NS-BOK-3) and what trading a quantity in it would cost now
 * (NS-BOK-2). What is not surely there is UNDEFINED and denies (DEPTH-6). Reused; allocates nothing.
 */
public final class BookCheck {
    private static final double FULL = 100;
    private static final double BP = 1e-4;

    private final BookSettings settings;
    private final BookWalk walk = new BookWalk();
    private Validity spreadValidity = Validity.NOT_ASKED;
    private long spreadMicro;
    private Validity exitValidity = Validity.NOT_ASKED;
    private long exitMicro;
    private Validity entryValidity = Validity.NOT_ASKED;
    private long entryMicro;
    private long entryPrice;

    /**
     * Nothing measured yet.
     *
     * @param settings figures
     */
    public BookCheck(BookSettings settings) {
        this.settings = settings;
    }

    /**
     * S_bok of an imbalance (NS-BOK-1).
     *
     * @param imbalance −1…1, negative when asks are heavier
     * @param isSpoofed whether the instrument was flagged within {@code ns.bok.spoof} (NS-BOK-3)
     * @return 0…100, not quantised
     */
    public double score(double imbalance, boolean isSpoofed) {
        return isSpoofed ? 0 : Math.max(0, Math.min(-imbalance / settings.fullImbalance(), 1)) * FULL;
    }

    /** The book is not LIVE or lacks a side: nothing is known. */
    public void missing() {
        spreadValidity = Validity.UNDEFINED;
        exitValidity = Validity.UNDEFINED;
        entryValidity = Validity.UNDEFINED;
        spreadMicro = 0;
        exitMicro = 0;
        entryMicro = 0;
        entryPrice = 0;
    }

    /**
     * Measures a LIVE book with both sides.
     *
     * @param book the book
     * @param qty planned quantity, mantissa; 0 leaves the slippages UNDEFINED
     */
    public void measure(OrderBook book, long qty) {
        missing();
        long ask = book.bestAsk();
        long bid = book.bestBid();
        if (book.mid2() == BookSide.NO_PRICE) {
            return;
        }
        spreadValidity = Validity.VALID;
        spreadMicro = Scaled.mulDiv(2 * Micro.ONE, ask - bid, ask + bid, Rounding.CEIL);
        if (qty <= 0) {
            return;
        }
        if (walk.walk(book, true, qty) && isWhole()) {
            exitValidity = slippage();
            exitMicro = exitValidity.isValid() ? Micro.of(walk.slippageToMidBp() * BP) : 0;
        }
        if (walk.walk(book, false, qty) && isWhole()) {
            entryValidity = slippage();
            entryMicro = entryValidity.isValid() ? Micro.of(walk.slippageToMidBp() * BP) : 0;
            entryPrice = walk.vwap();
        }
    }

    /** INEXACT where the walk went so far that no long says it (NUM-2). */
    private Validity slippage() {
        return Micro.fits(walk.slippageToMidBp() * BP) ? Validity.VALID : Validity.INEXACT;
    }

    private boolean isWhole() {
        return walk.remainder() == 0 && walk.hasSlippage();
    }

    /**
     * Whether there is a spread.
     *
     * @return VALID or UNDEFINED
     */
    public Validity spreadValidity() {
        return spreadValidity;
    }

    /**
     * The spread.
     *
     * @return share of the mid, up, micro-units
     */
    public long spreadMicro() {
        return spreadMicro;
    }

    /**
     * Whether the whole quantity could be bought back.
     *
     * @return VALID or UNDEFINED
     */
    public Validity exitValidity() {
        return exitValidity;
    }

    /**
     * What buying it back would cost against the mid.
     *
     * @return share of the mid, micro-units
     */
    public long exitMicro() {
        return exitMicro;
    }

    /**
     * Whether the whole quantity could be sold.
     *
     * @return VALID or UNDEFINED
     */
    public Validity entryValidity() {
        return entryValidity;
    }

    /**
     * What selling it would cost against the mid.
     *
     * @return share of the mid, micro-units
     */
    public long entryMicro() {
        return entryMicro;
    }

    /**
     * Average price of selling it, down: the entry that sizes (NS-ENT-1).
     *
     * @return price mantissa; 0 where the quantity is not there
     */
    public long entryPrice() {
        return entryPrice;
    }
}
