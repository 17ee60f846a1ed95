package ebb.engine.strategy.nullspectre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.engine.strategy.nullspectre.SetupLife.Event;
import ebb.engine.strategy.nullspectre.SetupLife.State;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SetupLifeTest {
    private static final Set<State> OPEN =
            EnumSet.of(State.OPENING, State.PROTECTED, State.PARTIAL1, State.PARTIAL2, State.CLOSING);

    private final SetupLife life = new SetupLife();

    private void follow(Object... eventsAndStates) {
        for (int i = 0; i < eventsAndStates.length; i += 2) {
            life.apply((Event) eventsAndStates[i]);
            assertEquals(eventsAndStates[i + 1], life.state(), eventsAndStates[i].toString());
        }
    }

    @Test
    void shouldLiveAWholeTradeNsSm1() {
        follow(
                Event.QUALIFIED, State.SETUP,
                Event.ENTER, State.ENTERING,
                Event.FILL, State.OPENING,
                Event.FILL, State.OPENING,
                Event.COVER, State.PROTECTED,
                Event.TARGET1, State.PARTIAL1,
                Event.TARGET2, State.PARTIAL2,
                Event.END_RUNNER, State.CLOSING,
                Event.FLAT, State.CLOSED);
        assertTrue(life.cool(1_000));
        assertFalse(life.onTime(999));
        assertTrue(life.onTime(1_000));
        assertEquals(State.IDLE, life.state());
    }

    @Test
    void shouldProposeAndForgetASignalThatNobodyConfirmsNsSm1() {
        follow(
                Event.QUALIFIED, State.SETUP,
                Event.PROPOSE, State.PROPOSED,
                Event.ENTER, State.PROPOSED,
                Event.WITHDRAW, State.COOLING,
                Event.COOLED, State.IDLE,
                Event.QUALIFIED, State.SETUP,
                Event.PROPOSE, State.PROPOSED,
                Event.CONFIRM, State.ENTERING,
                Event.NO_FILL, State.COOLING);
    }

    @Test
    void shouldLetAFillWinOverItsCancelNsSm1() {
        follow(
                Event.QUALIFIED, State.SETUP,
                Event.ENTER, State.ENTERING,
                Event.NO_FILL, State.COOLING,
                Event.FILL, State.OPENING,
                Event.STOP, State.CLOSED);
    }

    @Test
    void shouldCountBothTargetsWhenTheSecondFillsFirstNsTak1() {
        follow(
                Event.QUALIFIED, State.SETUP,
                Event.ENTER, State.ENTERING,
                Event.FILL, State.OPENING,
                Event.COVER, State.PROTECTED,
                Event.TARGET2, State.PARTIAL2,
                Event.TARGET1, State.PARTIAL2);
    }

    @Test
    void shouldLeaveASetupThatIsLostNsSm1() {
        follow(Event.QUALIFIED, State.SETUP, Event.LOST, State.IDLE, Event.ENTER, State.IDLE);
    }

    @Test
    void shouldReachClosedFromEveryOpenStateAndFromNoOtherNsSm1() {
        for (State from : State.values()) {
            boolean isOpen = OPEN.contains(from);
            assertEquals(isOpen ? State.CLOSED : from, SetupLife.next(from, Event.STOP), from.name());
            assertEquals(isOpen ? State.CLOSED : from, SetupLife.next(from, Event.FLAT), from.name());
            assertEquals(isOpen ? State.CLOSING : from, SetupLife.next(from, Event.LEAVE), from.name());
        }
    }

    @Test
    void shouldNeverLeaveAnOpenPositionOtherwiseThanOverClosedNsSm1() {
        for (State from : OPEN) {
            for (Event event : Event.values()) {
                State to = SetupLife.next(from, event);
                assertTrue(OPEN.contains(to) || to == State.CLOSED, from + " " + event + " " + to);
                assertTrue(from != State.CLOSING || to == State.CLOSING || to == State.CLOSED, event.name());
            }
        }
    }
}
