package ebb.bench;

import ebb.bench.market.BinanceText;
import ebb.codecs.DecimalText;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.NewOrderDecoder;
import ebb.codecs.sbe.Side;
import ebb.runtime.OutboundListener;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The rig's gateway: spells an order as a venue would want it, about 150 bytes of JSON, into one buffer; allocates
 * nothing. Used on the egress thread.
 */
final class OrderWire implements OutboundListener {
    private static final byte[] HEAD =
            bytes("{\"method\":\"order.place\",\"params\":{\"symbol\":\"" + BinanceText.SYMBOL + "\",\"side\":\"");
    private static final byte[] BUY = bytes("BUY");
    private static final byte[] SELL = bytes("SELL");
    private static final byte[] QUANTITY = bytes("\",\"type\":\"LIMIT\",\"timeInForce\":\"IOC\",\"quantity\":\"");
    private static final byte[] PRICE = bytes("\",\"price\":\"");
    private static final byte[] ID = bytes("\",\"newClientOrderId\":\"");
    private static final byte[] END = bytes("\"}}");
    private static final int ROOM = 256;
    private static final int HEX_DIGITS = 16;

    private final MessageHeaderDecoder head = new MessageHeaderDecoder();
    private final NewOrderDecoder order = new NewOrderDecoder();
    private final UnsafeBuffer text = new UnsafeBuffer(new byte[ROOM]);
    private int length;
    private long lastClOrd;
    private long lastSignal;
    private long orders;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void onOutbound(int templateId, DirectBuffer buffer, int offset, int bytes) {
        if (templateId == NewOrderDecoder.TEMPLATE_ID) {
            order.wrapAndApplyHeader(buffer, offset, head);
            lastClOrd = order.clOrd();
            lastSignal = order.signal();
            orders++;
            spell();
        }
    }

    private void spell() {
        int at = put(0, HEAD);
        at = put(at, order.side() == Side.BUY ? BUY : SELL);
        at = put(at, QUANTITY);
        at += DecimalText.putFixed(
                text, at, order.qty(), -BinanceText.QUANTITY_DECIMALS, BinanceText.QUANTITY_DECIMALS);
        at = put(at, PRICE);
        at += DecimalText.putFixed(text, at, order.price(), -BinanceText.PRICE_DECIMALS, BinanceText.PRICE_DECIMALS);
        at = put(at, ID);
        for (int i = HEX_DIGITS - 1; i >= 0; i--) {
            int digit = (int) (lastClOrd >>> 4 * i) & 15;
            text.putByte(at++, (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10));
        }
        length = put(at, END);
    }

    private int put(int at, byte[] bytes) {
        text.putBytes(at, bytes);
        return at + bytes.length;
    }

    /** The text of the last order. */
    DirectBuffer text() {
        return text;
    }

    /** Its length, bytes. */
    int length() {
        return length;
    }

    /** Id of the last order that was not forgotten, 0 if there is none. */
    long lastClOrd() {
        return lastClOrd;
    }

    /** Signal that caused the last order. */
    long lastSignal() {
        return lastSignal;
    }

    void forget() {
        lastClOrd = 0;
    }

    /** Orders spelled so far. */
    long orders() {
        return orders;
    }
}
