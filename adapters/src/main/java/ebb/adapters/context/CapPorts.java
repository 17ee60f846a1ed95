package ebb.adapters.context;

import ebb.adapters.feed.FrameTap;
import ebb.adapters.net.NetLoop;
import ebb.adapters.venue.Venue;
import ebb.codecs.EpochClock;
import ebb.codecs.Ingress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the market caps are connected to.
 *
 * @param loop carries sockets and timers; limits and pauses go by its clock
 * @param ingress of the loop's thread
 * @param clock stamps messages
 * @param targets the instruments defined by now; asked at each round, on the loop's thread
 * @param tap sees each answer, for recordings; off by default
 */
public record CapPorts(
        NetLoop loop, Ingress ingress, EpochClock clock, Supplier<List<Target>> targets, Optional<FrameTap> tap) {
    /**
     * An instrument whose cap is wanted.
     *
     * @param instrument its dense number
     * @param venue where it trades
     * @param symbol as the venue spells it
     */
    public record Target(int instrument, Venue venue, String symbol) {}
}
