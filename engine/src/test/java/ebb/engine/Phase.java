package ebb.engine;

import ebb.codecs.OutHead;
import ebb.codecs.Rules;
import ebb.codecs.sbe.AlertDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.MetricDecoder;
import ebb.codecs.sbe.NewOrderDecoder;
import ebb.codecs.sbe.RiskEventDecoder;
import ebb.codecs.sbe.RiskKind;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.SignalDecoder;
import ebb.codecs.sbe.SignalStatus;
import ebb.codecs.sbe.StateChangeDecoder;
import ebb.codecs.sbe.Verdict;
import ebb.engine.paper.FaultSettings;
import ebb.engine.risk.Limit;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.strategy.Answer;
import ebb.engine.strategy.nullspectre.ConvictionSettings;
import ebb.engine.strategy.nullspectre.EntrySettings;
import ebb.engine.strategy.nullspectre.NullSpectre;
import ebb.engine.strategy.nullspectre.NullSpectreSettings;
import ebb.engine.strategy.nullspectre.Operating;
import ebb.engine.strategy.nullspectre.SizeSettings;
import ebb.engine.strategy.nullspectre.TargetSettings;
import ebb.engine.strategy.nullspectre.UniverseSettings;
import ebb.testing.PumpStory;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** NullSpectre in one of its live phases before a coin that gives it a setup, and what came of it. */
final class Phase {
    /** The third push is confirmed at this close; quarter hours. */
    static final double DECISION = 51;

    final Inbox inbox;
    final PumpStory story;

    private static final MessageHeaderDecoder HEADER = new MessageHeaderDecoder();

    private final Operating operating;
    private final EntrySettings entry;

    private final FaultSettings faults;

    Phase(Operating operating, EntrySettings entry) {
        this(operating, entry, FaultSettings.NONE);
    }

    /** Before an exchange that gets some things wrong. */
    Phase(Operating operating, EntrySettings entry, FaultSettings faults) {
        this.operating = operating;
        this.entry = entry;
        this.faults = faults;
        inbox = new Inbox(Inbox.settings(faults), new NullSpectre(settings(operating, entry), Rules.load()));
        inbox.now = PumpStory.START_NS;
        inbox.start();
        inbox.reconciled();
        story = new PumpStory(inbox.port());
        story.open();
    }

    static Phase of(Operating.Mode mode) {
        Operating d = Operating.DEFAULT;
        return new Phase(
                new Operating(mode, d.countdownSec(), d.beatNs(), d.drift(), d.tiers()), EntrySettings.DEFAULT);
    }

    /** Figures under which the story has a setup: no funding, few takers, one fixed target. */
    static NullSpectreSettings settings(Operating operating, EntrySettings entry) {
        NullSpectreSettings d = NullSpectreSettings.DEFAULT;
        NullSpectreSettings.Evidence e = d.evidence();
        ConvictionSettings c = e.conviction();
        NullSpectreSettings.Evidence evidence = new NullSpectreSettings.Evidence(
                false,
                e.pump(),
                e.pattern(),
                e.usesQuality(),
                e.cvd(),
                e.micro(),
                e.funding(),
                e.book(),
                new ConvictionSettings(
                        new ConvictionSettings.Weights(35, 25, 0, 0, 5),
                        c.maxMicro(),
                        c.highMicro(),
                        c.mediumMicro(),
                        true));
        NullSpectreSettings.Trade t = d.trade();
        SizeSettings z = t.size();
        SizeSettings size = new SizeSettings(
                z.kappaMicro(),
                z.marginMicro(),
                z.leverages(),
                z.liquidationBuffer(),
                z.budgetMicro(),
                new SizeSettings.House(3, 1_000_000_000_000L));
        TargetSettings g = t.targets();
        TargetSettings targets = new TargetSettings(
                g.shares(),
                g.minDistanceMicro(),
                g.minFirstR(),
                g.frontMicro(),
                0,
                g.multiples(),
                new TargetSettings.Three(100_000, 150_000, 200_000),
                false);
        NullSpectreSettings.Trade trade =
                new NullSpectreSettings.Trade(entry, t.stop(), targets, t.profile(), t.kelly(), size, t.correlation());
        return new NullSpectreSettings(
                d.frameNs(),
                d.minRejections(),
                d.universe().with(UniverseSettings.Filter.NONE),
                evidence,
                trade,
                d.management(),
                d.discipline(),
                operating);
    }

    /** Signals, as {@code id STATUS}. */
    List<String> signals() {
        List<String> all = new ArrayList<>();
        for (UnsafeBuffer each : inbox.emitted(SignalDecoder.TEMPLATE_ID)) {
            SignalDecoder signal = new SignalDecoder().wrapAndApplyHeader(each, 0, HEADER);
            all.add(signal.signal() + " " + signal.status());
        }
        return all;
    }

    /** Id of the newest signal that was not declined. */
    long proposed() {
        long id = 0;
        for (UnsafeBuffer each : inbox.emitted(SignalDecoder.TEMPLATE_ID)) {
            SignalDecoder signal = new SignalDecoder().wrapAndApplyHeader(each, 0, HEADER);
            id = signal.status() == SignalStatus.DECLINED ? id : signal.signal();
        }
        return id;
    }

