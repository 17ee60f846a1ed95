package ebb.adapters.venuesim.server;

import ebb.adapters.venuesim.market.Instrument;
import java.util.ArrayList;
import java.util.List;

/** Who listens to what. Loop only. */
final class Subscriptions {
    private final List<List<Subscription>> all = new ArrayList<>();

    Subscriptions(int instruments) {
        for (int i = 0; i < instruments * Channel.values().length; i++) {
            all.add(new ArrayList<>());
        }
    }

    /** Those of a channel of an instrument, in the order they came. */
    List<Subscription> of(Instrument instrument, Channel channel) {
        return all.get(instrument.index() * Channel.values().length + channel.ordinal());
    }

    void add(Subscription subscription) {
        of(subscription.instrument(), subscription.channel()).add(subscription);
    }

    /** Takes out a client's streams of a name. */
    void remove(Client client, String name) {
        for (List<Subscription> each : all) {
            each.removeIf(one -> one.client() == client && one.name().equals(name));
        }
    }

    /** Takes out all streams of a client. */
    void remove(Client client) {
        for (List<Subscription> each : all) {
            each.removeIf(one -> one.client() == client);
        }
    }
}
