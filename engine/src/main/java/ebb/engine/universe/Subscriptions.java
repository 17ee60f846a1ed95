package ebb.engine.universe;

import ebb.codecs.sbe.Stream;
import ebb.engine.instrument.InstrumentTable;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.time.TimerHandler;
import ebb.engine.time.Timers;
import java.util.Arrays;

/**
 * Deep streams, trades and book, of each instrument (NS-UNI-2): on while any strategy wishes them, off when none does any
 * more, never off while an order or a position is open. Changes leave one by one in the order of the wishes, at most five a
 * second (NS-UNI-6); a wish that was taken back while it waited leaves nothing.
 *
 * <p>Hysteresis is the wisher's: what is asked for here is done. Allocates when an instrument is opened, else never.
 */
public final class Subscriptions implements TimerHandler, Digested, Snapshotted {
    /** Least time between two changes: five a second (NS-UNI-6). */
    public static final long PACE_NS = 200_000_000L;

    /** Most strategies that can wish. */
    public static final int MAX_WISHERS = 31;

    private static final Stream[] DEEP = {Stream.BOOK, Stream.TRADES};
    private static final int ALL_ON = (1 << DEEP.length) - 1;
    private static final int UNOPENED = -1;
    private static final long NOT_WAITING = 0;

    private final Timers timers;
    private final SubscriptionListener listener;

    // By instrument: a bit for each strategy that wishes, UNOPENED where none can; a bit for each stream that was asked
    // for;
    // rule of the newest wish; number in the queue.
    private int[] wishes = {};
    private int[] told = {};
    private int[] why = {};
    private long[] ticket = {};
    // Whether the streams that were asked for are another process's, and are to be asked for again.
    private boolean[] lapsed = {};

    // Instruments whose streams are not as wished, a ring; each is in it once at most.
    private int[] queue = {};
    private int head;
    private int waiting;
    private long tickets;
    private long freeNs = Long.MIN_VALUE;
    private int timer = Timers.NONE;
    private long digest;

    /**
     * Knows no instrument yet.
     *
     * @param timers engine time
     * @param listener takes the changes
     */
    public Subscriptions(Timers timers, SubscriptionListener listener) {
        this.timers = timers;
        this.listener = listener;
    }

    /**
     * Makes room for an instrument; nobody wishes it. One that was opened before stays as it is. Allocates.
     *
     * @param instrument dense id
     */
    public void open(int instrument) {
        int old = wishes.length;
        if (instrument >= old) {
            int room = Math.max(instrument + 1, old * 2);
            wishes = Arrays.copyOf(wishes, room);
            told = Arrays.copyOf(told, room);
            why = Arrays.copyOf(why, room);
            ticket = Arrays.copyOf(ticket, room);
            lapsed = Arrays.copyOf(lapsed, room);
            Arrays.fill(wishes, old, room, UNOPENED);
            int[] longer = new int[room];
            for (int i = 0; i < waiting; i++) {
                longer[i] = queue[(head + i) % old];
            }
            queue = longer;
            head = 0;
        }
        if (wishes[instrument] == UNOPENED) {
            wishes[instrument] = 0;
            digest += entry(instrument);
        }
    }

    /**
     * Takes a wish, or takes it back.
     *
     * @param instrument dense id that was opened
     * @param wisher index of the strategy, below {@link #MAX_WISHERS}
     * @param isWanted whether trades and book are wanted
     * @param rule code of the rule that says so
     * @return whether that is new
     */
    public boolean want(int instrument, int wisher, boolean isWanted, int rule) {
        int bit = 1 << wisher;
        if ((wishes[instrument] & bit) != 0 == isWanted) {
            return false;
        }
        digest -= entry(instrument);
        wishes[instrument] ^= bit;
        why[instrument] = rule;
        digest += entry(instrument);
        boolean isDue = told[instrument] != target(instrument) && !lapsed[instrument];
        if (isDue && ticket[instrument] == NOT_WAITING) {
            enqueue(instrument);
        }
        arm();
        return true;
    }

    /** Another process goes on: no venue has been asked for anything by it. {@link #renew} asks again. */
    public void lapse() {
        for (int i = 0; i < wishes.length; i++) {
            boolean isAsked = told[i] != 0 || ticket[i] != NOT_WAITING;
            if (wishes[i] != UNOPENED && !lapsed[i] && isAsked) {
                digest -= entry(i);
                lapsed[i] = true;
                digest += entry(i);
            }
        }
    }

    /**
     * The venue has told this process of the instrument: what an earlier one had asked for is asked for again, in turn;
     * what is on only because a position is open there, at once.
     *
     * @param instrument dense id that was opened
     */
    public void renew(int instrument) {
        if (!lapsed[instrument]) {
            return;
        }
        digest -= entry(instrument);
        lapsed[instrument] = false;
        boolean isHeld = target(instrument) == 0 && listener.isEngaged(instrument);
        int on = told[instrument];
        told[instrument] = isHeld ? on : 0;
        digest += entry(instrument);
        for (int stream = 0; isHeld && stream < DEEP.length; stream++) {
            if ((on & 1 << stream) != 0) {
                listener.onChange(instrument, DEEP[stream], true, why[instrument]);
            }
        }
        if (ticket[instrument] == NOT_WAITING && told[instrument] != target(instrument)) {
            enqueue(instrument);
        }
        arm();
    }

