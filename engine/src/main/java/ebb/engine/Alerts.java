package ebb.engine;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.Severity;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.time.TimerHandler;
import ebb.engine.time.Timers;
import java.util.Arrays;

/**
 * Paces what people are told (NS-ALR-1): the same key once in {@code ns.alr.repeat}, what is CRITICAL again in each step of
 * {@code ns.alr.critical} until a person acknowledges it. A key is severity, rule, instrument, strategy and, where a rule
 * tells several things, which of them. Repeats need somebody who can answer: a demonstration and a backtest have none.
 *
 * <p>{@code repeat} of an alert counts how often its key was raised or told before, {@code ref} of a repeated one is the id
 * of the first. Allocates only when more keys are in hand at once than ever before.
 */
final class Alerts implements TimerHandler, Digested, Snapshotted {
    /** What a rule tells of when it tells one thing only. */
    static final long PLAIN = 0;

    private static final int MOST_REPEATS = Nulls.U16 - 1;
    /** Keys that a snapshot can hold; more than rules by instruments that could be told within the pace. */
    private static final int MOST = 1 << 20;

    private static final Severity[] SEVERITIES = Severity.values();

    private final Core core;
    private final AlertSettings settings;
    private final boolean isAnswered;
    private Entry[] entries = new Entry[32];
    private int count;
    private int timer = Timers.NONE;
    private long digest;

    /** One key in hand: told within the pace, or CRITICAL and not acknowledged. */
    private static final class Entry {
        private long key;
        private long firstId;
        private long lastId;
        private long toldNs;
        private long value;
        private long threshold;
        private int code;
        private int instrument;
        private int strategy;
        private int repeat;
        private Severity severity;
        private boolean isOpen;

        private long mix() {
            long h = Digest.mix(key, firstId, lastId);
            h = Digest.mix(h, toldNs, value);
            h = Digest.mix(h, threshold, repeat);
            return Digest.mix(h, Digest.mix(code, instrument, strategy), severity.value() | (isOpen ? 1 << 8 : 0));
        }
    }

    /**
     * Has told nothing.
     *
     * @param core writers and time
     * @param settings pace
     * @param isAnswered whether somebody can acknowledge: LIVE and PAPER
     */
    Alerts(Core core, AlertSettings settings, boolean isAnswered) {
        this.core = core;
        this.settings = settings;
        this.isAnswered = isAnswered;
    }

    /**
     * Tells, or holds back what was told within the pace.
     *
     * @param severity how urgent
     * @param code rule
     * @param what which of the things that the rule tells, {@link #PLAIN} for the one
     * @param instrument dense id or {@link Out#NO_INSTRUMENT}
     * @param value figure, or {@code Nulls.LONG}
     * @param threshold what it was held against, or {@code Nulls.LONG}
     * @param strategy index or {@link Out#NO_INDEX}
     */
    void raise(Severity severity, int code, long what, int instrument, long value, long threshold, int strategy) {
        long now = core.timers.nowNs();
        forget(now);
        long key = Digest.mix(Digest.mix(code, instrument, strategy), what, severity.value());
        Entry known = find(key);
        if (known != null) {
            digest -= known.mix();
            known.repeat = Math.min(known.repeat + 1, MOST_REPEATS);
            digest += known.mix();
            return;
        }
        Entry fresh = add();
        fresh.key = key;
        fresh.code = code;
        fresh.instrument = instrument;
        fresh.strategy = strategy;
        fresh.severity = severity;
        fresh.value = value;
        fresh.threshold = threshold;
        fresh.repeat = 0;
        fresh.isOpen = severity == Severity.CRITICAL && isAnswered;
        fresh.firstId = core.telemetry.alerts() + 1;
        tell(fresh, Nulls.ID, now);
        digest += fresh.mix();
        arm();
    }

    private void tell(Entry entry, long ref, long now) {
        entry.lastId = core.telemetry.alerts() + 1;
        entry.toldNs = now;
        core.telemetry.alert(
                entry.severity,
                entry.code,
                entry.key,
                ref,
                entry.repeat,
                entry.value,
                entry.threshold,
                entry.instrument,
                core.venueOf(entry.instrument),
                entry.strategy);
    }

