package ebb.testing;

import ebb.codecs.Blocks;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Nulls;
import ebb.codecs.StreamReason;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.BookSnapshotEncoder;
import ebb.codecs.sbe.CenterFrom;
import ebb.codecs.sbe.InstrumentDefinitionEncoder;
import ebb.codecs.sbe.MarkIndexEncoder;
import ebb.codecs.sbe.Scope;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.SessionStateEncoder;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.TradeEncoder;
import java.util.SplittableRandom;
import org.agrona.MutableDirectBuffer;

/**
 * A coin that is pumped by 40 %, fails three times at its top and falls: messages of a market, for tests that need a setup of
 * NullSpectre. Every message carries the story's own time; the same seed tells the same story.
 */
public final class PumpStory {
    /** Engine time at which it begins: a whole quarter of an hour. */
    public static final long START_NS = 1_700_006_400_000_000_000L;

    /** Time between two steps, in the quiet before the pump and from then on: short of what makes a mark stale. */
    private static final long QUIET_STEP_NS = 15_000_000_000L;

    private static final long STEP_NS = 3_000_000_000L;
    private static final long PUMP_NS = 34 * 900_000_000_000L;

    /** The only instrument's dense id. */
    public static final int COIN = 0;

    private static final long QUARTER_NS = 900_000_000_000L;
    private static final int PRINTS = 3;
    private static final long ENOUGH = 4_096;
    private static final int HEADERS = 8;

    /** Quarter hours since the start, price; straight lines between. */
    private static final double[][] PATH = {
        {0, 10.00},
        {34, 10.05},
        {40.5, 14.00},
        {41, 13.60},
        {43.4, 12.70},
        {45.5, 13.99},
        {46, 13.45},
        {48.4, 12.60},
        {50.5, 13.98},
        {51, 13.40},
        {54, 13.10},
        {60, 10.70},
        {64, 10.95}
    };

    private final Ingress ingress;
    private final SplittableRandom random = new SplittableRandom(20_231_115L);
    private final TradeEncoder trade = new TradeEncoder();
    private final BookSnapshotEncoder snapshot = new BookSnapshotEncoder();
    private final MarkIndexEncoder mark = new MarkIndexEncoder();
    private long now = START_NS;
    private long updates;

    /**
     * Begins the story.
     *
     * @param ingress takes its messages; waited for until it has room for some thousand
     */
    public PumpStory(Ingress ingress) {
        this.ingress = ingress;
    }

    /**
     * The same market from now on, told to somebody else: for {@link #pass} and what is told by hand.
     *
     * @param other takes its messages
     * @return a story at the same moment
     */
    public PumpStory on(Ingress other) {
        PumpStory story = new PumpStory(other);
        story.now = now;
        story.updates = updates;
        return story;
    }

    /** Engine time of the newest message, ns. */
    public long nowNs() {
        return now;
    }

    /** Defines the coin, lets its streams live, and quotes it. */
    public void open() {
        announce();
        quote(100_000);
    }

    /** Defines the coin and lets its streams live, as each process that begins is told. */
    public void announce() {
        InstrumentDefinitionEncoder encoder = new InstrumentDefinitionEncoder();
        encoder.wrap(begin(InstrumentDefinitionEncoder.TEMPLATE_ID, InstrumentDefinitionEncoder.BLOCK_LENGTH), body());
        PlainPerpetual.fields(encoder).tick(10);
        PlainPerpetual.name(encoder, "PUMP_USDT", "PUMP");
        commit(encoder.limit());
        session(Scope.FEED, Stream.BOOK, Session.LIVE);
        session(Scope.FEED, Stream.TRADES, Session.LIVE);
    }

    /**
     * Tells on until a time.
     *
     * @param quarters quarter hours since the start; nothing happens if that is past
     */
    public void playTo(double quarters) {
        long end = START_NS + Math.round(quarters * QUARTER_NS);
        while (now + step() <= end) {
            now += step();
            tell();
        }
    }

    private long step() {
        return now - START_NS < PUMP_NS ? QUIET_STEP_NS : STEP_NS;
    }

    private void tell() {
        double quarter = (double) (now - START_NS) / QUARTER_NS;
        long price = Math.round(at(quarter) * 1_000 + random.nextInt(-12, 13)) * 10;
        book(price);
        for (int i = 0; i < PRINTS; i++) {
            // Takers buy the pump and sell the pushes after it: that is the divergence.
            double buying = quarter < 41 ? 0.62 : 0.38;
            print(price, 1 + random.nextInt(40), random.nextDouble() < buying ? Side.BUY : Side.SELL);
        }
        mark(price);
    }

