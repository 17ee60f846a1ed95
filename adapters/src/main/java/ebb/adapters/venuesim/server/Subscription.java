package ebb.adapters.venuesim.server;

import ebb.adapters.venuesim.market.Instrument;

/** One stream to one client. */
final class Subscription {
    private final Client client;
    private final Channel channel;
    private final Instrument instrument;
    private final String name;
    private final String argument;
    /** Start of the candle last sent, ns; 0 before the first. */
    private long candleNs;

    /**
     * A stream.
     *
     * @param name as the client asked for it
     * @param argument levels of a top, interval of a candle; else null
     */
    Subscription(Client client, Channel channel, Instrument instrument, String name, String argument) {
        this.client = client;
        this.channel = channel;
        this.instrument = instrument;
        this.name = name;
        this.argument = argument;
    }

    Client client() {
        return client;
    }

    Channel channel() {
        return channel;
    }

    Instrument instrument() {
        return instrument;
    }

    String name() {
        return name;
    }

    String argument() {
        return argument;
    }

    long candleNs() {
        return candleNs;
    }

    void candleNs(long startNs) {
        candleNs = startNs;
    }
}
