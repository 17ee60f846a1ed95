package ebb.bench;

import java.lang.ref.WeakReference;
import java.nio.file.Path;

/**
 * The hot paths of the house behind JDK types only (PERF §12), so that anything can be put beside them in one run. Each
 * workload belongs to the thread that uses it first, unless it says otherwise.
 */
public final class Workloads {
    // Its books keep a desk alive; with the last of them it goes.
    private static final ThreadLocal<WeakReference<BookDesk>> DESK =
            ThreadLocal.withInitial(() -> new WeakReference<>(null));

    private Workloads() {}

    /**
     * Workload 1: frames of {@code BTCUSDT} (price 2, quantity 3 decimals) or MEXC's {@code BTC_USDT} (1 and 0).
     *
     * @param venue {@code binance-usdm}, {@code binance-spot}, {@code binance-coinm}, {@code mexc}
     */
    public static DecoderWorkload decoder(String venue) {
        return decoder(
                venue, DecoderWorkload.symbol(venue), DecoderWorkload.prices(venue), DecoderWorkload.quantities(venue));
    }

    /**
     * Workload 1 for another instrument.
     *
     * @param venue as in {@link #decoder(String)}
     * @param symbol as the venue spells it
     * @param priceDecimals finest price
     * @param quantityDecimals finest quantity
     */
    public static DecoderWorkload decoder(String venue, String symbol, int priceDecimals, int quantityDecimals) {
        return new DecoderWorkload(venue, symbol, priceDecimals, quantityDecimals);
    }

    /** Workload 2: a trade and a delta, to SBE and back. */
    public static CodecWorkload codec() {
        return new CodecWorkload();
    }

    /**
     * Workload 3: a book, whose tick is one price mantissa. All that a thread makes share what the books of one engine
     * share, and hence are for one thread.
     */
    public static BookWorkload book() {
        BookDesk desk = DESK.get().get();
        if (desk == null) {
            desk = new BookDesk();
            DESK.set(new WeakReference<>(desk));
        }
        return desk.book();
    }

    /** Workload 4: one hop over the real ring, both sides spinning. */
    public static HopWorkload hop() {
        return hop("busy-spin");
    }

    /**
     * Workload 4 with another wait strategy.
     *
     * @param waiting {@code busy-spin}, {@code yielding}, {@code sleeping} or {@code blocking}
     */
    public static HopWorkload hop(String waiting) {
        return new HopWorkload(waiting);
    }

    /**
     * Workload 5: a journal with all guards on.
     *
     * @param directory made if it is missing
     * @param durability {@code page-cache}, {@code group-sync} or {@code sync-before-egress}
     */
    public static JournalWorkload journal(Path directory, String durability) {
        return new JournalWorkload(directory, durability);
    }

    /** Workload 6: RSI 14, EMA 20 and ATR 14 of one series of bars. */
    public static BarsWorkload bars() {
        return new BarsWorkload();
    }

    /**
     * The tape: CVD and VPIN.
     *
     * @param bucket size of a VPIN bucket, quantity mantissa
     */
    public static FlowWorkload flow(long bucket) {
        return new FlowWorkload(bucket);
    }

    /**
     * Workload 8: text to book.
     *
     * @param venue as in {@link #decoder(String)}
     */
    public static ApplyWorkload apply(String venue) {
        return new ApplyWorkload(venue);
    }

    /**
     * Workloads 7 and 9: the whole process against a venue's socket that speaks Binance USD-M frames of {@code BTCUSDT}.
     *
     * @param host of the venue, on this machine
     * @param port it listens on
     * @param journal directory, or null to journal nothing
     * @param durability as in {@link #journal}
     */
    public static EngineWorkload engine(String host, int port, Path journal, String durability) {
        return new EngineWorkload(host, port, journal, durability);
    }
}
