package ebb.config;

/**
 * The demo's local market (keys {@code demo.*}).
 *
 * @param seed of market and faults
 * @param speed how many times faster than real time its clock runs
 * @param marketNs how long the market lasts, market time ns
 * @param hasFaults whether the scripted faults happen
 */
public record DemoSettings(long seed, long speed, long marketNs, boolean hasFaults) {}
