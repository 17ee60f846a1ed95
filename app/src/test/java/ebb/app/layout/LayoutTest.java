package ebb.app.layout;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Keeps the arrows between rooms and packages as DESIGN draws them ("The house"). To see it fail: let a class of the
 * lower room mention one of the upper; {@link #shouldSeeAReversedArrow} does that with classes of this test.
 */
class LayoutTest {
    /** Which rooms a room may use, itself left out. */
    private static final Map<String, Set<String>> ROOMS = Map.of(
            "codecs", Set.of(),
            "journal", Set.of("codecs"),
            "engine", Set.of("codecs"),
            "adapters", Set.of("codecs"),
            "runtime", Set.of("codecs", "journal", "engine"),
            "config", Set.of("codecs", "journal", "engine", "adapters", "runtime"),
            "desk", Set.of("codecs", "journal", "engine", "runtime", "config"),
            "research", Set.of("codecs", "journal", "engine", "adapters", "runtime", "config", "desk"),
            "app", Set.of("codecs", "journal", "engine", "adapters", "runtime", "config", "desk", "research"),
            "bench", Set.of("codecs", "journal", "engine", "adapters", "runtime", "config", "desk", "research", "app"));

    /** Packages of the engine; each may use those above it. Strategies know no other strategy. */
    private static final List<String> ENGINE = List.of(
            "state",
            "time",
            "instrument",
            "book",
            "flow",
            "perp",
            "context",
            "bar",
            "indicator",
            "pattern",
            "universe",
            "signal",
            "order",
            "outcome",
            "risk",
            "paper",
            "strategy");

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // A room's shared test classes come as a jar, which the option above does not know for tests.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("ebb");

    @Test
    void shouldLetRoomsUseOnlyWhatStandsBeforeThem() {
        assertEquals(List.of(), reversed(OURS, LayoutTest::mayUseRoom));
    }

    @Test
    void shouldLetPackagesOfTheEngineUseOnlyThoseAboveThem() {
        assertEquals(List.of(), reversed(OURS, LayoutTest::mayUsePackage));
    }

    @Test
    void shouldHaveNoCycleBetweenPackages() {
        slices().matching("ebb.(**)").should().beFreeOfCycles().check(OURS);
    }

    @Test
    void shouldHaveSeenEveryRoom() {
        Set<String> seen = new TreeSet<>();
        for (JavaClass each : OURS) {
            seen.add(room(each.getPackageName()));
        }
        // bench is shipped to nobody and stands behind this module.
        assertTrue(
                seen.containsAll(
                        List.of("codecs", "journal", "engine", "adapters", "runtime", "config", "desk", "research")),
                seen::toString);
    }

    @Test
    void shouldSeeAReversedArrow() {
        assertFalse(mayUseRoom("ebb.engine.book", "ebb.journal"));
        assertFalse(mayUseRoom("ebb.codecs", "ebb.engine"));
        assertFalse(mayUseRoom("ebb.adapters.net", "ebb.engine.book"));
        assertFalse(mayUseRoom("ebb.desk", "ebb.adapters.net"));
        assertFalse(mayUseRoom("ebb.desk", "ebb.research.stats"));
        assertFalse(mayUseRoom("ebb.research.validate", "ebb.app.backtest"));
        assertTrue(mayUseRoom("ebb.runtime", "ebb.journal"));
        assertFalse(mayUsePackage("ebb.engine.book", "ebb.engine.flow"));
        assertFalse(mayUsePackage("ebb.engine.book", "ebb.engine"));
        assertFalse(mayUsePackage("ebb.engine.strategy.apex", "ebb.engine.strategy.nullspectre"));
        assertTrue(mayUsePackage("ebb.engine.flow", "ebb.engine.book"));
        // The walk itself: with the rule turned round, arrows that exist must be reported.
        assertFalse(reversed(OURS, (from, to) -> mayUseRoom(to, from)).isEmpty());
    }

    private interface Rule {
        boolean allows(String from, String to);
    }

    private static List<String> reversed(JavaClasses classes, Rule rule) {
        Set<String> found = new TreeSet<>();
        for (JavaClass each : classes) {
            for (Dependency arrow : each.getDirectDependenciesFromSelf()) {
                String to = arrow.getTargetClass().getPackageName();
                if (to.startsWith("ebb") && !rule.allows(each.getPackageName(), to)) {
                    found.add(arrow.getDescription());
                }
            }
        }
        return new ArrayList<>(found);
    }

    private static boolean mayUseRoom(String from, String to) {
        String room = room(from);
        return room.equals(room(to)) || ROOMS.getOrDefault(room, Set.of()).contains(room(to));
    }

    private static boolean mayUsePackage(String from, String to) {
        boolean both = from.startsWith("ebb.engine") && to.startsWith("ebb.engine");
        if (!both || from.equals(to) || from.equals("ebb.engine")) {
            return true;
        }
        if (to.equals("ebb.engine")) {
            return false;
        }
        int here = ENGINE.indexOf(part(from));
        int there = ENGINE.indexOf(part(to));
        if (here < 0 || there < 0 || there > here) {
            return false;
        }
        // Below strategy: one system sees the SPI and itself.
        return there < here || to.equals("ebb.engine.strategy") || from.startsWith(to);
    }

    private static String room(String packageName) {
        String[] parts = packageName.split("\\.");
        return parts.length > 1 ? parts[1] : "";
    }

    private static String part(String packageName) {
        String[] parts = packageName.split("\\.");
        return parts.length > 2 ? parts[2] : "";
    }
}
