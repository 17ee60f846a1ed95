package ebb.adapters.venuesim.server;

import ebb.adapters.venuesim.fault.Fault;
import ebb.adapters.venuesim.fault.FaultKind;
import ebb.adapters.venuesim.fault.Faults;
import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.market.SyntheticMarket;
import ebb.codecs.EpochClock;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** All that one loop owns: the market, its venues' desks, the clients and what they listen to. Loop only. */
public final class Floor {
    private static final long MS = 1_000_000L;
    private static final long CONNECTIONS_NS = 300_000 * MS;

    /** Events at most before the loop reads sockets again. */
    private static final int BURST = 2_000;

    private final SyntheticMarket market;
    private final long endNs;
    private final Faults faults;
    private final EpochClock clock;
    private final SimSettings settings;
    private final Subscriptions subscriptions;
    private final Map<Client, Session> sessions = new LinkedHashMap<>();
    private final Map<SimVenue, RestDesk> desks = new EnumMap<>(SimVenue.class);
    private final Map<SimVenue, Window> connections = new EnumMap<>(SimVenue.class);
    private final List<Silence> silences = new ArrayList<>();
    private final Broadcast broadcast;

    /** A client that stands mute, until when. */
    private record Silence(Client client, boolean isRealTime, long untilMs) {}

    /**
     * A floor without clients.
     *
     * @param market at or after its start
     * @param endNs no event at or after it is made, ns since epoch
     * @param faults what goes wrong
     * @param clock whose time is the market's
     */
    public Floor(SyntheticMarket market, long endNs, Faults faults, EpochClock clock, SimSettings settings) {
        this.market = market;
        this.endNs = endNs;
        this.faults = faults;
        this.clock = clock;
        this.settings = settings;
        subscriptions = new Subscriptions(market.instruments().size());
        broadcast = new Broadcast(market, faults, subscriptions, sessions);
        for (SimVenue each : SimVenue.values()) {
            desks.put(each, new RestDesk(each, market, settings, faults));
            connections.put(each, new Window(CONNECTIONS_NS));
        }
    }

    /** What its connections are made of: answers requests, and speaks the venue's protocol to sockets. */
    public io.netty.channel.ChannelHandler front(SimVenue venue) {
        return new Front(this, venue);
    }

    /**
     * Moves the market to the clock's time and sends what is due; a part of it if that is a lot, or if somebody has no
     * room.
     *
     * @param hasRoom asked before each event
     */
    public void pump(BooleanSupplier hasRoom) {
        long nowNs = clock.nanos();
        connectionFaults(market.timeNs());
        for (int i = 0; i < BURST && hasRoom.getAsBoolean() && areTaking(); i++) {
            long dueNs = market.nextNs();
            if (dueNs > nowNs || dueNs >= endNs) {
                break;
            }
            connectionFaults(dueNs);
            market.advanceTo(dueNs, broadcast);
        }
        long nowNanos = System.nanoTime();
        for (Map.Entry<Client, Session> each : List.copyOf(sessions.entrySet())) {
            each.getValue().tend(nowNanos);
            each.getKey().flush();
        }
    }

    /** Whether all was told. */
    public boolean isOver() {
        return market.nextNs() >= endNs;
    }

    /** When the next event is due, ns since epoch: all before it was told. */
    public long nextNs() {
        return market.nextNs();
    }

    /** Frames given to sockets so far. */
    public long sent() {
        return broadcast.sent();
    }

    /** Sockets that stand. */
    public int clients() {
        return sessions.size();
    }

    long nowNs() {
        return clock.nanos();
    }

    long realMs() {
        return broadcast.realMs();
    }

    RestDesk desk(SimVenue venue) {
        return desks.get(venue);
    }

    Session session(Client client) {
        return sessions.get(client);
    }

    /** Whether one more connection is within the venue's limit. */
    boolean admits(SimVenue venue) {
        return connections.get(venue).add(clock.nanos(), 1) <= limits(venue).connections();
    }

    Client client(SimVenue venue, String path, io.netty.channel.Channel socket) {
        boolean isTapeOnly = venue == SimVenue.BINANCE_USDM && path.startsWith("/market");
        return new Client(venue, socket, isTapeOnly, settings.backlogBytes() == SimSettings.PATIENT);
    }

    void enter(Client client, QueryStringDecoder target) {
        if (client.venue() == SimVenue.MEXC) {
            sessions.put(client, new MexcSession(client, market, subscriptions, settings));
            return;
        }
        BinanceSession.Path path = BinanceSession.Path.of(client.venue(), target.path());
        BinanceSession session = new BinanceSession(client, path, market, subscriptions, settings);
        sessions.put(client, session);
        String streams = path.isCombined()
                ? String.join("/", target.parameters().getOrDefault("streams", List.of()))
                : target.path().replaceFirst("^.*/ws/?", "");
        if (!streams.isEmpty() && !session.subscribe(streams.split("/"))) {
            client.close(1008, "too many streams");
        }
    }

    void leave(Client client) {
        sessions.remove(client);
        subscriptions.remove(client);
    }

    /** Counts a message; too many close the connection. */
    boolean permits(Client client) {
        if (client.heard(clock.nanos()) > limits(client.venue()).messages()) {
            client.close(1008, "Too many requests");
            return false;
        }
        return true;
    }

    /** Whether every client takes what is sent: one that a patient venue waits for slows the market, it loses nothing. */
    private boolean areTaking() {
        if (settings.backlogBytes() != SimSettings.PATIENT) {
            return true;
        }
        for (Client each : sessions.keySet()) {
            if (!each.isTaking()) {
                return false;
            }
        }
        return true;
    }

    private SimSettings.Limits limits(SimVenue venue) {
        return switch (venue) {
            case MEXC -> settings.mexc();
            case BINANCE_USDM -> settings.futures();
            case BINANCE_SPOT -> settings.spot();
        };
    }

    /** Ends or mutes what a fault is due for, and lets speak again what was mute for long enough. */
    private void connectionFaults(long timeNs) {
        long marketMs = (timeNs - market.startNs()) / MS;
        Fault fault = faults.takeOfConnection((venue, number) -> find(venue, number) != null, marketMs, realMs());
        if (fault != null) {
            Client client = find(fault.venue(), fault.connection());
            if (fault.kind() == FaultKind.CUT) {
                client.cut();
            } else if (fault.kind() == FaultKind.CLOSE) {
                client.close(1001, "going away");
            } else {
                client.mute(true);
                long fromMs = fault.isRealTime() ? realMs() : marketMs;
                silences.add(new Silence(client, fault.isRealTime(), fromMs + fault.count()));
            }
        }
        silences.removeIf(each -> {
            boolean isDone = (each.isRealTime() ? realMs() : marketMs) >= each.untilMs();
            if (isDone) {
                each.client().mute(false);
            }
            return isDone;
        });
    }

    /** The oldest client that is meant and stands. */
    private Client find(SimVenue venue, int number) {
        for (Client each : sessions.keySet()) {
            boolean isMeant = (venue == null || each.venue() == venue) && (number == 0 || each.number() == number);
            if (isMeant && !each.isMute() && !each.isEnded()) {
                return each;
            }
        }
        return null;
    }
}
