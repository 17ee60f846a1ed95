package ebb.engine;

import ebb.codecs.sbe.AlertEncoder;
import ebb.codecs.sbe.MetricEncoder;
import ebb.codecs.sbe.Severity;
import ebb.codecs.sbe.StateHashEncoder;
import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.strategy.Answer;

/** Encodes alerts, metrics and state hashes (messages.md §4.4). */
final class TelemetryWriter implements Snapshotted {
    /** Part of a {@code StateHash}: the whole state. */
    static final int PART_STATE = 0;

    /** Part of a {@code StateHash}: running hash of all inbound bytes but the run's header. */
    static final int PART_INBOUND = 1;

    private final Out out;
    private final AlertEncoder alert = new AlertEncoder();
    private final MetricEncoder metric = new MetricEncoder();
    private final StateHashEncoder stateHash = new StateHashEncoder();
    private long alerts;

    TelemetryWriter(Out out) {
        this.out = out;
    }

    /** Ids given so far; part of the engine's state. */
    long alerts() {
        return alerts;
    }

    @Override
    public void writeTo(SnapshotWriter to) {
        to.putLong(alerts);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        alerts = in.readLong();
    }

    /** What became of a person's command: its id is the reference, the answer's number the value. */
    void answer(long command, int code, Answer answer) {
        Severity severity = answer == Answer.DONE ? Severity.INFO : Severity.WARN;
        long none = AlertEncoder.thresholdNullValue();
        long key = Digest.mix(code, command);
        alert(severity, code, key, command, 0, answer.ordinal(), none, Out.NO_INSTRUMENT, Out.NO_INDEX, Out.NO_INDEX);
    }

    void alert(
            Severity severity,
            int code,
            long key,
            long ref,
            int repeat,
            long value,
            long threshold,
            int instrument,
            int venue,
            int strategy) {
        alert.wrap(
                out.begin(AlertEncoder.TEMPLATE_ID, AlertEncoder.BLOCK_LENGTH, instrument, venue, strategy),
                out.body());
        alert.alert(++alerts)
                .key(key)
                .ref(ref)
                .value(value)
                .threshold(threshold)
                .severity(severity)
                .code(code)
                .repeat(repeat);
        out.end(alert.limit());
    }

    void metric(int code, long value, long count, int instrument, int venue) {
        metric.wrap(
                out.begin(MetricEncoder.TEMPLATE_ID, MetricEncoder.BLOCK_LENGTH, instrument, venue, Out.NO_INDEX),
                out.body());
        metric.metric(code).value(value).n(count);
        out.end(metric.limit());
    }

    void stateHash(long upTo, long hash, long messages, int part) {
        stateHash.wrap(
                out.begin(
                        StateHashEncoder.TEMPLATE_ID,
                        StateHashEncoder.BLOCK_LENGTH,
                        Out.NO_INSTRUMENT,
                        Out.NO_INDEX,
                        Out.NO_INDEX),
                out.body());
        // 0 is the null of a hash on the wire; a state that hashes to it (once in 2^64) shows as 1.
        stateHash.upTo(upTo).hash(hash == 0 ? 1 : hash).messages(messages).part((short) part);
        out.end(stateHash.limit());
    }
}
