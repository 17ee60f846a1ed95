package ebb.testing;

import ebb.codecs.Ingress;
import ebb.codecs.sbe.Scope;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Stream;
import java.util.SplittableRandom;

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

    private final MarketMessages market;
    private final SplittableRandom random = new SplittableRandom(20_231_115L);
    private long now = START_NS;
    private long updates;

    /**
     * Begins the story.
     *
     * @param ingress takes its messages; waited for until it has room for some thousand
     */
    public PumpStory(Ingress ingress) {
        market = new MarketMessages(ingress, this::nowNs);
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
        market.define(COIN, "PUMP_USDT");
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
        long price = Math.round(PumpPath.at(quarter) * 1_000 + random.nextInt(-12, 13)) * 10;
        book(price);
        for (int i = 0; i < PRINTS; i++) {
            // Takers buy the pump and sell the pushes after it: that is the divergence.
            double buying = quarter < 41 ? 0.62 : 0.38;
            print(price, 1 + random.nextInt(40), random.nextDouble() < buying ? Side.BUY : Side.SELL);
        }
        mark(price);
    }

    /**
     * Time passes that nobody sees; the venue goes on numbering its books, one a second.
     *
     * @param seconds how many
     */
    public void rest(int seconds) {
        now += seconds * 1_000_000_000L;
        updates += seconds;
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
        market.book(COIN, ++updates, mid);
    }

    /**
     * A print.
     *
     * @param price mantissa
     * @param qty venue quantity
     * @param aggressor taker's side
     */
    public void print(long price, long qty, Side aggressor) {
        market.print(COIN, price, qty, aggressor);
    }

    /**
     * Mark and index.
     *
     * @param price mantissa
     */
    public void mark(long price) {
        market.mark(COIN, price);
    }

    /**
     * A word of the feed, or of the orders' session, on the coin.
     *
     * @param scope whose session
     * @param stream which stream; the orders' session has none of its own
     * @param state how it is
     */
    public void session(Scope scope, Stream stream, Session state) {
        market.session(COIN, scope, stream, state);
    }
}
