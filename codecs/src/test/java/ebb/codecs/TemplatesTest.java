package ebb.codecs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Trading;
import ebb.testing.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every template of messages.md: same bytes always, inside its slot, and never changed. */
class TemplatesTest {
    private static final long SEED = Long.getLong("ebb.seed", 1024L);

    /** Messages whose groups share the slot: how many entries each may have at once (messages.md 3.4, 3.5). */
    private static final Map<String, List<List<Integer>>> SHARED_SLOT = Map.of(
            "BookDelta", books(),
            "BookSnapshot", books(),
            "Exposure", List.of(List.of(64, 0), List.of(0, 40)));

    /** The bound of messages.md forgets that blocks are filled to a multiple of 8: 88 + 8 + 2 + 48. */
    private static final Map<String, Integer> BOUND_INSTEAD = Map.of("OrderAck", 146);

    private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| `(\\w+)`.*\\| ([^|]*) \\|[^|]*\\|");
    private static final Pattern BOUND = Pattern.compile("(?:≤ )?([\\d,]+)(?:;.*)?");

    private final Schema schema = Schema.load();

    private static List<List<Integer>> books() {
        return List.of(
                List.of(Slots.MAX_LEVELS, 0, 0),
                List.of(0, Slots.MAX_LEVELS, 0),
                List.of(20, 36, 0),
                List.of(24, 24, Slots.MAX_LEVELS_WITH_DIGITS));
    }

    /** The fullest messages of a template: entries of each group. */
    private static List<List<Integer>> fullest(Schema.Message message) {
        List<Integer> all = message.groups().stream().map(Schema.Group::max).toList();
        return SHARED_SLOT.getOrDefault(message.name(), List.of(all));
    }

    private static int longest(Schema.Message message) {
        int longest = 0;
        for (List<Integer> entries : fullest(message)) {
            int bytes = Slots.HEADER_BYTES + message.blockLength();
            for (int g = 0; g < entries.size(); g++) {
                bytes += 4 + entries.get(g) * message.groups().get(g).blockLength();
            }
            for (Schema.Data text : message.texts()) {
                bytes += 2 + text.max();
            }
            longest = Math.max(longest, bytes);
        }
        return longest;
    }

    @Test
    void shouldEncodeTheSameBytesWhateverTheSlotHeldBefore() throws ReflectiveOperationException {
        for (Schema.Message message : schema.messages()) {
            List<List<Integer>> shapes = new ArrayList<>(fullest(message));
            shapes.add(message.groups().stream().map(g -> 0).toList());
            shapes.add(message.groups().stream().map(g -> Math.min(3, g.max())).toList());
            for (List<Integer> entries : shapes) {
                for (int i = 0; i < 4; i++) {
                    String at = message.name() + " " + entries + " seed " + (SEED + i);
                    Specimen zeros = new Specimen(message, entries, SEED + i, 0x00);
                    Specimen ones = new Specimen(message, entries, SEED + i, 0xFF);
                    assertArrayEquals(zeros.expected(), zeros.encoded(), at);
                    assertArrayEquals(zeros.encoded(), ones.encoded(), at);
                    assertEquals(ones.encoded().length, ones.skipped(message), at);
                }
            }
        }
    }

    @Test
    void shouldFitItsSlotAtItsFullest() throws ReflectiveOperationException {
        for (Schema.Message message : schema.messages()) {
            int longest = longest(message);
            assertTrue(longest <= Slots.SLOT_BYTES, message.name() + " may have " + longest + " bytes");
            int encoded = 0;
            for (List<Integer> entries : fullest(message)) {
                encoded = Math.max(encoded, new Specimen(message, entries, SEED, 0).encoded().length);
            }
            assertEquals(longest, encoded, message.name());
        }
    }

    @Test
    void shouldLeaveNoGapInABlockAndFillItToAMultipleOf8() {
        for (Schema.Message message : schema.messages()) {
            int sum = message.fields().stream().mapToInt(f -> f.type().size()).sum();
            assertEquals(message.blockLength(), sum, message.name());
            assertEquals(0, message.blockLength() % 8, message.name());
            String head = Slots.isInbound(message.id()) ? "inHead" : "outHead";
            assertEquals(head, message.fields().get(0).type().name(), message.name());
            for (Schema.Group group : message.groups()) {
                int entry =
                        group.fields().stream().mapToInt(f -> f.type().size()).sum();
                assertEquals(group.blockLength(), entry, message.name() + "." + group.name());
            }
        }
        assertEquals(Slots.HEAD_BYTES, schema.types().get("inHead").size());
        assertEquals(Slots.HEAD_BYTES, schema.types().get("outHead").size());
        assertEquals(Slots.HEADER_BYTES, schema.types().get("messageHeader").size());
    }

    @Test
    void shouldOnlyEverGrow() throws IOException {
        List<String> golden;
        try (InputStream in = TemplatesTest.class.getResourceAsStream("schema.golden")) {
            golden = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        String facts = String.join("\n", schema.facts());
        assertEquals(
                String.join("\n", golden),
                facts,
                "ids, numbers, offsets are fixed for ever (messages.md 2): if this only adds, add it to schema.golden");
    }

    @Test
    void shouldNumberEnumsAsTheSchemaDoes() throws ReflectiveOperationException {
        Map<String, Class<?>> byHand = Map.of("Trading", Trading.class, "OrdState", OrdState.class);
        for (Schema.Type type : schema.types().values()) {
            if (!type.kind().equals("enum")) {
                continue;
            }
            Class<?> constants = Class.forName("ebb.codecs.sbe." + type.name());
            for (Schema.Value value : type.values()) {
                Object constant = constants.getMethod("valueOf", String.class).invoke(null, value.name());
                assertEquals(
                        (short) value.number(), constants.getMethod("value").invoke(constant), type.name());
            }
            int added = byHand.containsKey(type.name()) ? 0 : 2; // SBE_UNKNOWN and NULL_VAL
            assertEquals(type.values().size() + added, constants.getEnumConstants().length, type.name());
        }
        assertEquals(Side.SBE_UNKNOWN, Side.get((short) 7), "an unknown number is no exception");
    }

    @Test
    void shouldNameAndBoundTemplatesAsTheSpecificationDoes() throws IOException {
        Map<Integer, Schema.Message> byId = new LinkedHashMap<>();
        schema.messages().forEach(m -> assertFalse(byId.put(m.id(), m) != null, "id twice: " + m.id()));
        int rows = 0;
        for (String line : Files.readAllLines(SharedData.file("spec/messages.md"))) {
            Matcher row = ROW.matcher(line);
            if (!row.matches()) {
                continue;
            }
            rows++;
            Schema.Message message = byId.get(Integer.parseInt(row.group(1)));
            assertTrue(message != null, "not in the schema: " + row.group(2));
            assertEquals(row.group(2), message.name());
            Matcher size = BOUND.matcher(row.group(3));
            int bound = size.matches() ? Integer.parseInt(size.group(1).replace(",", "")) : Slots.SLOT_BYTES;
            bound = BOUND_INSTEAD.getOrDefault(message.name(), bound);
            assertTrue(longest(message) <= bound, message.name() + ": " + longest(message) + " > " + bound);
        }
        assertEquals(byId.size(), rows);
    }
}
