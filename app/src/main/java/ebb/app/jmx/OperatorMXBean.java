package ebb.app.jmx;

/** {@code ebb:type=Operator}: a person's hand on signals and positions. Each answer is one line of JSON. */
public interface OperatorMXBean {
    /** Signals that wait for a person (NS-LIV-3). */
    String getPending();

    /** Enters a signal that waits, at the prices of now. */
    String confirm(long signal, String operator, String reason);

    /** Declines a signal that waits, or whose seconds are being counted. */
    String decline(long signal, String operator, String reason);

    /** Closes a position, or the runner that is left of it, at once. */
    String close(long position, String operator, String reason);

    /** Moves a stop closer to the market; widening is refused. */
    String tighten(long position, String price, String operator, String reason);

    /** What a person thinks of a signal: agree, disagree, worked, failed, coordinated, note. */
    String label(long signal, String verdict, String operator, String note);

    /** People watch; to be said at least once in {@code ns.live.beat}, or a countdown waits for a person (NS-LIV-4). */
    String beat(int viewers);
}
