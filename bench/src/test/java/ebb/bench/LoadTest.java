package ebb.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class LoadTest {
    @Test
    void shouldComeOutOfItsProcessAsItWentIn() {
        Load load = new Load(20, 0.5, 4_096, 1_000_000, 64);
        assertEquals(load, Load.of(load.text()));
        assertEquals(Load.DEFAULTS, Load.of(Load.DEFAULTS.text()));
        assertEquals(0.5, load.minutes(10));
        assertEquals(10, Load.DEFAULTS.minutes(10));
    }

    @Test
    void shouldRefuseWhatNoRigCanDo() {
        assertThrows(IllegalArgumentException.class, () -> new Load(0, 1, 64, 1_000, 1));
        assertThrows(IllegalArgumentException.class, () -> new Load(1, 0, 64, 1_000, 1));
        assertThrows(IllegalArgumentException.class, () -> new Load(1, 1, 100, 1_000, 1));
        assertThrows(IllegalArgumentException.class, () -> new Load(1, 1, 64, 10, 1));
        assertThrows(IllegalArgumentException.class, () -> new Load(1, 1, 64, 1_000, 0));
    }
}
