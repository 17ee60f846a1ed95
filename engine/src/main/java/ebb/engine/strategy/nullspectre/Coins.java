package ebb.engine.strategy.nullspectre;

import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.Outlet;
import java.util.Arrays;

/** What the strategy remembers of each instrument, by its dense id. */
final class Coins implements Digested, Snapshotted {
    private final NullSpectreSettings settings;
    private Outlet outlet;
    private Coin[] coins = new Coin[64];

    Coins(NullSpectreSettings settings) {
        this.settings = settings;
    }

    void bind(Outlet to) {
        outlet = to;
    }

    /** One above the greatest id that can be known. */
    int limit() {
        return coins.length;
    }

    /** The coin of an id, or null. */
    Coin at(int instrument) {
        return instrument >= 0 && instrument < coins.length ? coins[instrument] : null;
    }

    /** The coin of a market, made where it is new. */
    Coin of(Market market) {
        int id = market.instrument().id();
        if (id >= coins.length) {
            coins = Arrays.copyOf(coins, Math.max(id + 1, coins.length * 2));
        }
        if (coins[id] == null) {
            coins[id] = new Coin(market, settings);
        }
        return coins[id];
    }

    /** The coin on which a signal waits for a person or for its entry; null if none does. */
    Coin pending(long signal) {
        for (int i = 0; i < coins.length; i++) {
            if (coins[i] != null && coins[i].pending.signal == signal) {
                return coins[i];
            }
        }
        return null;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        int known = 0;
        for (int i = 0; i < coins.length; i++) {
            known += coins[i] == null ? 0 : 1;
        }
        out.putInt(known);
        for (int i = 0; i < coins.length; i++) {
            if (coins[i] != null) {
                out.putInt(i);
                coins[i].writeTo(out);
            }
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        Arrays.fill(coins, null);
        int known = in.readCount(outlet.instruments());
        for (int i = 0; i < known; i++) {
            int id = in.readInt();
            Market market = outlet.market(id);
            if (market == null) {
                throw new SnapshotException("nullspectre remembers instrument " + id + ", which is not defined");
            }
            of(market).readFrom(in);
        }
    }

    @Override
    public long digest() {
        long sum = 0;
        for (int i = 0; i < coins.length; i++) {
            sum += coins[i] == null ? 0 : coins[i].digest();
        }
        return sum;
    }

    @Override
    public long digestAnew() {
        long sum = 0;
        for (int i = 0; i < coins.length; i++) {
            sum += coins[i] == null ? 0 : coins[i].digestAnew();
        }
        return sum;
    }
}
