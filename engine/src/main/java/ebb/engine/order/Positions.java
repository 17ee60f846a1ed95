package ebb.engine.order;

import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.PosState;
import ebb.codecs.sbe.Side;
import ebb.engine.instrument.Instrument;
import ebb.engine.instrument.InstrumentTable;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import java.util.Arrays;

/**
 * All positions, one for each (instrument, strategy) that ever traded, in order of their first trade; and the money of
 * the account. Totals are quote money, 1e-8: what an inverse contract pays in base is valued at the price that paid it.
 */
public final class Positions implements Digested, Snapshotted {
    private static final int MAX_STRATEGIES = 256;
    /** Most pairs that may trade in a run: a thousand instruments by each of five systems and more. */
    private static final int MAX_PAIRS = 8_192;

    private final InstrumentTable instruments;
    private final IdIndex index;
    private Position[] positions = new Position[16];
    private int count;
    // Those that are open, in no order, and how many; follows from the positions.
    private Position[] opened = new Position[16];
    private int open;
    private long ids;
    private long realised;
    private long fees;
    private long funding;
    private long trades;
    private long digest;

    Positions(InstrumentTable instruments) {
        this.instruments = instruments;
        index = new IdIndex(MAX_PAIRS);
    }

    /**
     * What a strategy holds of an instrument.
     *
     * @return null if it never traded it
     */
    public Position find(int instrument, int strategy) {
        int at = index.get(key(instrument, strategy));
        return at == IdIndex.ABSENT ? null : positions[at];
    }

    /** How many (instrument, strategy) pairs ever traded. */
    public int count() {
        return count;
    }

    /** One of them, by order of first trade. */
    public Position at(int i) {
        return positions[i];
    }

    /** How many are open. */
    public int openCount() {
        return open;
    }

    /** One of the open ones, in no order that means anything. */
    public Position open(int i) {
        return opened[i];
    }

    /** True if any strategy has a position of the instrument open; two may hold one against the other. */
    public boolean isHeld(int instrument) {
        for (int i = 0; i < open; i++) {
            if (opened[i].instrument().id() == instrument) {
                return true;
            }
        }
        return false;
    }

    /** Signed quantity of an instrument over all strategies. */
    public long net(int instrument) {
        long net = 0;
        for (int i = 0; i < open; i++) {
            if (opened[i].instrument().id() == instrument) {
                net = Scaled.addExact(net, opened[i].signedQty());
            }
        }
        return net;
    }

    /** After a position may have been opened or closed. */
    private void list(Position p) {
        if (!p.isFlat() && p.place == Position.FLAT) {
            if (open == opened.length) {
                opened = Arrays.copyOf(opened, open * 2);
            }
            p.place = open;
            opened[open++] = p;
        } else if (p.isFlat() && p.place != Position.FLAT) {
            open--;
            opened[p.place] = opened[open];
            opened[p.place].place = p.place;
            opened[open] = null;
            p.place = Position.FLAT;
        }
    }

    /** Realised profit of the run before fees and funding, quote money. */
    public long realised() {
        return realised;
    }

    /** Fees of the run, quote money. */
    public long fees() {
        return fees;
    }

    /** Funding received in the run, quote money. */
    public long funding() {
        return funding;
    }

    /** Unrealised profit at the last marks, quote money. */
    public long unrealised() {
        long sum = 0;
        for (int i = 0; i < open; i++) {
            Position p = opened[i];
            if (p.mark() != Instrument.ABSENT) {
                sum = Scaled.addExact(sum, p.instrument().inQuote(p.unrealised(), p.mark(), Rounding.FLOOR));
            }
        }
        return sum;
    }

    /** Closed trades of the run. */
    public long trades() {
        return trades;
    }

    /** The position of a pair, made if it is the first trade of it. */
    Position claim(int instrument, int strategy) {
        Position known = find(instrument, strategy);
        if (known != null) {
            return known;
        }
        if (count == positions.length) {
            positions = Arrays.copyOf(positions, count * 2);
        }
        Position fresh = new Position(instruments.at(instrument), strategy, count);
        positions[count] = fresh;
        index.put(key(instrument, strategy), count);
        count++;
        digest += fresh.entryMix();
        return fresh;
    }

    void begin(Position p, long signal, boolean goesLong, long nowNs) {
        digest -= p.entryMix();
        ids++;
        p.begin(ids, signal, goesLong, nowNs);
        digest += p.entryMix();
    }

    void add(Position p, long qty, long price) {
        digest -= p.entryMix();
        p.add(qty, price);
        list(p);
        digest += p.entryMix();
    }

