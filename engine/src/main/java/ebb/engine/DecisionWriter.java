package ebb.engine;

import ebb.codecs.sbe.Bool;
import ebb.codecs.sbe.FeatureRowEncoder;
import ebb.codecs.sbe.LevelEventEncoder;
import ebb.codecs.sbe.LevelEvt;
import ebb.codecs.sbe.Machine;
import ebb.codecs.sbe.OwnerKind;
import ebb.codecs.sbe.PositionEventEncoder;
import ebb.codecs.sbe.ReasonsEncoder;
import ebb.codecs.sbe.RiskEventEncoder;
import ebb.codecs.sbe.RiskKind;
import ebb.codecs.sbe.RiskVerdict;
import ebb.codecs.sbe.SignalEncoder;
import ebb.codecs.sbe.StateChangeEncoder;
import ebb.engine.signal.FeatureDraft;
import ebb.engine.signal.Reasons;
import ebb.engine.signal.SignalDraft;

/** Encodes decisions with their reasons (messages.md §4.3). */
final class DecisionWriter {
    private final Out out;
    private final SignalEncoder signal = new SignalEncoder();
    private final ReasonsEncoder reasons = new ReasonsEncoder();
    private final StateChangeEncoder stateChange = new StateChangeEncoder();
    private final LevelEventEncoder levelEvent = new LevelEventEncoder();
    private final PositionEventEncoder positionEvent = new PositionEventEncoder();
    private final FeatureRowEncoder features = new FeatureRowEncoder();
    private final RiskEventEncoder riskEvent = new RiskEventEncoder();

    DecisionWriter(Out out) {
        this.out = out;
    }

    /** A signal with each rule asked (law 8); what its message has no room for follows directly behind it. */
    void signal(long id, SignalDraft draft, int venue, long configHash, int profile) {
        Reasons asked = draft.reasons();
        int here = Math.min(asked.size(), SignalDraft.REASONS);
        boolean hasMore = here < asked.size();
        signal.wrap(
                out.begin(
                        SignalEncoder.TEMPLATE_ID, SignalEncoder.BLOCK_LENGTH, draft.instrument, venue, draft.strategy),
                out.body());
        signal.signal(id)
                .level(draft.level == SignalDraft.ABSENT ? SignalEncoder.levelNullValue() : draft.level)
                .configHash(configHash)
                .score(draft.score)
                .scoreRaw(draft.scoreRaw)
                .scoreLo(draft.scoreLo)
                .scoreHi(draft.scoreHi)
                .coverage(draft.coverage)
                .entry(draft.entry)
                .stop(draft.stop)
                .qty(draft.qty)
                .risk(draft.risk)
                .liqPrice(draft.liqPrice)
                .expires(draft.expires)
                .contract(SignalEncoder.contractNullValue())
                .leverage(draft.leverage == 0 ? SignalEncoder.leverageNullValue() : draft.leverage)
                .kind(draft.kind)
                .status(draft.status)
                .direction(draft.direction)
                .tier(draft.tier)
                .profile((short) profile)
                .more(hasMore ? Bool.T : Bool.F);
        SignalEncoder.TargetsEncoder targets = signal.targetsCount(draft.targets());
        for (int i = 0; i < draft.targets(); i++) {
            targets.next()
                    .price(draft.targetPrice(i))
                    .qty(draft.targetQty(i))
                    .r(draft.targetR(i))
                    .kind(draft.targetKind(i));
        }
        SignalEncoder.ReasonsEncoder each = signal.reasonsCount(here);
        for (int i = 0; i < here; i++) {
            each.next()
                    .rule(asked.rule(i))
                    .verdict(asked.verdict(i))
                    .validity(asked.validity(i))
                    .value(asked.value(i))
                    .threshold(asked.threshold(i))
                    .points(asked.points(i));
        }
        out.end(signal.limit());
        if (hasMore) {
            reasons(id, OwnerKind.SIGNAL, asked, here, draft.instrument, venue, draft.strategy);
        }
    }

