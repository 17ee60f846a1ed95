package ebb.engine.pattern;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * REJ-1…7 once more, as plainly as they read: lists, whole histories by bar index, thresholds as exact decimals. Knows
 * highs only; lows are checked by negating the bars.
 */
final class SlowRejections {
    record Candle(long startNs, long high, long low, long close, boolean isEmpty, boolean isPartial) {}

    record Kept(int peakBar, long peak, int confirmBar, boolean isExact) {}

    static final class Level {
        final int id;
        final long born;
        long price;
        String state = "ARMED";
        double frozen;
        long peak;
        int peakBar;
        int opened;
        Long trough;
        long touched;
        Kept own;
        List<Kept> list = new ArrayList<>();

        Level(int id, long price, long born) {
            this.id = id;
            this.price = price;
            this.born = born;
            this.touched = born;
        }
    }

    final RejectionSettings set;
    final long frameNs;
    final List<Candle> bars = new ArrayList<>();
    final List<Double> atrs = new ArrayList<>();
    final List<Boolean> ready = new ArrayList<>();
    final List<Level> levels = new ArrayList<>();
    final List<String> log = new ArrayList<>();
    private int born;

    SlowRejections(RejectionSettings set, long frameNs) {
        this.set = set;
        this.frameNs = frameNs;
    }

    int count(Level l) {
        return (int) l.list.stream()
                .filter(r -> r.isExact() || set.life().allowPartial())
                .count();
    }

    void onBar(Candle bar, double atr, boolean isReady) {
        bars.add(bar);
        atrs.add(atr);
        ready.add(isReady);
        int t = bars.size() - 1;
        for (Level l : levels) {
            List<Kept> old = l.list.stream()
                    .filter(r -> bar.startNs() + frameNs - bars.get(r.peakBar()).startNs()
                            > set.life().windowNs())
                    .toList();
            for (Kept r : old) {
                l.list.remove(r);
                say(l, t, "AGED", r.peak());
            }
        }
        if (!bar.isEmpty()) {
            for (Level l : List.copyOf(levels)) {
                Double a = a(l, t);
                if (a != null && at(bar.high()).compareTo(lower(l, a)) >= 0) {
                    l.touched = bar.startNs();
                }
                step(l, t);
            }
        }
        for (Level l : List.copyOf(levels)) {
            if (count(l) == 0
                    && bar.startNs() + frameNs - l.touched > set.life().deadNs()) {
                say(l, t, "REMOVED", l.price);
                levels.remove(l);
            }
        }
        int i = t - set.swing().k();
        if (i >= 1 && ready.get(i - 1) && isSwing(i)) {
            birth(i, t);
        }
    }

    private boolean isSwing(int i) {
        int k = set.swing().k();
        if (i - k < 0 || bars.get(i).isEmpty()) {
            return false;
        }
        long h = bars.get(i).high();
        boolean left = bars.subList(i - k, i).stream().allMatch(b -> h > b.high());
        boolean right = bars.subList(i + 1, i + k + 1).stream().allMatch(b -> h >= b.high());
        long lowest = bars.subList(Math.max(0, i - set.swing().look()), i).stream()
                .mapToLong(Candle::low)
                .min()
                .orElseThrow();
        return left && right && at(h - lowest).compareTo(times(set.birthAtr(), atrs.get(i - 1))) >= 0;
    }

    private void birth(int i, int t) {
        BigDecimal price = at(bars.get(i).high());
        for (Level l : levels) {
            double a = l.state.equals("ARMED") ? atrs.get(t - 1) : l.frozen;
            if (price.compareTo(lower(l, a)) >= 0 && price.compareTo(upper(l, a)) <= 0) {
                return;
            }
        }
        if (levels.size() == set.levels()) {
            Optional<Level> victim =
                    levels.stream().min(Comparator.comparing(this::count).thenComparing(l -> l.id));
            say(victim.orElseThrow(), t, "EVICT", victim.orElseThrow().price);
            levels.remove(victim.orElseThrow());
        }
        Level l = new Level(born++, bars.get(i).high(), bars.get(t).startNs());
        levels.add(l);
        say(l, t, "BORN", l.price);
        for (int at = i; at <= t && levels.contains(l); at++) {
            if (!bars.get(at).isEmpty()) {
                step(l, at);
            }
        }
    }

