package ebb.bench.run;

import ebb.bench.jmh.ApplyBench;
import ebb.bench.jmh.ApplyPeerBench;
import ebb.bench.jmh.BarsBench;
import ebb.bench.jmh.BarsPeerBench;
import ebb.bench.jmh.BookBench;
import ebb.bench.jmh.BookMessageBench;
import ebb.bench.jmh.BookPeerBench;
import ebb.bench.jmh.DecodeBench;
import ebb.bench.jmh.DecodePeerBench;
import ebb.bench.jmh.FlowBench;
import ebb.bench.jmh.JournalBench;
import ebb.bench.jmh.RingBench;
import ebb.bench.jmh.SbeBench;
import ebb.bench.jmh.ScanBench;
import ebb.bench.peer.PeerBook;
import ebb.bench.peer.PeerFrames;
import ebb.bench.peer.Ta4jStudies;
import ebb.bench.row.Kind;
import java.util.ArrayList;
import java.util.List;

/** Which contenders meet at which task (PERF §11): Ebb and the floors always, peers when they are asked for. */
final class Plan {
    /** Frames to slots. */
    static final String DECODE = "decode";

    /** Scaled longs to SBE and back. */
    static final String SBE = "sbe";

    /** Level changes. */
    static final String BOOK = "book";

    /** Thread to thread. */
    static final String HOP = "hop";

    /** Append, sync, scan. */
    static final String JOURNAL = "journal";

    /** Bars and prints. */
    static final String STUDIES = "studies";

    /** Text to book, echo, socket to order. */
    static final String PATH = "path";

    /** Socket to order alone, of {@link #PATH}: a tail wants more rounds than all else, for some fall into quiet seconds. */
    static final String LATENCY = "latency";

    /** Journals and captures through the engine. */
    static final String REPLAY = "replay";

    /** Many times the captures' peak rate, for minutes. */
    static final String PEAK = "peak";

    /** Bytes of each thread over millions of messages. */
    static final String ALLOCATION = "allocation";

    /** An hour of a whole venue. */
    static final String MEMORY = "memory";

    /** What takes minutes each and shows once what must hold: not among all. */
    static final List<String> LONG = List.of(PEAK, ALLOCATION, MEMORY);

    /** What is measured where it is asked for by its name, and not among all. */
    static final List<String> BESIDE = List.of(LATENCY, PEAK, ALLOCATION, MEMORY);

    /** All, in the order of the page. */
    static final List<String> WORKLOADS = List.of(DECODE, SBE, BOOK, HOP, JOURNAL, STUDIES, PATH, REPLAY);

    /** Case of {@link #HOP}: the mean of a round trip. */
    static final String THERE_AND_BACK = "there and back, mean";

    /** Case of {@link #JOURNAL}: the mean of an append. */
    static final String APPEND_MEAN = "append 128 B, mean";

    private static final String[] DEPTHS = {"DEPTH_20", "DEPTH_100", "AGG_TRADE"};
    private static final String[] KINDS = {
        "DEPTH_20", "DEPTH_100", "AGG_TRADE", "BOOK_TICKER", "MEXC_DEPTH", "MEXC_DEAL"
    };
    private static final String[] BOTH = {"1", "512"};
    private static final String[] GROWING = {"8", "64"};
    private static final String[] MESSAGES = {"trade", "delta40"};

    private Plan() {}

    /**
     * The contests of a workload.
     *
     * @param workload one of {@link #WORKLOADS} or {@link #BESIDE}
     * @param peers whether peers take part
     * @param isQuick whether what only shows how cost grows is left out
     */
    static List<Contest> contests(String workload, boolean peers, boolean isQuick) {
        List<Contest> all = new ArrayList<>(
                switch (workload) {
                    case DECODE -> decode();
                    case SBE -> sbe();
                    case BOOK -> book(isQuick);
                    case HOP -> hop();
                    case JOURNAL -> journal();
                    case STUDIES -> studies();
                    case PATH -> path(isQuick);
                    case REPLAY, LATENCY, PEAK, ALLOCATION, MEMORY -> List.of();
                    default -> throw new IllegalArgumentException("no workload " + workload);
                });
        all.removeIf(each -> each.kind() == Kind.PEER && !peers);
        return all;
    }

