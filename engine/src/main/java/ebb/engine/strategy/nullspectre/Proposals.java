package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.codecs.sbe.Machine;
import ebb.codecs.sbe.Severity;
import ebb.codecs.sbe.SignalStatus;
import ebb.engine.pattern.RejectionLevel;
import ebb.engine.signal.SignalDraft;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.strategy.Answer;
import ebb.engine.strategy.Outlet;
import ebb.engine.strategy.nullspectre.SetupLife.Event;
import ebb.engine.strategy.nullspectre.SetupLife.State;

/**
 * What becomes of a signal that passed: entered at once, or proposed to a person first (NS-LIV-3), or entered unless a
 * person objects while a countdown runs (NS-LIV-4). Who confirms late gets prices, size and rules as they are then, or
 * nothing. What is pending stands in the coins; here is only when people were last seen.
 */
final class Proposals implements Digested, Snapshotted {
    private static final long SECOND_NS = 1_000_000_000L;

    /** Why a countdown stopped and waits for a person; the alert's value. */
    private enum Fallback {
        NONE,
        KILL,
        BOOK,
        NOBODY
    }

    private final Operating settings;
    private final NullSpectreRules rules;
    private final Judge judge;
    private final SetupMoves moves;
    private final Entries entries;
    private final FrameIndices frames;
    private Outlet outlet;
    private long seenNs = Long.MIN_VALUE;

    Proposals(
            Operating settings,
            NullSpectreRules rules,
            Judge judge,
            SetupMoves moves,
            Entries entries,
            FrameIndices frames) {
        this.settings = settings;
        this.rules = rules;
        this.judge = judge;
        this.moves = moves;
        this.entries = entries;
        this.frames = frames;
    }

    void bind(Outlet to) {
        outlet = to;
    }

    /** What a signal that passed is issued as. */
    SignalStatus status() {
        return settings.mode() == Operating.Mode.AUTO ? SignalStatus.ISSUED : SignalStatus.PROPOSED;
    }

    /** The signal that was judged just now has passed and been issued. */
    void take(Coin coin, RejectionLevel level, long signal) {
        Pending pending = coin.pending;
        pending.begin(signal, level, judge.idea, outlet.nowNs());
        if (settings.mode() == Operating.Mode.AUTO) {
            entries.enter(coin, judge.idea);
        } else {
            moves.apply(coin, Event.PROPOSE);
            if (settings.mode() == Operating.Mode.COUNTDOWN) {
                pending.left = settings.countdownSec();
                count(coin);
            }
        }
        if (pending.isThere()) {
            pending.timer = outlet.schedule(outlet.nowNs() + SECOND_NS, NullSpectre.tag(NullSpectre.PENDING, coin));
        }
    }

    /** Each second of what is pending. */
    void onSecond(Coin coin, long deadlineNs) {
        Pending pending = coin.pending;
        pending.timer = Pending.NO_TIMER;
        if (coin.life.state() == State.PROPOSED) {
            wait(coin);
        } else {
            entries.onSecond(coin, frames.minute);
        }
        if (pending.isThere() && pending.timer == Pending.NO_TIMER) {
            pending.timer = outlet.schedule(
                    outlet.next(deadlineNs + SECOND_NS, SECOND_NS), NullSpectre.tag(NullSpectre.PENDING, coin));
        }
    }

    private void wait(Coin coin) {
        Pending pending = coin.pending;
        if (outlet.nowNs() >= pending.expiresNs) {
            withdraw(coin, SignalStatus.LAPSED, rules.signalLife);
        } else if (!pending.rests(coin.market.rejections().levelOf(pending.level))
                || Entries.hasClosedAbove(coin, frames.minute)) {
            withdraw(coin, SignalStatus.CANCELLED, rules.signalLife);
        } else if (pending.left > 0) {
            pending.left--;
            if (pending.left > 0) {
                count(coin);
            } else if (fallsBack(coin) == Fallback.NONE) {
                confirm(coin);
            }
        }
    }

    /** Tells the seconds that are left, unless a person has to decide after all. */
    private void count(Coin coin) {
        if (fallsBack(coin) == Fallback.NONE) {
            outlet.figure(rules.countdown, coin.market, coin.pending.left * (long) Micro.ONE, settings.countdownSec());
        }
    }

