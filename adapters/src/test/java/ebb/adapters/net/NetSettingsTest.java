package ebb.adapters.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The defaults are those of core.md §21, whoever asks first; what cannot work is refused by its key. */
class NetSettingsTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void shouldHaveTheDocumentedDefaults() {
        NetSettings settings = NetSettings.DEFAULTS;
        assertEquals(5 * SECOND, settings.liveness().pingNs());
        assertEquals(SECOND, settings.reconnect().minNs());
        assertEquals(60 * SECOND, settings.reconnect().maxNs());
        assertEquals(20, settings.reconnect().jitterPercent());
        assertEquals(1 << 20, settings.limits().frameMax());
        assertEquals(4 << 20, settings.limits().messageMax());
        assertEquals(64 << 20, settings.rest().maxBytes());
        assertEquals(10 * SECOND, settings.rest().timeoutNs());
        assertEquals(50, settings.rates().sharePercent());
        assertEquals(20, settings.rates().cancelPercent());
        long deadNs = settings.liveness().pingNs() + settings.liveness().pongNs();
        assertEquals(10 * SECOND, deadNs, "RELIABILITY P8: half-open is found within 10 s");
    }

    /** Once the group that was loaded first was missing from the defaults: its class and NetSettings' wait for each other. */
    @ParameterizedTest
    @ValueSource(strings = {"", "$Loop", "$Liveness", "$Reconnect", "$Limits", "$Rest", "$Rates", "$Peer"})
    void shouldHaveThemWhicheverClassIsLoadedFirst(String first) throws Exception {
        URL classes = NetSettings.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader fresh = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            String name = "ebb.adapters.net.NetSettings";
            Class.forName(name + first, true, fresh);
            Object defaults =
                    Class.forName(name, true, fresh).getField("DEFAULTS").get(null);
            assertEquals(NetSettings.DEFAULTS.toString(), defaults.toString());
            for (RecordComponent each : defaults.getClass().getRecordComponents()) {
                assertEquals(each.getType(), each.getAccessor().invoke(defaults).getClass());
            }
        }
    }

    @Test
    void shouldRefuseWhatCannotWorkByItsKey() {
        List<Runnable> wrong = List.of(
                () -> new NetSettings.Liveness(0, 1, 0, 1, 1),
                () -> new NetSettings.Liveness(1, 1, -1, 1, 1),
                () -> new NetSettings.Reconnect(2, 1, 20, 0, 0),
                () -> new NetSettings.Reconnect(1, 1, 101, 0, 0),
                () -> new NetSettings.Limits(124, 1_000, 1_024),
                () -> new NetSettings.Limits(1_000, 999, 1_024),
                () -> new NetSettings.Limits(1_000, 1_000, 1_025),
                () -> new NetSettings.Rest(0, 1, 1, 1, 1, 1, 1),
                () -> new NetSettings.Rates(0, 20, 8),
                () -> new NetSettings.Rates(50, 100, 8),
                () -> new NetSettings.Rates(50, 20, 0));
        for (Runnable each : wrong) {
            IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, each::run);
            assertEquals("net.", thrown.getMessage().substring(0, 4));
        }
    }
}
