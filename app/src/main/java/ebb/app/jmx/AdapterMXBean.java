package ebb.app.jmx;

/** {@code ebb:type=Adapter}: all feeds. */
public interface AdapterMXBean {
    /** Connections, counters and last errors of the feeds as JSON. */
    String getFeeds();
}
