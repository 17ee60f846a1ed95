package ebb.app.live;

import ebb.app.control.Answers;
import ebb.codecs.OutHead;
import ebb.codecs.Rules;
import ebb.codecs.sbe.AlertDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.RiskEventDecoder;
import ebb.codecs.sbe.RiskKind;
import ebb.codecs.sbe.RiskVerdict;
import ebb.codecs.sbe.Severity;
import ebb.codecs.sbe.SignalDecoder;
import ebb.codecs.sbe.SignalStatus;
import ebb.codecs.sbe.StaleWhy;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.Trading;
import ebb.engine.Inexact;
import ebb.engine.book.BookStatus;
import ebb.runtime.OutboundListener;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Tells the operator what the engine found wrong: what happened, to what, and what to do. Alerts, streams held back,
 * books out of use, changes of the trading state; a copy is handed to a thread of its own, so that a terminal that hangs
 * holds nobody up. What does not find room there is counted and told as a number.
 */
final class Announcer implements OutboundListener, AutoCloseable {
    private static final int WAITING = 256;
    private static final String JUMP = "TIME-5";
    private static final String LOST = "NS-EXE-3";
    private static final String KILL = "NS-LIV-5";
    private static final String INEXACT = "NUM-2";
    private static final int NO_STRATEGY = 255;
    private static final UnsafeBuffer END = new UnsafeBuffer(new byte[0]);

    private static final Map<String, String> ALERTS = Map.ofEntries(
            Map.entry(
                    "TIME-1",
                    "the clock fell back by more than time.max-back; trading was halted. Look for a second process on this"
                            + " journal's feeds or a broken machine, then ebb resume --arm and ebb resume"),
            Map.entry(
                    JUMP,
                    "no message for longer than time.max-jump; what was due fired at once. Check whether the machine slept"),
            Map.entry(
                    INEXACT,
                    "a sum does not fit a long: INEXACT, it denies entries. Look at what the venue sends;"
                            + " what has no window stays so until its tick, lot or units change or its run begins with --fresh"),
            Map.entry(
                    "EVT-5",
                    "a stream was refused as often as evt.refuse-limit allows; it is taken for STALE until that is past."
                            + " The log above says why each frame was refused"),
            Map.entry(
                    "BOOK-7",
                    "its book could not be read anew in book.resync-alert tries; no entries there. ebb status shows what"
                            + " the venue answers"),
            Map.entry(
                    "BOOK-8",
                    "its book differed from the venue's snapshot; the snapshot is used. If it goes on capture the feed with"
                            + " ebb record and report it"),
            Map.entry(
                    "BOOK-12",
                    "one side of its book has been empty for book.empty-alert; no entries there. Check whether the venue"
                            + " halts or delists it"),
            Map.entry(
                    "NS-UNI-6",
                    "the venue refused one of its streams, or has it no more; without it there are no entries. Check the"
                            + " symbol under venues.NAME.symbols"),
            Map.entry(
                    "NS-PRT-1",
                    "a position has no working stop, or the mark is beyond it: look at the venue, close by hand if it is still"
                            + " open"),
            Map.entry("NS-SM-1", "an order turned a position over; it is being closed at market. Look at the venue"),
            Map.entry(
                    LOST,
                    "its book is gone while a position is open: its stop rests at the venue; be ready to act by hand"),
            Map.entry(
                    "NS-RSK-4",
                    "the day's loss has come to 80 % or to all of its limit; at the limit nothing is entered until the day"
                            + " rolls"),
            Map.entry(
                    "NS-RSK-7",
                    "losses in a row; at the limit entries pause until a person has looked at them (ebb reviewed)"),
            Map.entry(
                    "NS-RSK-9",
                    "the last trades won too seldom or too little: the edge may be gone, and nothing is entered. Look at the"
                            + " trades, then ebb reviewed"),
            Map.entry("NS-FUN-3", "funding turned while a position is open"),
            Map.entry(
                    "NS-CAP-2",
                    "market caps are older than ns.cap.stale: such coins are not entered. Check the source"),
            Map.entry("NS-RUN-6", "the runner's support holds: think of closing it"),
            Map.entry("NS-LIV-5", "killed; ebb ack, then ebb resume --arm and ebb resume when its cause is gone"),
            Map.entry(
                    "NS-LIV-4",
                    "its countdown stopped: a kill, no book, or nobody who watches (ebb status --watch). The signal waits for"
                            + " ebb confirm"),
            Map.entry("NS-SIG-1", "a signal"),
            Map.entry("NS-ENT-1", "a position was opened"),
            Map.entry("NS-TAK-1", "a target was filled"),
            Map.entry("NS-POS-1", "a trade was closed"),
            Map.entry("INST-1", "its definition makes no sense and was refused. Check the venue's list of instruments"),
            Map.entry(
                    "INST-5",
                    "its price or quantity steps changed; all its analytics begin anew, and nothing new is entered while a"
                            + " position or order of the old terms is open"),
            Map.entry(
                    "NS-EXE-1",
                    "the fate of an order cannot be told, or was told twice; trading was held back. Compare orders and"
                            + " positions with the venue's, then ebb resume --arm and ebb resume"));

