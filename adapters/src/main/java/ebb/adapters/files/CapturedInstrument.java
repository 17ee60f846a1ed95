package ebb.adapters.files;

/**
 * An instrument of a recording.
 *
 * @param id dense number (INST-1)
 * @param symbol as the venue spells it
 * @param pe price exponent
 * @param qe quantity exponent
 * @param inferred whether its terms come from the recording's digits instead of the venue's list (INST-7)
 */
public record CapturedInstrument(int id, String symbol, int pe, int qe, boolean inferred) {}