    void reduce(Position p, long qty, long price) {
        digest -= p.entryMix();
        long gain = p.reduce(qty, price);
        list(p);
        realised = Scaled.addExact(realised, p.instrument().inQuote(gain, price, Rounding.FLOOR));
        digest += p.entryMix();
    }

    void pay(Position p, long fee, long price) {
        digest -= p.entryMix();
        p.pay(fee);
        fees = Scaled.addExact(fees, p.instrument().inQuote(fee, price, Rounding.CEIL));
        digest += p.entryMix();
    }

    void end(Position p, long nowNs, ExitWhy why) {
        digest -= p.entryMix();
        p.end(nowNs, why);
        trades++;
        digest += p.entryMix();
    }

    void state(Position p, PosState state) {
        digest -= p.entryMix();
        p.state(state);
        digest += p.entryMix();
    }

    void stop(Position p, long price) {
        digest -= p.entryMix();
        p.stop(price);
        digest += p.entryMix();
    }

    void fixRisk(Position p, long stop) {
        digest -= p.entryMix();
        p.fixRisk(stop);
        digest += p.entryMix();
    }

    /**
     * A new mark or trade of an instrument (NS-POS-1).
     *
     * @param price mantissa above 0
     */
    public void onMark(int instrument, long price) {
        for (int i = 0; i < open; i++) {
            Position p = opened[i];
            if (p.instrument().id() == instrument) {
                digest -= p.entryMix();
                p.mark(price);
                digest += p.entryMix();
            }
        }
    }

    /**
     * A trade print of an instrument (NS-POS-1): moves the excursions, and stands for the mark as long as the
     * instrument never had one.
     *
     * @param price mantissa above 0
     */
    public void onTrade(int instrument, long price) {
        for (int i = 0; i < open; i++) {
            Position p = opened[i];
            if (p.instrument().id() == instrument) {
                digest -= p.entryMix();
                p.trade(price);
                digest += p.entryMix();
            }
        }
    }

    /**
     * Funding was settled (FUND-4).
     *
     * @param instrument dense id
     * @param rate 1e-9, positive: longs pay
     * @param mark mark at settlement
     * @param listener is told of each position that accrued
     */
    public void onFunding(int instrument, long rate, long mark, OrderListener listener) {
        for (int i = 0; i < count; i++) {
            Position p = positions[i];
            if (p.instrument().id() == instrument && !p.isFlat()) {
                long received = p.instrument().funding(p.signedQty(), mark, rate);
                digest -= p.entryMix();
                p.accrue(received);
                digest += p.entryMix();
                funding = Scaled.addExact(funding, p.instrument().inQuote(received, mark, Rounding.FLOOR));
                listener.onPosition(p);
            }
        }
    }

    /** The first position of an instrument that an order of this side makes smaller, or null. */
    Position against(int instrument, Side side) {
        for (int i = 0; i < count; i++) {
            Position p = positions[i];
            if (p.instrument().id() == instrument && !p.isFlat() && p.isLong() == (side == Side.SELL)) {
                return p;
            }
        }
        return null;
    }

    private static long key(int instrument, int strategy) {
        return (long) instrument * MAX_STRATEGIES + strategy;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("positions");
        out.putLong(ids);
        out.putLong(realised);
        out.putLong(fees);
        out.putLong(funding);
        out.putLong(trades);
        out.putInt(count);
        for (int i = 0; i < count; i++) {
            out.putInt(positions[i].instrument().id());
            out.putInt(positions[i].strategy());
            positions[i].writeTo(out);
        }
    }

    /** After the instruments were read. */
    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("positions");
        ids = in.readLong();
        realised = in.readLong();
        fees = in.readLong();
        funding = in.readLong();
        trades = in.readLong();
        index.clear();
        digest = 0;
        open = 0;
        Arrays.fill(opened, null);
        count = in.readCount(MAX_PAIRS);
        positions = new Position[Math.max(count, positions.length)];
        for (int i = 0; i < count; i++) {
            int id = in.readInt();
            if (!instruments.isDefined(id)) {
                throw new SnapshotException("the snapshot has a position of instrument " + id + ", which it lacks");
            }
            int strategy = in.readCount(MAX_STRATEGIES - 1);
            positions[i] = new Position(instruments.at(id), strategy, i);
            positions[i].readFrom(in);
            index.put(key(id, strategy), i);
            digest += positions[i].entryMix();
            list(positions[i]);
        }
    }

    @Override
    public long digest() {
        return digest + money();
    }

    @Override
    public long digestAnew() {
        long sum = money();
        for (int i = 0; i < count; i++) {
            sum += positions[i].entryMix();
        }
        return sum;
    }

    private long money() {
        return Digest.mix(Digest.mix(ids, trades), Digest.mix(realised, fees), funding);
    }
}
