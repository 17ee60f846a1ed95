package ebb.engine.instrument;

import ebb.codecs.sbe.Status;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import java.util.Arrays;

/** All instruments of the run by dense id. */
public final class InstrumentTable implements Digested, Snapshotted {
    /** {@link #define}: nothing is different. */
    public static final int UNCHANGED = 0;
    /** {@link #define}: the first definition of this id. */
    public static final int NEW = 1;
    /** {@link #define}: exponents, contract size, tick, lot, kind or stream models differ; the epoch ends (INST-5). */
    public static final int EPOCH = 2;
    /** {@link #define}: fees differ. */
    public static final int FEES = 4;
    /** {@link #define}: status differs. */
    public static final int STATUS = 8;
    /** {@link #define}: order limits, bands, margin tiers or dates differ. */
    public static final int LIMITS = 16;
    /** {@link #define}: refused, nothing changed; {@link #refusal} says why. */
    public static final int REFUSED = 32;

    /** Ids run from 0 to below this. */
    public static final int MAX_ID = 1 << 16;

    private Instrument[] instruments = new Instrument[64];
    private int limit;
    private int count;
    private long digest;
    private String refusal = "";

    /** Creates an empty table. */
    public InstrumentTable() {}

    /**
     * Takes a definition of an instrument on which nothing is open (INST-1, INST-5).
     *
     * @param id dense id
     * @param definition what the message says
     * @return what changed: a sum of NEW, EPOCH, FEES, STATUS, LIMITS, or REFUSED alone
     */
    public int define(int id, Definition definition) {
        return define(id, definition, false);
    }

    /**
     * Takes a definition (INST-1, INST-5). The instrument's object stays the same when it is defined anew. While a
     * position or an order is open, a definition in other units (exponents, contract size, kind) is refused: their
     * mantissas would change their meaning.
     *
     * @param id dense id
     * @param definition what the message says
     * @param isEngaged true if a position or an order of the instrument is open
     * @return what changed: a sum of NEW, EPOCH, FEES, STATUS, LIMITS, or REFUSED alone
     */
    public int define(int id, Definition definition, boolean isEngaged) {
        String fault = id < 0 || id >= MAX_ID ? "id outside 0.." + (MAX_ID - 1) : definition.fault();
        if (fault != null) {
            refusal = fault;
            return REFUSED;
        }
        if (id >= instruments.length) {
            instruments = Arrays.copyOf(instruments, Math.max(id + 1, instruments.length * 2));
        }
        Instrument known = instruments[id];
        Instrument next = new Instrument(id);
        next.apply(definition);
        if (isEngaged && known != null && !Difference.sameUnits(known, next)) {
            refusal = "units change while a position or order is open";
            return REFUSED;
        }
        if (known == null) {
            instruments[id] = next;
            limit = Math.max(limit, id + 1);
            count++;
            digest += entry(next);
            return NEW;
        }
        int change = Difference.between(known, next);
        if (change != UNCHANGED) {
            digest -= entry(known);
            known.apply(definition);
            digest += entry(known);
        }
        return change;
    }

    /**
     * Takes a status (INST-6).
     *
     * @param id dense id of a defined instrument
     * @param status the venue's word
     * @param untilNs when it ends or takes effect, ns since epoch, or {@link Instrument#ABSENT}
     * @return true if the status differs from the one before
     */
    public boolean status(int id, Status status, long untilNs) {
        Instrument instrument = instruments[id];
        boolean isOther = instrument.status() != status;
        if (!isOther && instrument.untilNs() == untilNs) {
            return false;
        }
        digest -= entry(instrument);
        instrument.status(status, untilNs);
        digest += entry(instrument);
        return isOther;
    }

    /**
     * Takes the fees of our own account, read back from the venue.
     *
     * @param id dense id of a defined instrument
     * @param maker 1e-9
     * @param taker 1e-9
     */
    public void fees(int id, long maker, long taker) {
        Instrument instrument = instruments[id];
        digest -= entry(instrument);
        instrument.fees(maker, taker);
        digest += entry(instrument);
    }

