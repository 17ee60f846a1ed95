package ebb.runtime;

import ebb.codecs.Blocks;
import ebb.codecs.EpochClock;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.KillLevel;
import ebb.codecs.Nulls;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.CommandEncoder;
import ebb.codecs.sbe.KillScope;
import ebb.codecs.sbe.LabelEncoder;
import ebb.codecs.sbe.LabelVerdict;
import ebb.codecs.sbe.OperatorBeatEncoder;
import ebb.codecs.sbe.RecPhase;
import ebb.codecs.sbe.ReconcileMarkEncoder;
import ebb.codecs.sbe.TickEncoder;
import java.nio.charset.StandardCharsets;
import org.agrona.MutableDirectBuffer;

/**
 * Publishes what people and the process itself tell the engine: commands, ticks, the end of reconciliation (law 1).
 * Used by several threads, one at a time; commands have reserved slots on the ring.
 */
public final class Commands {
    private static final int NO_INSTRUMENT = -1;
    private static final int ALL = -1;
    private static final int NO_VENUE = 255;
    private static final int NO_CONN = 65_535;
    private static final int OPERATOR_BYTES = 24;
    private static final int TEXT_BYTES = 200;
    private static final int NOTE_BYTES = 300;

    private final Ingress ingress;
    private final EpochClock clock;
    private final CommandEncoder command = new CommandEncoder();
    private final LabelEncoder label = new LabelEncoder();
    private final OperatorBeatEncoder beat = new OperatorBeatEncoder();
    private final TickEncoder tick = new TickEncoder();
    private final ReconcileMarkEncoder mark = new ReconcileMarkEncoder();
    // The strategy that the command under way is for.
    private int target = ALL;
    private long commands;

    /**
     * Creates the publisher.
     *
     * @param ingress a port of its own
     * @param clock stamps the messages
     */
    public Commands(Ingress ingress, EpochClock clock) {
        this.ingress = ingress;
        this.clock = clock;
    }

    /**
     * A kill of everything.
     *
     * @param level 1 reduce-only, 2 cancel-and-halt, 3 flatten, 4 sever
     * @param operator who, at most 24 bytes
     * @param text why, at most 200 bytes
     * @return whether the ring took it; the kill gate must be raised in any case
     */
    public synchronized boolean kill(int level, String operator, String text) {
        return publish(Cmd.KILL, level, operator, text);
    }

    /**
     * The process lags behind its streams: trading only reduces from here on, until {@link #caughtUp}.
     *
     * @param operator which part of the process, at most 24 bytes
     * @param text why, at most 200 bytes
     * @return whether the ring took it
     */
    public synchronized boolean lags(String operator, String text) {
        return publish(Cmd.KILL, KillGate.REDUCE_ONLY, KillLevel.LAG, operator, text);
    }

    /**
     * The lag is over; a kill that was given meanwhile, or before, stays.
     *
     * @param operator which part of the process, at most 24 bytes
     * @param text why, at most 200 bytes
     * @return whether the ring took it
     */
    public synchronized boolean caughtUp(String operator, String text) {
        return publish(Cmd.RESUME, 0, KillLevel.LAG, operator, text);
    }

    /**
     * The first of two steps out of a latched kill: arms the resume.
     *
     * @return whether the ring took it
     */
    public synchronized boolean arm(String operator, String text) {
        return publish(Cmd.ARM, 0, operator, text);
    }

    /**
     * The second step out of a latched kill, within 30 s of {@link #arm}.
     *
     * @return whether the ring took it
     */
    public synchronized boolean resume(String operator, String text) {
        return publish(Cmd.RESUME, 0, operator, text);
    }

    /**
     * A kill of one strategy alone, or a step out of it (NS-LIV-5); no gate is raised, other strategies go on.
     *
     * @param kind KILL, ARM or RESUME
     * @param strategy its index in the run
     * @param level of KILL, 1 to 3; 0 for the others
     * @param operator who, at most 24 bytes
     * @param text why, at most 200 bytes
     * @return the command's id, by which the engine answers it; 0 if the ring did not take it
     */
    public synchronized long ofStrategy(Cmd kind, int strategy, int level, String operator, String text) {
        target = strategy;
        try {
            return publish(kind, level, operator, text) ? commands : 0;
        } finally {
            target = ALL;
        }
    }

    /**
     * A person has seen an alert: it is not repeated (NS-ALR-1).
     *
     * @param alert id of the alert or of one of its repeats, {@link Nulls#ID} for all
     * @param operator who, at most 24 bytes
     * @param text why, at most 200 bytes
     * @return whether the ring took it
     */
    public synchronized boolean acknowledge(long alert, String operator, String text) {
        return publish(Cmd.ACK_ALERT, 0, alert, operator, text);
    }

    /**
     * A person has looked at the losses and goes on (NS-RSK-4, NS-RSK-9).
     *
     * @param operator who, at most 24 bytes
     * @param text why, at most 200 bytes
     * @return the command's id, by which the engine answers it; 0 if the ring did not take it
     */
    public synchronized long review(String operator, String text) {
        return publish(Cmd.REVIEWED, 0, operator, text) ? commands : 0;
    }

