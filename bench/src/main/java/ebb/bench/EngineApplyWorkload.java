package ebb.bench;

import ebb.adapters.venue.Decoder;
import ebb.bench.market.BinanceText;
import ebb.bench.market.FrameLoop;
import ebb.bench.market.LevelStream;
import ebb.codecs.sbe.Durability;
import ebb.codecs.sbe.Mode;
import ebb.codecs.sbe.Stream;
import ebb.engine.Engine;
import ebb.runtime.RunStart;
import ebb.runtime.StraightLoop;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Depth frames through decoder and the whole engine on the straight loop of backtest and replay, nothing journaled; a
 * strategy looks on, or answers each frame with an order. One thread.
 */
public final class EngineApplyWorkload {
    private static final long STEP_NS = 100_000;

    private final StraightLoop loop;
    private final Engine engine;
    private final OrderPerFrame strategy;
    private final EngineInput input;
    private final Decoder decoder;
    private final OrderWire wire;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private long nowNs = 1_770_000_000_000_000_000L;

    /**
     * An engine that follows a loop of frames from its beginning.
     *
     * @param venueLoop whose next frame is the first
     * @param orders whether each frame is answered with an order
     */
    public EngineApplyWorkload(FrameLoop venueLoop, boolean orders) {
        wire = new OrderWire();
        loop = new StraightLoop(null, 1, wire);
        strategy = new OrderPerFrame(orders);
        engine = new Engine(loop.egress(), text -> strategy.setup());
        loop.engine(engine::onMessage);
        input = new EngineInput(loop);
        new RunStart(loop, nowNs)
                .write(new RunStart.Facts(1, 1, Mode.BACKTEST, Durability.PAGE_CACHE, nowNs, 1, "bench", "bench { }"));
        input.define(nowNs);
        input.session(nowNs, Stream.BOOK);
        input.session(nowNs, Stream.TRADES);
        long[] bids = venueLoop.opening(LevelStream.BID);
        input.snapshot(nowNs, venueLoop.lastId(), bids, venueLoop.opening(LevelStream.ASK));
        input.reconciled(nowNs);
        decoder = DecoderWorkload.decoder("binance-usdm", loop);
        decoder.define(
                BinanceText.SYMBOL,
                EngineInput.INSTRUMENT,
                -BinanceText.PRICE_DECIMALS,
                -BinanceText.QUANTITY_DECIMALS);
    }

    /**
     * Applies a frame.
     *
     * @param frame holds the text
     * @param length of the text
     * @return best bid, price mantissa
     */
    public long apply(byte[] frame, int length) {
        nowNs += STEP_NS;
        view.wrap(frame, 0, length);
        decoder.decode(view, 0, length, nowNs, EngineInput.CONN);
        long answered = wire.lastClOrd();
        if (answered != 0) {
            wire.forget();
            input.closed(nowNs, answered);
        }
        return engine.market(EngineInput.INSTRUMENT).book().book().bestBid();
    }

    /** Book updates the strategy was called for. */
    public long updates() {
        return strategy.asked();
    }

    /** Orders that passed risk and were encoded for the venue. */
    public long orders() {
        return wire.orders();
    }

    /** Whether the moved state hash is the one computed anew. */
    public boolean isSound() {
        return engine.stateHashNow() == engine.stateHashAnew();
    }
}
