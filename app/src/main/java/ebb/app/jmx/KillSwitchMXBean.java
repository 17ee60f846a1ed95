package ebb.app.jmx;

/** {@code ebb:type=KillSwitch}. */
public interface KillSwitchMXBean {
    /** Level of the gate: 0 open, 1 reduce-only, 2 cancel-and-halt, 3 flatten, 4 sever. */
    int getLevel();

    /** Orders that the gate stopped. */
    long getStopped();

    /** Cancels what could open or add, and halts; protective stops stay. Latched until resumed. */
    String kill(String operator, String reason);

    /** A kill of level 1 to 4. */
    String killLevel(int level, String operator, String reason);

    /** A kill of level 1 to 3 of one strategy alone, by its name (NS-LIV-5). */
    String killStrategy(String strategy, int level, String operator, String reason);

    /** First step out of it. */
    String armStrategy(String strategy, String operator, String reason);

    /** Second step out of it, within 30 s. */
    String resumeStrategy(String strategy, String operator, String reason);

    /** First step of a resume. */
    String arm(String operator, String reason);

    /** Second step of a resume, within 30 s. */
    String resume(String operator, String reason);
}
