package ebb.adapters.feed.protocol;

import ebb.adapters.net.Heartbeat;
import ebb.adapters.net.NetSettings;
import ebb.adapters.net.RateLimiter;
import ebb.adapters.net.RestReply;
import ebb.adapters.net.RestRequest;
import ebb.adapters.venue.ControlListener;
import ebb.adapters.venue.Decoder;
import ebb.adapters.venue.Venue;
import ebb.adapters.venue.binance.Dialect;
import ebb.codecs.Ingress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;

/** What a feed has to know of one venue beyond its frames: requests, answers, limits. Slow paths only. */
public interface VenueProtocol {
    /**
     * The protocol of a venue.
     *
     * @throws IllegalArgumentException if there is none
     */
    static VenueProtocol of(Venue venue) {
        switch (venue) {
            case MEXC:
                return new MexcProtocol();
            case BINANCE_USDM, BINANCE_SPOT:
                return new BinanceProtocol(Dialect.of(venue));
            default:
                throw none(venue);
        }
    }

    /** There is no feed for a venue. */
    static IllegalArgumentException none(Venue venue) {
        return new IllegalArgumentException(
                "no feed for " + venue.text() + "; there is one for mexc, binance-usdm, " + "binance-spot");
    }

    /** A decoder of the venue's frames. */
    Decoder decoder(Ingress ingress, ControlListener listener);

    /** The venue's form of a ping. */
    Heartbeat heartbeat();

    /** A limit of its own for each socket. */
    Optional<RateLimiter> outgoing(NetSettings.Rates rates);

    /** The end of a socket's name: {@code edge}, {@code market}. */
    String socketName(int socket);

    /** The streams of an instrument, the book's first. */
    List<Topic> topics(String symbol);

    /** Those of an instrument's streams that it has as one of all (NS-UNI-2, tier B): what is small, and its trades. */
    List<Topic> wideTopics(String symbol);

    /** Those that it gets besides when trades or book are asked for (tier A); none is among the wide ones. */
    List<Topic> deepTopics(String symbol);

    /** Subscriptions that one connection may carry. */
    int mostTopics();

    /** How many subscriptions one request may carry. */
    int batch();

    /**
     * A request for subscriptions, or for their end.
     *
     * @param id names the request where the venue lets us
     * @param isOn to subscribe
     * @param batch at most {@link #batch()}
     */
    String request(long id, boolean isOn, List<Topic> batch);

    /**
     * Whether an accepting answer is that to a request.
     *
     * @param id of the request
     * @param isOn whether it was to subscribe
     * @param first of the batch
     * @param answeredId as the decoder read it, -1 for none
     * @param text as the decoder gave it
     */
    boolean answers(long id, boolean isOn, Topic first, long answeredId, String text);

    /** The list of instruments. */
    RestRequest catalog();

    /**
     * Reads the list of instruments.
     *
     * @param body the answer
     * @param wanted those to read
     * @param names gets the symbols of all
     * @throws IllegalArgumentException if it is no such list, or says nonsense of a wanted one
     */
    List<Listing> listings(DirectBuffer body, Predicate<String> wanted, List<String> names);

    /** A book of {@link #bookLimit()} levels a side. */
    RestRequest book(String symbol);

    /** Levels a side that are asked for. */
    int bookLimit();

    /** Whether the venue has candles of this length. */
    boolean hasCandles(long frameSec);

    /** Candles that begin within [fromNs, toNs), the oldest first, at most {@link #candleLimit()}. */
    RestRequest candles(String symbol, long fromNs, long toNs, long frameSec);

    /** Candles that one answer can hold. */
    int candleLimit();

    /**
     * Reads an answer to {@link #candles}.
     *
     * @param body the answer
     * @param listing whose exponents apply
     * @param into gets them appended
     * @return how many there were, or -1 if the body is no such answer
     */
    int readCandles(DirectBuffer body, Listing listing, CandleRows into);

    /** Whether the venue has funding, and tells what of it was settled. */
    boolean hasFunding();

    /**
     * Settlements within [fromNs, toNs), at most {@link #fundingLimit()}. Venues page differently: by time the oldest first,
     * or by number the newest first.
     *
     * @param fromNs first wanted; where pages go by time, behind the newest held
     * @param page from 1
     */
    RestRequest funding(String symbol, long fromNs, long toNs, int page);

    /** Settlements that one answer can hold. */
    int fundingLimit();

    /** Whether pages of {@link #funding} begin with the newest and go back by their number. */
    boolean isFundingNewestFirst();

    /**
     * Reads an answer to {@link #funding}.
     *
     * @param body the answer
     * @param into gets them appended, in the answer's order
     * @return how many there were, or -1 if the body is no such answer
     */
    int readFunding(DirectBuffer body, FundingRows into);

    /**
     * What an answer is about.
     *
     * @param address whole or without its host
     * @return null if it is none of those we read
     */
    Answered answered(Address address);

    /** The code of an error in an answer that HTTP calls a success, 0 if there is none. */
    long bodyCode(DirectBuffer body);

    /**
     * How long the venue wants silence for a failure that HTTP does not show, or shows badly.
     *
     * @param reply the answer
     * @param venueCode the code in its body, 0 if there is none
     * @return ns, 0 if it does not
     */
    long silenceNs(RestReply reply, long venueCode);

    /** Weight used by the venue's count as the answer tells, -1 if it does not. */
    long usedWeight(RestReply reply);
}