    /** NS-LIV-4: under a kill, without a book, unwatched, nothing is entered by silence. */
    private Fallback fallsBack(Coin coin) {
        Fallback why = Fallback.NONE;
        if (outlet.killLevel() > 0) {
            why = Fallback.KILL;
        } else if (judge.evidence.usesBook() && !coin.market.book().isLive()) {
            why = Fallback.BOOK;
        } else if (seenNs == Long.MIN_VALUE || outlet.nowNs() - seenNs > settings.beatNs()) {
            why = Fallback.NOBODY;
        }
        if (why != Fallback.NONE) {
            coin.pending.left = 0;
            int id = coin.market.instrument().id();
            outlet.alert(Severity.WARN, rules.countdown, id, why.ordinal(), Long.MIN_VALUE);
        }
        return why;
    }

    /** People watch, or no longer. */
    void onBeat(int viewers) {
        seenNs = viewers > 0 ? outlet.nowNs() : Long.MIN_VALUE;
    }

    /** A person's word on what is pending of a coin. */
    Answer onVerdict(Coin coin, boolean isConfirmed) {
        if (coin.life.state() != State.PROPOSED) {
            return Answer.NOT_PROPOSED;
        }
        if (isConfirmed) {
            return confirm(coin);
        }
        withdraw(coin, SignalStatus.DECLINED, rules.confirm);
        return Answer.DONE;
    }

    /** NS-SM-1: prices and gates again, then the entry; a setup that has moved on is not entered. */
    private Answer confirm(Coin coin) {
        Pending pending = coin.pending;
        RejectionLevel level = coin.market.rejections().levelOf(pending.level);
        if (!pending.rests(level) || outlet.nowNs() >= pending.expiresNs) {
            withdraw(coin, SignalStatus.LAPSED, rules.signalLife);
            return Answer.LAPSED;
        }
        SignalDraft draft = outlet.signal(coin.market);
        boolean isPassed = judge.ask(coin, frames.pattern, frames.hour, level, draft, true);
        outlet.asked(coin.market, pending.signal, draft.reasons());
        TradeIdea idea = judge.idea;
        boolean isFar = idea.hasEntry()
                && (Math.abs((double) idea.entry - pending.entry) > settings.drift() * pending.range
                        || idea.limit < pending.floor);
        if (isFar || idea.limit == EntryPrice.EXPIRED) {
            withdraw(coin, SignalStatus.LAPSED, isFar ? rules.confirm : rules.entry);
            return Answer.LAPSED;
        }
        if (!isPassed) {
            withdraw(
                    coin,
                    SignalStatus.CANCELLED,
                    draft.reasons().rule(draft.reasons().firstDenial()));
            return Answer.RULES_DENY;
        }
        return enter(coin);
    }

    private Answer enter(Coin coin) {
        Pending pending = coin.pending;
        long signal = pending.signal;
        tell(coin, signal, SignalStatus.PROPOSED, SignalStatus.CONFIRMED, rules.confirm);
        pending.left = 0;
        // The signal's life goes on, the order has its own.
        if (!entries.enter(coin, judge.idea)) {
            tell(coin, signal, SignalStatus.CONFIRMED, SignalStatus.CANCELLED, rules.account);
            return Answer.LIMITS_DENY;
        }
        tell(coin, signal, SignalStatus.CONFIRMED, SignalStatus.SENT, rules.confirm);
        return Answer.DONE;
    }

    /** A kill of any level (NS-SM-1, NS-ENT-2). */
    void onKill(Coin coin) {
        if (coin.life.state() == State.PROPOSED) {
            withdraw(coin, SignalStatus.CANCELLED, rules.kill);
        } else {
            entries.onKill(coin);
        }
    }

    /** NS-SM-1: no penalty, the next close may propose again. */
    private void withdraw(Coin coin, SignalStatus as, int cause) {
        tell(coin, coin.pending.signal, SignalStatus.PROPOSED, as, cause);
        entries.cancelTimer(coin);
        coin.pending.clear();
        moves.apply(coin, Event.WITHDRAW);
        moves.cool(coin, outlet.nowNs());
    }

    private void tell(Coin coin, long signal, SignalStatus from, SignalStatus to, int cause) {
        outlet.moved(Machine.SIGNAL, coin.market, signal, from.value(), to.value(), cause);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("proposals");
        out.putLong(seenNs);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("proposals");
        seenNs = in.readLong();
    }

    @Override
    public long digest() {
        return Digest.mix(1, seenNs);
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
