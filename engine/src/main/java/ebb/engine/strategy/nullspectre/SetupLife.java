package ebb.engine.strategy.nullspectre;

import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * Life of the setup of one symbol (NS-SM-1): from a qualified level to a flat position and the cool-down behind it. An
 * event that a state does not know changes nothing. Numbers of the states stand in the journal and never change. Allocates
 * nothing.
 */
public final class SetupLife implements Digested, Snapshotted {
    /** Where the setup stands. */
    public enum State {
        /** No qualified level. */
        IDLE,
        /** A level is qualified; each close is judged. */
        SETUP,
        /** A signal waits for a person or for its countdown. */
        PROPOSED,
        /** The entry is out, nothing is filled. */
        ENTERING,
        /** Something is filled; the stop is on its way. */
        OPENING,
        /** The entry is done and the stop rests. */
        PROTECTED,
        /** The first target is filled. */
        PARTIAL1,
        /** The second target is filled: the runner. */
        PARTIAL2,
        /** Leaving at market. */
        CLOSING,
        /** Flat, nothing rests. */
        CLOSED,
        /** Not again yet (NS-CON-4). */
        COOLING
    }

    /** What moves it. */
    public enum Event {
        /** A level qualified. */
        QUALIFIED,
        /** The level broke, too few rejections are left, or a gate was lost. */
        LOST,
        /** The gates passed and the mode asks a person. */
        PROPOSE,
        /** The gates passed and the mode is automatic. */
        ENTER,
        /** Confirmed by a person, or the countdown is over; prices and gates were asked again. */
        CONFIRM,
        /** Declined, lapsed, the level broke, or a kill came. */
        WITHDRAW,
        /** The first fill of the entry. */
        FILL,
        /** The entry ended without a fill. */
        NO_FILL,
        /** The entry is done and the stop acknowledged. */
        COVER,
        /** The first target is filled completely. */
        TARGET1,
        /** The second target is filled completely. */
        TARGET2,
        /** The runner is to be closed, by its watch or by a person. */
        END_RUNNER,
        /** Time stop, flatten, unprotected, stop too far: leave at market. */
        LEAVE,
        /** The stop was filled. */
        STOP,
        /** Flat, and nothing rests. */
        FLAT,
        /** The trade was booked: the cool-down begins. */
        COOL,
        /** The cool-down is over. */
        COOLED
    }

    private State state = State.IDLE;
    private long untilNs = Long.MIN_VALUE;

    /** No setup. */
    public SetupLife() {}

    /**
     * Where it stands.
     *
     * @return the state
     */
    public State state() {
        return state;
    }

    /**
     * Whether something is filled and not flat yet.
     *
     * @return true from the first fill to the end of closing
     */
    public boolean isOpen() {
        return isOpen(state);
    }

    private static boolean isOpen(State s) {
        return s == State.OPENING
                || s == State.PROTECTED
                || s == State.PARTIAL1
                || s == State.PARTIAL2
                || s == State.CLOSING;
    }

    /**
     * Applies an event.
     *
     * @param event what happened
     * @return whether the state changed
     */
    public boolean apply(Event event) {
        State next = next(state, event);
        boolean isMoved = next != state;
        state = next;
        return isMoved;
    }

    /**
     * Starts the cool-down: from CLOSED, or after a signal that came to nothing.
     *
     * @param endNs engine time at which it is over
     * @return whether the state changed
     */
    public boolean cool(long endNs) {
        untilNs = endNs;
        return apply(Event.COOL);
    }

    /**
     * Ends a cool-down whose time has come.
     *
     * @param nowNs engine time
     * @return whether the state changed
     */
    public boolean onTime(long nowNs) {
        return state == State.COOLING && nowNs >= untilNs && apply(Event.COOLED);
    }

    /**
     * The table: what an event makes of a state.
     *
     * @param from a state
     * @param event what happened
     * @return the next state, the same where the state does not know the event
     */
    public static State next(State from, Event event) {
        if (isOpen(from)) {
            return nextOpen(from, event);
        }
        return switch (from) {
            case IDLE -> event == Event.QUALIFIED ? State.SETUP : from;
            case SETUP -> nextOfSetup(event);
            case PROPOSED -> event == Event.CONFIRM ? State.ENTERING : event == Event.WITHDRAW ? State.COOLING : from;
            case ENTERING -> event == Event.FILL ? State.OPENING : event == Event.NO_FILL ? State.COOLING : from;
            // A cancel that crossed a fill: the fill wins (NS-SM-1).
            case COOLING -> event == Event.COOLED ? State.IDLE : event == Event.FILL ? State.OPENING : from;
            case CLOSED -> event == Event.COOL ? State.COOLING : from;
            default -> from;
        };
    }

    private static State nextOfSetup(Event event) {
        return switch (event) {
            case LOST -> State.IDLE;
            case PROPOSE -> State.PROPOSED;
            case ENTER -> State.ENTERING;
            default -> State.SETUP;
        };
    }

    private static State nextOpen(State from, Event event) {
        return switch (event) {
            case STOP, FLAT -> State.CLOSED;
            case LEAVE, END_RUNNER -> State.CLOSING;
            case COVER -> from == State.OPENING ? State.PROTECTED : from;
            case TARGET1 -> from == State.OPENING || from == State.PROTECTED ? State.PARTIAL1 : from;
            // Over a gap the second may fill first and counts for both (NS-TAK-1).
            case TARGET2 -> from == State.CLOSING ? from : State.PARTIAL2;
            default -> from;
        };
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.putEnum(state);
        out.putLong(untilNs);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        state = in.readEnum(State.values());
        untilNs = in.readLong();
    }

    @Override
    public long digest() {
        return Digest.mix(1, state.ordinal(), untilNs);
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
