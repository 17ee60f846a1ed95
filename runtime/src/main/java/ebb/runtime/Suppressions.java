package ebb.runtime;

import ebb.codecs.Blocks;
import ebb.codecs.EpochClock;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.EgressSuppressedEncoder;
import ebb.codecs.sbe.SuppressWhy;
import java.util.Arrays;

/**
 * Tells the engine which orders the kill gate stopped (DESIGN Kill). Egress must not wait, and it is just when the ring is full
 * that the gate stops most: what finds no room is kept, and told in its order once there is some. Confined to the egress
 * thread; allocates only while more are kept than ever before.
 */
final class Suppressions implements GatedEgress.Suppressed {
    private static final int FIRST_ROOM = 64;
    private static final int NO_INSTRUMENT = -1;
    private static final int NO_VENUE = 255;
    private static final int NO_CONN = 65_535;

    private final EpochClock clock;
    private final EgressSuppressedEncoder encoder = new EgressSuppressedEncoder();
    private Ingress ingress;
    private long[] clOrds = new long[FIRST_ROOM];
    private long[] outs = new long[FIRST_ROOM];
    private SuppressWhy[] whys = new SuppressWhy[FIRST_ROOM];
    // Kept are those from first, inclusive, to last, exclusive.
    private int first;
    private int last;

    Suppressions(EpochClock clock) {
        this.clock = clock;
    }

    /** Where they are told; before the first. */
    void through(Ingress to) {
        ingress = to;
    }

    @Override
    public void onSuppressed(long clOrd, long out, SuppressWhy why) {
        catchUp();
        if (first < last || !tell(clOrd, out, why)) {
            keep(clOrd, out, why);
        }
    }

    @Override
    public void catchUp() {
        while (first < last && tell(clOrds[first], outs[first], whys[first])) {
            first++;
        }
        if (first == last) {
            first = 0;
            last = 0;
        }
    }

    /** How many the engine has not been told of. */
    int kept() {
        return last - first;
    }

    private void keep(long clOrd, long out, SuppressWhy why) {
        if (last == clOrds.length) {
            int room = first > last / 2 ? clOrds.length : 2 * clOrds.length;
            clOrds = Arrays.copyOf(Arrays.copyOfRange(clOrds, first, last), room);
            outs = Arrays.copyOf(Arrays.copyOfRange(outs, first, last), room);
            whys = Arrays.copyOf(Arrays.copyOfRange(whys, first, last), room);
            last -= first;
            first = 0;
        }
        clOrds[last] = clOrd;
        outs[last] = out;
        whys[last] = why;
        last++;
    }

    private boolean tell(long clOrd, long out, SuppressWhy why) {
        if (!ingress.tryClaim(Traffic.COMMAND)) {
            return false;
        }
        int offset = ingress.offset();
        Blocks.open(
                ingress.buffer(), offset, EgressSuppressedEncoder.BLOCK_LENGTH, EgressSuppressedEncoder.TEMPLATE_ID);
        InHead.route(ingress.buffer(), offset, clock.nanos(), NO_INSTRUMENT, NO_VENUE, InHead.WHOLE, NO_CONN);
        encoder.wrap(ingress.buffer(), offset + Slots.HEADER_BYTES);
        encoder.clOrd(clOrd).out(out).why(why);
        ingress.commit(encoder.limit() - offset);
        return true;
    }
}
