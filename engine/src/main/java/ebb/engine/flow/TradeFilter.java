package ebb.engine.flow;

import ebb.codecs.sbe.IdModel;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * Decides which prints count (EVT-2) and raises trade gaps (EVT-3), by the id model of the venue. MONOTONE drops what is
 * not newer; CONTIGUOUS sees a gap besides and takes its trades when they are sent again in time; OPAQUE drops ids seen
 * among the last ones; NONE drops only exact repeats of what came before a loss, for some seconds after it.
 */
public final class TradeFilter implements Digested, Snapshotted {
    /** What is to be done with a print. */
    public enum Verdict {
        /** Counts. */
        NEW,
        /** Counts; trades before it are missing, the loss is noted. */
        AFTER_GAP,
        /** Counts, late: one of the missing trades. */
        REFILL,
        /** Counts, late: the last of the missing trades, the loss is taken back. */
        LAST_REFILL,
        /** Seen before: drop. */
        DUPLICATE,
        /** Sent again after a reconnect, told by its content alone: drop. */
        REPEAT
    }

    private final IdModel model;
    private final FlowEpoch epoch;
    private final MissingIds missing;
    private final RecentIds recentIds;
    private final PrintRing recentPrints;
    private final long replayNs;

    private boolean hasLast;
    private long lastId;
    private long replayUntilNs = Long.MIN_VALUE;
    private long duplicates;
    private long repeats;
    private long gaps;
    private long refills;

    /**
     * Creates a filter that has seen nothing.
     *
     * @param model of the instrument's definition
     * @param settings sizes and windows
     * @param epoch told about losses
     */
    public TradeFilter(IdModel model, TapeSettings settings, FlowEpoch epoch) {
        this.model = model;
        this.epoch = epoch;
        replayNs = settings.replayNs();
        missing = model == IdModel.CONTIGUOUS ? new MissingIds(settings.gapFillNs()) : null;
        recentIds = model == IdModel.OPAQUE ? new RecentIds(settings.duplicates()) : null;
        recentPrints = missing == null && recentIds == null && model != IdModel.MONOTONE
                ? new PrintRing(settings.duplicates())
                : null;
    }

    /**
     * Judges a print whose venue gives ids.
     *
     * @param nowNs engine time
     * @param id the venue's id, or the hash of one
     * @param txNs exchange time
     * @param price price mantissa
     * @param qty quantity mantissa
     * @param sign side as the venue gave it
     * @return what to do with it
     */
    public Verdict admit(long nowNs, long id, long txNs, long price, long qty, int sign) {
        switch (model) {
            case MONOTONE:
                return ascending(nowNs, id, false);
            case CONTIGUOUS:
                return ascending(nowNs, id, true);
            case OPAQUE:
                return recentIds.add(id) ? Verdict.NEW : duplicate();
            default:
                return admit(nowNs, txNs, price, qty, sign);
        }
    }

    /**
     * Judges a print without an id; models that need one let it pass.
     *
     * @param nowNs engine time
     * @param txNs exchange time
     * @param price price mantissa
     * @param qty quantity mantissa
     * @param sign side as the venue gave it
     * @return what to do with it
     */
    public Verdict admit(long nowNs, long txNs, long price, long qty, int sign) {
        if (recentPrints == null) {
            return Verdict.NEW;
        }
        if (nowNs < replayUntilNs && recentPrints.hadBeforeLoss(txNs, price, qty, sign)) {
            repeats++;
            return Verdict.REPEAT;
        }
        recentPrints.add(txNs, price, qty, sign);
        return Verdict.NEW;
    }

    /**
     * The stream's session is LIVE after a loss: from now on, for `evt.replay`, the venue may send again what we had.
     *
     * @param nowNs engine time
     */
    public void onReconnect(long nowNs) {
        replayUntilNs = nowNs + replayNs;
        if (recentPrints != null) {
            recentPrints.lost();
        }
    }

    /**
     * Prints dropped by their id.
     *
     * @return a count
     */
    public long duplicates() {
        return duplicates;
    }

    /**
     * Prints dropped by their content after a reconnect.
     *
     * @return a count
     */
    public long repeats() {
        return repeats;
    }

    /**
     * Gaps seen in contiguous ids.
     *
     * @return a count
     */
    public long gaps() {
        return gaps;
    }

    /**
     * Missing trades that came after all.
     *
     * @return a count
     */
    public long refills() {
        return refills;
    }

    /** Forgets ids, prints and counts (INST-5). */
    public void reset() {
        hasLast = false;
        lastId = 0;
        replayUntilNs = Long.MIN_VALUE;
        duplicates = 0;
        repeats = 0;
        gaps = 0;
        refills = 0;
        if (missing != null) {
            missing.reset();
        }
        if (recentIds != null) {
            recentIds.reset();
        }
        if (recentPrints != null) {
            recentPrints.reset();
        }
    }

    private Verdict ascending(long nowNs, long id, boolean contiguous) {
        if (!hasLast) {
            hasLast = true;
            lastId = id;
            return Verdict.NEW;
        }
        if (id <= lastId) {
            return contiguous ? refill(nowNs, id) : duplicate();
        }
        long before = lastId;
        lastId = id;
        if (contiguous && id - before != 1) {
            gaps++;
            missing.add(nowNs, before + 1, id - 1, epoch.lose(nowNs));
            return Verdict.AFTER_GAP;
        }
        return Verdict.NEW;
    }

    private Verdict refill(long nowNs, long id) {
        long loss = missing.take(nowNs, id);
        if (loss == FlowEpoch.NONE) {
            return duplicate();
        }
        refills++;
        if (!missing.isWhole()) {
            return Verdict.REFILL;
        }
        epoch.recover(loss);
        return Verdict.LAST_REFILL;
    }

    private Verdict duplicate() {
        duplicates++;
        return Verdict.DUPLICATE;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("trade filter");
        out.putBoolean(hasLast);
        out.putLong(lastId);
        out.putLong(replayUntilNs);
        out.putLong(duplicates);
        out.putLong(repeats);
        out.putLong(gaps);
        out.putLong(refills);
        if (missing != null) {
            missing.writeTo(out);
        }
        if (recentIds != null) {
            recentIds.writeTo(out);
        }
        if (recentPrints != null) {
            recentPrints.writeTo(out);
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("trade filter");
        hasLast = in.readBoolean();
        lastId = in.readLong();
        replayUntilNs = in.readLong();
        duplicates = in.readLong();
        repeats = in.readLong();
        gaps = in.readLong();
        refills = in.readLong();
        if (missing != null) {
            missing.readFrom(in);
        }
        if (recentIds != null) {
            recentIds.readFrom(in);
        }
        if (recentPrints != null) {
            recentPrints.readFrom(in);
        }
    }

    @Override
    public long digest() {
        return scalars()
                + (missing == null ? 0 : missing.digest())
                + (recentIds == null ? 0 : recentIds.digest())
                + (recentPrints == null ? 0 : recentPrints.digest());
    }

    @Override
    public long digestAnew() {
        return scalars()
                + (missing == null ? 0 : missing.digestAnew())
                + (recentIds == null ? 0 : recentIds.digestAnew())
                + (recentPrints == null ? 0 : recentPrints.digestAnew());
    }

    private long scalars() {
        return Digest.mix(1, hasLast ? 1 : 0, lastId)
                + Digest.mix(2, replayUntilNs, duplicates)
                + Digest.mix(3, repeats, gaps)
                + Digest.mix(4, refills);
    }
}
