package ebb.codecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.testing.Allocations;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Law 5: nothing here allocates after warm-up, not even for texts that are refused. */
class AllocationTest {
    private static final String[] TEXTS = {
        "61250.10",
        "0.00000001",
        "9.75E+4",
        "-1.50",
        "0.015",
        "",
        "NaN",
        "92233720368.54775808",
        "123456789012345678901"
    };

    private long sum;
    private Object escaped;

    @Test
    void shouldParseAndWriteDecimalsWithoutAllocating() {
        byte[][] texts = new byte[TEXTS.length][];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = TEXTS[i].getBytes(StandardCharsets.US_ASCII);
        }
        Decimals decimals = new Decimals();
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
        Allocations.assertNone(i -> {
            byte[] text = texts[i % texts.length];
            if (decimals.parse(text, 0, text.length, -2) == Decimals.Status.OK) {
                sum += decimals.value();
            }
            buffer.putBytes(0, text);
            sum += decimals.scan(buffer, 0, text.length).ordinal() + decimals.finest();
            sum += DecimalText.put(buffer, 0, sum, -8);
        });
        assertTrue(sum != 0);
    }

    @Test
    void shouldCalculateWithoutAllocating() {
        Sum128 total = new Sum128();
        Rounding[] modes = Rounding.values();
        Allocations.assertNone(i -> {
            long q = Scaled.mulDiv(6_125_010_000_000L + i, 1_000_000_000_007L, 99_999_999_977L, modes[i & 3]);
            total.addProduct(q, i);
            sum += q + Scaled.rescale(i, -8, -2, modes[i & 3]) + total.quotient(1L << 40, modes[i & 3]);
            sum += Scaled.compareProducts(q, i, i, q) + Micro.of(q * 1e-9) + XxHash64.hash(q, i);
        });
        assertTrue(sum != 0 && total.sign() > 0);
    }

    @Test
    void shouldNoticeAnAllocation() {
        // 16 bytes of header and 16 of array: the control must let the object escape, else C2 removes it.
        assertEquals(32L * Allocations.WINDOW, Allocations.leastWindow(i -> escaped = new byte[16]));
        assertTrue(escaped != null);
    }
}
