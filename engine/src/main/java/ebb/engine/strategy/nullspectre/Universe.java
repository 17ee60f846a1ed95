package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.Machine;
import ebb.codecs.sbe.Severity;
import ebb.codecs.sbe.Status;
import ebb.codecs.sbe.Validity;
import ebb.engine.bar.Frames;
import ebb.engine.instrument.Instrument;
import ebb.engine.pattern.RejectionLevel;
import ebb.engine.signal.Reasons;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.Outlet;
import ebb.engine.strategy.nullspectre.Member.Hindrance;
import ebb.engine.strategy.nullspectre.UniverseState.Stage;
import java.util.Arrays;

/**
 * The universe (NS-UNI-1 to 6): every linear perpetual that is defined, ranked once a minute, each judged then and at each
 * close of its pattern's frame. What ranks high gets trades and books; what is in a trade keeps them.
 */
public final class Universe implements Digested, Snapshotted {
    private static final int MOST_VENUES = 256;

    private final UniverseSettings settings;
    private final NullSpectreRules rules;
    private final boolean usesBook;
    private final UniverseRank rank;
    private final Screening screening;
    private final int[] added;
    private Outlet outlet;
    private Member[] members = new Member[64];
    private int size;
    private long evaluations;
    private boolean isFull;
    // By venue: instruments that came with the newest evaluation, and whether its first list is complete.
    private final int[] came = new int[MOST_VENUES];
    private final boolean[] isListed = new boolean[MOST_VENUES];

    Universe(NullSpectreSettings of, NullSpectreRules rules) {
        settings = of.universe();
        this.rules = rules;
        usesBook = of.evidence().conviction().weights().book() > 0;
        rank = new UniverseRank(settings);
        screening = new Screening(of, rules);
        added = new int[settings.capacity()];
    }

    void bind(Outlet to) {
        outlet = to;
        screening.bind(to);
    }

    /** Judges all: facts, ranks, stages, in this order. */
    void evaluate() {
        evaluations++;
        takeNew();
        rank.begin();
        int ranked = 0;
        for (int id = 0; id < members.length; id++) {
            Member member = members[id];
            if (member != null) {
                screening.measure(member);
                member.unranked();
                if (member.isEligible()) {
                    rank.add(id, member.volume, member.natr, member.rejections, member.isNew);
                    added[ranked++] = id;
                }
            }
        }
        rank.finish();
        for (int i = 0; i < ranked; i++) {
            members[added[i]].ranked(rank, rank.rankOf(i));
        }
        for (int id = 0; id < members.length; id++) {
            if (members[id] != null) {
                step(members[id]);
            }
        }
    }

    /** Judges one at a close of its pattern's frame, by the rank that it has. */
    void onClose(Market market) {
        Member member = member(market.instrument().id());
        if (member != null) {
            screening.measure(member);
            step(member);
        }
    }

    /** NS-CON-4: nothing is entered but from SETUP. */
    void ask(Reasons reasons, Market market) {
        Member member = member(market.instrument().id());
        long stage = member == null ? 0 : member.stage().ordinal();
        reasons.gate(rules.universe, Validity.VALID, stage * Micro.ONE, true, Stage.SETUP.ordinal() * Micro.ONE);
    }

    /** Whether a market is sampled each second (NS-MIC-2). */
    boolean isSampled(Market market) {
        Member member = member(market.instrument().id());
        return member != null && member.state.isSampled();
    }

    /** NS-UNI-4: whether a market was listed of late. */
    boolean isNew(Market market) {
        Member member = member(market.instrument().id());
        return member != null && member.isNew;
    }

    /**
     * An instrument's place in the universe.
     *
     * @param instrument dense id
     * @return null if it is not of the universe
     */
    public Member member(int instrument) {
        return instrument >= 0 && instrument < members.length ? members[instrument] : null;
    }

    /**
     * One above the greatest dense id that may have a place.
     *
     * @return a bound for {@link #member}
     */
    public int limit() {
        return members.length;
    }

    /**
     * Instruments of the universe.
     *
     * @return a count
     */
    public int size() {
        return size;
    }

    /**
     * How often all were judged.
     *
     * @return a count
     */
    public long evaluations() {
        return evaluations;
    }

    /** What has been defined since; a venue's first list is complete when an evaluation finds nothing more of it. */
    private void takeNew() {
        Arrays.fill(came, 0);
        int limit = outlet.instruments();
        if (limit > members.length) {
            members = Arrays.copyOf(members, Math.max(limit, members.length * 2));
        }
        for (int id = 0; id < limit; id++) {
            Market market = outlet.market(id);
            if (market != null && members[id] == null && Member.canBe(market.instrument())) {
                take(id, market);
            }
        }
        for (int id = 0; id < limit; id++) {
            if (members[id] != null) {
                int venue = members[id].market.instrument().venue() & MOST_VENUES - 1;
                isListed[venue] |= came[venue] == 0;
            }
        }
    }

