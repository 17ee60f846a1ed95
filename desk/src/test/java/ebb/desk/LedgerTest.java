package ebb.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Blocks;
import ebb.codecs.OutHead;
import ebb.codecs.Rules;
import ebb.codecs.sbe.Machine;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.SignalStatus;
import ebb.codecs.sbe.StateChangeEncoder;
import ebb.codecs.sbe.Tier;
import ebb.desk.ledger.Csv;
import ebb.desk.ledger.Decision;
import ebb.desk.ledger.Ledger;
import ebb.desk.ledger.LedgerReader;
import ebb.desk.ledger.RoundTrip;
import ebb.desk.ledger.Rows;
import ebb.desk.ledger.Step;
import ebb.engine.Engine;
import ebb.engine.strategy.nullspectre.SetupLife.State;
import ebb.journal.Run;
import ebb.runtime.JournalWalk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run decided, told to people and machines alike. */
class LedgerTest {
    @TempDir
    private static Path directory;

    private static Run run;
    private static Ledger ledger;

    @BeforeAll
    static void read() {
        try (SyntheticRun made = new SyntheticRun(directory.resolve("journal"))) {
            made.start("strategy = nullspectre\n");
            made.play("A,\"B\"", 1);
            run = made.run();
        }
        ledger = Ledger.read(run, SyntheticRun::setup);
    }

    @Test
    void shouldKeepASignalWithEveryRuleAndWhatTheAccountHad() {
        assertEquals(1, ledger.decisions().size());
        Decision decision = ledger.decisions().get(0);
        assertEquals("nullspectre", decision.head().strategy());
        assertEquals(SignalStatus.ISSUED, decision.judgement().status());
        assertEquals(Tier.MAX, decision.judgement().tier());
        assertTrue(decision.asked().size() > 25, () -> decision.asked().toString());
        assertEquals(List.of(), decision.denials());
        assertEquals(3, decision.aims().size());
        assertEquals(1, decision.parts().size(), "one target for all of it");
        assertEquals(new Decision.Means(500_000_000_000L, 500_000_000_000L, 0, 0), decision.means());
        assertNull(decision.asked("NS-REV-1"));
    }

    @Test
    void shouldFollowATradeFromItsFirstOrderToFlat() {
        RoundTrip trip = ledger.trip(ledger.decisions().get(0).head().id());
        assertTrue(trip.isShort());
        assertEquals(2_179_500, trip.result().r(), 500);
        assertEquals(1, trip.care().targetsFilled());
        assertEquals(40_000_000, trip.care().stopAckNs(), "there and back at 20 ms each way");
        assertEquals(40_000_000, trip.care().nakedNs());
        List<String> life = new ArrayList<>();
        for (Step each : trip.steps()) {
            life.add(each.role() + " " + each.what());
        }
        assertEquals(
                List.of(
                        "ENTRY SENT",
                        "ENTRY ACKED",
                        "ENTRY FILLED",
                        "STOP SENT",
                        "STOP ACKED",
                        "TARGET SENT",
                        "TARGET ACKED",
                        "TARGET FILLED",
                        "STOP ENDED"),
                life);
        Step fill = trip.steps().stream()
                .filter(each -> each.role() == Role.TARGET && each.what() == Step.What.FILLED)
                .findFirst()
                .orElseThrow();
        assertEquals(trip.prices().exit(), fill.price());
        assertEquals(trip.span().closedNs(), fill.atNs());
    }

    @Test
    void shouldTellTheLifeOfTheSetup() {
        assertEquals(
                List.of(
                        State.SETUP,
                        State.ENTERING,
                        State.OPENING,
                        State.PROTECTED,
                        State.PARTIAL1,
                        State.CLOSED,
                        State.COOLING,
                        State.IDLE,
                        State.SETUP),
                ledger.moves().stream().map(Ledger.Move::to).toList());
    }