    /**
     * A person's word on a signal or a position (NS-LIV-3, NS-PRT-5, NS-PRT-6), or on a gate (NS-LIV-2).
     *
     * @param kind CONFIRM, DECLINE, CLOSE, TIGHTEN_STOP or ACCEPT_GATE
     * @param ref the signal, the position or the gate
     * @param price of TIGHTEN_STOP, mantissa; {@link Nulls#LONG} for the others
     * @param operator who, at most 24 bytes
     * @param text why, at most 200 bytes
     * @return the command's id, by which the engine answers it; 0 if the ring did not take it
     */
    public synchronized long operate(Cmd kind, long ref, long price, String operator, String text) {
        return publish(kind, 0, ref, price, operator, text) ? commands : 0;
    }

    /**
     * What a person thinks of a signal (NS-REV-1).
     *
     * @param signal its id
     * @param verdict what they think
     * @param operator who, at most 24 bytes
     * @param note why, at most 300 bytes
     * @return the command's id, by which the engine answers it; 0 if the ring did not take it
     */
    public synchronized long label(long signal, LabelVerdict verdict, String operator, String note) {
        if (!ingress.tryClaim(Traffic.COMMAND)) {
            return 0;
        }
        label.wrap(begin(LabelEncoder.TEMPLATE_ID, LabelEncoder.BLOCK_LENGTH), body());
        label.commandId(++commands).ref(signal).verdict(verdict);
        byte[] who = cut(operator, OPERATOR_BYTES);
        byte[] why = cut(note, NOTE_BYTES);
        label.putOperator(who, 0, who.length).putNote(why, 0, why.length);
        ingress.commit(label.limit() - ingress.offset());
        return commands;
    }

    /**
     * People watch (NS-LIV-4).
     *
     * @param viewers how many, 0 for none
     * @return whether the ring took it
     */
    public synchronized boolean beat(int viewers) {
        if (!ingress.tryClaim(Traffic.COMMAND)) {
            return false;
        }
        beat.wrap(begin(OperatorBeatEncoder.TEMPLATE_ID, OperatorBeatEncoder.BLOCK_LENGTH), body());
        beat.viewers(viewers);
        ingress.commit(beat.limit() - ingress.offset());
        return true;
    }

    private boolean publish(Cmd kind, int level, String operator, String text) {
        return publish(kind, level, Nulls.ID, operator, text);
    }

    private boolean publish(Cmd kind, int level, long ref, String operator, String text) {
        return publish(kind, level, ref, CommandEncoder.priceNullValue(), operator, text);
    }

    private boolean publish(Cmd kind, int level, long ref, long price, String operator, String text) {
        if (!ingress.tryClaim(Traffic.COMMAND)) {
            return false;
        }
        command.wrap(begin(CommandEncoder.TEMPLATE_ID, CommandEncoder.BLOCK_LENGTH), body());
        commands++;
        command.commandId(commands)
                .nonce(commands)
                .ref(ref)
                .price(price)
                .qty(CommandEncoder.qtyNullValue())
                .expires(CommandEncoder.expiresNullValue())
                .kind(kind)
                .level(level == 0 ? CommandEncoder.levelNullValue() : (short) level)
                .scope(target == ALL ? KillScope.ALL : KillScope.STRATEGY)
                .target(target == ALL ? CommandEncoder.targetNullValue() : target);
        byte[] who = cut(operator, OPERATOR_BYTES);
        byte[] why = cut(text, TEXT_BYTES);
        command.putOperator(who, 0, who.length).putText(why, 0, why.length);
        ingress.commit(command.limit() - ingress.offset());
        return true;
    }

    /**
     * Time passes on an idle ring (TIME-4).
     *
     * @return whether the ring took it
     */
    public synchronized boolean tick() {
        if (!ingress.tryClaim(Traffic.FEED)) {
            return false;
        }
        tick.wrap(begin(TickEncoder.TEMPLATE_ID, TickEncoder.BLOCK_LENGTH), body());
        ingress.commit(tick.limit() - ingress.offset());
        return true;
    }

    /**
     * Reconciliation is over: for a simulated exchange, which starts empty, there is nothing to ask.
     *
     * @return whether the ring took it
     */
    public synchronized boolean reconciled() {
        if (!ingress.tryClaim(Traffic.COMMAND)) {
            return false;
        }
        mark.wrap(begin(ReconcileMarkEncoder.TEMPLATE_ID, ReconcileMarkEncoder.BLOCK_LENGTH), body());
        mark.requestId(ReconcileMarkEncoder.requestIdNullValue())
                .phase(RecPhase.END)
                .orders(0)
                .fills(0)
                .positions(0)
                .balances(0)
                .code(0);
        ingress.commit(mark.limit() - ingress.offset());
        return true;
    }

    private MutableDirectBuffer begin(int templateId, int blockLength) {
        MutableDirectBuffer buffer = ingress.buffer();
        int offset = ingress.offset();
        Blocks.open(buffer, offset, blockLength, templateId);
        InHead.route(buffer, offset, clock.nanos(), NO_INSTRUMENT, NO_VENUE, InHead.WHOLE, NO_CONN);
        return buffer;
    }

    private int body() {
        return ingress.offset() + Slots.HEADER_BYTES;
    }

    /** At most so many bytes of UTF-8, cut at a character. */
    private static byte[] cut(String text, int bytes) {
        byte[] all = text.getBytes(StandardCharsets.UTF_8);
        if (all.length <= bytes) {
            return all;
        }
        int end = bytes;
        while (end > 0 && (all[end] & 0xC0) == 0x80) {
            end--;
        }
        return java.util.Arrays.copyOf(all, end);
    }
}
