package ebb.bench;

/** What an {@link OpenLoop} drives: something that sends frames and hears the answers, without ever waiting. */
interface Wire {
    /** Gets the next frame ready, so that {@link #send} has nothing left to do but write. */
    void prepare();

    /** Writes the prepared frame. */
    void send();

    /** Looks once for answers; returns how many came. */
    int poll();
}
