package ebb.desk;

import ebb.codecs.sbe.Verdict;
import ebb.desk.InstrumentData.Candle;
import ebb.desk.ledger.Asked;
import ebb.desk.markup.Figures;
import ebb.desk.markup.Times;
import ebb.desk.markup.Words;
import ebb.runtime.ReplayResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What happened, in plain sentences made of the data and nothing else. */
final class Narrative {
    private static final double PUMP = 0.10;
    private static final double MOVE = 0.03;
    private static final double STILL = 0.003;

    private static final int MOST_PARAGRAPHS = 8;

    private final ReportData data;
    private final ReportFacts facts;
    private final Times times;

    Narrative(ReportData data, ReportFacts facts) {
        this.data = data;
        this.facts = facts;
        this.times = data.times();
    }

    /** Paragraphs in the order of importance; instruments come in the order given. */
    List<String> paragraphs(List<InstrumentData> instruments) {
        List<String> paragraphs = new ArrayList<>();
        int told = 0;
        int silent = 0;
        for (InstrumentData each : instruments) {
            boolean isWorth = !each.trades.isEmpty() || !each.signals.isEmpty() || each.rejections() > 0;
            if (told < MOST_PARAGRAPHS && (isWorth || instruments.size() <= 4)) {
                paragraphs.add(instrument(each));
                told++;
            } else {
                silent++;
            }
        }
        if (silent > 0) {
            paragraphs.add(Words.sentence(Words.number(silent)) + " more "
                    + (silent == 1 ? "instrument was" : "instruments were") + " followed and gave nothing to decide.");
        }
        if (instruments.isEmpty()) {
            paragraphs.add("No instrument was followed: the journal holds no definition with market data.");
        }
        paragraphs.add(money());
        paragraphs.add(faults());
        paragraphs.add(proof());
        return paragraphs;
    }

    private String instrument(InstrumentData each) {
        List<String> sentences = new ArrayList<>();
        sentences.add(move(each));
        pushes(each, sentences);
        signals(each, sentences);
        trades(each, sentences);
        return String.join(" ", sentences);
    }

    private String move(InstrumentData each) {
        List<Candle> candles = each.finest();
        String name = data.name(each);
        if (candles.isEmpty()) {
            return name + " did not trade.";
        }
        Move rise = Move.greatest(candles, true);
        Move fall = Move.greatest(candles, false);
        Move most = rise.share() >= fall.share() ? rise : fall;
        Candle last = candles.get(candles.size() - 1);
        double whole = (double) last.close() / candles.get(0).open() - 1;
        if (most.share() < STILL) {
            return name + " hardly moved and ended at " + price(each, last.close()) + ".";
        }
        if (most.share() < MOVE) {
            return String.format(
                    Locale.ROOT,
                    "%s stayed within %.1f %% and ended at %s.",
                    name,
                    100 * most.share(),
                    price(each, last.close()));
        }
        String verb =
                most.isUp() ? most.share() >= PUMP ? "pumped" : "rose" : most.share() >= PUMP ? "crashed" : "fell";
        return String.format(
                Locale.ROOT,
                "%s %s %.0f %%, from %s at %s to %s at %s, and ended %.1f %% %s where it began.",
                name,
                verb,
                100 * most.share(),
                price(each, most.fromPrice()),
                times.minute(most.from().startNs()),
                price(each, most.toPrice()),
                times.minute(most.to().startNs()),
                Math.abs(100 * whole),
                whole >= 0 ? "above" : "below");
    }

    private void pushes(InstrumentData each, List<String> sentences) {
        LevelTrail best = each.levels.values().stream()
                .filter(level -> !level.peaks.isEmpty())
                .max(Comparator.comparingInt((LevelTrail level) -> level.peaks.size())
                        .thenComparingLong(level -> level.price))
                .orElse(null);
        if (best == null) {
            return;
        }
        int count = best.peaks.size();
        String newest = times.minute(best.peaks.get(count - 1).startNs());
        String end = best.end.isEmpty()
                ? ""
                : "; the level was " + Words.levelEnd(best.end) + " at " + times.minute(best.endNs);
        sentences.add(
                count == 1
                        ? "One push failed at " + price(each, best.price) + " (" + newest + ")" + end + "."
                        : Words.sentence(Words.number(count)) + " pushes failed at " + price(each, best.price)
                                + ", the " + Words.ordinal(count) + " at " + newest + end + "."
                                + uncounted(each, best));
    }

    private static String uncounted(InstrumentData each, LevelTrail best) {
        int failed = best.peaks.size();
        if (each.signals.isEmpty() && failed > 1 && best.counted < failed) {
            return " Only " + Words.number(best.counted) + " of them counted, because trades were lost in the bars of"
                    + " the others (REJ-7).";
        }
        return "";
    }

