package ebb.engine;

import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.TickerDecoder;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.strategy.Declaration;
import ebb.engine.strategy.Market;
import ebb.engine.universe.SubscriptionListener;
import ebb.engine.universe.Subscriptions;
import ebb.engine.universe.Tickers;
import org.agrona.DirectBuffer;

/** The wide side of the engine (NS-UNI): tickers of all instruments, and whose trades and books are wanted. */
final class Scan implements SubscriptionListener, Digested, Snapshotted {
    private final Core core;
    private final Execution execution;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TickerDecoder ticker = new TickerDecoder();
    final Subscriptions subscriptions;
    final Tickers tickers = new Tickers();

    Scan(Core core, Execution execution) {
        this.core = core;
        this.execution = execution;
        subscriptions = new Subscriptions(core.timers, this);
    }

    void open(int instrument) {
        subscriptions.open(instrument);
        tickers.open(instrument);
    }

    void onTicker(Market market, DirectBuffer buffer, int offset) {
        ticker.wrapAndApplyHeader(buffer, offset, header);
        long quote = ticker.quote24h();
        boolean isAbsent = quote == TickerDecoder.quote24hNullValue();
        if (!isAbsent && !tickers.onTicker(market.instrument().id(), quote, core.timers.nowNs())) {
            core.counters.add(Counters.Cause.BAD_QUANTITY);
        }
    }

    @Override
    public void onChange(int instrument, Stream stream, boolean isOn, int why) {
        int tier = isOn ? Declaration.TIER_A : Declaration.TIER_B;
        core.requests.subscription(instrument, core.venueOf(instrument), stream, isOn, tier, why);
    }

    @Override
    public boolean isEngaged(int instrument) {
        return execution.isEngaged(instrument);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        subscriptions.writeTo(out);
        tickers.writeTo(out);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        subscriptions.readFrom(in);
        tickers.readFrom(in);
    }

    @Override
    public long digest() {
        return Digest.mix(subscriptions.digest(), tickers.digest());
    }

    @Override
    public long digestAnew() {
        return Digest.mix(subscriptions.digestAnew(), tickers.digestAnew());
    }
}
