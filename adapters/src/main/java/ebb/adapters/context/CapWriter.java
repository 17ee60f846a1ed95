package ebb.adapters.context;

import ebb.codecs.Blocks;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Nulls;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.ContextValueEncoder;
import ebb.codecs.sbe.CtxStatus;
import ebb.codecs.sbe.SeriesDefinitionEncoder;
import java.nio.charset.StandardCharsets;

/** Writes the series and its values (CFD-1). Event loop only; false if the ring is full. */
final class CapWriter {
    /** Number of the series in messages. */
    static final int SERIES = 1;

    /** Code of USD, as the definitions of instruments have it. */
    private static final int USD = 0;

    private static final byte[] NAME = "mcap".getBytes(StandardCharsets.US_ASCII);
    private static final int CENTS = -2;
    private static final long SECOND_NS = 1_000_000_000L;

    private final Ingress ingress;
    private final int source;
    private final SeriesDefinitionEncoder definition = new SeriesDefinitionEncoder();
    private final ContextValueEncoder value = new ContextValueEncoder();

    CapWriter(Ingress ingress, CapProvider provider) {
        this.ingress = ingress;
        source = provider.source();
    }

    boolean define(long cadenceNs, int limitSec, long nowNs) {
        if (!open(SeriesDefinitionEncoder.BLOCK_LENGTH, SeriesDefinitionEncoder.TEMPLATE_ID, nowNs, Nulls.INSTRUMENT)) {
            return false;
        }
        definition
                .wrap(ingress.buffer(), ingress.offset() + Slots.HEADER_BYTES)
                .series(SERIES)
                .source(source)
                .cadenceSec(Math.max(1, cadenceNs / SECOND_NS))
                .limitSec(limitSec)
                .unit(USD)
                .putName(NAME, 0, NAME.length);
        ingress.commit(definition.limit() - ingress.offset());
        return true;
    }

    /** A value; an error if it is of 0 cents: the provider stands by none. */
    boolean value(int instrument, CapHistory.Known known, long nowNs) {
        long cents = known.quote().cents();
        CtxStatus status = cents == 0 ? CtxStatus.ERROR : CtxStatus.OK;
        return put(instrument, cents, known.quote().refNs(), known.fetchNs(), status, nowNs);
    }

    private boolean put(int instrument, long cents, long refNs, long fetchNs, CtxStatus status, long nowNs) {
        if (!open(ContextValueEncoder.BLOCK_LENGTH, ContextValueEncoder.TEMPLATE_ID, nowNs, instrument)) {
            return false;
        }
        value.wrap(ingress.buffer(), ingress.offset() + Slots.HEADER_BYTES)
                .series(SERIES)
                .refTime(refNs)
                .pubTime(Nulls.LONG)
                .fetchTime(fetchNs)
                .source(source)
                .status(status)
                .value()
                .mantissa(cents)
                .exponent((byte) CENTS);
        ingress.commit(Slots.HEADER_BYTES + ContextValueEncoder.BLOCK_LENGTH);
        return true;
    }

    private boolean open(int block, int template, long nowNs, int instrument) {
        if (!ingress.tryClaim(Traffic.FEED)) {
            return false;
        }
        Blocks.open(ingress.buffer(), ingress.offset(), block, template);
        InHead.route(ingress.buffer(), ingress.offset(), nowNs, instrument, Nulls.U8, InHead.WHOLE, Nulls.U16);
        return true;
    }
}