    private void signals(InstrumentData each, List<String> sentences) {
        List<ReportData.Signal> declined =
                each.signals.stream().filter(signal -> !signal.isIssued()).toList();
        for (ReportData.Signal signal : each.signals) {
            if (signal.isIssued()) {
                sentences.add("At " + times.second(signal.atNs) + " " + signal.strategy + " signalled a "
                        + Words.direction(signal.direction) + ": all "
                        + signal.asked.stream()
                                .filter(r -> r.verdict() == Verdict.PASS)
                                .count()
                        + " gates passed.");
                break;
            }
        }
        if (declined.isEmpty()) {
            return;
        }
        Map<String, Long> why = new TreeMap<>();
        for (ReportData.Signal signal : declined) {
            signal.asked.stream().filter(Asked::isDenial).forEach(reason -> why.merge(reason.rule(), 1L, Long::sum));
        }
        String rule = why.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
        String words = RuleWords.words(rule);
        sentences.add(Words.sentence(Words.number(declined.size()))
                + (declined.size() == 1 ? " setup was" : " setups were") + " looked at and declined"
                + (rule.isEmpty()
                        ? "."
                        : ", most often by " + rule
                                + (words.isEmpty() ? "" : " (" + words.toLowerCase(Locale.ROOT) + ")") + "."));
    }

    private void trades(InstrumentData each, List<String> sentences) {
        int told = 0;
        for (ReportData.Trade trade : each.trades) {
            if (told++ == 3) {
                sentences.add(Words.sentence(Words.number(each.trades.size() - 3L)) + " more trades followed.");
                break;
            }
            sentences.add((trade.isShort() ? "Shorted " : "Bought ")
                    + Figures.qty(each.instrument, Math.abs(trade.qty())) + " at " + price(each, trade.entry())
                    + " (" + times.second(trade.openedNs()) + "), " + (trade.isShort() ? "covered" : "sold") + " at "
                    + price(each, trade.exit()) + " (" + times.second(trade.closedNs()) + ") by "
                    + Words.exit(trade.why()) + ": " + Figures.gain(trade.pnl()) + " " + each.instrument.settle()
                    + ", " + Figures.micro(trade.rMicro(), 2) + " R.");
        }
        if (each.trades.isEmpty() && !each.fills.isEmpty()) {
            sentences.add("It was traded, and the position was still open at the end.");
        }
    }

    private String money() {
        long result = data.endEquity - data.startEquity;
        if (data.trades.isEmpty()) {
            return "No trade was closed in this run"
                    + (result == 0 ? "; equity stayed at " : "; equity ended at ")
                    + Figures.money(data.endEquity) + ".";
        }
        long won = data.trades.stream().filter(trade -> trade.pnl() > 0).count();
        return Words.sentence(Words.number(data.trades.size())) + (data.trades.size() == 1 ? " trade" : " trades")
                + " closed, " + Words.number(won) + " with a gain; equity went from "
                + Figures.money(data.startEquity) + " to " + Figures.money(data.endEquity) + " ("
                + Figures.gain(result) + ").";
    }

    private String faults() {
        List<FaultTally.Outage> outages =
                data.faults.outages.stream().filter(each -> !each.isWarmUp()).toList();
        if (outages.isEmpty()) {
            return "Every book stayed LIVE from its first snapshot to the end.";
        }
        FaultTally.Outage longest = outages.get(0);
        for (FaultTally.Outage each : outages) {
            longest = each.toNs() - each.fromNs() > longest.toNs() - longest.fromNs() ? each : longest;
        }
        long open = outages.stream().filter(each -> !each.isOver()).count();
        return "Books ceased to be LIVE " + (outages.size() == 1 ? "once" : Words.number(outages.size()) + " times")
                + " on the way, at the longest " + Figures.duration(longest.toNs() - longest.fromNs()) + " ("
                + data.name(longest.instrument()) + ": " + Words.stale(longest.reason())
                + "); no entry is sent on such a book. "
                + (open == 0
                        ? "Each one was rebuilt and became LIVE again."
                        : Words.sentence(Words.number(open)) + " had not recovered when the run ended.");
    }

    private String proof() {
        ReplayResult replay = facts.replay();
        if (replay == null) {
            return "This run has not been proved yet: replay it with the command below.";
        }
        if (!replay.isProof()) {
            return "The replay did not reproduce the run: see the proof below. This is a bug of the highest rank.";
        }
        return "A replay of all " + Figures.count(replay.messages()) + " messages made the same "
                + Figures.count(replay.outbound()) + " outbound messages again, byte for byte.";
    }

    private static String price(InstrumentData each, long mantissa) {
        return Figures.price(each.instrument, mantissa);
    }
}
