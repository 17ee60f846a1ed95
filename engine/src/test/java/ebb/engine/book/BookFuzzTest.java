package ebb.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.StaleWhy;
import ebb.engine.time.Timers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Books behind a bad network: lost, doubled, torn and late messages, old snapshots, sessions that end. Whatever comes, a
 * book that follows its stream equals the venue's true book as of its last sequence: inside the horizon exactly, beyond
 * it level by level (BOOK-4 to 8).
 */
class BookFuzzTest {
    private static final int RUNS = 60;
    private static final int DELTAS = 400;
    private static final int SOCKET = 3;
    private static final int REST = 4;
    private static final int WHOLE = BookBuilder.FIRST | BookBuilder.LAST;

    @Test
    void shouldNeverBeLiveAndWrongWithRange() {
        for (int run = 0; run < RUNS; run++) {
            new Run(SeqModel.RANGE, 1_000 + run).play();
        }
    }

    @Test
    void shouldNeverBeLiveAndWrongWithPrev() {
        for (int run = 0; run < RUNS; run++) {
            new Run(SeqModel.PREV, 2_000 + run).play();
        }
    }

    @Test
    void shouldNeverBeLiveAndWrongWithStep() {
        for (int run = 0; run < RUNS; run++) {
            new Run(SeqModel.STEP, 3_000 + run).play();
        }
    }

    /** Counts requests that have not been answered. */
    private static final class Requests implements BookListener {
        private int open;

        @Override
        public void onStatus(BookBuilder book, BookStatus status, StaleWhy reason, long lastSequence) {}

        @Override
        public void onResync(BookBuilder book, long lastSequence, StaleWhy reason, int attempt, boolean isLive) {
            open++;
        }

        @Override
        public void onAlert(BookBuilder book, BookAlert alert) {}
    }

    private static final class Run {
        private final String seed;
        private final SplittableRandom random;
        private final SimulatedVenue venue;
        private final Timers timers = new Timers(8);
        private final Requests requests = new Requests();
        private final Books books;
        private final BookBuilder book;
        private final int limit;
        private final int poolLevels;
        private final boolean mayTear;
        // A snapshot on its way in pieces: its id and the pieces left.
        private final Deque<List<SimulatedVenue.Change>> pieces = new ArrayDeque<>();
        private final LevelGroups groups = new LevelGroups();
        private long piecesId;
        private boolean isFirstPiece;
        private int compared;

        Run(SeqModel model, long seed) {
            this.seed = model + " seed " + seed;
            random = new SplittableRandom(seed);
            venue = new SimulatedVenue(model, random.split());
            boolean isBounded = random.nextBoolean();
            limit = isBounded ? random.nextInt(8, 30) : 0;
            int max = isBounded ? random.nextInt(8, 40) : BookSettings.UNBOUNDED;
            // Small pools run full while the book waits for its snapshot.
            poolLevels = random.nextInt(4) == 0 ? random.nextInt(4, 60) : 10_000;
            mayTear = random.nextBoolean();
            BookSettings d = BookSettings.defaults();
            BookSettings settings = new BookSettings(
                    max,
                    max,
                    BookSettings.AUTO,
                    2,
                    4,
                    poolLevels,
                    d.staleNs(),
                    d.silentNs(),
                    d.silentTrades(),
                    d.crossGraceNs(),
                    50_000_000L,
                    400_000_000L,
                    d.resyncAlert(),
                    d.emptyAlertNs());
            timers.fireUntil(1_700_000_000_000_000_000L);
            books = new Books(settings, timers, requests);
            book = books.open(9, model, 1, max);
            book.session(SOCKET, true);
        }

        void play() {
            for (int i = 0; i < DELTAS; i++) {
                advance(random.nextLong(1_000_000, 60_000_000));
                step();
            }
            settle();
        }

        private void step() {
            SimulatedVenue.Delta delta = venue.next();
            int dice = random.nextInt(1_000);
            if (dice < 30) {
                // Lost on the way.
            } else if (dice < 60) {
                send(delta);
                send(delta);
            } else if (dice < 64) {
                book.session(SOCKET, false);
                check();
                book.session(SOCKET, true);
            } else if (dice < 68) {
                book.refused(StaleWhy.REFUSED);
            } else if (dice < 70) {
                advance(11_000_000_000L);
                send(delta);
            } else {
                send(delta);
            }
            snapshots();
            check();
        }

        private void snapshots() {
            if (!pieces.isEmpty()) {
                sendPiece();
            } else if (requests.open > 0 && random.nextInt(3) == 0) {
                requests.open = 0;
                beginSnapshot(Math.max(1_000, venue.id() - random.nextInt(12)));
            } else if (random.nextInt(60) == 0) {
                beginSnapshot(Math.max(1_000, venue.id() - random.nextInt(30)));
            }
        }

        private void advance(long ns) {
            timers.fireUntil(timers.nowNs() + ns);
        }

