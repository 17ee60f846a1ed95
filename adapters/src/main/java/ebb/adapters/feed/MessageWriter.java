package ebb.adapters.feed;

import ebb.adapters.venue.Venue;
import ebb.codecs.Blocks;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Nulls;
import ebb.codecs.Slots;
import ebb.codecs.StreamReason;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.Scope;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.SessionStateEncoder;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.StreamAliveEncoder;
import ebb.codecs.sbe.SubState;
import ebb.codecs.sbe.SubscriptionStateEncoder;

/** Writes what a session has to say of itself. Event loop only; each method answers false if the ring is full. */
final class MessageWriter {
    private final int venue;
    private final Ingress ingress;
    private final SessionStateEncoder session = new SessionStateEncoder();
    private final StreamAliveEncoder alive = new StreamAliveEncoder();
    private final SubscriptionStateEncoder subscription = new SubscriptionStateEncoder();

    MessageWriter(Venue venue, Ingress ingress) {
        this.venue = venue.code();
        this.ingress = ingress;
    }

    boolean state(Subscription of, Session state, int conn, int code, long nowNs) {
        if (!open(SessionStateEncoder.BLOCK_LENGTH, SessionStateEncoder.TEMPLATE_ID, nowNs, of.instrument(), conn)) {
            return false;
        }
        session.wrap(ingress.buffer(), ingress.offset() + Slots.HEADER_BYTES)
                .scope(Scope.FEED)
                .state(state)
                .reason(StreamReason.of(of.stream(), code))
                .since(nowNs);
        ingress.commit(Slots.HEADER_BYTES + SessionStateEncoder.BLOCK_LENGTH);
        return true;
    }

    boolean alive(int conn, long frameNs) {
        if (!open(StreamAliveEncoder.BLOCK_LENGTH, StreamAliveEncoder.TEMPLATE_ID, frameNs, Nulls.INSTRUMENT, conn)) {
            return false;
        }
        alive.wrap(ingress.buffer(), ingress.offset() + Slots.HEADER_BYTES).lastFrame(frameNs);
        ingress.commit(Slots.HEADER_BYTES + StreamAliveEncoder.BLOCK_LENGTH);
        return true;
    }

    boolean subscription(int instrument, Stream stream, SubState state, int conn, long nowNs) {
        if (!open(
                SubscriptionStateEncoder.BLOCK_LENGTH, SubscriptionStateEncoder.TEMPLATE_ID, nowNs, instrument, conn)) {
            return false;
        }
        subscription.wrap(ingress.buffer(), ingress.offset() + Slots.HEADER_BYTES).stream(stream)
                .state(state)
                .reason(0);
        ingress.commit(Slots.HEADER_BYTES + SubscriptionStateEncoder.BLOCK_LENGTH);
        return true;
    }

    private boolean open(int block, int template, long ingressNs, int instrument, int conn) {
        if (!ingress.tryClaim(Traffic.FEED)) {
            return false;
        }
        Blocks.open(ingress.buffer(), ingress.offset(), block, template);
        InHead.route(ingress.buffer(), ingress.offset(), ingressNs, instrument, venue, InHead.WHOLE, conn);
        return true;
    }
}
