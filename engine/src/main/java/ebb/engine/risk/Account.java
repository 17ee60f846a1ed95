package ebb.engine.risk;

import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.engine.instrument.Instrument;
import ebb.engine.order.Positions;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * Equity as it follows from what was traded, and the breakers that rest on it (RELIABILITY §3b): loss of the day,
 * losing trades in a row. Equity is the start money plus realised and unrealised profit plus funding minus fees.
 */
public final class Account implements Digested, Snapshotted {
    private static final long MICRO = 1_000_000L;

    private final long start;
    private final Positions positions;
    private long dayStart;
    private long walletAtRoll;
    private int losingRun;

    /**
     * Opens an account.
     *
     * @param start money at the start, 1e-8
     * @param positions all positions of the run
     */
    public Account(long start, Positions positions) {
        this.start = start;
        this.positions = positions;
        this.dayStart = start;
        this.walletAtRoll = start;
    }

    /** BTC and ETH, whose collar is narrower. */
    static boolean isMajor(Instrument instrument) {
        return "BTC".equals(instrument.base()) || "ETH".equals(instrument.base());
    }

    /** Equity at the last marks, money 1e-8. */
    public long equity() {
        return Scaled.addExact(wallet(), positions.unrealised());
    }

    /** Equity without what open positions have won or lost, money 1e-8. */
    public long wallet() {
        long realised = Scaled.addExact(positions.realised(), positions.funding());
        return Scaled.addExact(start, Scaled.subtractExact(realised, positions.fees()));
    }

    /** Equity that sizes are reckoned from (NS-RSK-3): losses of open positions count, profits do not, money 1e-8. */
    public long sizingEquity() {
        return Scaled.addExact(wallet(), Math.min(0, positions.unrealised()));
    }

    /** What was lost since the day roll by what was closed, fees and funding (NS-RSK-4), money 1e-8, not negative. */
    public long realisedLoss() {
        return Math.max(0, Scaled.subtractExact(walletAtRoll, wallet()));
    }

    /** Equity at the last day roll, money 1e-8. */
    public long dayStart() {
        return dayStart;
    }

    /** Loss since the day roll as share of the equity then, micro-units; 0 when there is none. */
    public long dailyLossMicro() {
        long loss = dayStart - equity();
        if (loss <= 0) {
            return 0;
        }
        return dayStart <= 0 ? MICRO : Scaled.mulDiv(loss, MICRO, dayStart, Rounding.CEIL);
    }

    /** Losing trades in a row. */
    public int losingRun() {
        return losingRun;
    }

    /** 00:00 UTC (TIME-6). */
    public void onDayRoll() {
        dayStart = equity();
        walletAtRoll = wallet();
    }

    /**
     * A trade was closed. A scratch, whose profit is no more than its fees either way, neither counts nor resets.
     *
     * @param pnl profit of the trade after fees and funding, money 1e-8
     * @param fees what it paid, money 1e-8
     */
    public void onTradeClosed(long pnl, long fees) {
        if (Math.abs(pnl) <= Math.abs(fees)) {
            return;
        }
        losingRun = pnl < 0 ? losingRun + 1 : 0;
    }

    /** A person looked at the losses and goes on. */
    public void reviewed() {
        losingRun = 0;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("account");
        out.putLong(dayStart);
        out.putLong(walletAtRoll);
        out.putInt(losingRun);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("account");
        dayStart = in.readLong();
        walletAtRoll = in.readLong();
        losingRun = in.readInt();
    }

    @Override
    public long digest() {
        return Digest.mix(Digest.mix(start, walletAtRoll), dayStart, losingRun);
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