        private void send(SimulatedVenue.Delta delta) {
            books.alive(SOCKET);
            int size = delta.changes().size();
            if (!mayTear || size < 2 || random.nextInt(4) != 0) {
                send(delta, WHOLE, 0, size);
                return;
            }
            int cut = random.nextInt(1, size);
            int dice = random.nextInt(20);
            if (dice != 0) {
                send(delta, BookBuilder.FIRST, 0, cut);
                check();
            }
            if (!pieces.isEmpty() && random.nextBoolean()) {
                sendPiece();
            }
            if (dice != 1) {
                send(delta, BookBuilder.LAST, cut, size);
            }
        }

        private void send(SimulatedVenue.Delta delta, int flags, int from, int to) {
            book.beginDelta(SOCKET, flags, delta.first(), delta.last(), delta.previous(), false);
            levels(delta.changes().subList(from, to));
            BookVerdict verdict = book.endDelta();
            assertEquals(verdict == BookVerdict.IN_UPDATE, book.isInUpdate(), seed);
        }

        /** As the groups of a message, or one by one. */
        private void levels(List<SimulatedVenue.Change> changes) {
            if (random.nextBoolean()) {
                changes.forEach(change -> {
                    if (change.isBid()) {
                        groups.bid(change.price(), change.quantity());
                    } else {
                        groups.ask(change.price(), change.quantity());
                    }
                });
                groups.into(book);
                return;
            }
            for (SimulatedVenue.Change change : changes) {
                if (change.isBid()) {
                    book.bid(change.price(), change.quantity());
                } else {
                    book.ask(change.price(), change.quantity());
                }
            }
        }

        private void beginSnapshot(long at) {
            List<SimulatedVenue.Change> levels = new ArrayList<>();
            for (boolean isBid : new boolean[] {true, false}) {
                venue.truth(at).side(isBid).entrySet().stream()
                        .limit(limit == 0 ? Long.MAX_VALUE : limit)
                        .forEach(e -> levels.add(new SimulatedVenue.Change(isBid, e.getKey(), e.getValue())));
            }
            int count = mayTear ? random.nextInt(1, 4) : 1;
            for (int i = 0; i < count; i++) {
                pieces.add(levels.subList(levels.size() * i / count, levels.size() * (i + 1) / count));
            }
            piecesId = at;
            isFirstPiece = true;
            sendPiece();
            if (pieces.size() > 0 && random.nextInt(15) == 0) {
                // The rest never comes.
                pieces.clear();
            }
        }

        private void sendPiece() {
            List<SimulatedVenue.Change> levels = pieces.poll();
            int flags = (isFirstPiece ? BookBuilder.FIRST : 0) | (pieces.isEmpty() ? BookBuilder.LAST : 0);
            isFirstPiece = false;
            book.beginSnapshot(REST, flags, piecesId, limit, limit);
            levels(levels);
            book.endSnapshot();
            check();
        }

        /** The network is good from now on: the book must come to life. */
        private void settle() {
            pieces.clear();
            for (int i = 0; i < 40; i++) {
                advance(450_000_000L);
                send(venue.next());
                if (requests.open > 0) {
                    requests.open = 0;
                    beginSnapshot(venue.id());
                    while (!pieces.isEmpty()) {
                        sendPiece();
                    }
                }
                check();
            }
            // A pool of a few levels may never hold a whole message of the feed.
            if (poolLevels > 1_000) {
                boolean isUsed = book.status() != BookStatus.STALE || book.reason() == StaleWhy.HORIZON;
                assertTrue(isUsed, () -> seed + " ended " + book.status() + " " + book.reason());
                assertTrue(compared > DELTAS / 4, () -> seed + " followed only " + compared + " times");
            }
            book.session(SOCKET, false);
            assertEquals(books.pool().size(), books.pool().levelsLeft(), () -> seed + ": levels lost in the pool");
        }

        private void check() {
            assertEquals(books.digestAnew(), books.digest(), seed);
            boolean isFollowing = book.status() != BookStatus.STALE
                    || book.reason() == StaleWhy.HORIZON
                    || book.reason() == StaleWhy.TIMEOUT;
            if (!isFollowing) {
                return;
            }
            compared++;
            SimulatedVenue.Truth truth = venue.truth(book.lastSequence());
            compare(truth.bids(), book.book().bids(), true);
            compare(truth.asks(), book.book().asks(), false);
            if (book.status() == BookStatus.LIVE) {
                assertTrue(!book.book().isCrossed(), seed);
            }
        }

        private void compare(TreeMap<Long, Long> truth, BookSide side, boolean isBid) {
            long horizon = side.horizonPrice();
            int known = 0;
            for (long price = side.bestPrice(); price != BookSide.NO_PRICE; price = side.nextPrice(price)) {
                long at = price;
                assertEquals(
                        truth.get(price),
                        side.quantity(price),
                        () -> seed + " at " + book.lastSequence() + " price " + at + " " + isBid);
                known += side.isKnown(price) ? 1 : 0;
            }
            int wanted = 0;
            for (Map.Entry<Long, Long> level : truth.entrySet()) {
                boolean isInside =
                        horizon == BookSide.NO_PRICE || (isBid ? level.getKey() > horizon : level.getKey() < horizon);
                wanted += isInside ? 1 : 0;
            }
            assertEquals(wanted, known, () -> seed + " at " + book.lastSequence() + " known of " + isBid);
            assertEquals(known, side.known(), seed);
        }
    }
}
