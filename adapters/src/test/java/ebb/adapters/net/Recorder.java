package ebb.adapters.net;

import ebb.adapters.net.frame.FrameHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;

/** Writes down what a client reports, and lets the test wait for it. */
class Recorder implements FrameHandler, ConnectionListener {
    private static final long WITHIN_MS = 20_000;

    private final List<String> lines = new ArrayList<>();
    private final List<Transition> transitions = new ArrayList<>();

    @Override
    public void onText(DirectBuffer buffer, int offset, int length, long receiveNs) {
        add("text " + buffer.getStringWithoutLengthUtf8(offset, length));
    }

    @Override
    public void onBinary(DirectBuffer buffer, int offset, int length, long receiveNs) {
        add("binary " + length);
    }

    @Override
    public void onPong(DirectBuffer buffer, int offset, int length, long receiveNs) {
        add("pong " + length);
    }

    @Override
    public synchronized void onState(Transition transition) {
        transitions.add(transition);
        add(transition.state() + " " + transition.cause() + (transition.code() == 0 ? "" : " " + transition.code()));
    }

    synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    synchronized List<Transition> transitions() {
        return List.copyOf(transitions);
    }

    /** Waits until the lines satisfy the condition, at most 20 s; returns them. */
    synchronized List<String> await(Predicate<List<String>> condition) {
        long deadline = System.nanoTime() + WITHIN_MS * 1_000_000;
        while (!condition.test(lines)) {
            long leftMs = (deadline - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                throw new AssertionError(
                        "not within " + WITHIN_MS + " ms, so far: " + lines.subList(0, Math.min(12, lines.size())));
            }
            try {
                wait(leftMs);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return lines();
    }

    List<String> awaitLine(String line) {
        return await(all -> all.contains(line));
    }

    List<String> awaitCount(String line, int count) {
        return await(all -> all.stream().filter(line::equals).count() >= count);
    }
}
