package ebb.adapters.feed;

import ebb.adapters.net.NetLoop;
import ebb.adapters.venue.InstrumentIds;
import ebb.codecs.EpochClock;
import ebb.codecs.Ingress;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * What a feed is connected to; shared by all feeds on one loop.
 *
 * @param loop carries sockets and timers; its clock runs in real time, since limits and pauses go by it
 * @param ingress of the loop's thread
 * @param clock stamps messages. Another than the loop's where engine time runs faster than real time (the demo); it is
 *     then asked when a frame is in hand
 * @param instruments hands out dense instrument numbers (INST-1)
 * @param connections hands out connection numbers (BOOK-10)
 * @param currencies code of a currency in the run's table
 * @param tap sees all frames; off by default, it costs allocation
 */
public record FeedPorts(
        NetLoop loop,
        Ingress ingress,
        EpochClock clock,
        InstrumentIds instruments,
        ConnectionIds connections,
        ToIntFunction<String> currencies,
        Optional<FrameTap> tap) {}
