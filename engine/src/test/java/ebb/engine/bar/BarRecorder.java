package ebb.engine.bar;

import ebb.engine.flow.Decimals;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a bar listener hears, in order. */
final class BarRecorder implements BarListener {
    final List<String> calls = new ArrayList<>();
    final List<String> missing = new ArrayList<>();
    final List<Integer> recomputed = new ArrayList<>();

    @Override
    public void onBar(int frame, BarRing ring) {
        calls.add(frame + "@" + ring.startNs(0));
    }

    @Override
    public void onBarsDone(long endNs, int frames) {
        calls.add("done@" + endNs + ":" + frames);
    }

    @Override
    public void onHistory(int frame, BarRing ring) {
        recomputed.add(frame);
    }

    @Override
    public void onMissing(long fromNs, long toNs) {
        missing.add(fromNs + ".." + toNs);
    }

    /** A closed bar in the words of the vectors. */
    static String text(BarRing ring, int age, Decimals prices, Decimals qtys) {
        return ring.startNs(age) / 1_000_000 + " " + (ring.isEmpty(age) ? "empty" : "traded")
                + " o" + prices.text(ring.open(age))
                + " h" + prices.text(ring.high(age))
                + " l" + prices.text(ring.low(age))
                + " c" + prices.text(ring.close(age))
                + " v" + qtys.text(ring.volume(age))
                + " b" + qtys.text(ring.buy(age))
                + " s" + qtys.text(ring.sell(age))
                + " n" + ring.trades(age)
                + " cvd " + qtys.text(ring.cvdOpen(age))
                + " " + qtys.text(ring.cvdHigh(age))
                + " " + qtys.text(ring.cvdLow(age))
                + " " + qtys.text(ring.cvdClose(age))
                + " late " + qtys.text(ring.lateDelta(age))
                + ((ring.flags(age) & BarFlags.AMENDED) != 0 ? " amended" : "");
    }

    /** The bar in the making, in the same words. */
    static String text(OpenBar bar, Decimals prices, Decimals qtys) {
        BarRing ring = new BarRing(2, BarSettings.LATE_MICRO);
        ring.push(bar);
        return text(ring, 0, prices, qtys);
    }
}
