package ebb.bench;

import ebb.codecs.sbe.Side;
import ebb.engine.EngineSetup;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.strategy.Declaration;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.Outlet;
import ebb.engine.strategy.Strategy;

/** Counts the prints it is called for, so that another thread sees how far the engine is. */
final class TradeWatcher implements Strategy {
    // Written by the engine's thread, read by the one that sends; volatile order.
    private volatile long seen;

    /** An engine with this strategy. */
    EngineSetup setup() {
        return OrderPerFrame.setup(this);
    }

    /** Prints so far; any thread. */
    long seen() {
        return seen;
    }

    @Override
    public String name() {
        return "trade-watcher";
    }

    @Override
    public void declare(Declaration declaration, Outlet to) {
        declaration.tierA(instrument -> true).trades();
    }

    @Override
    public void onTrade(Market market, long price, long qty, Side aggressor) {
        seen = seen + 1;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.putLong(seen);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        seen = in.readLong();
    }

    @Override
    public long digest() {
        return seen;
    }

    @Override
    public long digestAnew() {
        return seen;
    }
}
