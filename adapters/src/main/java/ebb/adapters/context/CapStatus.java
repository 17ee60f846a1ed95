package ebb.adapters.context;

import java.util.List;
import java.util.Map;

/**
 * How the market caps stand, for operators.
 *
 * @param provider who is asked
 * @param rounds whole rounds since the start
 * @param coins coins of which a value is known, kept ones included
 * @param published values written
 * @param unmapped instruments without a coin: their cap is UNKNOWN
 * @param refusals what was not taken, by name; those at 0 left out
 * @param lastError the newest trouble in words, empty if there was none
 */
public record CapStatus(
        String provider,
        long rounds,
        int coins,
        long published,
        List<String> unmapped,
        Map<Refusal, Long> refusals,
        String lastError) {}
