package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Nulls;
import ebb.codecs.Rules;
import ebb.codecs.sbe.Cmd;
import ebb.engine.strategy.nullspectre.NullSpectreSettings;
import ebb.engine.strategy.nullspectre.Operating;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a signal costs from its decision to the order, or to a person's no: no bytes, once a coin before it went that way. */
class ProposalAllocationTest {
    private static final int COINS = 5;
    private static final int LAG = 75;
    /** Coins before this one warm the way. */
    private static final int WARM = 3;

    /** A proposal of the story: in which minute, of which coin, by which number. */
    private record Proposed(int minute, int coin, long signal) {}

    private static PumpedCoins coins(Operating.Mode mode) {
        NullSpectreSettings d = PumpedCoins.settings(false);
        Operating o = Operating.DEFAULT;
        PumpedCoins coins = new PumpedCoins(new NullSpectreSettings(
                d.frameNs(),
                d.minRejections(),
                d.universe(),
                d.evidence(),
                d.trade(),
                d.management(),
                d.discipline(),
                new Operating(mode, o.countdownSec(), o.beatNs(), o.drift(), o.tiers())));
        coins.define(COINS);
        return coins;
    }

    private static int length() {
        return PumpedCoins.LENGTH + (COINS - 1) * LAG;
    }

    /** The same story as it will be measured, with everything kept. */
    private static List<Proposed> rehearse(Operating.Mode mode) {
        PumpedCoins coins = coins(mode);
        List<Proposed> all = new ArrayList<>();
        SignalText text = new SignalText(Rules.load());
        for (int minute = 0; minute < length(); minute++) {
            coins.inbox.emitted.clear();
            coins.play(COINS, LAG, minute, minute + 1);
            for (PumpedCoins.Told told : text.of(List.copyOf(coins.inbox.emitted))) {
                if (told.status().equals("PROPOSED")) {
                    Proposed proposed = new Proposed(minute, told.instrument(), told.id());
                    all.add(proposed);
                    answer(coins, proposed);
                }
            }
        }
        return all;
    }

    /** People come and go, look on for some seconds, and every other signal is confirmed. */
    private static void answer(PumpedCoins coins, Proposed proposed) {
        for (int second = 0; second < 3; second++) {
            coins.inbox.now += 1_000_000_000L;
            coins.inbox.tick();
        }
        coins.inbox.command(proposed.signal() % 2 == 0 ? Cmd.CONFIRM : Cmd.DECLINE, proposed.signal(), Nulls.LONG);
        coins.inbox.command(Cmd.CONFIRM, proposed.signal(), Nulls.LONG);
        // The next minute begins where it would have begun.
        coins.inbox.now -= 3_000_000_000L;
    }

    private static void measure(Operating.Mode mode) {
        List<Proposed> proposals = rehearse(mode);
        assertTrue(proposals.size() >= COINS, () -> "each coin proposes: " + proposals);
        PumpedCoins coins = coins(mode);
        coins.inbox.keeps = false;
        coins.inbox.measures = true;
        int next = 0;
        int measured = 0;
        for (int minute = 0; minute < length(); minute++) {
            long before = coins.inbox.allocated;
            coins.play(COINS, LAG, minute, minute + 1);
            boolean isWarm = next < proposals.size()
                    && proposals.get(next).minute() == minute
                    && proposals.get(next).coin() >= WARM;
            while (next < proposals.size() && proposals.get(next).minute() == minute) {
                answer(coins, proposals.get(next));
                next++;
            }
            if (isWarm) {
                measured++;
                assertEquals(0, coins.inbox.allocated - before, "bytes in minute " + minute + " of " + proposals);
            }
        }
        assertTrue(measured >= COINS - WARM, "measured " + measured);
        assertTrue(coins.inbox.allocated > 0, "the first coins, and fills, do allocate: the control");
    }

    @Test
    void shouldAllocateNothingWhileAPersonIsAskedNsLiv3() {
        measure(Operating.Mode.CONFIRM);
    }

    @Test
    void shouldAllocateNothingWhileACountdownFallsBackToAPersonNsLiv4() {
        measure(Operating.Mode.COUNTDOWN);
    }
}
