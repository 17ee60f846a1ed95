package ebb.app.backtest;

import ebb.codecs.Ingress;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.BookDeltaDecoder;
import ebb.codecs.sbe.BookSnapshotDecoder;
import ebb.codecs.sbe.CandleBatchDecoder;
import ebb.codecs.sbe.CandleDecoder;
import ebb.codecs.sbe.FundingDecoder;
import ebb.codecs.sbe.MarkIndexDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.OpenInterestDecoder;
import ebb.codecs.sbe.TickerDecoder;
import ebb.codecs.sbe.TopOfBookDecoder;
import ebb.codecs.sbe.TradeDecoder;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Stands between a market and an engine and spoils one message in so many: numbers that no venue should send, messages
 * lost, sent twice or kept back, and a clock that leaps. The frame of a message stays whole, for adapters make it.
 */
final class Mangler implements Ingress {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long DAY_NS = 86_400 * SECOND_NS;
    private static final int LEVEL = 16;
    private static final int GROUP_HEAD = 4;
    private static final int INGRESS = Slots.HEAD_OFFSET + Long.BYTES;

    /** What becomes of a number. */
    interface Numbers {
        long other(long value, SplittableRandom random);
    }

    private static final List<Class<?>> MARKET = List.of(
            TradeDecoder.class,
            BookDeltaDecoder.class,
            BookSnapshotDecoder.class,
            TopOfBookDecoder.class,
            MarkIndexDecoder.class,
            FundingDecoder.class,
            OpenInterestDecoder.class,
            TickerDecoder.class,
            CandleDecoder.class,
            CandleBatchDecoder.class);

    private final Ingress target;
    private final SplittableRandom random;
    private final int oneIn;
    private final Numbers numbers;
    private final Map<Integer, int[]> longs = new HashMap<>();
    private final UnsafeBuffer keptBack = new UnsafeBuffer(new byte[Slots.SLOT_BYTES]);
    private int keptLength;
    private long aheadNs;
    private long lastNs;
    private long spoilt;

    Mangler(Ingress target, long seed, int oneIn) {
        this(target, seed, oneIn, Mangler::other);
    }

    /** Spoils numbers in another way than most. */
    Mangler(Ingress target, long seed, int oneIn, Numbers numbers) {
        this.target = target;
        this.numbers = numbers;
        this.oneIn = oneIn;
        random = new SplittableRandom(seed);
        MARKET.forEach(this::learn);
    }

    /** Where the 64-bit numbers of a message's fixed part lie. */
    private void learn(Class<?> decoder) {
        try {
            List<Integer> found = new ArrayList<>();
            for (Method each : decoder.getMethods()) {
                String name = each.getName();
                if (each.getReturnType() == long.class && each.getParameterCount() == 0 && hasOffset(decoder, name)) {
                    found.add((int) decoder.getMethod(name + "EncodingOffset").invoke(null));
                }
            }
            int template = decoder.getField("TEMPLATE_ID").getInt(null);
            longs.put(
                    template,
                    found.stream().mapToInt(Integer::intValue).sorted().toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(decoder + " is not what the generator makes", e);
        }
    }

    private static boolean hasOffset(Class<?> decoder, String field) throws ReflectiveOperationException {
        try {
            return (int) decoder.getMethod(field + "EncodingLength").invoke(null) == Long.BYTES;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    long spoilt() {
        return spoilt;
    }

    @Override
    public boolean tryClaim(Traffic traffic) {
        return target.tryClaim(traffic);
    }

    @Override
    public MutableDirectBuffer buffer() {
        return target.buffer();
    }

    @Override
    public int offset() {
        return target.offset();
    }

    @Override
    public long capacityLeft() {
        return target.capacityLeft();
    }

    @Override
    public void commit(int length) {
        MutableDirectBuffer message = target.buffer();
        int[] fields = longs.get(Slots.templateId(message, target.offset()));
        boolean isSpoilt = fields != null && random.nextInt(oneIn) == 0;
        spoilt += isSpoilt ? 1 : 0;
        int way = isSpoilt ? random.nextInt(10) : -1;
        switch (way) {
            case 0 -> {
                // Lost.
            }
            case 1 -> {
                byte[] again = new byte[length];
                message.getBytes(target.offset(), again);
                pass(length);
                send(new UnsafeBuffer(again), length);
            }
            case 2 -> {
                message.getBytes(target.offset(), keptBack, 0, length);
                keptLength = length;
            }
            case 3 -> {
                if (random.nextInt(8) == 0) {
                    aheadNs += random.nextLong(random.nextInt(4) == 0 ? 3 * DAY_NS : 100 * SECOND_NS);
                }
                pass(length);
            }
            case -1 -> pass(length);
            default -> {
                spoil(message, target.offset(), fields, length);
                pass(length);
            }
        }
        if (keptLength > 0 && random.nextInt(20) == 0) {
            int kept = keptLength;
            keptLength = 0;
            send(keptBack, kept);
        }
    }

    private void send(UnsafeBuffer message, int length) {
        if (!target.tryClaim(Traffic.FEED)) {
            throw new AssertionError("the straight loop has always room");
        }
        target.buffer().putBytes(target.offset(), message, 0, length);
        pass(length);
    }

    /** Time leaps ahead; it never goes back, which the ring sees to. */
    private void pass(int length) {
        int at = target.offset() + INGRESS;
        lastNs = Math.max(lastNs, target.buffer().getLong(at) + aheadNs);
        target.buffer().putLong(at, lastNs);
        target.commit(length);
    }

    private void spoil(MutableDirectBuffer message, int offset, int[] fields, int length) {
        int block = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        int groups = block + Slots.blockLength(message, offset);
        int template = Slots.templateId(message, offset);
        boolean hasLevels = template == BookDeltaDecoder.TEMPLATE_ID || template == BookSnapshotDecoder.TEMPLATE_ID;
        int levels = (offset + length - groups - GROUP_HEAD) / LEVEL;
        if (hasLevels && levels > 0 && random.nextInt(3) > 0) {
            // The first group's levels; a word of the second's head would break the frame.
            int count = message.getByte(groups + 2) & 0xFF;
            if (count > 0) {
                int at = groups + GROUP_HEAD + LEVEL * random.nextInt(count) + Long.BYTES * random.nextInt(2);
                message.putLong(at, numbers.other(message.getLong(at), random));
            }
            return;
        }
        int at = block + fields[random.nextInt(fields.length)];
        message.putLong(at, numbers.other(message.getLong(at), random));
    }

    private static long other(long value, SplittableRandom random) {
        return switch (random.nextInt(12)) {
            case 0 -> Long.MIN_VALUE;
            case 1 -> value * 1_000;
            case 2 -> 0;
            case 3 -> -1;
            case 4 -> -value;
            case 5 -> value + 1;
            case 6 -> value - 1;
            case 7 -> value * 10;
            case 8 -> value / 10;
            case 9 -> value + DAY_NS * (random.nextInt(9) - 4);
            case 10 -> value ^ 1L << random.nextInt(48);
            default -> random.nextLong(1L << random.nextInt(50));
        };
    }
}
