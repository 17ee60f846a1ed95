package ebb.engine.universe;

import ebb.codecs.sbe.Stream;

/** What {@link Subscriptions} asks of the engine around it. */
public interface SubscriptionListener {
    /**
     * A stream is to be switched.
     *
     * @param instrument dense id
     * @param stream BOOK or TRADES
     * @param isOn whether it is wanted
     * @param why rule code of the wish
     */
    void onChange(int instrument, Stream stream, boolean isOn, int why);

    /**
     * Whether an order or a position of the instrument is open: its streams are never dropped (NS-UNI-2).
     *
     * @param instrument dense id
     * @return true if so
     */
    boolean isEngaged(int instrument);
}
