package ebb.app.jmx;

/** {@code ebb:type=Risk}. */
public interface RiskMXBean {
    /** Trading state, equity and breakers as JSON; null when the engine does not answer within two seconds. */
    String getState();
}
