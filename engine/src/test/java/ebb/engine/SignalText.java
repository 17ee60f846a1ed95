package ebb.engine;

import ebb.codecs.OutHead;
import ebb.codecs.Rules;
import ebb.codecs.Slots;
import ebb.codecs.sbe.Bool;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.ReasonsDecoder;
import ebb.codecs.sbe.SignalDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Reads signals, with the reasons that stand directly behind them (messages.md, {@code Signal.more}). */
final class SignalText {
    private final Rules rules;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SignalDecoder signal = new SignalDecoder();
    private final ReasonsDecoder more = new ReasonsDecoder();

    SignalText(Rules rules) {
        this.rules = rules;
    }

    List<PumpedCoins.Told> of(List<? extends DirectBuffer> emitted) {
        List<PumpedCoins.Told> told = new ArrayList<>();
        for (int i = 0; i < emitted.size(); i++) {
            DirectBuffer message = emitted.get(i);
            if (Slots.templateId(message, 0) != SignalDecoder.TEMPLATE_ID) {
                continue;
            }
            signal.wrapAndApplyHeader(message, 0, header);
            List<PumpedCoins.Asked> asked = new ArrayList<>();
            PumpedCoins.Told each = new PumpedCoins.Told(
                    signal.signal(),
                    OutHead.instrument(message, 0),
                    OutHead.time(message, 0),
                    signal.status().name(),
                    asked);
            boolean hasMore = signal.more() == Bool.T;
            signal.targets().forEach(target -> {});
            for (SignalDecoder.ReasonsDecoder reason : signal.reasons()) {
                asked.add(new PumpedCoins.Asked(
                        rules.name(reason.rule()),
                        reason.verdict().name(),
                        reason.validity().name(),
                        reason.value(),
                        reason.threshold()));
            }
            if (hasMore) {
                take(emitted.get(i + 1), each);
            }
            told.add(each);
        }
        return told;
    }

    private void take(DirectBuffer message, PumpedCoins.Told owner) {
        more.wrapAndApplyHeader(message, 0, header);
        if (Slots.templateId(message, 0) != ReasonsDecoder.TEMPLATE_ID || more.owner() != owner.id()) {
            throw new AssertionError("the message behind signal " + owner.id() + " is not the rest of its reasons");
        }
        for (ReasonsDecoder.EntriesDecoder reason : more.entries()) {
            owner.asked()
                    .add(new PumpedCoins.Asked(
                            rules.name(reason.rule()),
                            reason.verdict().name(),
                            reason.validity().name(),
                            reason.value(),
                            reason.threshold()));
        }
    }
}