    private static List<Contest> decode() {
        String task = "$kind";
        return List.of(
                Contest.of(DECODE, DecodeBench.class, Kind.EBB, task, "ebb", "ebb")
                        .with("kind", KINDS),
                Contest.of(DECODE, DecodeBench.class, Kind.FLOOR, task, "floorByteSum", "byte sum")
                        .with("kind", KINDS),
                Contest.of(DECODE, DecodeBench.class, Kind.FLOOR, task, "floorMemcpy", "memcpy")
                        .with("kind", DEPTHS),
                Contest.of(DECODE, DecodeBench.class, Kind.PEER, task, "jackson", "Jackson")
                        .with("kind", DEPTHS),
                Contest.of(DECODE, DecodePeerBench.class, Kind.PEER, task, "peer", "$peer")
                        .with("kind", DEPTHS)
                        .with("peer", PeerFrames.DSL_JSON, PeerFrames.FASTJSON2));
    }

    private static List<Contest> sbe() {
        String encode = "$message encode";
        String decode = "$message decode";
        return List.of(
                Contest.of(SBE, SbeBench.class, Kind.EBB, encode, "ebbEncode", "ebb")
                        .with("message", MESSAGES),
                Contest.of(SBE, SbeBench.class, Kind.PEER, encode, "plainEncode", "plain flyweights")
                        .with("message", MESSAGES),
                Contest.of(SBE, SbeBench.class, Kind.FLOOR, encode, "floorEncodeWords", "words")
                        .with("message", MESSAGES),
                Contest.of(SBE, SbeBench.class, Kind.EBB, decode, "ebbDecode", "ebb")
                        .with("message", MESSAGES),
                Contest.of(SBE, SbeBench.class, Kind.FLOOR, decode, "floorDecodeWords", "words")
                        .with("message", MESSAGES));
    }

    private static List<Contest> book(boolean isQuick) {
        String task = "symbols: $symbols";
        List<Contest> all = new ArrayList<>(List.of(
                Contest.of(BOOK, BookBench.class, Kind.EBB, task, "ebb", "ebb").with("symbols", BOTH),
                Contest.of(BOOK, BookBench.class, Kind.FLOOR, task, "floorTickRing", "tick ring")
                        .with("symbols", BOTH),
                Contest.of(BOOK, BookBench.class, Kind.FLOOR, task, "sortedArray", "sorted array")
                        .with("symbols", BOTH),
                Contest.of(BOOK, BookBench.class, Kind.PEER, task, "treeMap", "TreeMap")
                        .with("symbols", BOTH),
                Contest.of(BOOK, BookPeerBench.class, Kind.PEER, task, "peer", "$peer")
                        .with("symbols", BOTH)
                        .with("peer", PeerBook.ECLIPSE, PeerBook.FASTUTIL, PeerBook.EXCHANGE_CORE, PeerBook.XCHANGE)));
        String whole = "messages that lie ready, symbols: $symbols";
        all.add(Contest.of(BOOK, BookMessageBench.class, Kind.EBB, whole, "ebb", "ebb")
                .with("symbols", BOTH));
        all.add(Contest.of(BOOK, BookMessageBench.class, Kind.FLOOR, whole, "floorTickRing", "tick ring")
                .with("symbols", BOTH));
        all.add(Contest.of(BOOK, BookMessageBench.class, Kind.FLOOR, whole, "sortedArray", "sorted array")
                .with("symbols", BOTH));
        all.add(Contest.of(BOOK, BookMessageBench.class, Kind.PEER, whole, "treeMap", "TreeMap")
                .with("symbols", BOTH));
        if (!isQuick) {
            all.add(Contest.of(BOOK, BookBench.class, Kind.EBB, task, "ebb", "ebb")
                    .with("symbols", GROWING));
            all.add(Contest.of(BOOK, BookBench.class, Kind.FLOOR, task, "floorTickRing", "tick ring")
                    .with("symbols", GROWING));
            all.add(Contest.of(BOOK, BookBench.class, Kind.PEER, task, "treeMap", "TreeMap")
                    .with("symbols", GROWING));
        }
        return all;
    }