    /** NS-LIV-3: a person's word turns a signal; what came later is not known before. */
    @Test
    void shouldTurnASignalByAPersonsWord() {
        LedgerReader reader = new LedgerReader();
        JournalWalk.walk(
                run,
                egress -> {
                    Engine engine = new Engine(egress, reader.noting(SyntheticRun::setup));
                    reader.bind(engine);
                    return engine::onMessage;
                },
                new JournalWalk.Visitor() {
                    @Override
                    public void onOutbound(int templateId, DirectBuffer buffer, int offset, int length) {
                        reader.onOutbound(templateId, buffer, offset);
                    }

                    @Override
                    public boolean onApplied(int templateId, DirectBuffer buffer, int offset, int length) {
                        reader.onApplied(templateId, buffer, offset);
                        return true;
                    }
                });
        Ledger turned = reader.ledger();
        Decision decision = turned.decisions().get(0);
        assertTrue(turned.isIssued(decision));
        UnsafeBuffer slot = new UnsafeBuffer(new byte[256]);
        Blocks.open(slot, 0, StateChangeEncoder.BLOCK_LENGTH, StateChangeEncoder.TEMPLATE_ID);
        OutHead.route(slot, 0, 0, 0, 0, OutHead.WHOLE);
        new StateChangeEncoder()
                .wrap(slot, 8)
                .subject(decision.head().id())
                .from(SignalStatus.PROPOSED.value())
                .to(SignalStatus.LAPSED.value())
                .machine(Machine.SIGNAL)
                .cause(Rules.load().code("NS-LIV-3"));
        reader.onOutbound(StateChangeEncoder.TEMPLATE_ID, slot, 0);
        assertEquals("NS-LIV-3", turned.turns().get(0).rule());
        assertEquals(SignalStatus.LAPSED, turned.status(decision, Long.MAX_VALUE));
        assertTrue(!turned.isIssued(decision) && turned.isIssued(decision, turned.lastNs()), "not known before");
        assertEquals("LAPSED", Rows.signals(turned).get(0).get("status"));
    }

    @Test
    void shouldMarkTheEquityOfEachHour() {
        assertEquals(18, ledger.marks().size(), "sixteen hours, the seventeenth begun, and the end");
        assertEquals(500_000_000_000L, ledger.marks().get(0).equity());
        assertTrue(ledger.marks().get(17).equity() > 540_000_000_000L);
    }

    @Test
    void shouldWriteTheSameBytesEachTime() {
        Ledger again = Ledger.read(run, SyntheticRun::setup);
        assertEquals(Csv.lines(Rows.SIGNALS, Rows.signals(ledger)), Csv.lines(Rows.SIGNALS, Rows.signals(again)));
        assertEquals(Csv.lines(Rows.TRADES, Rows.trades(ledger)), Csv.lines(Rows.TRADES, Rows.trades(again)));
        Ledger reported = Report.write(
                run,
                SyntheticRun::setup,
                new ReportFacts("t", "t", -1, 1, 0, Map.of(), null, List.of()),
                directory.resolve("r.html"));
        assertEquals(
                Csv.lines(Rows.TRADES, Rows.trades(ledger)),
                Csv.lines(Rows.TRADES, Rows.trades(reported)),
                "the report's own walk tells the same");
    }

    @Test
    void shouldFillEveryColumnThatItNamesAndNoOther() {
        Map<String, Object> signal = Rows.signals(ledger).get(0);
        Map<String, Object> trade = Rows.trades(ledger).get(0);
        assertEquals(Rows.SIGNALS, List.copyOf(signal.keySet()));
        assertEquals(Rows.TRADES, List.copyOf(trade.keySet()));
        assertEquals("13.41", signal.get("entry"));
        assertEquals("14.568", signal.get("stop"));
        assertEquals("PUMP_USDT", trade.get("symbol"));
        assertEquals("167", trade.get("quantity"));
        assertEquals("MAX", trade.get("tier"));
        Map<String, Object> tree = Rows.tree(signal);
        Map<?, ?> first = (Map<?, ?>) ((List<?>) tree.get("asked")).get(0);
        assertEquals(ledger.decisions().get(0).asked().get(0).rule(), first.get("rule"));
        String line = Csv.lines(Rows.SIGNALS, Rows.signals(ledger)).get(1);
        assertTrue(line.contains(";NS-CON-2=PASS:92.307692/50;"), line);
        assertEquals(Rows.SIGNALS.size(), line.split(",", -1).length, "no cell has a comma here");
    }

    @Test
    void shouldQuoteWhatWouldBreakALine() {
        List<Map<String, Object>> rows = List.of(Map.of("a", "x,y", "b", "say \"no\""), Map.of("b", List.of(1, 2)));
        assertEquals(List.of("a,b", "\"x,y\",\"say \"\"no\"\"\"", ",1;2"), Csv.lines(List.of("a", "b"), rows));
    }
}
