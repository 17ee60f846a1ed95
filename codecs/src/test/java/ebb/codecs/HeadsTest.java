package ebb.codecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.CancelOrderDecoder;
import ebb.codecs.sbe.CancelOrderEncoder;
import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.InHeadDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.OutHeadDecoder;
import ebb.codecs.sbe.TickDecoder;
import ebb.codecs.sbe.TickEncoder;
import ebb.codecs.sbe.Trading;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class HeadsTest {
    private static final int OFFSET = 24;

    private final UnsafeBuffer slot = new UnsafeBuffer(new byte[OFFSET + Slots.SLOT_BYTES]);

    @Test
    void shouldWriteTheInboundHeadThatTheFlyweightReads() {
        Blocks.open(slot, OFFSET, TickEncoder.BLOCK_LENGTH, TickEncoder.TEMPLATE_ID);
        InHead.route(slot, OFFSET, 1_700_000_000_000_000_001L, -2, 254, InHead.WHOLE, 65_534);
        InHead.stamp(slot, OFFSET, 77, 1_700_000_000_000_000_009L);
        InHead.flags(slot, OFFSET, InHead.flags(slot, OFFSET) | InHead.SIMULATED | InHead.REPLAYED);

        TickDecoder tick = new TickDecoder().wrapAndApplyHeader(slot, OFFSET, new MessageHeaderDecoder());
        InHeadDecoder head = tick.head();
        assertEquals(77, head.seq());
        assertEquals(1_700_000_000_000_000_001L, head.ingress());
        assertEquals(1_700_000_000_000_000_009L, head.publish());
        assertEquals(4_294_967_294L, head.instrument());
        assertEquals(254, head.venue());
        assertEquals(65_534, head.conn());
        assertTrue(head.flags().fIRST() && head.flags().lAST());
        assertTrue(head.flags().sIMULATED() && head.flags().rEPLAYED());
    }

    @Test
    void shouldReadTheInboundHeadBack() {
        InHead.route(slot, OFFSET, 5, Nulls.INSTRUMENT, Nulls.U8, InHead.FIRST, Nulls.U16);
        InHead.stamp(slot, OFFSET, 6, 7);
        assertEquals(6, InHead.seq(slot, OFFSET));
        assertEquals(5, InHead.ingress(slot, OFFSET));
        assertEquals(7, InHead.publish(slot, OFFSET));
        assertEquals(Nulls.INSTRUMENT, InHead.instrument(slot, OFFSET));
        assertEquals(Nulls.U8, InHead.venue(slot, OFFSET));
        assertEquals(InHead.FIRST, InHead.flags(slot, OFFSET));
        assertEquals(Nulls.U16, InHead.conn(slot, OFFSET));
    }

    @Test
    void shouldWriteTheOutboundHeadThatTheFlyweightReads() {
        Blocks.open(slot, OFFSET, CancelOrderEncoder.BLOCK_LENGTH, CancelOrderEncoder.TEMPLATE_ID);
        new CancelOrderEncoder()
                .wrap(slot, OFFSET + Slots.HEADER_BYTES)
                .clOrd(9)
                .why(CancelWhy.KILL);
        OutHead.route(slot, OFFSET, 3, 4, 5, OutHead.WHOLE | OutHead.SHADOW);
        OutHead.stamp(slot, OFFSET, 11, 12, 13, 300);

        CancelOrderDecoder order =
                new CancelOrderDecoder().wrapAndApplyHeader(slot, OFFSET, new MessageHeaderDecoder());
        OutHeadDecoder head = order.head();
        assertEquals(11, head.cause());
        assertEquals(12, head.time());
        assertEquals(13, head.out());
        assertEquals(3, head.instrument());
        assertEquals(4, head.venue());
        assertEquals(5, head.strategy());
        assertEquals(OutHead.MAX_EMIT, head.emit());
        assertTrue(head.flags().fIRST() && head.flags().lAST() && head.flags().sHADOW());
        assertEquals(9, order.clOrd());
        assertEquals(11, OutHead.cause(slot, OFFSET));
        assertEquals(12, OutHead.time(slot, OFFSET));
        assertEquals(13, OutHead.out(slot, OFFSET));
        assertEquals(3, OutHead.instrument(slot, OFFSET));
        assertEquals(4, OutHead.venue(slot, OFFSET));
        assertEquals(5, OutHead.strategy(slot, OFFSET));
        assertEquals(19, OutHead.flags(slot, OFFSET));
        assertEquals(255, OutHead.emit(slot, OFFSET));
    }

    @Test
    void shouldWriteTheHeaderThatTheFlyweightReadsAndZeroTheBlockOnly() {
        Arrays.fill(slot.byteArray(), (byte) 0xFF);
        Blocks.open(slot, OFFSET, CancelOrderEncoder.BLOCK_LENGTH, CancelOrderEncoder.TEMPLATE_ID);
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(slot, OFFSET);
        assertEquals(header.blockLength(), Slots.blockLength(slot, OFFSET));
        assertEquals(CancelOrderEncoder.BLOCK_LENGTH, header.blockLength());
        assertEquals(CancelOrderEncoder.TEMPLATE_ID, header.templateId());
        assertEquals(header.templateId(), Slots.templateId(slot, OFFSET));
        assertEquals(1, header.schemaId());
        assertEquals(1, Slots.schemaId(slot, OFFSET));
        assertEquals(CancelOrderEncoder.SCHEMA_VERSION, header.version());
        assertEquals(header.version(), Slots.version(slot, OFFSET));
        int end = OFFSET + Slots.HEADER_BYTES + CancelOrderEncoder.BLOCK_LENGTH;
        for (int i = OFFSET + Slots.HEADER_BYTES; i < end; i++) {
            assertEquals(0, slot.getByte(i), "byte " + i);
        }
        assertEquals(-1, slot.getByte(OFFSET - 1));
        assertEquals(-1, slot.getByte(end));
        assertThrows(IllegalArgumentException.class, () -> Blocks.zero(slot, 0, 12));
    }

    @Test
    void shouldTellInboundFromOutbound() {
        assertTrue(Slots.isInbound(TickEncoder.TEMPLATE_ID));
        assertTrue(Slots.isInbound(199));
        assertFalse(Slots.isInbound(CancelOrderEncoder.TEMPLATE_ID));
    }

    @Test
    void shouldMapEveryStateToItsNumberAndBack() {
        for (Trading state : Trading.values()) {
            assertEquals(state, Trading.of(state.value()));
        }
        for (OrdState state : OrdState.values()) {
            assertEquals(state, OrdState.of(state.value()));
        }
        for (KillLevel level : KillLevel.values()) {
            assertEquals(level, KillLevel.of(level.level()));
        }
        assertThrows(IllegalArgumentException.class, () -> Trading.of(5));
        assertThrows(IllegalArgumentException.class, () -> OrdState.of(12));
        assertThrows(IllegalArgumentException.class, () -> KillLevel.of(0));
    }
}
