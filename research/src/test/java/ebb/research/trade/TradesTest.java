package ebb.research.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.SignalStatus;
import ebb.codecs.sbe.Validity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TradesTest {
    @TempDir
    private Path folder;

    @Test
    void shouldJoinATradeWithItsSignalAndItsTargets() {
        Trades.Found found;
        try (OutStream out = new OutStream(folder.resolve("j"))) {
            out.signal(7, SignalStatus.ISSUED, 81.25, 74.5, Validity.VALID);
            out.order(1, 7, Role.ENTRY, 10, 99_500, Nulls.LONG);
            out.fill(1, Side.SELL, 10, 99_000);
            out.order(2, 7, Role.TARGET, 5, 90_000, Nulls.LONG);
            out.fill(2, Side.BUY, 3, 90_000);
            out.fill(2, Side.BUY, 2, 90_000);
            out.trade(7, 99_000, 1.5, 1.2, ExitWhy.BREAKEVEN);
            found = Trades.read(out.run(), id -> "COIN" + id);
        }
        assertEquals(
                List.of(new ClosedTrade(
                        new ClosedTrade.Origin("COIN0", 0, 507, 7, true),
                        new ClosedTrade.Span(OutStream.T0, OutStream.T0 + 3_600_000_000_000L),
                        new ClosedTrade.Result(1_500, 12, -3, 1_000, 1_500_000, 400_000, 1_200_000),
                        new ClosedTrade.Evidence(
                                OptionalDouble.of(81.25), OptionalDouble.of(74.5), OptionalDouble.of(74.5), "HIGH"),
                        new ClosedTrade.Execution(
                                ExitWhy.BREAKEVEN,
                                2,
                                1,
                                false,
                                OptionalDouble.of(0.01),
                                OptionalDouble.empty(),
                                OptionalDouble.of(OutStream.WALK)),
                        Set.of("BTC_UP", "NEW"))),
                found.closed());
        assertEquals(1, found.issued());
        assertEquals(0, found.declined());
    }

    @Test
    void shouldCountATargetThatWasOnlyTouchedAndMeasureTheStopsSlippage() {
        Trades.Found found;
        try (OutStream out = new OutStream(folder.resolve("j"))) {
            out.signal(8, SignalStatus.ISSUED, 60, 10, Validity.WARMING);
            out.order(1, 8, Role.STOP, 10, Nulls.LONG, 110_000);
            out.replace(2, 1, 5, 100_000);
            out.fill(2, Side.BUY, 2, 101_000);
            out.fill(2, Side.BUY, 2, 103_000);
            out.trade(8, 100_000, -0.2, 3.0, ExitWhy.TRAIL);
            found = Trades.read(out.run(), id -> "X");
        }
        ClosedTrade trade = found.closed().get(0);
        assertEquals(2, trade.execution().hits());
        assertEquals(0.02, trade.execution().stopSlip().getAsDouble(), 1e-12);
        assertEquals(0.0, trade.execution().entrySlip().getAsDouble());
        assertTrue(trade.evidence().micro().isEmpty(), "a figure that is not VALID is none");
    }

    @Test
    void shouldSayWhichRulesRefused() {
        Trades.Found found;
        try (OutStream out = new OutStream(folder.resolve("j"))) {
            out.signal(1, SignalStatus.DECLINED, 60, 10, Validity.VALID);
            out.signal(2, SignalStatus.DECLINED, 60, 10, Validity.VALID);
            out.signal(3, SignalStatus.ISSUED, 60, 10, Validity.VALID);
            found = Trades.read(out.run(), id -> "X");
        }
        assertEquals(List.of(1, 2, Map.of("NS-BOK-2", 2)), List.of(found.issued(), found.declined(), found.refusals()));
        assertEquals(
                List.of(true, true, false),
                found.decided().stream().map(Decided::isRefused).toList());
        Decided first = found.decided().get(0);
        assertEquals(new ClosedTrade.Origin("X", 0, Nulls.ID, 1, true), first.origin());
        assertEquals(OutStream.T0, first.atNs());
        assertEquals(
                new Decided.Plan(
                        100_000,
                        110_000,
                        List.of(new Decided.Target(90_000, 5, 1_000_000), new Decided.Target(70_000, 5, 3_000_000)),
                        false),
                first.plan());
        assertEquals(Set.of("NS-BOK-2"), first.refusedBy());
        assertEquals(OptionalDouble.of(60), first.evidence().base());
    }

    @Test
    void shouldKeepAPositionThatNoSignalOpened() {
        Trades.Found found;
        try (OutStream out = new OutStream(folder.resolve("j"))) {
            out.trade(9, 100_000, -1, 0, ExitWhy.STOP);
            found = Trades.read(out.run(), id -> "X");
        }
        ClosedTrade trade = found.closed().get(0);
        assertEquals(ClosedTrade.Outcome.LOSS, trade.outcome());
        assertEquals(0, trade.execution().targets());
        assertTrue(trade.evidence().base().isEmpty());
    }
}