    private static double at(double quarter) {
        for (int i = 1; i < PATH.length; i++) {
            if (quarter <= PATH[i][0]) {
                double part = (quarter - PATH[i - 1][0]) / (PATH[i][0] - PATH[i - 1][0]);
                return PATH[i - 1][1] + part * (PATH[i][1] - PATH[i - 1][1]);
            }
        }
        return PATH[PATH.length - 1][1];
    }

    /**
     * Time passes that nobody sees.
     *
     * @param seconds how many
     */
    public void rest(int seconds) {
        now += seconds * 1_000_000_000L;
    }

    /**
     * Time passes: a second at a time, with the same book and mark.
     *
     * @param seconds how many
     * @param price mid of the book, mantissa
     */
    public void pass(int seconds, long price) {
        for (int i = 0; i < seconds; i++) {
            now += 1_000_000_000L;
            quote(price);
        }
    }

    /**
     * A book and a mark.
     *
     * @param price mid, mantissa
     */
    public void quote(long price) {
        book(price);
        mark(price);
    }

    /**
     * A book of three levels a side, a tick beside the mid and further.
     *
     * @param mid price mantissa, a multiple of the tick of 10
     */
    public void book(long mid) {
        snapshot.wrap(begin(BookSnapshotEncoder.TEMPLATE_ID, BookSnapshotEncoder.BLOCK_LENGTH), body());
        snapshot.tx(now)
                .last(++updates)
                .requestId(Nulls.ID)
                .checksum(Nulls.U32)
                .limitBid(0)
                .limitAsk(0)
                .flags()
                .clear();
        BookSnapshotEncoder.BidsEncoder bids = snapshot.bidsCount(3);
        for (int i = 0; i < 3; i++) {
            bids.next().price(mid - 10 - 10L * i).qty(20_000);
        }
        BookSnapshotEncoder.AsksEncoder asks = snapshot.asksCount(3);
        for (int i = 0; i < 3; i++) {
            asks.next().price(mid + 10 + 10L * i).qty(20_000);
        }
        snapshot.digitsCount(0);
        commit(snapshot.limit());
    }

    /**
     * A print.
     *
     * @param price mantissa
     * @param qty venue quantity
     * @param aggressor taker's side
     */
    public void print(long price, long qty, Side aggressor) {
        trade.wrap(begin(TradeEncoder.TEMPLATE_ID, TradeEncoder.BLOCK_LENGTH), body());
        trade.tx(now)
                .price(price)
                .qty(qty)
                .tradeId(Nulls.LONG)
                .firstId(Nulls.LONG)
                .count(Nulls.U32)
                .center(Nulls.CODE)
                .condition(Nulls.U16)
                .aggressor(aggressor)
                .centerFrom(CenterFrom.NULL_VAL)
                .flags()
                .clear();
        commit(trade.limit());
    }

    /**
     * Mark and index.
     *
     * @param price mantissa
     */
    public void mark(long price) {
        mark.wrap(begin(MarkIndexEncoder.TEMPLATE_ID, MarkIndexEncoder.BLOCK_LENGTH), body());
        mark.tx(now).mark(price).index(price).settle(Nulls.LONG);
        commit(mark.limit());
    }

    /**
     * A word of the feed, or of the orders' session, on the coin.
     *
     * @param scope whose session
     * @param stream which stream; the orders' session has none of its own
     * @param state how it is
     */
    public void session(Scope scope, Stream stream, Session state) {
        SessionStateEncoder encoder = new SessionStateEncoder();
        encoder.wrap(begin(SessionStateEncoder.TEMPLATE_ID, SessionStateEncoder.BLOCK_LENGTH), body());
        encoder.scope(scope).state(state).reason(StreamReason.of(stream, 0)).since(now);
        commit(encoder.limit());
    }

    private MutableDirectBuffer begin(int templateId, int blockLength) {
        // A ring that stays full is a fault to a live session.
        while (ingress.capacityLeft() < ENOUGH || !ingress.tryClaim(Traffic.FEED)) {
            Thread.onSpinWait();
        }
        Blocks.open(ingress.buffer(), ingress.offset(), blockLength, templateId);
        InHead.route(ingress.buffer(), ingress.offset(), now, COIN, 0, InHead.WHOLE, 1);
        return ingress.buffer();
    }

    private int body() {
        return ingress.offset() + HEADERS;
    }

    private void commit(int limit) {
        ingress.commit(limit - ingress.offset());
    }
}