    /** True if the id was defined. */
    public boolean isDefined(int id) {
        return id >= 0 && id < limit && instruments[id] != null;
    }

    /** The instrument, or null if the id is unknown (EVT-5: the message is refused). */
    public Instrument at(int id) {
        return id >= 0 && id < limit ? instruments[id] : null;
    }

    /**
     * Finds an instrument by name; walks the table, not for the hot path.
     *
     * @param venue dense venue id
     * @param symbol the venue's own symbol
     * @return the instrument or null
     */
    public Instrument find(int venue, String symbol) {
        for (int i = 0; i < limit; i++) {
            Instrument instrument = instruments[i];
            if (instrument != null
                    && instrument.venue() == venue
                    && instrument.symbol().equals(symbol)) {
                return instrument;
            }
        }
        return null;
    }

    /** One above the greatest id; ids below may be undefined. */
    public int limit() {
        return limit;
    }

    /** How many are defined. */
    public int count() {
        return count;
    }

    /** Why the last definition was refused. */
    public String refusal() {
        return refusal;
    }

    /** What was defined, so that it need not be told again. */
    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("instruments");
        out.putInt(count);
        for (int i = 0; i < limit; i++) {
            if (instruments[i] != null) {
                out.putInt(i);
                InstrumentSnapshot.write(out, instruments[i]);
                out.putLong(instruments[i].untilNs());
            }
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("instruments");
        Arrays.fill(instruments, null);
        limit = 0;
        count = 0;
        digest = 0;
        refusal = "";
        Definition definition = new Definition();
        for (int left = in.readCount(MAX_ID); left > 0; left--) {
            int id = in.readInt();
            if (define(id, InstrumentSnapshot.read(in, definition)) != NEW) {
                throw new SnapshotException("instrument " + id + " of the snapshot cannot be defined: "
                        + (refusal.isEmpty() ? "it is there twice" : refusal));
            }
            status(id, instruments[id].status(), in.readLong());
        }
    }

    @Override
    public long digest() {
        return digest;
    }

    @Override
    public long digestAnew() {
        long sum = 0;
        for (int i = 0; i < limit; i++) {
            if (instruments[i] != null) {
                sum += entry(instruments[i]);
            }
        }
        return sum;
    }

    private static long entry(Instrument i) {
        long h = Digest.mix(i.id(), i.venue(), text(i.symbol()));
        h = Digest.mix(h, i.kind().value(), Digest.mix(i.status().value(), i.untilNs()));
        h = Digest.mix(h, i.seqModel().value(), i.tradeIds().value());
        h = Digest.mix(h, i.pe(), i.qe());
        h = Digest.mix(h, i.tick(), i.lot());
        h = Digest.mix(h, i.minQty(), i.maxQty());
        h = Digest.mix(h, i.maxMarketQty(), i.minNotional());
        h = Digest.mix(h, i.contractSize(), i.contractExponent());
        h = Digest.mix(h, i.bandUp(), i.bandDown());
        h = Digest.mix(h, i.makerFee(), i.takerFee());
        h = Digest.mix(h, i.maxLeverage(), i.bookLimit());
        h = Digest.mix(h, i.checksum(), i.fundingSec());
        h = Digest.mix(h, i.listedAt(), i.expiry());
        h = Digest.mix(h, i.settleCcy(), i.quoteCcy());
        h = Digest.mix(h, text(i.base()), text(i.quote()));
        h = Digest.mix(h, text(i.settle()), i.isInferred() ? 1 : 0);
        for (int b = 0; b < i.ticks().bands(); b++) {
            h = Digest.mix(h, i.ticks().bandFrom(b), i.ticks().bandTick(b));
        }
        for (int t = 0; t < i.tiers().count(); t++) {
            h = Digest.mix(h, i.tiers().from(t), i.tiers().rate(t));
            h = Digest.mix(h, i.tiers().leverage(t));
        }
        return h;
    }

    private static long text(String text) {
        long h = text.length();
        for (int i = 0; i < text.length(); i++) {
            h = Digest.mix(h, text.charAt(i));
        }
        return h;
    }
}
