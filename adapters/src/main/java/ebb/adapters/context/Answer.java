package ebb.adapters.context;

import java.util.List;
import java.util.Map;

/**
 * What an answer holds.
 *
 * @param quotes coins with a value
 * @param faults coins asked for that have none, and why
 * @param unasked coins nobody asked for
 * @param repeated coins that came twice with the same value
 */
record Answer(List<Quote> quotes, Map<String, Refusal> faults, int unasked, int repeated) {}
