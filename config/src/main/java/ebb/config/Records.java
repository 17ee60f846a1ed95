package ebb.config;

import ebb.adapters.net.NetSettings;
import ebb.codecs.sbe.Mode;
import ebb.config.kind.Word;
import ebb.engine.AlertSettings;
import ebb.engine.EngineSettings;
import ebb.engine.book.BookSettings;
import ebb.engine.context.CapSettings;
import ebb.engine.order.OrderSettings;
import ebb.engine.paper.FaultSettings;
import ebb.engine.paper.PaperSettings;
import ebb.engine.risk.RiskSettings;
import ebb.engine.strategy.MarketSettings;
import ebb.journal.Durability;
import ebb.journal.JournalSettings;
import ebb.runtime.RingSettings;
import ebb.runtime.Topology;
import ebb.runtime.Waiting;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The records of the other rooms, made of values. What a record refuses (one figure against another) becomes an error of
 * the key it names.
 */
record Records(
        EngineSettings engine,
        RingSettings ring,
        JournalSettings journal,
        NetSettings net,
        List<VenueSettings> venues) {

    /** Makes all of them; null where errors were found, now or before. */
    static Records of(Values values, List<ConfigError> errors) {
        if (!errors.isEmpty()) {
            // Figures against defaults in the place of bad values would tell of errors that are none.
            return null;
        }
        List<ConfigError> found = new ArrayList<>();
        EngineReader reader = new EngineReader(values);
        BookSettings books = made(reader::books, values, found);
        MarketSettings markets =
                made(() -> reader.markets(StrategyKeys.framesNs(values), StrategyKeys.studies(values)), values, found);
        RiskSettings risk = made(() -> risk(values), values, found);
        RingSettings ring = made(() -> ring(values), values, found);
        JournalSettings journal = made(() -> journal(values), values, found);
        NetSettings net = made(() -> NetKeys.read(values), values, found);
        CapSettings caps = made(() -> ContextKeys.caps(values), values, found);
        AlertSettings alerts = made(() -> WatchKeys.alerts(values), values, found);
        made(() -> checked(values), values, found);
        errors.addAll(found);
        if (!found.isEmpty()) {
            return null;
        }
        EngineSettings engine = new EngineSettings(
                reader.time(),
                reader.refusals(),
                books,
                markets,
                orders(values),
                risk,
                paper(values),
                caps,
                alerts,
                !values.of(HouseKeys.MODE).equals(Word.of(Mode.LIVE)));
        return new Records(engine, ring, journal, net, VenueKeys.read(values));
    }

    private static <T> T made(Supplier<T> maker, Values values, List<ConfigError> errors) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            Key<?> key = named(e.getMessage(), values);
            errors.add(new ConfigError(
                    key == null ? new Origin("configuration", 0) : values.origin(key.name()),
                    key == null ? "" : key.name(),
                    key == null ? "" : values.text(key.name()),
                    "is refused: " + e.getMessage(),
                    ""));
            return null;
        }
    }

    /** The key a message is about: of those it names, the first that somebody wrote. */
    private static Key<?> named(String message, Values values) {
        Key<?> first = null;
        int at = Integer.MAX_VALUE;
        for (Key<?> key : Schema.all()) {
            int found = position(message, key.name());
            boolean isWritten = !values.origin(key.name()).equals(Origin.DEFAULT);
            int rank = found < 0 ? Integer.MAX_VALUE : isWritten ? found : found + message.length();
            if (rank < at) {
                at = rank;
                first = key;
            }
        }
        return first;
    }

    /** Where a message has the key as a word of its own, −1 if nowhere. */
    private static int position(String message, String key) {
        for (int at = message.indexOf(key); at >= 0; at = message.indexOf(key, at + 1)) {
            int end = at + key.length();
            boolean goesOn = end < message.length()
                    && (Character.isLetterOrDigit(message.charAt(end)) || message.charAt(end) == '-');
            if (!goesOn) {
                return at;
            }
        }
        return -1;
    }

    /** What concerns several parts. */
    private static boolean checked(Values values) {
        NullSpectreKeys.read(values);
        String mode = values.of(HouseKeys.MODE);
        boolean needsVenues = mode.equals("paper") || mode.equals("live") || mode.equals("record");
        if (needsVenues && values.of(VenueKeys.WANTED).isEmpty()) {
            throw new IllegalArgumentException("engine.venues names none, and mode " + mode + " needs one");
        }
        for (VenueSettings venue : VenueKeys.read(values)) {
            if (needsVenues && venue.symbols().isEmpty()) {
                throw new IllegalArgumentException("venues." + venue.name() + ".symbols names none, and engine.venues"
                        + " asks for " + venue.name());
            }
        }
        return true;
    }

    private static OrderSettings orders(Values values) {
        return new OrderSettings(
                values.of(HouseKeys.ACK),
                values.of(HouseKeys.STOP_ACK),
                values.of(HouseKeys.NAKED),
                OrderSettings.QUERIES,
                values.of(HouseKeys.STOP_MAX),
                OrderSettings.CAPACITY,
                OrderSettings.EXECUTIONS,
                values.of(HouseKeys.RETRY));
    }

    private static RiskSettings risk(Values values) {
        List<BigDecimal> open = values.of(HouseKeys.OPEN_ORDERS);
        return new RiskSettings(
                values.money(HouseKeys.ORDER_NOTIONAL),
                values.money(HouseKeys.GROSS_NOTIONAL),
                values.count(HouseKeys.POSITIONS),
                values.of(HouseKeys.SYMBOL_MARGIN),
                values.of(HouseKeys.STOP_MAX),
                values.of(HouseKeys.COLLAR).get(0),
                values.of(HouseKeys.COLLAR).get(1),
                values.count(HouseKeys.LEVERAGE),
                values.of(HouseKeys.DAILY_LOSS),
                values.count(HouseKeys.LOSING_RUN),
                values.of(HouseKeys.RISK_RESERVE),
                open.get(0).intValueExact(),
                open.get(1).intValueExact());
    }

    private static PaperSettings paper(Values values) {
        return new PaperSettings(
                OperatingKeys.equity(values, values.money(HouseKeys.EQUITY)),
                values.of(HouseKeys.LATENCY),
                StrategyKeys.slipMicro(values),
                values.of(HouseKeys.BAR_SHARE),
                values.isTrue(HouseKeys.KEEPS_PLACE),
                values.isTrue(HouseKeys.CANDLES_ONLY),
                PaperSettings.CAPACITY,
                new FaultSettings(
                        values.of(HouseKeys.REFUSE),
                        values.of(HouseKeys.DOUBT),
                        values.of(HouseKeys.FAULT_SEED).longValueExact()));
    }

    private static RingSettings ring(Values values) {
        return new RingSettings(
                values.count(HouseKeys.SLOTS),
                values.count(HouseKeys.RESERVE),
                values.of(HouseKeys.FULL_REDUCE),
                values.of(HouseKeys.FULL_HALT),
                values.of(HouseKeys.FULL_LIFT),
                values.constant(HouseKeys.WAIT, Waiting.class),
                values.constant(HouseKeys.TOPOLOGY, Topology.class));
    }

    private static JournalSettings journal(Values values) {
        return new JournalSettings(
                values.constant(HouseKeys.DURABILITY, Durability.class),
                values.of(HouseKeys.GROUP_SYNC),
                values.of(HouseKeys.BLOCK),
                values.of(HouseKeys.FREE_MIN),
                values.isTrue(HouseKeys.JOURNAL_RESERVE),
                values.isTrue(HouseKeys.JOURNAL_WARM),
                values.of(HouseKeys.AHEAD));
    }
}
