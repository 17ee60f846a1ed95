package ebb.app.jmx;

/** {@code ebb:type=Ring}. */
public interface RingMXBean {
    /** Sequence of the newest published message. */
    long getPublished();

    /** Free slots as the slowest consumer sees them. */
    long getFree();

    /** Claims refused because the ring was full. */
    long getRefusedClaims();
}
