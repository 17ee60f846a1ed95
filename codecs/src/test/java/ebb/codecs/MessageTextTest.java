package ebb.codecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ebb.codecs.sbe.MessageHeaderEncoder;
import ebb.codecs.sbe.NewOrderEncoder;
import ebb.codecs.sbe.RunTextEncoder;
import ebb.codecs.sbe.TradeEncoder;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MessageTextTest {
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Slots.SLOT_BYTES]);
    private final MessageText text = new MessageText();

    @Test
    void shouldNameFlagsAsTheSchemaDoesAndLeaveOutWhatIsAbsent() {
        Blocks.open(buffer, 0, TradeEncoder.BLOCK_LENGTH, TradeEncoder.TEMPLATE_ID);
        InHead.route(buffer, 0, 5, 3, 1, InHead.WHOLE, 9);
        TradeEncoder trade = new TradeEncoder().wrap(buffer, MessageHeaderEncoder.ENCODED_LENGTH);
        trade.price(123).qty(Nulls.LONG);
        Map<String, Object> fields = text.fields(buffer, 0);
        assertEquals("123", fields.get("price"));
        assertNull(fields.get("qty"));
        Map<?, ?> head = (Map<?, ?>) fields.get("head");
        assertEquals("3", head.get("instrument"));
        assertEquals(List.of("FIRST", "LAST"), head.get("flags"));
    }

    @Test
    void shouldLeaveOutAbsentValuesOfEveryWidthAndNoOther() {
        Blocks.open(buffer, 0, NewOrderEncoder.BLOCK_LENGTH, NewOrderEncoder.TEMPLATE_ID);
        NewOrderEncoder order = new NewOrderEncoder().wrap(buffer, MessageHeaderEncoder.ENCODED_LENGTH);
        order.clOrd(-1)
                .signal(7)
                .position(Nulls.ID)
                .parent(12)
                .leverage(Nulls.U16)
                .price(Nulls.LONG)
                .qty(5);
        Map<String, Object> fields = text.fields(buffer, 0);
        assertNull(fields.get("position"));
        assertNull(fields.get("leverage"));
        assertNull(fields.get("price"));
        assertEquals("12", fields.get("parent"));
        assertEquals("5", fields.get("qty"));
        order.leverage(50);
        assertEquals("50", text.fields(buffer, 0).get("leverage"));
    }

    @Test
    void shouldKnowTemplatesByNameAndNumber() {
        assertEquals("RunText", text.name(RunTextEncoder.TEMPLATE_ID));
        assertEquals(RunTextEncoder.TEMPLATE_ID, text.templateId("RunText"));
        assertEquals(-1, text.templateId("runtext"));
        assertEquals("Template 999", text.name(999));
    }
}