    private static List<Contest> hop() {
        String task = THERE_AND_BACK;
        return List.of(
                Contest.of(HOP, RingBench.class, Kind.EBB, task, "ebb", "ebb"),
                Contest.of(HOP, RingBench.class, Kind.FLOOR, task, "floorCacheLine", "cache line"));
    }

    private static List<Contest> journal() {
        String append = APPEND_MEAN;
        String scan = "scan 128 B";
        return List.of(
                Contest.of(JOURNAL, JournalBench.class, Kind.EBB, append, "ebb", "ebb"),
                Contest.of(JOURNAL, JournalBench.class, Kind.PEER, append, "rawChronicle", "Chronicle Queue"),
                Contest.of(JOURNAL, JournalBench.class, Kind.FLOOR, append, "floorMapped", "touched mapping"),
                Contest.of(JOURNAL, ScanBench.class, Kind.EBB, scan, "ebb", "ebb"),
                Contest.of(JOURNAL, ScanBench.class, Kind.PEER, scan, "rawChronicle", "Chronicle Queue"),
                Contest.of(JOURNAL, ScanBench.class, Kind.FLOOR, scan, "floorMapped", "touched mapping"));
    }

    private static List<Contest> studies() {
        String bar = "RSI, EMA, ATR of a bar";
        String print = "CVD and VPIN of a print";
        return List.of(
                Contest.of(STUDIES, BarsBench.class, Kind.EBB, bar, "ebb", "ebb"),
                Contest.of(STUDIES, BarsBench.class, Kind.FLOOR, bar, "floorDoubles", "bare doubles"),
                Contest.of(STUDIES, BarsPeerBench.class, Kind.PEER, bar, "peer", "$peer")
                        .with("peer", Ta4jStudies.DOUBLE, Ta4jStudies.DECIMAL),
                Contest.of(STUDIES, FlowBench.class, Kind.EBB, print, "ebbCvdVpin", "ebb"),
                Contest.of(STUDIES, FlowBench.class, Kind.EBB, print, "ebbTape", "ebb, whole tape"),
                Contest.of(STUDIES, FlowBench.class, Kind.FLOOR, print, "floorPlain", "a sum and a ring"));
    }

    private static List<Contest> path(boolean isQuick) {
        String task = "text to book, $levels levels";
        List<Contest> all = new ArrayList<>();
        String[] levels = isQuick ? new String[] {"20", "100"} : new String[] {"20", "100", "300", "1000"};
        all.add(Contest.of(PATH, ApplyBench.class, Kind.EBB, task, "ebb", "ebb").with("levels", levels));
        all.add(Contest.of(PATH, ApplyBench.class, Kind.EBB, task, "ebbEngine", "ebb, whole engine")
                .with("levels", levels));
        all.add(Contest.of(PATH, ApplyBench.class, Kind.EBB, task, "ebbEngineOrder", "ebb, engine and order")
                .with("levels", "20"));
        all.add(Contest.of(PATH, ApplyBench.class, Kind.FLOOR, task, "floorSumAndRing", "byte sum and tick ring")
                .with("levels", levels));
        all.add(Contest.of(PATH, ApplyBench.class, Kind.PEER, task, "jacksonTreeMap", "Jackson and TreeMap")
                .with("levels", "20", "100"));
        all.add(Contest.of(PATH, ApplyPeerBench.class, Kind.PEER, task, "xchange", "XChange")
                .with("levels", "20", "100"));
        return all;
    }
}
