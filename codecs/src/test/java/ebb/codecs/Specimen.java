package ebb.codecs;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A message of random values, written twice: by its generated encoder as the package's description says, and byte by
 * byte from the schema. What the tool generates for 69 templates is called by name, hence the reflection.
 */
final class Specimen {
    private static final int OFFSET = 8;
    private static final String PACKAGE = "ebb.codecs.sbe.";

    private final UnsafeBuffer encoded;
    private final UnsafeBuffer expected = new UnsafeBuffer(new byte[OFFSET + 2 * Slots.SLOT_BYTES]);
    private final SplittableRandom random;
    private int at = OFFSET;
    private int length;

    /** Encodes into a slot that held {@code before} in every byte; a text has as many bytes as it may have. */
    Specimen(Schema.Message message, List<Integer> entries, long seed, int before) throws ReflectiveOperationException {
        random = new SplittableRandom(seed);
        byte[] slot = new byte[OFFSET + 2 * Slots.SLOT_BYTES];
        Arrays.fill(slot, (byte) before);
        encoded = new UnsafeBuffer(slot);
        encode(message, entries);
    }

    byte[] encoded() {
        return Arrays.copyOfRange(encoded.byteArray(), OFFSET, OFFSET + length);
    }

    byte[] expected() {
        return Arrays.copyOfRange(expected.byteArray(), OFFSET, at);
    }

    /** What the generated decoder takes the message's length for, header included. */
    int skipped(Schema.Message message) throws ReflectiveOperationException {
        Class<?> type = Class.forName(PACKAGE + message.name() + "Decoder");
        Object decoder = type.getConstructor().newInstance();
        type.getMethod("wrap", DirectBuffer.class, int.class, int.class, int.class)
                .invoke(decoder, encoded, OFFSET + Slots.HEADER_BYTES, message.blockLength(), 0);
        type.getMethod("sbeSkip").invoke(decoder);
        return Slots.HEADER_BYTES + (int) type.getMethod("encodedLength").invoke(decoder);
    }

    private void encode(Schema.Message message, List<Integer> entries) throws ReflectiveOperationException {
        Class<?> type = Class.forName(PACKAGE + message.name() + "Encoder");
        Blocks.open(
                encoded,
                OFFSET,
                type.getField("BLOCK_LENGTH").getInt(null),
                type.getField("TEMPLATE_ID").getInt(null));
        Object encoder = type.getConstructor().newInstance();
        type.getMethod("wrap", MutableDirectBuffer.class, int.class)
                .invoke(encoder, encoded, OFFSET + Slots.HEADER_BYTES);
        expect(2, message.blockLength());
        expect(2, message.id());
        expect(2, 1);
        expect(2, 0);
        head(message.id());
        for (Schema.Field field : message.fields()) {
            if (field.name().equals("pad")) {
                at += field.type().size();
            } else if (!field.name().equals("head")) {
                put(encoder, field);
            }
        }
        for (int g = 0; g < message.groups().size(); g++) {
            group(encoder, message.groups().get(g), entries.get(g));
        }
        for (Schema.Data text : message.texts()) {
            text(encoder, text);
        }
        length = Slots.HEADER_BYTES + (int) type.getMethod("encodedLength").invoke(encoder);
    }

    private void head(int templateId) {
        long first = expect(8, random.nextLong());
        long second = expect(8, random.nextLong());
        long third = expect(8, random.nextLong());
        int instrument = (int) expect(4, random.nextInt());
        int venue = (int) expect(1, random.nextInt(256));
        if (Slots.isInbound(templateId)) {
            int flags = (int) expect(1, random.nextInt(16));
            int conn = (int) expect(2, random.nextInt(65_536));
            InHead.stamp(encoded, OFFSET, first, third);
            InHead.route(encoded, OFFSET, second, instrument, venue, flags, conn);
        } else {
            int strategy = (int) expect(1, random.nextInt(256));
            int flags = (int) expect(1, random.nextInt(32));
            int emit = (int) expect(1, random.nextInt(256));
            OutHead.stamp(encoded, OFFSET, first, second, third, emit);
            OutHead.route(encoded, OFFSET, instrument, venue, strategy, flags);
        }
    }

    private void group(Object encoder, Schema.Group group, int entries) throws ReflectiveOperationException {
        expect(2, group.blockLength());
        expect(2, entries);
        Object entry = call(encoder, group.name() + "Count", int.class, entries);
        for (int i = 0; i < entries; i++) {
            entry.getClass().getMethod("next").invoke(entry);
            for (Schema.Field field : group.fields()) {
                put(entry, field);
            }
        }
    }

    private void text(Object encoder, Schema.Data text) throws ReflectiveOperationException {
        byte[] bytes = new byte[text.max()];
        random.nextBytes(bytes);
        expect(2, bytes.length);
        expected.putBytes(at, bytes);
        at += bytes.length;
        String name = "put" + Character.toUpperCase(text.name().charAt(0))
                + text.name().substring(1);
        encoder.getClass().getMethod(name, byte[].class, int.class, int.class).invoke(encoder, bytes, 0, bytes.length);
    }

    private void put(Object encoder, Schema.Field field) throws ReflectiveOperationException {
        Schema.Type type = field.type();
        switch (type.kind()) {
            case "enum":
                Schema.Value value =
                        type.values().get(random.nextInt(type.values().size()));
                expect(type.size(), value.number());
                Class<?> constants = Class.forName(PACKAGE + type.name());
                Object constant = constants.getMethod("valueOf", String.class).invoke(null, value.name());
                call(encoder, field.name(), constants, constant);
                break;
            case "set":
                Object set = encoder.getClass().getMethod(field.name()).invoke(encoder);
                set.getClass().getMethod("clear").invoke(set);
                long bits = 0;
                for (Schema.Value choice : type.values()) {
                    boolean on = random.nextBoolean();
                    bits |= on ? 1L << choice.number() : 0;
                    String method = Character.toLowerCase(choice.name().charAt(0))
                            + choice.name().substring(1);
                    call(set, method, boolean.class, on);
                }
                expect(type.size(), bits);
                break;
            case "composite":
                Object composite = encoder.getClass().getMethod(field.name()).invoke(encoder);
                for (Schema.Field member : type.members()) {
                    put(composite, member);
                }
                break;
            default:
                number(encoder, field.name(), type.primitive());
                break;
        }
    }

    private void number(Object encoder, String name, String primitive) throws ReflectiveOperationException {
        int size = Schema.bytes(primitive);
        long bits = random.nextLong() >>> 64 - 8 * size;
        expect(size, bits);
        switch (primitive) {
            case "char":
            case "int8":
                call(encoder, name, byte.class, (byte) bits);
                break;
            case "uint8":
            case "int16":
                call(encoder, name, short.class, (short) bits);
                break;
            case "uint16":
            case "int32":
                call(encoder, name, int.class, (int) bits);
                break;
            default:
                call(encoder, name, long.class, bits);
                break;
        }
    }

    private long expect(int size, long bits) {
        UnsafeBuffer eight = new UnsafeBuffer(new byte[8]);
        eight.putLong(0, bits, ByteOrder.LITTLE_ENDIAN);
        expected.putBytes(at, eight, 0, size);
        at += size;
        return bits;
    }

    private static Object call(Object target, String name, Class<?> parameter, Object argument)
            throws ReflectiveOperationException {
        Method method = target.getClass().getMethod(name, parameter);
        try {
            return method.invoke(target, argument);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(target.getClass().getSimpleName() + "." + name, e.getCause());
        }
    }
}
