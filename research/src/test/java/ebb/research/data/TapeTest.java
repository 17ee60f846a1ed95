package ebb.research.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ebb.codecs.Blocks;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Nulls;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.CandleEncoder;
import ebb.codecs.sbe.InstrumentDefinitionDecoder;
import ebb.codecs.sbe.InstrumentDefinitionEncoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.VenueDefinitionEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class TapeTest {
    private static final Tape.Fees FEES = new Tape.Fees(200_000, 600_000);

    /** Writes down what is played: time, instrument, and of definitions the fees. */
    private static final class Played implements Ingress {
        private final UnsafeBuffer slot = new UnsafeBuffer(new byte[Slots.SLOT_BYTES]);
        private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();
        private final List<String> lines = new ArrayList<>();

        @Override
        public boolean tryClaim(Traffic traffic) {
            return true;
        }

        @Override
        public MutableDirectBuffer buffer() {
            return slot;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public void commit(int length) {
            String line = InHead.ingress(slot, 0) + " #" + InHead.instrument(slot, 0) + " " + length;
            if (Slots.templateId(slot, 0) == InstrumentDefinitionEncoder.TEMPLATE_ID) {
                definition.wrapAndApplyHeader(slot, 0, new MessageHeaderDecoder());
                line += " fees " + definition.makerFee() + " " + definition.takerFee();
            }
            lines.add(line);
        }

        @Override
        public long capacityLeft() {
            return Long.MAX_VALUE;
        }
    }

    private static void put(Ingress part, int template, int block, long atNs, int instrument) {
        part.tryClaim(Traffic.FEED);
        Blocks.open(part.buffer(), part.offset(), block, template);
        InHead.route(part.buffer(), part.offset(), atNs, instrument, 0, InHead.WHOLE, Nulls.U16);
        part.commit(Slots.HEADER_BYTES + block);
    }

    private static void candles(Tape tape, long... times) {
        Ingress part = tape.part("X");
        put(part, VenueDefinitionEncoder.TEMPLATE_ID, VenueDefinitionEncoder.BLOCK_LENGTH, times[0], Nulls.INSTRUMENT);
        put(part, InstrumentDefinitionEncoder.TEMPLATE_ID, InstrumentDefinitionEncoder.BLOCK_LENGTH, times[0], 0);
        for (long at : times) {
            put(part, CandleEncoder.TEMPLATE_ID, CandleEncoder.BLOCK_LENGTH, at, 0);
        }
    }

    @Test
    void shouldPlayPartsTogetherInOrderOfTimeAsOftenAsWanted() {
        Tape tape = new Tape();
        candles(tape, 10, 20, 40);
        candles(tape, 5, 20, 30);
        int candle = Slots.HEADER_BYTES + CandleEncoder.BLOCK_LENGTH;
        int definition = Slots.HEADER_BYTES + InstrumentDefinitionEncoder.BLOCK_LENGTH;
        int venue = Slots.HEADER_BYTES + VenueDefinitionEncoder.BLOCK_LENGTH;
        List<String> expected = List.of(
                "5 #-1 " + venue,
                "5 #1 " + definition + " fees 200000 600000",
                "5 #1 " + candle,
                "10 #0 " + definition + " fees 200000 600000",
                "10 #0 " + candle,
                "20 #0 " + candle,
                "20 #1 " + candle,
                "30 #1 " + candle,
                "40 #0 " + candle);

        for (int i = 0; i < 2; i++) {
            Played played = new Played();
            tape.play(played, FEES);
            assertEquals(expected, played.lines);
        }
        assertEquals(10, tape.messages());
        assertEquals(5, tape.firstNs());
        assertEquals(40, tape.lastNs());
    }

    @Test
    void shouldRefuseAPartThatGoesBackInTime() {
        Tape tape = new Tape();
        assertThrows(IllegalArgumentException.class, () -> candles(tape, 10, 9));
    }
}