    /** The range that judges a level at a bar; null where it has none. */
    private Double a(Level l, int t) {
        if (!l.state.equals("ARMED")) {
            return l.frozen;
        }
        return t >= 1 && ready.get(t - 1) ? atrs.get(t - 1) : null;
    }

    private void step(Level l, int t) {
        Candle b = bars.get(t);
        Double a = a(l, t);
        if (a != null && at(b.close()).compareTo(upper(l, a)) > 0) {
            say(l, t, "BROKEN", b.close());
            levels.remove(l);
        } else if (l.state.equals("COOLING") && b.high() > l.peak) {
            if (l.own != null && l.list.remove(l.own)) {
                say(l, t, "WITHDRAW", l.peak);
            }
            startPush(l, t);
            confirm(l, t);
        } else if (l.state.equals("COOLING")) {
            l.trough = Math.min(l.trough, b.low());
            retreat(l, t);
        } else if (l.state.equals("ARMED") && a != null && isPush(l, b, a)) {
            l.frozen = a;
            startPush(l, t);
            say(l, t, "TEST", l.peak);
            confirm(l, t);
        } else if (l.state.equals("TESTING")) {
            if (b.high() > l.peak) {
                peak(l, t);
            } else {
                l.trough = Math.min(l.trough, b.low());
            }
            confirm(l, t);
        } else {
            l.trough = l.trough == null ? b.low() : Math.min(l.trough, b.low());
        }
    }

    private boolean isPush(Level l, Candle b, double a) {
        return at(b.high()).compareTo(lower(l, a)) >= 0
                && (l.trough == null
                        || at(b.high())
                                        .compareTo(at(l.trough)
                                                .add(times(set.push().pushAtr(), a)))
                                >= 0);
    }

    private void startPush(Level l, int t) {
        l.state = "TESTING";
        l.opened = t;
        l.own = null;
        peak(l, t);
    }

    private void peak(Level l, int t) {
        l.peak = bars.get(t).high();
        l.peakBar = t;
        l.trough = bars.get(t).close();
    }

    private void confirm(Level l, int t) {
        if (at(bars.get(t).close())
                        .compareTo(at(l.peak).subtract(times(set.push().confirmAtr(), l.frozen)))
                <= 0) {
            l.own = new Kept(l.peakBar, l.peak, t, !bars.get(l.peakBar).isPartial());
            l.list.add(l.own);
            if (l.list.size() > 8) {
                l.list.remove(0);
            }
            l.price = Math.max(l.price, l.peak);
            l.state = "COOLING";
            say(l, t, "RECORD", l.peak);
            retreat(l, t);
        } else if (t - l.opened > set.push().maxBars()) {
            l.state = "COOLING";
            say(l, t, "STALL", l.peak);
        }
    }

    private void retreat(Level l, int t) {
        BigDecimal far = at(l.peak).subtract(times(set.push().retreatAtr(), l.frozen));
        if (at(l.trough).compareTo(far) <= 0 && t - l.peakBar >= set.push().gap()) {
            l.state = "ARMED";
            say(l, t, "RETREAT", l.trough);
        }
    }

    private BigDecimal lower(Level l, double a) {
        BigDecimal bp = times(set.zone().belowBp(), l.price).movePointLeft(4);
        return at(l.price).subtract(times(set.zone().belowAtr(), a).max(bp));
    }

    private BigDecimal upper(Level l, double a) {
        BigDecimal bp = times(set.zone().aboveBp(), l.price).movePointLeft(4);
        return at(l.price).add(times(set.zone().aboveAtr(), a).max(bp));
    }

    private static BigDecimal at(long price) {
        return BigDecimal.valueOf(price);
    }

    private static BigDecimal times(double a, double b) {
        return new BigDecimal(a).multiply(new BigDecimal(b));
    }

    private void say(Level l, int t, String event, long price) {
        log.add(bars.get(t).startNs() + " " + l.id + " " + event + " " + price + " n" + count(l));
    }
}
