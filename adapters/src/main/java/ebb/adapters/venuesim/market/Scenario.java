package ebb.adapters.venuesim.market;

import ebb.adapters.venuesim.market.InstrumentSpec.Grid;
import ebb.adapters.venuesim.market.InstrumentSpec.Shape;
import ebb.adapters.venuesim.market.InstrumentSpec.Tape;
import java.util.ArrayList;
import java.util.List;

/**
 * What is traded in a market and how it goes.
 *
 * @param name for messages
 * @param cadence of all instruments
 * @param parts at least one; no venue has a symbol twice
 */
public record Scenario(String name, Cadence cadence, List<Part> parts) {
    /** How long the scripts run, ns: six hours. */
    public static final long LENGTH_NS = 6 * 3_600_000_000_000L;

    /** The pumped contract of {@link #demo}. */
    public static final InstrumentSpec SURGE = new InstrumentSpec(
            SimVenue.MEXC,
            "SURGE_USDT",
            "SURGE",
            "USDT",
            new Grid(4_000, 1, 4, 1, 0, "10"),
            new Shape(24, 4, 110, 900),
            new Tape(900, 160, 20, 50_000, 950));
    /** The quiet one beside it. */
    public static final InstrumentSpec CALM = new InstrumentSpec(
            SimVenue.MEXC,
            "CALM_USDT",
            "CALM",
            "USDT",
            new Grid(12_500, 1, 5, 1, 0, "1"),
            new Shape(20, 4, 100, 2_500),
            new Tape(1_400, 500, 30, 100_000, 2_600));
    /** One that rises like the first and is bought all the way: a setup to be refused. */
    public static final InstrumentSpec FLARE = new InstrumentSpec(
            SimVenue.MEXC,
            "FLARE_USDT",
            "FLARE",
            "USDT",
            new Grid(23_000, 1, 5, 1, 0, "10"),
            new Shape(24, 20, 110, 1_500),
            new Tape(900, 260, 20, 50_000, 5_400));
    /** A contract in a trend. */
    public static final InstrumentSpec BITCOIN_PERPETUAL = new InstrumentSpec(
            SimVenue.BINANCE_USDM,
            "BTCUSDT",
            "BTC",
            "USDT",
            new Grid(612_500, 10, 2, 1, 3, "1"),
            new Shape(6, 100, 150, 1_800),
            new Tape(800, 240, 25, 100_000, 80_000));
    /** A contract whose longs are liquidated. */
    public static final InstrumentSpec ETHER_PERPETUAL = new InstrumentSpec(
            SimVenue.BINANCE_USDM,
            "ETHUSDT",
            "ETH",
            "USDT",
            new Grid(301_500, 1, 2, 1, 3, "1"),
            new Shape(6, 50, 170, 24_000),
            new Tape(900, 3_000, 25, 80_000, 45_000));
    /** What the trending contract is about, at hand. */
    public static final InstrumentSpec BITCOIN_SPOT = new InstrumentSpec(
            SimVenue.BINANCE_SPOT,
            "BTCUSDT",
            "BTC",
            "USDT",
            new Grid(612_400, 10, 2, 10, 5, "1"),
            new Shape(6, 100, 140, 6_000),
            new Tape(1_100, 900, 25, 0, 80_000));

    /**
     * One instrument and its course.
     *
     * @param spec the instrument
     * @param script its course
     */
    public record Part(InstrumentSpec spec, Script script) {}

    /** Refuses what cannot be told apart. */
    public Scenario {
        parts = List.copyOf(parts);
        List<String> seen = new ArrayList<>();
        for (Part each : parts) {
            String key = each.spec().venue().id() + " " + each.spec().symbol();
            if (seen.contains(key)) {
                throw new IllegalArgumentException("scenario " + name + " has " + key + " twice");
            }
            seen.add(key);
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("scenario " + name + " has no instrument");
        }
    }

    /**
     * Three venues, six instruments: a pump that fails three times, a quiet one, a trend, a cascade, spot, and a rally that
     * pauses three times and goes on.
     */
    public static Scenario demo() {
        return new Scenario(
                "demo",
                Cadence.FAST_FORWARD,
                List.of(
                        new Part(SURGE, Script.PUMP),
                        new Part(CALM, Script.QUIET),
                        new Part(BITCOIN_PERPETUAL, Script.TREND),
                        new Part(ETHER_PERPETUAL, Script.CASCADE),
                        new Part(BITCOIN_SPOT, Script.TREND),
                        new Part(FLARE, Script.RALLY)));
    }

    /**
     * So many small perpetuals of MEXC at once, for the scan of a whole venue: each tenth is pumped, the others are quiet;
     * prices and trading differ from one to the next.
     *
     * @param count of instruments, at least 1
     */
    public static Scenario crowd(int count) {
        return crowd(SimVenue.MEXC, count);
    }

    /**
     * The same of another venue.
     *
     * @param venue MEXC or BINANCE_USDM
     * @param count of instruments, at least 1
     */
    public static Scenario crowd(SimVenue venue, int count) {
        boolean isMexc = venue == SimVenue.MEXC;
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String base = "C" + (1_000 + i);
            InstrumentSpec spec = new InstrumentSpec(
                    venue,
                    base + (isMexc ? "_USDT" : "USDT"),
                    base,
                    "USDT",
                    new Grid(3_000 + 37L * (i % 101), 1, 4, isMexc ? 1 : 10, 0, isMexc ? "10" : "1"),
                    new Shape(12, 4, 24, 900),
                    new Tape(1_500 + 10 * (i % 97), 120 + 9 * (i % 53), 30, 50_000, 600 + 10 * (i % 41)));
            parts.add(new Part(spec, i % 10 == 9 ? Script.PUMP : Script.QUIET));
        }
        return new Scenario("crowd", Cadence.FAST_FORWARD, parts);
    }

    /** The same with another cadence. */
    public Scenario with(Cadence other) {
        return new Scenario(name, other, parts);
    }
}
