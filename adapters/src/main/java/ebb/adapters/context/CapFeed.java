package ebb.adapters.context;

import ebb.adapters.files.LineKind;
import ebb.adapters.net.Backoff;
import ebb.adapters.net.NetLoop;
import ebb.adapters.net.NetSettings;
import ebb.adapters.net.RateLimiter;
import ebb.adapters.net.RestClient;
import ebb.adapters.net.RestReply;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The market caps of a process: defines the series, tells what a file has kept, then asks round after round and tells each
 * value with its time. A failure is counted by its name and waited out; what was told before simply ages, and the engine
 * judges its age. Public methods: any thread; all else on the event loop.
 */
public final class CapFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CapFeed.class);
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long CLOSE_S = 5;
    private static final long RING_FULL_NS = 10_000_000L;
    /** Slow facts do not crowd the ring. */
    private static final int LOT = 64;

    private static final int JITTER_PERCENT = 20;
    /** An answer that cannot be read so often in a row is left for the next round, with its coins. */
    private static final int MOST_UNREADABLE = 3;

    private final CapFeedSettings settings;
    private final CapPorts ports;
    private final NetLoop loop;
    private final RestClient client;
    private final Backoff backoff;
    private final CapWriter writer;
    private final CapHistory history;
    private final CapCache cache;
    /** Written by the loop and the cache's writer (atomic), read by any thread. */
    private final AtomicLongArray refusals = new AtomicLongArray(Refusal.values().length);
    /** Written by the loop, read by any thread. */
    private final AtomicLong rounds = new AtomicLong();
    /** Written by the loop, read by any thread. */
    private final AtomicLong published = new AtomicLong();
    /** Written by the loop or the cache's writer, read by any thread; volatile. */
    private volatile String lastError = "";
    /** Written by the loop, read by any thread; volatile. */
    private volatile List<String> unmapped = List.of();
    /** Written by the loop, read by any thread; volatile. */
    private volatile int known;

    // Event loop only.
    private final ArrayDeque<BooleanSupplier> pending = new ArrayDeque<>();
    private final Map<String, List<Integer>> instruments = new LinkedHashMap<>();
    private final Set<Integer> told = new HashSet<>();
    private final ArrayDeque<List<String>> batches = new ArrayDeque<>();
    private long roundStartNs;
    private int unreadable;
    private boolean isDraining;
    private boolean isClosed;

    /**
     * A feed that does nothing yet. Not on the event loop: the trust store may have to be read.
     *
     * @param settings whom to ask for what
     * @param ports what it is connected to
     */
    public CapFeed(CapFeedSettings settings, CapPorts ports) {
        this.settings = settings;
        this.ports = ports;
        loop = ports.loop();
        CapFeedSettings.Pace pace = settings.pace();
        RateLimiter limiter = RateLimiter.ofVenue(
                pace.callsPerMinute(), MINUTE_NS, loop.settings().rates());
        client = new RestClient(loop, settings.base(), Optional.of(limiter));
        backoff = new Backoff(
                new NetSettings.Reconnect(pace.retryMinNs(), pace.retryMaxNs(), JITTER_PERCENT, 0, 0),
                settings.provider().ordinal());
        writer = new CapWriter(ports.ingress(), settings.provider());
        history = new CapHistory(settings.provider(), settings.keep());
        cache = settings.cache()
                .map(directory -> new CapCache(directory, settings.provider()))
                .orElse(null);
    }

    /** Reads the kept file, tells what it holds, and begins to ask. Not on the event loop. */
    public void start() {
        String kept = "";
        if (cache != null) {
            try {
                kept = cache.read();
            } catch (IOException e) {
                refuse(Refusal.CACHE_UNUSABLE, "cannot read " + cache.file() + ": " + e);
            }
        }
        String text = kept;
        loop.execute(() -> {
            if (!text.isEmpty() && !history.read(text, nowNs())) {
                refuse(Refusal.CACHE_DAMAGED, cache.file() + " is damaged or of something else; it is begun anew");
            }
            say(() -> writer.define(settings.pace().refreshNs(), settings.keep().limitSec(), nowNs()));
            lookAround();
            loop.schedule(this::round, untilDueNs());
        });
    }

    /** How things stand. */
    public CapStatus status() {
        Map<Refusal, Long> counted = new EnumMap<>(Refusal.class);
        for (Refusal each : Refusal.values()) {
            long count = refusals.get(each.ordinal());
            if (count > 0) {
                counted.put(each, count);
            }
        }
        return new CapStatus(
                settings.provider().text(), rounds.get(), known, published.get(), unmapped, counted, lastError);
    }

    /** Asks no more; what was learnt last is in the file when this returns. Not on the event loop. */
    @Override
    public void close() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            isClosed = true;
            if (cache != null && history.size() > 0) {
                save();
            }
            done.complete(null);
        });
        try {
            done.get(CLOSE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("market caps: the event loop did not end them in time; the file is as old as the last round", e);
        }
        client.close();
        if (cache != null) {
            cache.close();
        }
    }

    private long nowNs() {
        return ports.clock().nanos();
    }

    /** After a restart the values of the file are as good as they were: asked is when they are due. */
    private long untilDueNs() {
        long oldest = Long.MAX_VALUE;
        for (String coin : instruments.keySet()) {
            CapHistory.Known newest = history.newest(coin);
            if (newest == null) {
                return 0;
            }
            oldest = Math.min(oldest, newest.fetchNs());
        }
        return instruments.isEmpty() ? 0 : Math.max(0, oldest + settings.pace().refreshNs() - nowNs());
    }

    /** Which instruments there are now; what is known of the coin of a new one is told at once. */
    private void lookAround() {
        instruments.clear();
        List<String> without = new ArrayList<>();
        for (CapPorts.Target each : ports.targets().get()) {
            Optional<String> coin = settings.map().coin(settings.provider(), each.venue(), each.symbol());
            if (coin.isEmpty()) {
                without.add(each.venue().text() + " " + each.symbol());
                continue;
            }
            instruments.computeIfAbsent(coin.get(), name -> new ArrayList<>()).add(each.instrument());
            if (told.add(each.instrument())) {
                for (CapHistory.Known value : history.story(coin.get())) {
                    say(() -> writer.value(each.instrument(), value, nowNs()));
                }
            }
        }
        if (!without.equals(unmapped)) {
            LOG.warn("market caps: {} instruments have no coin and stay UNKNOWN: {}", without.size(), without);
        }
        unmapped = List.copyOf(without);
        known = history.size();
    }

    private void round() {
        if (isClosed) {
            return;
        }
        roundStartNs = loop.clock().nanos();
        lookAround();
        List<String> coins = new ArrayList<>(instruments.keySet());
        int size = settings.pace().batch();
        for (int from = 0; from < coins.size(); from += size) {
            batches.add(List.copyOf(coins.subList(from, Math.min(coins.size(), from + size))));
        }
        ask();
    }

    private void ask() {
        if (isClosed) {
            return;
        }
        if (batches.isEmpty()) {
            endOfRound();
        } else {
            client.send(settings.provider().request(batches.peek(), settings.key()), this::onReply);
        }
    }

    private void endOfRound() {
        if (cache != null) {
            save();
        }
        rounds.incrementAndGet();
        long elapsedNs = loop.clock().nanos() - roundStartNs;
        loop.schedule(
                this::round,
                Math.max(settings.pace().retryMinNs(), settings.pace().refreshNs() - elapsedNs));
    }

    private void save() {
        cache.write(history.text(), e -> refuse(Refusal.CACHE_UNUSABLE, "cannot write " + cache.file() + ": " + e));
    }

    private void onReply(RestReply reply) {
        if (isClosed) {
            return;
        }
        if (!reply.isOk()) {
            failed(reply);
            return;
        }
        long nowNs = nowNs();
        ports.tap()
                .ifPresent(tap -> tap.onFrame(
                        nowNs,
                        LineKind.HTTP,
                        settings.base() + reply.request().target(),
                        reply.body(),
                        0,
                        reply.body().capacity()));
        try {
            take(AnswerReader.read(settings.provider(), batches.peek(), nowNs, reply.body()), nowNs);
        } catch (AnswerException e) {
            unreadable(e);
            return;
        }
        next();
    }

    private void next() {
        backoff.reset();
        unreadable = 0;
        batches.remove();
        ask();
    }

    private void take(Answer answer, long fetchNs) {
        count(Refusal.UNASKED, answer.unasked());
        count(Refusal.DUPLICATE, answer.repeated());
        for (Quote quote : answer.quotes()) {
            if (history.take(quote, fetchNs)) {
                tell(quote.coin());
            } else {
                refuse(Refusal.OLDER, quote.coin() + " has an older value than before");
            }
        }
        answer.faults().forEach((coin, refusal) -> {
            refuse(refusal, coin + " has no market cap: " + refusal);
            if (refusal.takesBack()) {
                history.takeBack(coin, fetchNs);
                tell(coin);
            }
        });
        known = history.size();
    }

    private void tell(String coin) {
        CapHistory.Known value = history.newest(coin);
        for (int instrument : instruments.getOrDefault(coin, List.of())) {
            say(() -> writer.value(instrument, value, nowNs()));
        }
    }

    private void unreadable(AnswerException e) {
        refuse(e.refusal(), e.getMessage());
        switch (e.refusal()) {
            case RATE_LIMITED -> {
                long silenceNs = loop.settings().rest().limitedPauseNs();
                client.pause(silenceNs);
                again(silenceNs);
            }
            case KEY_REFUSED -> again(settings.pace().refreshNs());
            default -> {
                unreadable++;
                if (unreadable >= MOST_UNREADABLE) {
                    next();
                } else {
                    again(0);
                }
            }
        }
    }

    private void failed(RestReply reply) {
        Refusal refusal = sort(reply);
        if (refusal != null) {
            refuse(refusal, reply.toString());
        }
        if (refusal == Refusal.REQUEST_REFUSED) {
            // It would be refused again; the coins behind it need not wait for that.
            batches.remove();
        }
        again(refusal == Refusal.KEY_REFUSED ? settings.pace().refreshNs() : reply.retryAfterNs());
    }

    /** Null for an end that is none of the provider's doing. */
    private static Refusal sort(RestReply reply) {
        return switch (reply.outcome()) {
            case OK, PAUSED, QUEUE_FULL, CLOSED -> null;
            case RATE_LIMITED, BANNED -> Refusal.RATE_LIMITED;
            case CLIENT_ERROR ->
                reply.status() == 401 || reply.status() == 403 ? Refusal.KEY_REFUSED : Refusal.REQUEST_REFUSED;
            case SERVER_ERROR -> Refusal.SERVER_ERROR;
            case TIMEOUT -> Refusal.SLOW;
            case BROKEN, NOT_CONNECTED, TRUNCATED -> Refusal.UNREACHABLE;
            case UNEXPECTED_STATUS, TOO_LARGE, ENCODED, GARBAGE -> Refusal.NOT_HTTP;
        };
    }

    /** The same request after a wait, however long the provider wants it. */
    private void again(long leastNs) {
        loop.schedule(this::ask, Math.max(leastNs, backoff.nextNs()));
    }

    /** Writes a message, or as soon as the ring has room, in order. */
    private void say(BooleanSupplier message) {
        pending.add(message);
        if (!isDraining) {
            isDraining = true;
            loop.execute(this::drain);
        }
    }

    private void drain() {
        for (int i = 0; i < LOT && !pending.isEmpty() && !isClosed; i++) {
            if (!pending.peek().getAsBoolean()) {
                loop.schedule(this::drain, RING_FULL_NS);
                return;
            }
            pending.remove();
            published.incrementAndGet();
        }
        isDraining = !pending.isEmpty() && !isClosed;
        if (isDraining) {
            loop.execute(this::drain);
        }
    }

    private void refuse(Refusal refusal, String text) {
        count(refusal, 1);
        if (!text.equals(lastError)) {
            LOG.warn("market caps of {}: {}: {}", settings.provider().text(), refusal, text);
        }
        lastError = text;
    }

    private void count(Refusal refusal, int times) {
        refusals.addAndGet(refusal.ordinal(), times);
    }
}
