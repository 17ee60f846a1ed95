package ebb.config;

import ebb.codecs.sbe.Mode;
import ebb.config.kind.Decimal;
import ebb.config.kind.Listing;
import ebb.config.kind.Maybe;
import ebb.config.kind.Measure;
import ebb.config.kind.Word;
import ebb.journal.Durability;
import ebb.runtime.Topology;
import ebb.runtime.Waiting;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Keys of the house (core §21): what is not an analytic, a venue or a strategy. */
final class HouseKeys {
    private static final String YEAR = "366d";

    /** Told by the verb, not by a file; in the canonical text, for replay must know it. */
    static final Key<String> MODE = Key.by("run.mode", modes(), machine -> Word.of(machine.mode()));

    /** Named on the command line; in the canonical text, for reports tell it. */
    static final Key<String> PROFILE = Key.of("run.profile", Word.like("[a-z][a-z0-9-]*", "a profile"), "strict");

    static final Key<Long> TICK = Key.of("time.tick", Measure.duration("1ms", "1h"), "100ms");
    static final Key<String> TOPOLOGY = Key.by(
            "engine.topology", Word.of(Topology.values()), machine -> Word.of(Topology.forCores(machine.cores())));

    static final Key<BigDecimal> SLOTS = count("ring.slots", "16384", 64, 1 << 20);
    static final Key<BigDecimal> RESERVE = count("ring.reserve", "1024", 1, 1 << 19);
    static final Key<String> WAIT = Key.by("ring.wait", Word.of(Waiting.values()), HouseKeys::waiting);
    static final Key<Long> FULL_REDUCE = time("ring.full-reduce", "50ms");
    static final Key<Long> FULL_HALT = time("ring.full-halt", "500ms");

    static final Key<Long> FULL_LIFT = time("ring.full-lift", "5s").as(Key.Role.MACHINE);
    static final Key<String> JOURNAL_DIR =
            Key.of("journal.dir", path(), "./data").as(Key.Role.PLACE);
    static final Key<String> DURABILITY = Key.by(
            "journal.durability",
            Word.of(Durability.values()),
            machine -> machine.mode() == Mode.LIVE ? "sync-before-egress" : "page-cache");
    static final Key<Long> GROUP_SYNC = time("journal.group-sync", "10ms");
    static final Key<Long> BLOCK = Key.of("journal.block", Measure.size("1MiB", "1GiB"), "64MiB");
    static final Key<Long> FREE_MIN = Key.of("journal.free-min", Measure.size("0B", "1048576GiB"), "2GiB");
    static final Key<Long> AHEAD =
            Key.of("journal.ahead", Measure.size("1MiB", "256MiB"), "8MiB").as(Key.Role.MACHINE);
    static final Key<String> JOURNAL_RESERVE = Key.by("journal.reserve", Word.flag(), HouseKeys::guards);
    static final Key<String> JOURNAL_WARM = Key.by("journal.warm", Word.flag(), HouseKeys::guards);

    /** Real trading begins again from a snapshot; what is over soon is replayed from its first message. */
    static final Key<Optional<Long>> SNAPSHOT_EVERY = Key.by(
            "journal.snapshot-every",
            Maybe.of(Measure.duration("1s", "1d")),
            machine -> machine.mode() == Mode.LIVE || machine.mode() == Mode.PAPER ? "10m" : "none");

    static final Key<Optional<String>> CONTROL_SOCKET =
            Key.of("control.socket", Maybe.of(path()), "none").as(Key.Role.PLACE);
    static final Key<Long> ACK = time("order.ack", "3s");
    static final Key<Long> STOP_ACK = time("order.stop-ack", "2s");
    static final Key<Long> NAKED = time("order.naked", "5s");
    /** NS-EXE-2, `ns.exe.retry` of the specification: of the house, whose order room does it for every strategy. */
    static final Key<List<Long>> RETRY =
            Key.of("order.retry", Listing.upTo(Measure.duration("1ms", "1h"), 8), "250ms,1s,4s");

    static final Key<String> RISK_PROFILE = Key.of("risk.profile", Word.of("strict"), "strict");
    /** Below the three-fold leverage of 15 % of the default equity: what `risk.symbol-margin` lets through anyhow. */
    static final Key<BigDecimal> ORDER_NOTIONAL =
            Key.by("risk.order-notional", Decimal.money(), machine -> limit(machine, "2500"));
    /** Three such orders. */
    static final Key<BigDecimal> GROSS_NOTIONAL =
            Key.by("risk.gross-notional", Decimal.money(), machine -> limit(machine, "7500"));