    private final Rules rules = Rules.load();
    private final IntFunction<String> names;
    private final Consumer<String> warnings;
    private final Consumer<String> news;
    private final BlockingQueue<UnsafeBuffer> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Thread thread;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final AlertDecoder alert = new AlertDecoder();
    private final RiskEventDecoder risk = new RiskEventDecoder();
    private final SignalDecoder signal = new SignalDecoder();
    private final SignalDecoder peekSignal = new SignalDecoder();
    private final RiskEventDecoder peek = new RiskEventDecoder();
    private final MessageHeaderDecoder peekHeader = new MessageHeaderDecoder();
    private final boolean isDemo;
    // Written by the process, read by the announcer; volatile order.
    private volatile boolean isLeaving;
    // Written by the egress thread, read by the announcer; volatile order, one writer.
    private volatile long missed;

    /**
     * Starts announcing.
     *
     * @param names venue and symbol of an instrument
     * @param isDemo whether books break and time jumps on purpose: neither is told
     * @param warnings takes what an operator must hear
     * @param news takes the rest
     */
    Announcer(IntFunction<String> names, boolean isDemo, Consumer<String> warnings, Consumer<String> news) {
        this.names = names;
        this.isDemo = isDemo;
        this.warnings = warnings;
        this.news = news;
        thread = new Thread(this::announce, "ebb-announcer");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void onOutbound(int templateId, DirectBuffer buffer, int offset, int length) {
        if (templateId != AlertDecoder.TEMPLATE_ID
                && !(templateId == RiskEventDecoder.TEMPLATE_ID && isTold(buffer, offset))
                && !(templateId == SignalDecoder.TEMPLATE_ID && isProposed(buffer, offset))) {
            return;
        }
        byte[] copy = new byte[length];
        buffer.getBytes(offset, copy);
        if (!waiting.offer(new UnsafeBuffer(copy))) {
            missed = missed + 1;
        }
    }

    /** The process stops by itself: what that does to trading is no news. */
    void leaving() {
        isLeaving = true;
    }

    private boolean isTold(DirectBuffer buffer, int offset) {
        peek.wrapAndApplyHeader(buffer, offset, peekHeader);
        RiskKind kind = peek.kind();
        return kind == RiskKind.STREAM || kind == RiskKind.TRADING_STATE || kind == RiskKind.BOOK && !isDemo;
    }

    private boolean isProposed(DirectBuffer buffer, int offset) {
        peekSignal.wrapAndApplyHeader(buffer, offset, peekHeader);
        return peekSignal.status() == SignalStatus.PROPOSED;
    }

    private void announce() {
        long told = 0;
        try {
            for (UnsafeBuffer next = waiting.take(); next != END; next = waiting.take()) {
                tell(next);
                long now = missed;
                if (now != told) {
                    warnings.accept(
                            (now - told) + " announcements found no room; they are in the journal: ebb journal cat");
                    told = now;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(UnsafeBuffer message) {
        int instrument = OutHead.instrument(message, 0);
        String name = instrument < 0 ? null : names.apply(instrument);
        String what = instrument < 0 ? "" : (name == null ? "instrument " + instrument : name) + ": ";
        int template = ebb.codecs.Slots.templateId(message, 0);
        if (template == SignalDecoder.TEMPLATE_ID) {
            signal.wrapAndApplyHeader(message, 0, header);
            warnings.accept(what + "signal " + signal.signal() + " waits for a person: ebb confirm DIR "
                    + signal.signal() + ", or ebb decline (NS-LIV-3)");
            return;
        }
        if (template == AlertDecoder.TEMPLATE_ID) {
            alert.wrapAndApplyHeader(message, 0, header);
            String rule = rules.name(alert.code());
            if (Answers.isAnswer(rule, alert.severity(), alert.ref())) {
                // Whoever asked is told.
                return;
            }
            if (isDemo && (rule.equals(JUMP) || rule.equals(LOST))) {
                return;
            }
            String number = alert.severity() == Severity.CRITICAL ? ", alert " + alert.alert() : "";
            boolean isOfStrategy = rule.equals(KILL) && OutHead.strategy(message, 0) != NO_STRATEGY;
            String words = isOfStrategy
                    ? asked()
                    : analytic(rule) + ALERTS.getOrDefault(rule, "see the rule, and ebb journal cat");
            (alert.severity() == Severity.INFO ? news : warnings).accept(what + words + " (" + rule + number + ")");
            return;
        }
        risk.wrapAndApplyHeader(message, 0, header);
        switch (risk.kind()) {
            case STREAM -> {
                String stream = "stream " + Stream.get((short) risk.value());
                if (risk.verdict() == RiskVerdict.DENY) {
                    warnings.accept(what + stream + " is STALE: refused " + risk.threshold()
                            + " times within evt.refuse-limit; nothing of it is taken until that is past");
                } else {
                    news.accept(what + stream + " is taken again");
                }
            }
            case BOOK -> book(what);
            default -> {
                if (!isLeaving) {
                    trading();
                }
            }
        }
    }

    /** NUM-2: which analytic the alert in hand is about; empty for another rule. */
    private String analytic(String rule) {
        Inexact which = rule.equals(INEXACT) ? Inexact.of(alert.value()) : null;
        return which == null ? "" : which.words() + ": ";
    }

    /** NS-LIV-5: what to do with a position that a killed strategy leaves, or that there is none. */
    private String asked() {
        String resume = "; ebb resume --strategy NAME --arm and then without --arm lets it enter again";
        if (alert.value() == AlertDecoder.valueNullValue()) {
            return "a strategy alone was killed: its entries are cancelled, it has no position; ebb ack DIR "
                    + alert.alert() + resume;
        }
        return "a strategy alone was killed, and leaves position " + alert.value()
                + " behind its stop. Flatten it: ebb close DIR " + alert.value() + "; or hold it: ebb ack DIR "
                + alert.alert() + resume;
    }

    private void book(String what) {
        BookStatus to = BookStatus.values()[risk.to()];
        if (to == BookStatus.STALE) {
            news.accept(what + "book STALE (" + StaleWhy.get((short) risk.value())
                    + "): no entries on it; a snapshot is asked for");
        } else {
            news.accept(what + "book " + to + (to == BookStatus.LIVE ? "" : ": no entries until it uncrosses"));
        }
    }

    private void trading() {
        Trading to = Trading.values()[risk.to()];
        String told = "trading is " + to + ", kill level " + risk.value();
        if (risk.value() > 0) {
            warnings.accept(told + "; when its cause is gone: ebb resume --arm, then ebb resume");
        } else {
            news.accept(told);
        }
    }

    /** Tells what waits, and ends. */
    @Override
    public void close() {
        try {
            waiting.put(END);
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
