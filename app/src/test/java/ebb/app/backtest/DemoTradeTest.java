package ebb.app.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.app.state.LedgerFiles;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.Machine;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.Mode;
import ebb.codecs.sbe.ReplaceOrderDecoder;
import ebb.codecs.sbe.StateChangeDecoder;
import ebb.codecs.sbe.TradeRecordDecoder;
import ebb.config.ConfigLoader;
import ebb.config.EbbConfig;
import ebb.engine.strategy.nullspectre.SetupLife.State;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demo promises to show: one trade's whole life, and one setup that is refused. */
class DemoTradeTest {
    private static final List<State> WHOLE_LIFE = List.of(
            State.SETUP,
            State.ENTERING,
            State.OPENING,
            State.PROTECTED,
            State.PARTIAL1,
            State.PARTIAL2,
            State.CLOSING,
            State.CLOSED,
            State.COOLING);

    @TempDir
    private Path directory;

    /** What was said of the pump's setup and of its trade. */
    private static final class Heard {
        final List<State> life = new ArrayList<>();
        final List<Long> stops = new ArrayList<>();
        final List<ExitWhy> ends = new ArrayList<>();
        long entry;
        long rMicro;
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final StateChangeDecoder change = new StateChangeDecoder();
        private final ReplaceOrderDecoder replace = new ReplaceOrderDecoder();
        private final TradeRecordDecoder trade = new TradeRecordDecoder();
        private int pump = -1;

        void listen(int templateId, DirectBuffer buffer, int offset) {
            if (templateId == StateChangeDecoder.TEMPLATE_ID) {
                change.wrapAndApplyHeader(buffer, offset, header);
                int instrument = (int) change.head().instrument();
                State to = State.values()[change.to()];
                pump = pump < 0 && change.machine() == Machine.SETUP && to == State.ENTERING ? instrument : pump;
                if (change.machine() == Machine.SETUP && (pump < 0 || pump == instrument)) {
                    life.add(to);
                }
            } else if (templateId == ReplaceOrderDecoder.TEMPLATE_ID) {
                replace.wrapAndApplyHeader(buffer, offset, header);
                stops.add(replace.stop());
            } else if (templateId == TradeRecordDecoder.TEMPLATE_ID) {
                trade.wrapAndApplyHeader(buffer, offset, header);
                ends.add(trade.why());
                entry = trade.entry();
                rMicro = trade.r();
            }
        }
    }

    @Test
    void shouldLeadOneTradeFromSignalToRunnerAndRefuseAnother() {
        for (long seed : new long[] {1, 7}) {
            EbbConfig config = ConfigLoader.load(Mode.BACKTEST, List.of(), "demo", List.of("demo.seed=" + seed));
            DemoMarket source = new DemoMarket(
                    seed, config.demo().hasFaults(), config.demo().marketNs());
            Heard heard = new Heard();
            Path out = directory.resolve("seed" + seed);
            try (Backtest backtest = new Backtest(out, config, seed, (templateId, buffer, offset, length) -> {
                heard.listen(templateId, buffer, offset);
                source.onOutbound(templateId, buffer, offset, length);
            })) {
                source.run(backtest.ingress(), line -> {});
                backtest.finish();
                String told = "seed " + seed + ": " + heard.life;
                assertEquals(
                        WHOLE_LIFE, heard.life.subList(heard.life.size() - WHOLE_LIFE.size(), heard.life.size()), told);
                assertEquals(List.of(ExitWhy.RUNNER), heard.ends, told);
                assertTrue(heard.rMicro > 2_000_000, told + " ended with R " + heard.rMicro);
                assertTrue(heard.stops.stream().anyMatch(stop -> stop < heard.entry), told + " stops " + heard.stops);
                List<String> signals = signals(backtest);
                assertEquals(1, count(signals, ",SURGE_USDT,nullspectre,ENTRY,ISSUED,"), "" + signals);
                assertTrue(count(signals, ",FLARE_USDT,nullspectre,ENTRY,DECLINED,") >= 1, "" + signals);
                assertEquals(0, count(signals, ",FLARE_USDT,nullspectre,ENTRY,ISSUED,"), "" + signals);
                signals.stream()
                        .filter(row -> row.contains("DECLINED"))
                        .forEach(row -> assertTrue(row.contains("NS-CVD-3=FAIL:"), row));
            }
        }
    }

    private static long count(List<String> rows, String part) {
        return rows.stream().filter(row -> row.contains(part)).count();
    }

    private static List<String> signals(Backtest backtest) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        LedgerFiles.print(backtest.run(), "signals", false, out);
        out.flush();
        return text.toString().lines().skip(1).toList();
    }
}
