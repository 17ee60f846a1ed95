package ebb.app.jmx;

/** {@code ebb:type=Book}: all instruments. */
public interface BookMXBean {
    /** Books with status and ten levels as JSON; null when the engine does not answer within two seconds. */
    String getBooks();
}
