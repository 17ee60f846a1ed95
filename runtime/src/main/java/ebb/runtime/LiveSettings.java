package ebb.runtime;

import ebb.codecs.sbe.Mode;
import ebb.journal.JournalSettings;

/**
 * What a process with a ring needs besides the engine's own configuration.
 *
 * @param mode how Ebb runs
 * @param ring size, wait strategy, topology
 * @param journal how the journal is written
 * @param tickNs real time between ticks of an idle ring
 * @param profile name of the configuration's profile
 * @param configuration canonical text for the run's first records
 * @param seed seed of a synthetic market, or {@code Nulls.ID}
 */
public record LiveSettings(
        Mode mode,
        RingSettings ring,
        JournalSettings journal,
        long tickNs,
        String profile,
        String configuration,
        long seed) {}
