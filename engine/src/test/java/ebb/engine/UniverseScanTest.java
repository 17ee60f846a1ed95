package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Rules;
import ebb.codecs.sbe.AlertDecoder;
import ebb.codecs.sbe.Bool;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.Machine;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.StateChangeDecoder;
import ebb.codecs.sbe.Status;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.SubscriptionChangeDecoder;
import ebb.codecs.sbe.TradeRecordDecoder;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.strategy.nullspectre.Member;
import ebb.engine.strategy.nullspectre.Member.Hindrance;
import ebb.engine.strategy.nullspectre.NullSpectre;
import ebb.engine.strategy.nullspectre.NullSpectreSettings;
import ebb.engine.strategy.nullspectre.Universe;
import ebb.engine.strategy.nullspectre.UniverseSettings;
import ebb.engine.strategy.nullspectre.UniverseState.Stage;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The universe in the engine: tickers in, ranks, requests and moves out. */
class UniverseScanTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long USDT = 100_000_000L;

    private final Rules rules = Rules.load();
    private final NullSpectre strategy = new NullSpectre(settings(3, 4, false), rules);
    private final Inbox inbox = new Inbox(strategy);

    /** So many watched and kept; no demand on age, the rest as the specification has it. */
    private static NullSpectreSettings settings(int watch, int leave, boolean usesCap) {
        NullSpectreSettings d = NullSpectreSettings.DEFAULT;
        UniverseSettings.Filter f = d.universe().filter();
        UniverseSettings universe = new UniverseSettings(
                8, watch, leave, d.universe().weights(), new UniverseSettings.Filter(f.minVolume(), 0, f.newNs()));
        NullSpectreSettings.Evidence e = d.evidence();
        NullSpectreSettings.Evidence evidence = new NullSpectreSettings.Evidence(
                usesCap,
                e.pump(),
                e.pattern(),
                e.usesQuality(),
                e.cvd(),
                e.micro(),
                e.funding(),
                e.book(),
                e.conviction());
        return new NullSpectreSettings(
                d.frameNs(), d.minRejections(), universe, evidence, d.trade(), d.management(), d.discipline());
    }

    private void begin(int instruments) {
        inbox.start();
        for (int id = 0; id < instruments; id++) {
            inbox.define(id, "C" + id + "_USDT", SeqModel.NONE);
        }
    }

    private void minutes(int count) {
        for (int i = 0; i < count * 60; i++) {
            inbox.now += SECOND;
            inbox.tick();
        }
    }

    private Universe universe() {
        return strategy.universe();
    }

    private Stage stage(int id) {
        return universe().member(id).stage();
    }

    private List<String> changes() {
        List<String> changes = new ArrayList<>();
        SubscriptionChangeDecoder change = new SubscriptionChangeDecoder();
        for (UnsafeBuffer each : inbox.emitted(SubscriptionChangeDecoder.TEMPLATE_ID)) {
            change.wrapAndApplyHeader(each, 0, new MessageHeaderDecoder());
            changes.add(change.head().instrument() + " " + change.stream() + (change.on() == Bool.T ? " on" : " off")
                    + " " + change.tier());
        }
        return changes;
    }

    private List<String> moves(int id) {
        List<String> moves = new ArrayList<>();
        StateChangeDecoder move = new StateChangeDecoder();
        for (UnsafeBuffer each : inbox.emitted(StateChangeDecoder.TEMPLATE_ID)) {
            move.wrapAndApplyHeader(each, 0, new MessageHeaderDecoder());
            if (move.machine() == Machine.UNIVERSE && move.head().instrument() == id) {
                moves.add(
                        Stage.values()[move.from()] + ">" + Stage.values()[move.to()] + " " + rules.name(move.cause()));
            }
        }
        return moves;
    }

    private List<Long> alerts(String rule) {
        return alerts(inbox, rule);
    }

    private List<Long> alerts(Inbox from, String rule) {
        List<Long> of = new ArrayList<>();
        AlertDecoder alert = new AlertDecoder();
        for (UnsafeBuffer each : from.emitted(AlertDecoder.TEMPLATE_ID)) {
            alert.wrapAndApplyHeader(each, 0, new MessageHeaderDecoder());
            if (alert.code() == rules.code(rule)) {
                of.add(alert.head().instrument());
            }
        }
        return of;
    }

    @Test
    void shouldClimbAStepAMinuteAndWatchOnlyALiveBook() {
        begin(2);
        inbox.ticker(0, 300_000 * USDT);
        inbox.ticker(1, 249_999 * USDT);
        minutes(1);
        assertEquals(Stage.ELIGIBLE, stage(0));
        assertEquals(Stage.SEEN, stage(1), "too little is traded (NS-UNI-2)");
        assertEquals(Hindrance.VOLUME, universe().member(1).hindrance());
        minutes(2);
        assertEquals(Stage.ELIGIBLE, stage(0), "asked for, and no book yet (NS-UNI-6)");
        assertEquals(List.of("0 BOOK on 1", "0 TRADES on 1"), changes());
        inbox.sessionLive(0, Stream.BOOK);
        inbox.snapshot(0, 1, 9_999, 10_001, 10);
        minutes(1);
        assertEquals(Stage.WATCH, stage(0));
        assertEquals(List.of("SEEN>ELIGIBLE NS-UNI-2", "ELIGIBLE>WATCH NS-UNI-2"), moves(0));
        assertEquals(List.of(), moves(1));
    }

    @Test
    void shouldRankAndLeaveOnlyBeyondTheSecondBoundNsUni3() {
        begin(6);
        for (int id = 0; id < 6; id++) {
            inbox.ticker(id, (1_000_000 - id * 100_000) * USDT);
        }
        minutes(1);
        for (int id = 0; id < 6; id++) {
            assertEquals(id + 1, universe().member(id).rank());
        }
        Member first = universe().member(0);
        assertEquals(27_500_000, first.volumeMicro(), "five below, itself half: 30 · 5.5 / 6");
        assertEquals(15_000_000, first.rangeMicro(), "all alike: 30 / 2");
        assertEquals(0, first.setupMicro());
        assertEquals(first.volumeMicro() + first.rangeMicro(), first.scoreMicro());
        minutes(1);
        assertEquals(6, changes().size(), () -> "three of six, two streams each: " + changes());
        // The third falls to the fourth place: it stays. Then to the fifth: it goes, and who stands before it comes.
        inbox.ticker(2, 650_000 * USDT);
        minutes(2);
        assertEquals(4, universe().member(2).rank());
        assertEquals(
                List.of("3 BOOK on 1", "3 TRADES on 1"),
                changes().subList(6, changes().size()));
        inbox.ticker(2, 550_000 * USDT);
        minutes(2);
        assertEquals(5, universe().member(2).rank());
        List<String> last = changes().subList(8, changes().size());
        assertEquals(List.of("2 BOOK off 2", "2 TRADES off 2"), last);
        assertEquals(Hindrance.RANK, universe().member(2).hindrance());
    }

    @Test
    void shouldTellANewListingOnceAndPreferItNsUni4() {
        begin(2);
        inbox.ticker(0, 500_000 * USDT);
        inbox.ticker(1, 500_000 * USDT);
        minutes(3);
        assertEquals(List.of(), alerts("NS-UNI-4"), "what the first list has is not new");
        inbox.define(2, "C2_USDT", SeqModel.NONE);
        inbox.ticker(2, 500_000 * USDT);
        minutes(3);
        assertEquals(List.of(2L), alerts("NS-UNI-4"));
        assertTrue(universe().member(2).isNew());
        assertFalse(universe().member(0).isNew());
        assertEquals(1, universe().member(2).rank());
        assertEquals(
                universe().member(0).scoreMicro() + 10_000_000,
                universe().member(2).scoreMicro());
    }

    @Test
    void shouldExcludeWhatDoesNotTradeAnyMoreNsUni5() {
        begin(1);
        inbox.ticker(0, 500_000 * USDT);
        minutes(1);
        assertEquals(Stage.ELIGIBLE, stage(0));
        inbox.status(0, Status.DELISTING, inbox.now + 48 * 60 * MINUTE);
        minutes(1);
        assertEquals(Stage.EXCLUDED, stage(0));
        assertEquals("ELIGIBLE>EXCLUDED NS-UNI-5", moves(0).get(1));
        assertEquals(List.of(), alerts("NS-UNI-5"), "nothing is open");
        inbox.status(0, Status.TRADING, Long.MIN_VALUE);
        minutes(1);
        assertEquals(Stage.SEEN, stage(0));
    }

    @Test
    void shouldLeaveAPositionADayBeforeTheDeadlineNsUni5() {
        PumpedCoins coins = new PumpedCoins(PumpedCoins.settings(false));
        coins.define(1);
        int minute = 0;
        while (minute == 0 || coins.inbox.engine.orders().positions().net(0) == 0) {
            assertTrue(minute < PumpedCoins.LENGTH, "no trade");
            coins.play(1, 0, minute, ++minute);
        }
        coins.inbox.status(0, Status.SETTLING, coins.inbox.now + 24 * 60 * MINUTE + 5 * MINUTE);
        coins.play(1, 0, minute, minute + 3);
        assertEquals(List.of(0L), alerts(coins.inbox, "NS-UNI-5"), "told once");
        assertTrue(coins.inbox.engine.orders().positions().net(0) < 0, "two minutes are left");
        assertTrue(coins.inbox.emitted(TradeRecordDecoder.TEMPLATE_ID).isEmpty());
        coins.play(1, 0, minute + 3, minute + 9);
        List<UnsafeBuffer> trades = coins.inbox.emitted(TradeRecordDecoder.TEMPLATE_ID);
        assertEquals(1, trades.size());
        TradeRecordDecoder trade = new TradeRecordDecoder();
        trade.wrapAndApplyHeader(trades.get(0), 0, new MessageHeaderDecoder());
        assertEquals(ExitWhy.TIME, trade.why());
        assertFalse(trade.tags().nEW(), "in the first list, and nobody said since when");
        assertEquals(0, coins.inbox.engine.orders().positions().net(0));
        assertEquals(coins.inbox.engine.stateHashAnew(), coins.inbox.engine.stateHashNow());
    }

    @Test
    void shouldTakeADaysVolumeFromBarsWhereNoTickerTellsIt() {
        begin(1);
        inbox.sessionLive(0, Stream.TRADES);
        for (int i = 0; i < 31; i++) {
            inbox.trade(0, 10_000, 20_000, Side.BUY);
            minutes(1);
        }
        // The first quarter of an hour had two minutes left, the second is whole: a price of 1.0000, 20,000 a minute.
        assertEquals(340_000 * USDT, universe().member(0).volume());
        assertTrue(universe().member(0).rank() > 0);
    }

    @Test
    void shouldExcludeACoinOfUnknownCapNsCap2() {
        NullSpectre asking = new NullSpectre(settings(3, 4, true), rules);
        Inbox other = new Inbox(asking);
        other.start();
        other.define(0, "C0_USDT", SeqModel.NONE);
        other.ticker(0, 500_000 * USDT);
        other.now += 60 * SECOND;
        other.tick();
        assertEquals(Stage.EXCLUDED, asking.universe().member(0).stage());
        assertEquals(Hindrance.CAP, asking.universe().member(0).hindrance());
    }

    @Test
    void shouldLeaveTheReferenceAndOtherCurrenciesAlone() {
        begin(0);
        inbox.define(0, "BTC", SeqModel.NONE);
        inbox.ticker(0, 900_000_000 * USDT);
        minutes(1);
        assertEquals(Stage.EXCLUDED, stage(0));
        assertEquals(Hindrance.KIND, universe().member(0).hindrance());
        assertEquals(List.of("SEEN>EXCLUDED NS-UNI-1"), moves(0));
        assertEquals(List.of(), changes());
    }

    @Test
    void shouldTellOnceWhenThereAreMoreThanItHasRoomFor() {
        begin(10);
        minutes(3);
        assertEquals(8, universe().size());
        assertNull(universe().member(8));
        assertEquals(List.of(8L), alerts("NS-UNI-1"));
    }

    @Test
    void shouldComeBackFromASnapshotAsItWas() {
        begin(5);
        for (int id = 0; id < 5; id++) {
            inbox.ticker(id, (500_000 + id) * USDT);
        }
        minutes(1);
        inbox.now += SECOND;
        inbox.tick();
        SnapshotWriter out = new SnapshotWriter();
        inbox.engine.writeTo(out);
        NullSpectre other = new NullSpectre(settings(3, 4, false), rules);
        Inbox copy = new Inbox(other);
        copy.engine.readFrom(new SnapshotReader(out.buffer(), 0, out.length()));
        assertEquals(inbox.engine.stateHashNow(), copy.engine.stateHashAnew());
        assertEquals(universe().member(4).rank(), other.universe().member(4).rank());
        assertEquals(universe().evaluations(), other.universe().evaluations());
    }
}