    /**
     * A person has seen it: it is not repeated.
     *
     * @param id of the alert or of one of its repeats; {@code Nulls.ID} for all
     * @return whether there was one to acknowledge
     */
    boolean acknowledge(long id) {
        boolean isFound = false;
        for (int i = 0; i < count; i++) {
            Entry each = entries[i];
            if (each.isOpen && (id == Nulls.ID || id == each.firstId || id == each.lastId)) {
                digest -= each.mix();
                each.isOpen = false;
                digest += each.mix();
                isFound = true;
            }
        }
        arm();
        return isFound;
    }

    /** How many wait to be acknowledged. */
    int open() {
        int open = 0;
        for (int i = 0; i < count; i++) {
            open += entries[i].isOpen ? 1 : 0;
        }
        return open;
    }

    @Override
    public void onTimer(long deadlineNs, long tag) {
        timer = Timers.NONE;
        for (int i = 0; i < count; i++) {
            Entry each = entries[i];
            if (each.isOpen && deadlineNs - each.toldNs >= settings.criticalNs()) {
                digest -= each.mix();
                each.repeat = Math.min(each.repeat + 1, MOST_REPEATS);
                tell(each, each.firstId, deadlineNs);
                digest += each.mix();
            }
        }
        arm();
    }

    /** One timer for the open one that is due first. */
    private void arm() {
        long due = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            due = entries[i].isOpen ? Math.min(due, entries[i].toldNs + settings.criticalNs()) : due;
        }
        timer = core.timers.cancel(timer);
        if (due != Long.MAX_VALUE) {
            timer = core.timers.schedule(core.timers.next(due, settings.criticalNs()), this, 0);
        }
    }

    private Entry find(long key) {
        for (int i = 0; i < count; i++) {
            if (entries[i].key == key) {
                return entries[i];
            }
        }
        return null;
    }

    /** What is past its pace may be told anew. */
    private void forget(long now) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            Entry each = entries[i];
            if (each.isOpen || now - each.toldNs < settings.repeatNs()) {
                entries[i] = entries[kept];
                entries[kept++] = each;
            } else {
                digest -= each.mix();
            }
        }
        count = kept;
    }

    private Entry add() {
        if (count == entries.length) {
            entries = Arrays.copyOf(entries, count * 2);
        }
        if (entries[count] == null) {
            entries[count] = new Entry();
        }
        return entries[count++];
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("alerts");
        out.putInt(count);
        for (int i = 0; i < count; i++) {
            Entry each = entries[i];
            out.putLong(each.key);
            out.putLong(each.firstId);
            out.putLong(each.lastId);
            out.putLong(each.toldNs);
            out.putLong(each.value);
            out.putLong(each.threshold);
            out.putInt(each.code);
            out.putInt(each.instrument);
            out.putInt(each.strategy);
            out.putInt(each.repeat);
            out.putEnum(each.severity);
            out.putBoolean(each.isOpen);
        }
        out.putInt(timer);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("alerts");
        int size = in.readCount(MOST);
        count = 0;
        for (int i = 0; i < size; i++) {
            Entry each = add();
            each.key = in.readLong();
            each.firstId = in.readLong();
            each.lastId = in.readLong();
            each.toldNs = in.readLong();
            each.value = in.readLong();
            each.threshold = in.readLong();
            each.code = in.readInt();
            each.instrument = in.readInt();
            each.strategy = in.readInt();
            each.repeat = in.readInt();
            each.severity = in.readEnum(SEVERITIES);
            each.isOpen = in.readBoolean();
        }
        timer = in.readInt();
        core.timers.claim(timer, this);
        digest = digestAnew();
    }

    @Override
    public long digest() {
        return digest;
    }

    @Override
    public long digestAnew() {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += entries[i].mix();
        }
        return sum;
    }
}
