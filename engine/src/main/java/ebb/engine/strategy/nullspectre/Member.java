package ebb.engine.strategy.nullspectre;

import ebb.codecs.sbe.Kind;
import ebb.engine.instrument.Instrument;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.nullspectre.UniverseState.Stage;

/** One instrument of the universe: how closely it is followed, why not closer, and what its rank is made of. */
public final class Member implements Digested, Snapshotted {
    /** What keeps an instrument where it is. Numbers stand in snapshots and never change. */
    public enum Hindrance {
        /** Nothing. */
        NONE,
        /** Not priced and settled in the universe's currency, or a reference (NS-UNI-1). */
        KIND,
        /** Not trading (NS-UNI-5). */
        STATUS,
        /** Market cap too high or unknown (NS-CAP-1, NS-CAP-2). */
        CAP,
        /** Too little is traded in a day (NS-UNI-2). */
        VOLUME,
        /** Too few bars (NS-UNI-2). */
        AGE,
        /** More instruments than there is room for ({@code ns.uni.max}). */
        ROOM,
        /** Not among the first (NS-UNI-3). */
        RANK
    }

    private static final Hindrance[] HINDRANCES = Hindrance.values();
    static final int NOT_RANKED = 0;

    final Market market;
    final UniverseState state = new UniverseState();
    // Facts of the newest evaluation.
    Hindrance hindrance = Hindrance.NONE;
    long volume;
    double natr;
    int rejections;
    boolean isNew;
    // Of the newest ranking.
    int rank = NOT_RANKED;
    long scoreMicro;
    long volumeMicro;
    long rangeMicro;
    long setupMicro;
    // When it was first seen, if that was after the venue's list had come; what was told of it.
    long firstSeenNs = Long.MIN_VALUE;
    boolean isNewTold;
    int statusTold = -1;

    /** NS-UNI-1: linear perpetuals; what of them is left alone, and why, is told by its {@link Hindrance}. */
    static boolean canBe(Instrument instrument) {
        return instrument.kind() == Kind.PERP_LINEAR;
    }

    Member(Market market) {
        this.market = market;
    }

    /** Whether it is left alone. */
    boolean isExcluded() {
        return hindrance == Hindrance.KIND || hindrance == Hindrance.STATUS || hindrance == Hindrance.CAP;
    }

    /** Whether it may be ranked. */
    boolean isEligible() {
        return hindrance == Hindrance.NONE || hindrance == Hindrance.RANK;
    }

    void unranked() {
        rank = NOT_RANKED;
        scoreMicro = 0;
        volumeMicro = 0;
        rangeMicro = 0;
        setupMicro = 0;
    }

    void ranked(UniverseRank by, int at) {
        rank = at;
        scoreMicro = by.scoreMicro(at);
        volumeMicro = by.volumeMicro(at);
        rangeMicro = by.rangeMicro(at);
        setupMicro = by.setupMicro(at);
    }

    /** The instrument with its analytics. */
    public Market market() {
        return market;
    }

    /** How closely it is followed. */
    public Stage stage() {
        return state.stage();
    }

    /** What keeps it from being followed more closely. */
    public Hindrance hindrance() {
        return hindrance;
    }

    /** Its rank from 1, 0 if it has none. */
    public int rank() {
        return rank;
    }

    /** Points of its rank, micro-units. */
    public long scoreMicro() {
        return scoreMicro;
    }

    /** Points of its volume, micro-units. */
    public long volumeMicro() {
        return volumeMicro;
    }

    /** Points of its range, micro-units. */
    public long rangeMicro() {
        return rangeMicro;
    }

    /** Points of its best level, micro-units. */
    public long setupMicro() {
        return setupMicro;
    }

    /** Traded in 24 hours, money 1e-8. */
    public long volume() {
        return volume;
    }

    /** Average true range of an hour over the close; 0 while unknown. */
    public double natr() {
        return natr;
    }

    /** Rejections of its best level. */
    public int rejections() {
        return rejections;
    }

    /** Whether it was listed of late (NS-UNI-4). */
    public boolean isNew() {
        return isNew;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        state.writeTo(out);
        out.putEnum(hindrance);
        out.putLong(volume);
        out.putDouble(natr);
        out.putInt(rejections);
        out.putBoolean(isNew);
        out.putInt(rank);
        out.putLong(scoreMicro);
        out.putLong(volumeMicro);
        out.putLong(rangeMicro);
        out.putLong(setupMicro);
        out.putLong(firstSeenNs);
        out.putBoolean(isNewTold);
        out.putInt(statusTold);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        state.readFrom(in);
        hindrance = in.readEnum(HINDRANCES);
        volume = in.readLong();
        natr = in.readDouble();
        rejections = in.readInt();
        isNew = in.readBoolean();
        rank = in.readInt();
        scoreMicro = in.readLong();
        volumeMicro = in.readLong();
        rangeMicro = in.readLong();
        setupMicro = in.readLong();
        firstSeenNs = in.readLong();
        isNewTold = in.readBoolean();
        statusTold = in.readInt();
    }

    @Override
    public long digest() {
        long told = firstSeenNs + (isNew ? 1 : 0) + (isNewTold ? 2 : 0);
        long facts = Digest.mix(hindrance.ordinal(), volume, Double.doubleToLongBits(natr));
        long points = Digest.mix(volumeMicro, rangeMicro, setupMicro);
        return Digest.mix(state.digest(), Digest.mix(facts, points), Digest.mix(rank, scoreMicro, rejections))
                + Digest.mix(market.instrument().id(), Digest.mix(told, statusTold));
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
