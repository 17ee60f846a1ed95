package ebb.app.state;

import ebb.engine.Engine;
import ebb.engine.bar.BarRing;
import ebb.engine.bar.Frames;
import ebb.engine.instrument.Instrument;
import ebb.engine.strategy.Market;
import java.io.PrintWriter;

/** Prints bars as they close. A message may close bars of any instrument, by the timers that it fires. */
final class BarRows {
    private final PrintWriter out;
    private long[][] seen = new long[0][];

    BarRows(PrintWriter out) {
        this.out = out;
    }

    void closed(Engine engine) {
        if (seen.length < engine.instruments()) {
            seen = java.util.Arrays.copyOf(seen, engine.instruments());
        }
        for (int id = 0; id < engine.instruments(); id++) {
            Market market = engine.market(id);
            if (market == null) {
                continue;
            }
            Frames frames = market.bars().frames();
            if (seen[id] == null) {
                seen[id] = new long[frames.size()];
            }
            for (int frame = 0; frame < frames.size(); frame++) {
                BarRing ring = market.bars().ring(frame);
                int news = (int) Math.min(ring.size(), ring.count() - seen[id][frame]);
                seen[id][frame] = ring.count();
                for (int age = news - 1; age >= 0; age--) {
                    print(engine, market.instrument(), StateJson.frameName(frames.lengthNs(frame)), ring, age);
                }
            }
        }
    }

    private void print(Engine engine, Instrument of, String frame, BarRing ring, int age) {
        out.println(String.join(
                ",",
                Long.toString(engine.lastSequence()),
                Long.toString(engine.nowNs()),
                StateJson.venue(of.venue()),
                of.symbol(),
                frame,
                Long.toString(ring.startNs(age)),
                StateJson.price(of, ring.open(age)),
                StateJson.price(of, ring.high(age)),
                StateJson.price(of, ring.low(age)),
                StateJson.price(of, ring.close(age)),
                StateJson.qty(of, ring.volume(age)),
                ring.hasSides(age) ? StateJson.qty(of, ring.buy(age)) : "",
                ring.hasCvd(age) ? StateJson.qty(of, ring.cvdClose(age)) : "",
                flags(ring, age)));
    }

    private static String flags(BarRing ring, int age) {
        StringBuilder flags = new StringBuilder();
        flags.append(ring.isEmpty(age) ? "E" : "");
        flags.append(ring.isPartial(age) ? "P" : "");
        flags.append((ring.flags(age) & ebb.engine.bar.BarFlags.VENUE) != 0 ? "V" : "");
        flags.append((ring.flags(age) & ebb.engine.bar.BarFlags.AMENDED) != 0 ? "A" : "");
        return flags.toString();
    }
}
