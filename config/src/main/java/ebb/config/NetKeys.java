package ebb.config;

import ebb.adapters.net.NetSettings;
import ebb.adapters.net.NetSettings.Transport;
import ebb.config.kind.Decimal;
import ebb.config.kind.Listing;
import ebb.config.kind.Maybe;
import ebb.config.kind.Measure;
import ebb.config.kind.Word;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Keys of the network layer and their record (core §21, net). */
final class NetKeys {
    private static final long MICRO_PER_PERCENT = 10_000;

    static final Key<String> TRANSPORT = Key.of("net.transport", Word.of(Transport.values()), "auto");
    static final Key<String> BUSY = Key.of("net.busy", Word.flag(), "false");
    static final Key<Long> PING = time("net.ping", "5s");
    static final Key<Long> PONG = time("net.pong", "5s");
    static final Key<Long> IDLE = Key.of("net.idle", Measure.duration("0s", "1d"), "0s");
    static final Key<Long> CONNECT = time("net.connect-timeout", "10s");
    static final Key<Long> CLOSE = time("net.close-timeout", "2s");
    static final Key<List<Long>> RECONNECT =
            Key.of("net.reconnect", Listing.of(Measure.duration("1ms", "1d"), 2), "1s,60s");
    static final Key<Long> JITTER = Key.of("net.reconnect-jitter", Measure.share("0%", "100%"), "20%");
    static final Key<Long> SETTLED = Key.of("net.settled", Measure.duration("0s", "1d"), "10s");
    static final Key<Long> FRAME_MAX = Key.of("net.frame-max", Measure.size("125B", "1GiB"), "1MiB");
    static final Key<Long> MESSAGE_MAX = Key.of("net.message-max", Measure.size("125B", "1GiB"), "4MiB");
    static final Key<Long> OUTGOING = Key.of("net.outgoing", Measure.size("1KiB", "64MiB"), "256KiB");
    static final Key<Long> REST_MAX = Key.of("net.rest-max", Measure.size("1B", "1GiB"), "64MiB");
    static final Key<Long> REST_TIMEOUT = time("net.rest-timeout", "10s");
    static final Key<BigDecimal> REST_CONNECTIONS = Key.of("net.rest-connections", Decimal.count(1, 64), "2");
    static final Key<BigDecimal> REST_QUEUE = Key.of("net.rest-queue", Decimal.count(1, 1 << 20), "256");
    static final Key<Long> REST_IDLE = time("net.rest-idle", "30s");
    static final Key<Long> REST_LIMITED = time("net.rest-limited", "60s");
    static final Key<Long> REST_BANNED = time("net.rest-banned", "120s");
    static final Key<Long> RATE_SHARE = Key.of("net.rate-share", Measure.share("1%", "100%"), "50%");
    static final Key<Long> RATE_CANCELS = Key.of("net.rate-cancels", Measure.share("0%", "99%"), "20%");
    static final Key<BigDecimal> HISTORY_TRIES = Key.of("net.history-tries", Decimal.count(1, 1_000), "8");
    static final Key<String> USER_AGENT =
            Key.of("net.user-agent", Word.like("[!-~][ -~]{0,99}", "1 to 100 printable characters"), "ebb/0.1");
    static final Key<Optional<String>> TRUST =
            Key.of("net.trust", Maybe.of(HouseKeys.path()), "none").as(Key.Role.PLACE);

    static final List<Key<?>> ALL = List.of(
            TRANSPORT,
            BUSY,
            PING,
            PONG,
            IDLE,
            CONNECT,
            CLOSE,
            RECONNECT,
            JITTER,
            SETTLED,
            FRAME_MAX,
            MESSAGE_MAX,
            OUTGOING,
            REST_MAX,
            REST_TIMEOUT,
            REST_CONNECTIONS,
            REST_QUEUE,
            REST_IDLE,
            REST_LIMITED,
            REST_BANNED,
            RATE_SHARE,
            RATE_CANCELS,
            HISTORY_TRIES,
            USER_AGENT,
            TRUST);

    private NetKeys() {}

    private static Key<Long> time(String name, String standard) {
        return Key.of(name, Measure.duration("1ms", "1d"), standard);
    }

    static NetSettings read(Values values) {
        return new NetSettings(
                new NetSettings.Loop(values.constant(TRANSPORT, Transport.class), values.isTrue(BUSY)),
                new NetSettings.Liveness(
                        values.of(PING), values.of(PONG), values.of(IDLE), values.of(CONNECT), values.of(CLOSE)),
                new NetSettings.Reconnect(
                        values.of(RECONNECT).get(0),
                        values.of(RECONNECT).get(1),
                        percent(values, JITTER),
                        values.of(SETTLED),
                        0),
                new NetSettings.Limits(bytes(values, FRAME_MAX), bytes(values, MESSAGE_MAX), bytes(values, OUTGOING)),
                new NetSettings.Rest(
                        bytes(values, REST_MAX),
                        values.of(REST_TIMEOUT),
                        values.count(REST_CONNECTIONS),
                        values.count(REST_QUEUE),
                        values.of(REST_IDLE),
                        values.of(REST_LIMITED),
                        values.of(REST_BANNED)),
                new NetSettings.Rates(
                        percent(values, RATE_SHARE), percent(values, RATE_CANCELS), values.count(HISTORY_TRIES)),
                new NetSettings.Peer(values.of(USER_AGENT), values.of(TRUST).map(Path::of)));
    }

    private static int bytes(Values values, Key<Long> key) {
        return Math.toIntExact(values.of(key));
    }

    private static int percent(Values values, Key<Long> key) {
        long micro = values.of(key);
        if (micro % MICRO_PER_PERCENT != 0) {
            throw new IllegalArgumentException(key.name() + " must be a whole number of percent");
        }
        return Math.toIntExact(micro / MICRO_PER_PERCENT);
    }
}