    static final Key<BigDecimal> POSITIONS = count("risk.positions", "3", 1, 1_000);
    static final Key<Long> SYMBOL_MARGIN = share("risk.symbol-margin", "15%", "0.01%", "100%");
    static final Key<Long> STOP_MAX = share("risk.stop-max", "20%", "0.01%", "20%");
    static final Key<List<Long>> COLLAR =
            Key.of("risk.collar", Listing.orOneForAll(Measure.share("0.01%", "100%"), 2), "2%,5%");
    static final Key<BigDecimal> LEVERAGE = count("risk.leverage", "3", 1, 200);
    static final Key<Long> DAILY_LOSS = share("risk.daily-loss", "5%", "0.01%", "100%");
    static final Key<BigDecimal> LOSING_RUN = count("risk.losing-run", "3", 1, 1_000);
    static final Key<Long> RISK_RESERVE = share("risk.reserve", "20%", "0%", "99.99%");
    static final Key<List<BigDecimal>> OPEN_ORDERS =
            Key.of("risk.open-orders", Listing.of(Decimal.count(1, 100_000), 2), "20,100");

    static final Key<BigDecimal> EQUITY = Key.of("paper.equity", Decimal.money(), "5000");
    static final Key<Long> LATENCY = Key.of("paper.latency", Measure.duration("0s", "1h"), "20ms");
    static final Key<Long> SLIP = share("paper.slip", "20bp", "0%", "50%");
    static final Key<Long> BAR_SHARE = share("paper.bar-share", "10%", "0%", "100%");
    static final Key<String> KEEPS_PLACE = Key.of("paper.keeps-place", Word.flag(), "true");
    static final Key<String> CANDLES_ONLY = Key.of("paper.candles-only", Word.flag(), "false");

    /** Faults on purpose, so that the answers to them are run end to end. */
    static final Key<Long> REFUSE = share("paper.refuse", "0%", "0%", "100%");

    static final Key<Long> DOUBT = share("paper.doubt", "0%", "0%", "100%");
    static final Key<BigDecimal> FAULT_SEED = count("paper.fault-seed", "1", 0, Long.MAX_VALUE);

    static final Key<BigDecimal> DEMO_SEED = count("demo.seed", "7", 0, Long.MAX_VALUE);
    static final Key<BigDecimal> DEMO_SPEED = count("demo.speed", "1800", 1, 1_000_000);
    static final Key<BigDecimal> DEMO_HOURS = Key.of("demo.hours", Decimal.within("0.01", "8784", 6), "6");
    static final Key<String> DEMO_FAULTS = Key.of("demo.faults", Word.flag(), "true");

    static final List<Key<?>> ALL = List.of(
            MODE,
            PROFILE,
            TICK,
            TOPOLOGY,
            SLOTS,
            RESERVE,
            WAIT,
            FULL_REDUCE,
            FULL_HALT,
            FULL_LIFT,
            JOURNAL_DIR,
            DURABILITY,
            GROUP_SYNC,
            BLOCK,
            FREE_MIN,
            AHEAD,
            JOURNAL_RESERVE,
            JOURNAL_WARM,
            SNAPSHOT_EVERY,
            CONTROL_SOCKET,
            ACK,
            STOP_ACK,
            NAKED,
            RETRY,
            RISK_PROFILE,
            ORDER_NOTIONAL,
            GROSS_NOTIONAL,
            POSITIONS,
            SYMBOL_MARGIN,
            STOP_MAX,
            COLLAR,
            LEVERAGE,
            DAILY_LOSS,
            LOSING_RUN,
            RISK_RESERVE,
            OPEN_ORDERS,
            EQUITY,
            LATENCY,
            SLIP,
            BAR_SHARE,
            KEEPS_PLACE,
            CANDLES_ONLY,
            REFUSE,
            DOUBT,
            FAULT_SEED,
            DEMO_SEED,
            DEMO_SPEED,
            DEMO_HOURS,
            DEMO_FAULTS);

    private HouseKeys() {}

    private static Word modes() {
        return Word.of(Mode.DEMO, Mode.PAPER, Mode.LIVE, Mode.REPLAY, Mode.BACKTEST, Mode.RECORD);
    }

    static Word path() {
        return Word.like("[^\\p{Cntrl}]+", "a path");
    }

    /** Live alone spins, and only where each consumer and event loop has a core and one is left (TECH §4). */
    private static String waiting(Key.Machine machine) {
        // Journal, logic, egress and an event loop a venue at most; compact has two of them.
        int spinners = Topology.forCores(machine.cores()) == Topology.COMPACT ? 2 : 4;
        return Word.of(machine.mode() == Mode.LIVE ? Waiting.forLive(machine.cores(), spinners) : Waiting.SLEEPING);
    }

    /** What a journal that can be made again does without. */
    private static String guards(Key.Machine machine) {
        return machine.mode() == Mode.BACKTEST ? "false" : "true";
    }

    /** No default where money is at stake or is to look as if; a replay has it in its text. */
    private static String limit(Key.Machine machine, String standard) {
        return machine.mode() == Mode.LIVE || machine.mode() == Mode.PAPER ? null : standard;
    }

    private static Key<Long> time(String name, String standard) {
        return Key.of(name, Measure.duration("1ms", YEAR), standard);
    }

    private static Key<Long> share(String name, String standard, String least, String most) {
        return Key.of(name, Measure.share(least, most), standard);
    }

    private static Key<BigDecimal> count(String name, String standard, long least, long most) {
        return Key.of(name, Decimal.count(least, most), standard);
    }
}