    /**
     * Whether trades and book of an instrument are wished by anyone.
     *
     * @param instrument dense id
     * @return false also for one that was never opened
     */
    public boolean isWanted(int instrument) {
        return instrument >= 0 && instrument < wishes.length && wishes[instrument] > 0;
    }

    /**
     * Instruments whose deep streams are on or on their way.
     *
     * @return a count
     */
    public int wanted() {
        int count = 0;
        for (int i = 0; i < wishes.length; i++) {
            count += wishes[i] > 0 ? 1 : 0;
        }
        return count;
    }

    /**
     * Instruments that wait for their turn.
     *
     * @return a count
     */
    public int waiting() {
        return waiting;
    }

    @Override
    public void onTimer(long deadlineNs, long tag) {
        timer = Timers.NONE;
        // One round at most: what is held by a position goes to the end and is asked about again later.
        for (int left = waiting; left > 0; left--) {
            int instrument = queue[head];
            if (told[instrument] == target(instrument) || lapsed[instrument]) {
                dequeue();
            } else if (target(instrument) == 0 && listener.isEngaged(instrument)) {
                dequeue();
                enqueue(instrument);
            } else {
                emit(instrument);
                break;
            }
        }
        freeNs = timers.nowNs() + PACE_NS;
        arm();
    }

    /** The next stream of the instrument at the head that is not as wished. */
    private void emit(int instrument) {
        int target = target(instrument);
        int stream = Integer.numberOfTrailingZeros(told[instrument] ^ target);
        digest -= entry(instrument);
        told[instrument] ^= 1 << stream;
        digest += entry(instrument);
        if (told[instrument] == target) {
            dequeue();
        }
        listener.onChange(instrument, DEEP[stream], target != 0, why[instrument]);
    }

    private int target(int instrument) {
        return wishes[instrument] > 0 ? ALL_ON : 0;
    }

    private void enqueue(int instrument) {
        queue[(head + waiting) % queue.length] = instrument;
        waiting++;
        digest -= entry(instrument);
        ticket[instrument] = ++tickets;
        digest += entry(instrument);
    }

    private void dequeue() {
        int instrument = queue[head];
        head = (head + 1) % queue.length;
        waiting--;
        digest -= entry(instrument);
        ticket[instrument] = NOT_WAITING;
        digest += entry(instrument);
    }

    private void arm() {
        if (waiting > 0 && timer == Timers.NONE) {
            timer = timers.schedule(Math.max(timers.nowNs(), freeNs), this, 0);
        }
    }

    private long entry(int instrument) {
        return Digest.mix(
                instrument,
                Digest.mix(wishes[instrument], told[instrument]),
                Digest.mix(why[instrument], ticket[instrument]) + (lapsed[instrument] ? 1 : 0));
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("subscriptions");
        out.putInt(wishes.length);
        for (int i = 0; i < wishes.length; i++) {
            out.putInt(wishes[i]);
            out.putInt(told[i]);
            out.putInt(why[i]);
            out.putLong(ticket[i]);
            out.putBoolean(lapsed[i]);
        }
        out.putInt(waiting);
        for (int i = 0; i < waiting; i++) {
            out.putInt(queue[(head + i) % queue.length]);
        }
        out.putLong(tickets);
        out.putLong(freeNs);
        out.putInt(timer);
    }

    /** After the timers were read. */
    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("subscriptions");
        int room = in.readCount(InstrumentTable.MAX_ID * 2);
        wishes = new int[room];
        told = new int[room];
        why = new int[room];
        ticket = new long[room];
        lapsed = new boolean[room];
        queue = new int[room];
        digest = 0;
        for (int i = 0; i < wishes.length; i++) {
            wishes[i] = in.readInt();
            told[i] = in.readInt();
            why[i] = in.readInt();
            ticket[i] = in.readLong();
            lapsed[i] = in.readBoolean();
            digest += wishes[i] == UNOPENED ? 0 : entry(i);
        }
        head = 0;
        waiting = in.readCount(wishes.length);
        for (int i = 0; i < waiting; i++) {
            queue[i] = in.readInt();
            if (queue[i] < 0 || queue[i] >= wishes.length) {
                throw new SnapshotException("a subscription waits for instrument " + queue[i] + ", which is not there");
            }
        }
        tickets = in.readLong();
        freeNs = in.readLong();
        timer = in.readInt();
        timers.claim(timer, this);
    }

    @Override
    public long digest() {
        return Digest.mix(digest, tickets, freeNs);
    }

    @Override
    public long digestAnew() {
        long sum = 0;
        for (int i = 0; i < wishes.length; i++) {
            sum += wishes[i] == UNOPENED ? 0 : entry(i);
        }
        return Digest.mix(sum, tickets, freeNs);
    }
}