    /** Moves of the machines of a kind, as {@code FROM>TO RULE}. */
    List<String> moves(ebb.codecs.sbe.Machine machine) {
        List<String> all = new ArrayList<>();
        Rules rules = Rules.load();
        for (UnsafeBuffer each : inbox.emitted(StateChangeDecoder.TEMPLATE_ID)) {
            StateChangeDecoder move = new StateChangeDecoder().wrapAndApplyHeader(each, 0, HEADER);
            if (move.machine() == machine) {
                all.add(named(machine, move.from()) + ">" + named(machine, move.to()) + " " + rules.name(move.cause()));
            }
        }
        return all;
    }

    private static String named(ebb.codecs.sbe.Machine machine, short state) {
        return machine == ebb.codecs.sbe.Machine.SIGNAL
                ? SignalStatus.get(state).name()
                : ebb.engine.strategy.nullspectre.SetupLife.State.values()[state].name();
    }

    /** Where the setup stands after its last move. */
    String life() {
        List<String> moves = moves(ebb.codecs.sbe.Machine.SETUP);
        String last = moves.get(moves.size() - 1);
        return last.substring(last.indexOf('>') + 1, last.indexOf(' '));
    }

    /** Answers to commands, oldest first. */
    List<Answer> answers() {
        List<Answer> all = new ArrayList<>();
        for (UnsafeBuffer each : inbox.emitted(AlertDecoder.TEMPLATE_ID)) {
            AlertDecoder alert = new AlertDecoder().wrapAndApplyHeader(each, 0, HEADER);
            if (alert.ref() != AlertDecoder.refNullValue()) {
                all.add(Answer.values()[(int) alert.value()]);
            }
        }
        return all;
    }

    Answer answer() {
        List<Answer> all = answers();
        return all.get(all.size() - 1);
    }

    /** Alerts of a rule that answer no command, by their value. */
    List<Long> alerts(String rule) {
        List<Long> all = new ArrayList<>();
        for (UnsafeBuffer each : inbox.emitted(AlertDecoder.TEMPLATE_ID)) {
            AlertDecoder alert = new AlertDecoder().wrapAndApplyHeader(each, 0, HEADER);
            if (alert.ref() == AlertDecoder.refNullValue()
                    && alert.code() == Rules.load().code(rule)) {
                all.add(alert.value());
            }
        }
        return all;
    }

    /** Seconds that a countdown told. */
    List<Long> countdown() {
        List<Long> all = new ArrayList<>();
        for (UnsafeBuffer each : inbox.emitted(MetricDecoder.TEMPLATE_ID)) {
            MetricDecoder metric = new MetricDecoder().wrapAndApplyHeader(each, 0, HEADER);
            if (metric.metric() == Rules.load().code("NS-LIV-4")) {
                all.add(metric.value() / 1_000_000);
            }
        }
        return all;
    }

    /** Codes of the limits that denied an order. */
    List<String> denials() {
        List<String> all = new ArrayList<>();
        for (UnsafeBuffer each : inbox.emitted(RiskEventDecoder.TEMPLATE_ID)) {
            RiskEventDecoder event = new RiskEventDecoder().wrapAndApplyHeader(each, 0, HEADER);
            if (event.kind() == RiskKind.LIMIT) {
                all.add(Limit.values()[event.limitCode() - Limit.FIRST_CODE].key() + " " + event.value() + " against "
                        + event.threshold());
            }
        }
        return all;
    }

    /** Orders of a role, as {@code QTY@PRICE for SIGNAL}. */
    List<String> orders(Role role) {
        List<String> all = new ArrayList<>();
        for (UnsafeBuffer each : inbox.emitted(NewOrderDecoder.TEMPLATE_ID)) {
            NewOrderDecoder order = new NewOrderDecoder().wrapAndApplyHeader(each, 0, HEADER);
            if (order.role() == role) {
                all.add(order.qty() + "@" + order.price() + " for " + order.signal());
            }
        }
        return all;
    }

    /** When the newest message of a template was emitted, engine time. */
    long lastNs(int templateId) {
        List<UnsafeBuffer> all = inbox.emitted(templateId);
        return OutHead.time(all.get(all.size() - 1), 0);
    }

    /** Names of the rules that denied the newest signal. */
    List<String> denying() {
        List<UnsafeBuffer> all = inbox.emitted(SignalDecoder.TEMPLATE_ID);
        SignalDecoder signal = new SignalDecoder().wrapAndApplyHeader(all.get(all.size() - 1), 0, HEADER);
        SignalDecoder.TargetsDecoder targets = signal.targets();
        while (targets.hasNext()) {
            targets.next();
        }
        List<String> names = new ArrayList<>();
        for (SignalDecoder.ReasonsDecoder each : signal.reasons()) {
            if (each.verdict() == Verdict.FAIL || each.verdict() == Verdict.UNKNOWN) {
                names.add(Rules.load().name(each.rule()));
            }
        }
        return names;
    }

    /** Another engine that has come up from a snapshot of this one; it remembers nothing emitted. */
    Phase copy() {
        SnapshotWriter out = new SnapshotWriter();
        inbox.engine.writeTo(out);
        return new Phase(this, new SnapshotReader(out.buffer(), 0, out.length()));
    }

    private Phase(Phase of, SnapshotReader snapshot) {
        operating = of.operating;
        entry = of.entry;
        faults = of.faults;
        inbox = new Inbox(Inbox.settings(faults), new NullSpectre(settings(operating, entry), Rules.load()));
        inbox.engine.readFrom(snapshot);
        inbox.follow(of.inbox);
        story = of.story.on(inbox.port());
    }
}
