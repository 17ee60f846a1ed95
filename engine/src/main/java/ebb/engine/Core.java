package ebb.engine;

import ebb.codecs.Rules;
import ebb.codecs.sbe.Severity;
import ebb.engine.instrument.InstrumentTable;
import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.strategy.Market;
import ebb.engine.time.Timers;
import java.util.Arrays;

/**
 * What all parts of the root share: engine time, the instruments with their analytics, the writers, the counters. Made
 * once a run; the settings come with the run's configuration text.
 */
final class Core implements Snapshotted {
    private static final String MARKET = "market of instrument ";

    final Timers timers;
    final Out out;
    final DecisionWriter decisions;
    final RequestWriter requests;
    final TelemetryWriter telemetry;
    final Counters counters = new Counters();
    final InstrumentTable instruments = new InstrumentTable();
    final InexactWatch inexact = new InexactWatch(this);

    /** Rule codes of the run's own table; the build's until the run's text has come. */
    Rules rules = Rules.load();

    /** Figures of all parts; null before the configuration. */
    EngineSettings settings;

    /** What paces alerts; null before the configuration. */
    Alerts alerts;

    /** xxHash64 of the configuration text. */
    long configHash;

    private Market[] markets = new Market[64];
    private int limit;

    Core(Out out, Timers timers) {
        this.out = out;
        this.timers = timers;
        decisions = new DecisionWriter(out);
        requests = new RequestWriter(out);
        telemetry = new TelemetryWriter(out);
    }

    /** The analytics of an instrument, or null. */
    Market market(int instrument) {
        return instrument >= 0 && instrument < limit ? markets[instrument] : null;
    }

    /** One above the greatest id that has analytics. */
    int limit() {
        return limit;
    }

    void add(Market market) {
        int id = market.instrument().id();
        if (id >= markets.length) {
            int capacity = Math.max(id + 1, markets.length * 2);
            markets = Arrays.copyOf(markets, capacity);
        }
        markets[id] = market;
        limit = Math.max(limit, id + 1);
    }

    /** Venue of an instrument for outbound heads. */
    int venueOf(int instrument) {
        return instruments.isDefined(instrument) ? instruments.at(instrument).venue() : Out.NO_INDEX;
    }

    /** Tells people of what a rule tells only once at a time (NS-ALR-1). */
    void alert(Severity severity, int code, int instrument, long value, long threshold, int strategy) {
        alert(severity, code, Alerts.PLAIN, instrument, value, threshold, strategy);
    }

    /** Tells people, {@code what} names which of the things that the rule tells. */
    void alert(Severity severity, int code, long what, int instrument, long value, long threshold, int strategy) {
        alerts.raise(severity, code, what, instrument, value, threshold, strategy);
    }

    /** What is not an instrument's; the instruments come before it, because markets are made from them. */
    @Override
    public void writeTo(SnapshotWriter to) {
        timers.writeTo(to);
        counters.writeTo(to);
        to.mark("running numbers");
        requests.writeTo(to);
        telemetry.writeTo(to);
        out.writeTo(to);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        timers.readFrom(in);
        counters.readFrom(in);
        in.mark("running numbers");
        requests.readFrom(in);
        telemetry.readFrom(in);
        out.readFrom(in);
    }

    void writeMarkets(SnapshotWriter to) {
        for (int id = 0; id < limit; id++) {
            if (markets[id] != null) {
                to.mark(MARKET + id);
                markets[id].writeTo(to);
            }
        }
    }

    /** After all of them were made. */
    void readMarkets(SnapshotReader in) {
        for (int id = 0; id < limit; id++) {
            if (markets[id] != null) {
                in.mark(MARKET + id);
                markets[id].readFrom(in);
            }
        }
        inexact.resume();
    }

    /**
     * Sum of the digests of all markets. Each is folded at each hash: timers change markets that no message names, and a
     * digest kept from the last hash would make this one depend on who asked when.
     */
    long marketsDigest() {
        long sum = 0;
        for (int id = 0; id < limit; id++) {
            if (markets[id] != null) {
                sum += Digest.mix(id, markets[id].digest());
            }
        }
        return sum;
    }

    long marketsDigestAnew() {
        long sum = 0;
        for (int id = 0; id < limit; id++) {
            if (markets[id] != null) {
                sum += Digest.mix(id, markets[id].digestAnew());
            }
        }
        return sum;
    }
}
