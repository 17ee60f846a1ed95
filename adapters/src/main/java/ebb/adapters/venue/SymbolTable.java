package ebb.adapters.venue;

import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Names;
import java.util.Arrays;

/**
 * The instruments a decoder knows, found by the bytes of their symbol. Each has a slot, counting from 0 in the order of
 * adding: the index of whatever a decoder keeps per instrument.
 *
 * <p>{@link #put} allocates and belongs to start-up or to a changed definition, on the decoder's own thread.
 */
public final class SymbolTable {
    private final Names symbols = new Names();
    private int[] instruments = new int[16];
    private int[] priceScales = new int[16];
    private int[] quantityScales = new int[16];
    private int changes;

    /** An empty table. */
    public SymbolTable() {}

    /**
     * Adds an instrument, or gives a known one its new exponents.
     *
     * @param symbol as the venue spells it in its frames
     * @param instrument dense number (INST-1)
     * @param pe price exponent, −18 … 0 (NUM-1)
     * @param qe quantity exponent, −18 … 0
     * @return its slot
     */
    public int put(String symbol, int instrument, int pe, int qe) {
        if (pe > 0 || pe < -18 || qe > 0 || qe < -18) {
            throw new IllegalArgumentException(symbol + ": exponents " + pe + ", " + qe + " outside -18 to 0");
        }
        int slot = symbols.add(symbol);
        if (slot == instruments.length) {
            instruments = Arrays.copyOf(instruments, slot * 2);
            priceScales = Arrays.copyOf(priceScales, slot * 2);
            quantityScales = Arrays.copyOf(quantityScales, slot * 2);
        }
        changes++;
        instruments[slot] = instrument;
        priceScales[slot] = -pe;
        quantityScales[slot] = -qe;
        return slot;
    }

    /**
     * The slot of a symbol that stands in a frame.
     *
     * @param scan over the frame
     * @param start first byte of the symbol
     * @param length in bytes
     * @return its slot, or −1 if it is unknown
     */
    public int find(JsonScan scan, int start, int length) {
        return symbols.find(scan, start, length);
    }

    /** How often {@link #put} was called: what was made of an instrument's scales holds as long as this is the same. */
    int changes() {
        return changes;
    }

    /** How many instruments are known. */
    public int size() {
        return symbols.size();
    }

    /** The dense number of a slot. */
    public int instrument(int slot) {
        return instruments[slot];
    }

    /** Decimals of a price, 0 … 18: its exponent negated. */
    public int priceScale(int slot) {
        return priceScales[slot];
    }

    /** Decimals of a quantity, 0 … 18. */
    public int quantityScale(int slot) {
        return quantityScales[slot];
    }

    /**
     * The slot of an instrument.
     *
     * @param instrument dense number
     * @return its slot, or −1 if this table does not hold it
     */
    public int slot(int instrument) {
        for (int slot = 0; slot < symbols.size(); slot++) {
            if (instruments[slot] == instrument) {
                return slot;
            }
        }
        return -1;
    }
}