    /** The rules asked once more for a signal that was issued before (NS-SM-1), in as many messages as they need. */
    void again(long signal, Reasons asked, int instrument, int venue, int strategy) {
        for (int from = 0; from < asked.size(); from += SignalDraft.MORE_REASONS) {
            reasons(signal, OwnerKind.SIGNAL, asked, from, instrument, venue, strategy);
        }
    }

    /** Reasons from an index on, as many as fit. */
    private void reasons(long owner, OwnerKind kind, Reasons asked, int from, int instrument, int venue, int strategy) {
        reasons.wrap(
                out.begin(ReasonsEncoder.TEMPLATE_ID, ReasonsEncoder.BLOCK_LENGTH, instrument, venue, strategy),
                out.body());
        reasons.owner(owner).ownerKind(kind);
        int end = Math.min(asked.size(), from + SignalDraft.MORE_REASONS);
        ReasonsEncoder.EntriesEncoder each = reasons.entriesCount(end - from);
        for (int i = from; i < end; i++) {
            each.next()
                    .rule(asked.rule(i))
                    .verdict(asked.verdict(i))
                    .validity(asked.validity(i))
                    .value(asked.value(i))
                    .threshold(asked.threshold(i))
                    .points(asked.points(i));
        }
        out.end(reasons.limit());
    }

    /** A row of values as of an instant, of no frame. */
    void features(FeatureDraft row, long atNs, int venue, int strategy) {
        features.wrap(
                out.begin(
                        FeatureRowEncoder.TEMPLATE_ID,
                        FeatureRowEncoder.BLOCK_LENGTH,
                        row.instrument(),
                        venue,
                        strategy),
                out.body());
        features.frameSec(0).start(atNs).kind(row.kind());
        FeatureRowEncoder.ValuesEncoder each = features.valuesCount(row.size());
        for (int i = 0; i < row.size(); i++) {
            each.next().name(row.name(i)).validity(row.validity(i)).value(row.value(i));
        }
        out.end(features.limit());
    }

    /** One move of a state machine. */
    void stateChange(
            Machine machine, long subject, long cum, int from, int to, int cause, int instrument, int venue, int who) {
        stateChange.wrap(
                out.begin(StateChangeEncoder.TEMPLATE_ID, StateChangeEncoder.BLOCK_LENGTH, instrument, venue, who),
                out.body());
        stateChange
                .subject(subject)
                .level(StateChangeEncoder.levelNullValue())
                .cum(cum)
                .from((short) from)
                .to((short) to)
                .machine(machine)
                .cause(cause);
        out.end(stateChange.limit());
    }

    /** One step of the rejection tracker (REJ-2 to REJ-5). */
    void levelEvent(long level, long startNs, long price, int count, LevelEvt event, int instrument, int venue) {
        levelEvent.wrap(
                out.begin(
                        LevelEventEncoder.TEMPLATE_ID, LevelEventEncoder.BLOCK_LENGTH, instrument, venue, Out.NO_INDEX),
                out.body());
        levelEvent.level(level).start(startNs).price(price).n(count).event(event);
        out.end(levelEvent.limit());
    }

    /** A limit, breaker, book or trading-state event; every verdict that is not PASS is one. */
    void riskEvent(
            RiskKind kind,
            RiskVerdict verdict,
            int limit,
            long value,
            long threshold,
            long seqSeen,
            int from,
            int to,
            long clOrd,
            int instrument,
            int venue,
            int strategy) {
        riskEvent.wrap(
                out.begin(RiskEventEncoder.TEMPLATE_ID, RiskEventEncoder.BLOCK_LENGTH, instrument, venue, strategy),
                out.body());
        riskEvent
                .kind(kind)
                .verdict(verdict)
                .limitCode(limit)
                .value(value)
                .threshold(threshold)
                .seqSeen(seqSeen)
                .from((short) from)
                .to((short) to)
                .clOrd(clOrd);
        out.end(riskEvent.limit());
    }
}
