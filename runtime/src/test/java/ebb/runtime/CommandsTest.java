package ebb.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Ingress;
import ebb.codecs.Nulls;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.CommandDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class CommandsTest {
    /** A ring of one slot that may be full. */
    private static final class Slot implements Ingress {
        private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Slots.SLOT_BYTES]);
        private boolean isFull;
        private Traffic traffic;
        private int length;

        @Override
        public boolean tryClaim(Traffic asked) {
            traffic = asked;
            return !isFull;
        }

        @Override
        public MutableDirectBuffer buffer() {
            return buffer;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public void commit(int bytes) {
            length = bytes;
        }

        @Override
        public long capacityLeft() {
            return isFull ? 0 : 1;
        }

        private CommandDecoder command() {
            return new CommandDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
        }
    }

    @Test
    void shouldAcknowledgeOneAlertOrAll() {
        Slot slot = new Slot();
        Commands commands = new Commands(slot, () -> 7);
        assertTrue(commands.acknowledge(42, "anna", "seen"));
        assertEquals(Traffic.COMMAND, slot.traffic);
        assertEquals(Cmd.ACK_ALERT, slot.command().kind());
        assertEquals(42, slot.command().ref());
        assertEquals("anna", slot.command().operator());
        assertTrue(slot.length > 0);
        commands.acknowledge(Nulls.ID, "anna", "seen");
        assertEquals(CommandDecoder.refNullValue(), slot.command().ref());
        slot.isFull = true;
        assertFalse(commands.acknowledge(42, "anna", "seen"));
    }

    @Test
    void shouldSayThatAPersonHasReviewed() {
        Slot slot = new Slot();
        Commands commands = new Commands(slot, () -> 7);
        assertTrue(commands.review("anna", "three stops at one news") > 0);
        CommandDecoder command = slot.command();
        assertEquals(Cmd.REVIEWED, command.kind());
        assertEquals("anna", command.operator());
        assertEquals("three stops at one news", command.text());
        slot.isFull = true;
        assertEquals(0, commands.review("anna", "again"));
    }

    @Test
    void shouldGiveAKillNoAlertToRefer() {
        Slot slot = new Slot();
        new Commands(slot, () -> 7).kill(2, "anna", "why");
        assertEquals(CommandDecoder.refNullValue(), slot.command().ref());
        assertEquals(2, slot.command().level());
    }
}