    private void take(int id, Market market) {
        if (size == settings.capacity()) {
            if (!isFull) {
                isFull = true;
                long most = settings.capacity() * Micro.ONE;
                outlet.alert(Severity.WARN, rules.listing, id, most + Micro.ONE, most);
            }
            return;
        }
        Member member = new Member(market);
        int venue = market.instrument().venue() & MOST_VENUES - 1;
        came[venue]++;
        if (isListed[venue]) {
            member.firstSeenNs = outlet.nowNs();
        }
        members[id] = member;
        size++;
    }

    private void step(Member member) {
        Market market = member.market;
        UniverseState state = member.state;
        boolean isMember = state.isSubscribed();
        boolean isRanked = member.rank != Member.NOT_RANKED && rank.isWatched(member.rank, isMember);
        if (member.isEligible()) {
            member.hindrance = isRanked ? Hindrance.NONE : Hindrance.RANK;
        }
        RejectionLevel level = market.rejections().best();
        boolean isQualified = level != null && level.isQualified();
        boolean isLive = !usesBook || market.book().isLive();
        boolean isEngaged = outlet.isEngaged(market);
        Stage before = state.stage();
        state.listed(member.isExcluded(), member.isEligible(), isRanked)
                .observed(isLive, member.rejections, isQualified, isEngaged);
        if (state.evaluate()) {
            outlet.moved(
                    Machine.UNIVERSE, market, 0, before.ordinal(), state.stage().ordinal(), cause(member));
        }
        outlet.want(market, state.isSubscribed(), rules.universe);
        leave(member, isEngaged);
    }

    private int cause(Member member) {
        switch (member.hindrance) {
            case KIND:
                return rules.listing;
            case STATUS:
                return rules.delisting;
            case CAP:
                return rules.cap;
            case RANK:
                return rules.rank;
            default:
                return rules.universe;
        }
    }

    /** NS-UNI-5: a position in what is delisted is told once, and closed a day before the venue would, or at once. */
    private void leave(Member member, boolean isEngaged) {
        Instrument instrument = member.market.instrument();
        Status status = instrument.status();
        if (status == Status.TRADING || !isEngaged) {
            member.statusTold = -1;
            return;
        }
        long deadline = deadline(instrument);
        if (member.statusTold != status.value()) {
            member.statusTold = status.value();
            long hours = deadline == Instrument.ABSENT ? Long.MIN_VALUE : (deadline - outlet.nowNs()) / 3_600_000L;
            outlet.alert(Severity.CRITICAL, rules.delisting, instrument.id(), hours, Long.MIN_VALUE);
        }
        boolean isEnding = status == Status.DELISTING || status == Status.SETTLING;
        if (isEnding && (deadline == Instrument.ABSENT || outlet.nowNs() >= deadline - Frames.DAY_NS)) {
            outlet.exit(member.market, ExitWhy.TIME);
        }
    }

    /** The earlier of what status and definition say. */
    private static long deadline(Instrument instrument) {
        long until = instrument.untilNs();
        long expiry = instrument.expiry();
        if (until == Instrument.ABSENT || expiry == Instrument.ABSENT) {
            return until == Instrument.ABSENT ? expiry : until;
        }
        return Math.min(until, expiry);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("universe");
        out.putLong(evaluations);
        out.putBoolean(isFull);
        for (int venue = 0; venue < MOST_VENUES; venue++) {
            out.putBoolean(isListed[venue]);
        }
        out.putInt(size);
        for (int id = 0; id < members.length; id++) {
            if (members[id] != null) {
                out.putInt(id);
                members[id].writeTo(out);
            }
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("universe");
        evaluations = in.readLong();
        isFull = in.readBoolean();
        for (int venue = 0; venue < MOST_VENUES; venue++) {
            isListed[venue] = in.readBoolean();
        }
        size = in.readCount(outlet.instruments());
        members = new Member[Math.max(64, outlet.instruments())];
        for (int i = 0; i < size; i++) {
            int id = in.readInt();
            Market market = outlet.market(id);
            if (market == null) {
                throw new SnapshotException("the universe remembers instrument " + id + ", which is not defined");
            }
            members[id] = new Member(market);
            members[id].readFrom(in);
        }
    }

    @Override
    public long digest() {
        long listed = isFull ? 1 : 0;
        for (int venue = 0; venue < MOST_VENUES; venue++) {
            listed = listed * 31 + (isListed[venue] ? 1 : 0);
        }
        long sum = Digest.mix(evaluations, listed);
        for (int id = 0; id < members.length; id++) {
            sum += members[id] == null ? 0 : members[id].digest();
        }
        return sum;
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
