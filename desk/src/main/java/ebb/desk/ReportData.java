package ebb.desk;

import ebb.desk.ledger.Asked;
import ebb.desk.ledger.Ledger;
import ebb.desk.markup.Curve;
import ebb.desk.markup.Figures;
import ebb.desk.markup.Times;
import ebb.journal.StreamReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run's journal tells, collected by one walk and rendered afterwards. Prices and quantities are mantissas of
 * their instrument, money is 1e-8, times are ns since epoch; {@link Figures} makes text of them.
 */
final class ReportData {
    /**
     * Who ran what on which machine, from the run's header.
     *
     * @param runId number of the run in its directory
     * @param epoch boot epoch
     * @param mode how it ran
     * @param durability how the journal was written
     * @param startedNs when, ns since epoch
     * @param seed seed, or {@code Nulls.ID}
     * @param configHash xxHash64 of the configuration
     * @param machine build, jar, JVM, system, profile: name → value, in the order shown
     */
    record Header(
            long runId,
            long epoch,
            String mode,
            String durability,
            long startedNs,
            long seed,
            long configHash,
            Map<String, String> machine) {}

    /** One signal with every rule asked. */
    static final class Signal {
        long id;
        long level;
        long sequence;
        long atNs;
        String strategy;
        String kind;
        String status;
        String direction;
        long score;
        long entry;
        long stop;
        long target;
        long qty;
        long risk;
        final List<Asked> asked = new ArrayList<>();

        boolean isIssued() {
            return !"DECLINED".equals(status);
        }
    }

    /**
     * An execution.
     *
     * @param order client order id, or {@code Nulls.ID}
     * @param atNs engine time
     * @param isBuy side
     * @param price mantissa
     * @param qty venue quantity
     * @param fee money
     * @param liquidity MAKER, TAKER, UNKNOWN
     */
    record Fill(long order, long atNs, boolean isBuy, long price, long qty, long fee, String liquidity) {}

    /** One order from its sending to its end. */
    static final class Order {
        long clOrd;
        long signal;
        long sequence;
        long sentNs;
        long endNs;
        String role;
        String type;
        boolean isBuy;
        long price;
        long stop;
        long qty;
        long filled;
        String state;
        String why;

        /** The price the order stands at on the chart: its limit, else its trigger. */
        long shown() {
            return price != Long.MIN_VALUE ? price : stop;
        }
    }

    /**
     * A closed trade.
     *
     * @param instrument dense id
     * @param sequence of the message that closed it
     * @param openedNs when
     * @param closedNs when
     * @param entry mean price, mantissa
     * @param exit mean price, mantissa
     * @param qty signed: below 0 for a short
     * @param fees money paid
     * @param funding money received
     * @param pnl money, net of fees, funding included
     * @param rMicro result in units of the initial risk
     * @param maeMicro worst excursion
     * @param mfeMicro best excursion
     * @param why how it was closed
     */
    record Trade(
            int instrument,
            long sequence,
            long openedNs,
            long closedNs,
            long entry,
            long exit,
            long qty,
            long fees,
            long funding,
            long pnl,
            long rMicro,
            long maeMicro,
            long mfeMicro,
            String why) {
        boolean isShort() {
            return qty < 0;
        }
    }

    /**
     * A position that was open when the run ended.
     *
     * @param instrument dense id
     * @param qty signed
     * @param entry mean price, mantissa
     * @param unrealised money at the last mark
     */
    record OpenPosition(int instrument, long qty, long entry, long unrealised) {}

    /** Signals with their trades, as the exports tell them. */
    Ledger ledger;

    Header header;
    String configuration = "";
    long firstSequence;
    long lastSequence;
    long firstNs = Long.MIN_VALUE;
    long lastNs = Long.MIN_VALUE;
    long inbound;
    long outbound;
    long stateHash;
    StreamReport inStream;

    /** Why the walk ended early, or null. */
    String damage;

    String trading = "";
    long startEquity;
    long endEquity;
    final Curve equity = new Curve();
    final Map<String, Long> inboundByName = new TreeMap<>();
    final Map<String, Long> outboundByName = new TreeMap<>();
    final Map<Integer, InstrumentData> instruments = new TreeMap<>();
    final Map<Integer, String> venues = new TreeMap<>();
    final List<Trade> trades = new ArrayList<>();
    final List<OpenPosition> openPositions = new ArrayList<>();
    final FaultTally faults = new FaultTally();
    final Map<String, Long> engineCounters = new LinkedHashMap<>();
    final LatencyTable latency;

    ReportData(LatencyTable latency) {
        this.latency = latency;
    }

    Times times() {
        return Times.of(firstNs, lastNs);
    }

    String venue(int index) {
        return venues.getOrDefault(index, index == 255 ? "" : "venue " + index);
    }

    /** The symbol, with its venue where another venue has the same. */
    String name(InstrumentData of) {
        long same = instruments.values().stream()
                .filter(each -> each.instrument.symbol().equals(of.instrument.symbol()))
                .count();
        return of.instrument.symbol() + (same > 1 ? " (" + venue(of.instrument.venue()) + ")" : "");
    }

    /** The name of an instrument, also of one that never had a market. */
    String name(int id) {
        InstrumentData of = instrument(id);
        return of == null ? "instrument " + id : name(of);
    }

    InstrumentData instrument(int id) {
        return instruments.get(id);
    }
}
