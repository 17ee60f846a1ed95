package ebb.adapters.venuesim.market;

import java.util.ArrayList;
import java.util.List;

/**
 * A market made from a seed: the same seed, scenario and start give the same events with the same times, however the way
 * there is cut into steps, on every JDK. One thread; integers only.
 */
public final class SyntheticMarket {
    /** The demo's start where none is asked for: 2026-03-02 08:00 UTC. */
    public static final long DEMO_START_NS = 1_772_438_400_000_000_000L;

    private static final long QUARTER_NS = 15 * Candles.MINUTE_NS;

    private final long startNs;
    private final List<Instrument> instruments;
    private long timeNs;

    /**
     * A market at its start, its past written.
     *
     * @param seed of all that varies
     * @param scenario who takes part
     * @param startNs ns since epoch, a multiple of 15 minutes: the scripts count in quarters of an hour
     */
    public SyntheticMarket(long seed, Scenario scenario, long startNs) {
        if (startNs <= Instrument.HISTORY_NS || startNs % QUARTER_NS != 0) {
            throw new IllegalArgumentException("market starts at " + startNs + " ns, must be a multiple of 15 minutes");
        }
        this.startNs = startNs;
        timeNs = startNs;
        List<Instrument> made = new ArrayList<>();
        for (Scenario.Part each : scenario.parts()) {
            InstrumentSpec spec = each.spec();
            // What is about the same coin takes the same course.
            List<Leg> legs = each.script().legs(Dice.of(seed, spec.base().hashCode()));
            Dice dice = Dice.of(seed, 1_000L + made.size());
            made.add(new Instrument(made.size(), each, legs, scenario.cadence(), dice, startNs));
        }
        instruments = List.copyOf(made);
    }

    /** Those who take part, in the scenario's order. */
    public List<Instrument> instruments() {
        return instruments;
    }

    /**
     * An instrument by name.
     *
     * @return null if there is none
     */
    public Instrument find(SimVenue venue, String symbol) {
        for (Instrument each : instruments) {
            if (each.spec().venue() == venue && each.spec().symbol().equals(symbol)) {
                return each;
            }
        }
        return null;
    }

    /** When it began, ns since epoch. */
    public long startNs() {
        return startNs;
    }

    /** How far it was advanced, ns since epoch. */
    public long timeNs() {
        return timeNs;
    }

    /** When the next event is due, ns since epoch, whole ms. */
    public long nextNs() {
        return next().dueMs() * Instrument.MS;
    }

    /**
     * Makes all events up to a time, in order; those of one ms in the order of instruments.
     *
     * @param timeNs ns since epoch; one in the past changes nothing
     * @param listener is told each
     */
    public void advanceTo(long timeNs, MarketListener listener) {
        while (true) {
            Instrument next = next();
            long dueNs = next.dueMs() * Instrument.MS;
            if (dueNs > timeNs) {
                break;
            }
            this.timeNs = Math.max(this.timeNs, dueNs);
            next.step(listener);
        }
        this.timeNs = Math.max(this.timeNs, timeNs);
    }

    private Instrument next() {
        Instrument first = instruments.get(0);
        for (int i = 1; i < instruments.size(); i++) {
            Instrument each = instruments.get(i);
            if (each.dueMs() < first.dueMs()) {
                first = each;
            }
        }
        return first;
    }
}
