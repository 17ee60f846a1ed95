package ebb.research.page;

import ebb.codecs.sbe.ExitWhy;
import ebb.research.data.Dataset;
import ebb.research.trade.ClosedTrade;
import ebb.research.validate.Findings;
import ebb.research.validate.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the recordings of a validation leave open, as far as their own content and the runs over them show it. */
final class Remarks {
    /** What an enhancement asks of a recording. */
    private static final Map<String, String> ASKS = Map.of(
            "cap", "market caps (NS-CAP)",
            "quality", "rejections (NS-REJ)",
            "support", "supports (NS-TGT)",
            "micro", "prints and books (NS-MIC, NS-VAL-7)",
            "atr-stop", "true ranges (NS-STP)",
            "kelly", "closed trades (NS-RSK-1)",
            "cvd", "prints (NS-CVD)",
            "funding", "funding rates (NS-FUN)",
            "book", "books (NS-BOK, the walk of NS-VAL-11)");

    private static final String HISTORY = "NS-UNI-2";
    private static final String AGE = "ns.uni.min-age=";

    private final Findings findings;
    private final List<String> remarks = new ArrayList<>();

    private Remarks(Findings findings) {
        this.findings = findings;
    }

    static List<String> of(Findings findings) {
        Remarks all = new Remarks(findings);
        all.notAsked();
        findings.data().forEach(all::recording);
        all.trend();
        all.liquidations();
        all.remarks.add(
                "MAE and MFE are of the closes of bars. Positions open when a recording ends are no trades (NS-VAL-1).");
        all.remarks.add("Bars of an hour and more are not played: the pattern is one of quarters of an hour.");
        return all.remarks;
    }

    /** Enhancements that no recording answers, or only such whose signals were all refused. */
    private void notAsked() {
        for (String each : Variant.ENHANCEMENTS) {
            List<Findings.Played> answering = findings.data().stream()
                    .filter(played -> played.data().kind().answers().contains(each))
                    .toList();
            boolean isActedOn =
                    answering.stream().anyMatch(played -> played.ran().issued() > 0);
            if (answering.isEmpty()) {
                remarks.add("**" + each + "** asks for " + ASKS.get(each) + ", which no recording has: `ns.use." + each
                        + "` is off in all variants.");
            } else if (!isActedOn) {
                remarks.add("**" + each + "** asks for " + ASKS.get(each) + ", which only " + names(answering)
                        + (answering.size() == 1 ? " has" : " have") + "; no signal there was acted on, so `without-"
                        + each
                        + "` says nothing about trades.");
            }
        }
    }

    private static String names(List<Findings.Played> played) {
        return played.stream().map(each -> "`" + each.data().name() + "`").collect(Collectors.joining(", "));
    }

    private void recording(Findings.Played played) {
        Map<String, Integer> refusals = played.ran().refusals();
        String name = "`" + played.data().name() + "`: ";
        if (played.ran().issued() == 0 && !refusals.isEmpty()) {
            Map.Entry<String, Integer> most = refusals.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .orElseThrow();
            remarks.add(name + "none of " + played.ran().declined() + " signals was acted on; " + most.getKey()
                    + " refused " + most.getValue() + " of them."
                    + (played.data().kind() == Dataset.Kind.TRADES
                            ? " Announced pumps last minutes: rejections spread over quarters of an hour hardly form in"
                                    + " them."
                            : ""));
        }
        boolean asksAge = played.data().settings().stream().noneMatch(setting -> setting.startsWith(AGE));
        if (asksAge && refusals.containsKey(HISTORY)) {
            remarks.add(name + HISTORY + ", which asks for a history of days, refused " + refusals.get(HISTORY)
                    + " signals; the beginning of a recording is its warm-up.");
        }
    }

    /** NS-VAL-10. */
    private void trend() {
        for (Findings.Played played : findings.data()) {
            long all = played.ran().closed().count();
            long without = played.ran()
                    .closed()
                    .filter(trade -> played.data().bitcoin().at(trade.span().openedNs()) == null)
                    .count();
            if (without > 0) {
                remarks.add("`" + played.data().name() + "`: " + without + " of " + all
                        + " trades have no trend tag (NS-VAL-10), for Bitcoin was not recorded at their time.");
            }
        }
    }

    /** What a bar too long for a stop costs. */
    private void liquidations() {
        double[] lost = findings.data().stream()
                .flatMap(played -> played.ran().closed())
                .filter(trade -> trade.execution().why() == ExitWhy.LIQUIDATION)
                .mapToDouble(ClosedTrade::r)
                .sorted()
                .toArray();
        if (lost.length > 0) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "%d trades of v21 were liquidated, at %.2f to %.2f R: their bar reached the liquidation price before the"
                            + " stop could be placed.",
                    lost.length,
                    lost[lost.length - 1],
                    lost[0]));
        }
    }
}
