package ebb.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.StaleWhy;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshots;
import ebb.engine.state.Snapshotted;
import ebb.engine.time.Timers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Books behind a bad network, written down at any moment: between the pieces of a message as well. */
class BookSnapshotTest {
    private static final SeqModel[] MODELS = {SeqModel.RANGE, SeqModel.PREV, SeqModel.STEP, SeqModel.NONE};
    private static final int REST = 9;
    private static final int WHOLE = BookBuilder.FIRST | BookBuilder.LAST;

    /** One book of each model, which share a pool and two connections. */
    private static final class Shelf implements Digested, Snapshotted {
        final Timers timers = new Timers(2);
        final Recorder recorder = new Recorder();
        final Books books;
        final BookBuilder[] each = new BookBuilder[MODELS.length];
        final SmoothedImbalance[] imbalances = new SmoothedImbalance[MODELS.length];

        Shelf(long seed) {
            int max = (seed & 1) == 0 ? BookSettings.UNBOUNDED : 12;
            BookSettings d = BookSettings.defaults();
            BookSettings settings = new BookSettings(
                    max,
                    max,
                    BookSettings.AUTO,
                    2,
                    4,
                    (seed & 2) == 0 ? 10_000 : 60,
                    d.staleNs(),
                    d.silentNs(),
                    2,
                    d.crossGraceNs(),
                    50_000_000L,
                    400_000_000L,
                    2,
                    d.crossGraceNs());
            timers.fireUntil(1_700_000_000_000_000_000L);
            books = new Books(settings, timers, recorder);
            for (int i = 0; i < MODELS.length; i++) {
                each[i] = books.open(20 - i, MODELS[i], 1, max);
                imbalances[i] = SmoothedImbalance.ofTop(each[i], timers, 3, 4);
            }
        }

        void levels(BookBuilder book, List<SimulatedVenue.Change> changes) {
            for (SimulatedVenue.Change change : changes) {
                if (change.isBid()) {
                    book.bid(change.price(), change.quantity());
                } else {
                    book.ask(change.price(), change.quantity());
                }
            }
        }

        /** What can be read. */
        String text() {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < each.length; i++) {
                BookBuilder book = each[i];
                text.append(book.status()).append(book.reason()).append(book.lastSequence());
                text.append(' ').append(BookFixture.side(book.book().bids()));
                text.append(' ').append(BookFixture.side(book.book().asks()));
                text.append(' ')
                        .append(book.book().bids().known())
                        .append(' ')
                        .append(book.book().asks().horizonPrice());
                text.append(book.buffered()).append(book.isInUpdate()).append(book.isResyncing());
                for (BookCount kind : BookCount.values()) {
                    text.append(' ').append(book.count(kind));
                }
                text.append(imbalances[i].value())
                        .append(imbalances[i].validity())
                        .append('\n');
            }
            return text.append(books.pool().levelsLeft()).toString();
        }

        @Override
        public void writeTo(SnapshotWriter out) {
            timers.writeTo(out);
            books.writeTo(out);
            Arrays.stream(imbalances).forEach(imbalance -> imbalance.writeTo(out));
        }

        @Override
        public void readFrom(SnapshotReader in) {
            timers.readFrom(in);
            books.readFrom(in);
            Arrays.stream(imbalances).forEach(imbalance -> imbalance.readFrom(in));
            timers.checkClaimed();
        }

        @Override
        public long digest() {
            long sum = timers.digest() + 3 * books.digest();
            for (SmoothedImbalance imbalance : imbalances) {
                sum += imbalance.digest();
            }
            return sum;
        }

        @Override
        public long digestAnew() {
            long sum = timers.digestAnew() + 3 * books.digestAnew();
            for (SmoothedImbalance imbalance : imbalances) {
                sum += imbalance.digestAnew();
            }
            return sum;
        }
    }

    /** Something that happens; to each shelf alike. */
    private interface Event {
        void happenTo(Shelf shelf);
    }

    /** Makes events at random, some of which others must follow. */
    private static final class Network {
        private final SplittableRandom random;
        private final SimulatedVenue[] venues = new SimulatedVenue[MODELS.length];
        private final Deque<Event> soon = new ArrayDeque<>();

        Network(long seed) {
            random = new SplittableRandom(seed);
            for (int i = 0; i < MODELS.length; i++) {
                venues[i] = new SimulatedVenue(MODELS[i], random.split());
                int which = i;
                soon.add(shelf -> shelf.each[which].session(which & 1, true));
            }
        }

        Event next() {
            if (!soon.isEmpty() && random.nextInt(4) > 0) {
                return soon.poll();
            }
            int which = random.nextInt(MODELS.length);
            int dice = random.nextInt(200);
            long ns = random.nextLong(1_000_000, 40_000_000);
            if (dice < 12) {
                return snapshot(which, Math.max(1_000, venues[which].id() - random.nextInt(12)));
            }
            return switch (dice) {
                case 12 -> shelf -> shelf.each[which].session(which & 1, false);
                case 13, 14, 15 -> shelf -> shelf.each[which].session(which & 1, true);
                case 16 -> shelf -> shelf.each[which].refused(StaleWhy.REFUSED);
                case 17 -> shelf -> shelf.each[which].hold();
                case 18, 19 -> shelf -> shelf.each[which].release();
                case 20 -> shelf -> shelf.each[which].definitionChanged(MODELS[which], 1);
                case 21 -> shelf -> shelf.timers.fireUntil(shelf.timers.nowNs() + 500 * ns);
                case 22, 23, 24, 25, 26 -> print(which, 9_960 + random.nextInt(80));
                case 27, 28, 29, 30 -> top(which, 9_990 + random.nextInt(20), random.nextLong(1, 9));
                default -> delta(which, venues[which].next(), ns);
            };
        }

        private Event print(int which, long price) {
            return shelf -> shelf.each[which].print(price, false);
        }

        private Event top(int which, long bid, long quantity) {
            long sequence = venues[which].id() + 1;
            return shelf -> shelf.each[which].topOfBook(sequence, bid, quantity, bid + 2, quantity);
        }

        private Event delta(int which, SimulatedVenue.Delta delta, long ns) {
            if (random.nextInt(40) == 0) {
                // Lost on the way.
                return shelf -> shelf.timers.fireUntil(shelf.timers.nowNs() + ns);
            }
            int size = delta.changes().size();
            if (size < 2 || random.nextInt(3) > 0) {
                return piece(which, delta, ns, WHOLE, 0, size);
            }
            int cut = random.nextInt(1, size);
            soon.add(piece(which, delta, 1, BookBuilder.LAST, cut, size));
            return piece(which, delta, ns, BookBuilder.FIRST, 0, cut);
        }

        private static Event piece(int which, SimulatedVenue.Delta delta, long ns, int flags, int from, int to) {
            return shelf -> {
                shelf.timers.fireUntil(shelf.timers.nowNs() + ns);
                shelf.books.alive(which & 1);
                BookBuilder book = shelf.each[which];
                book.beginDelta(which & 1, flags, delta.first(), delta.last(), delta.previous(), false);
                shelf.levels(book, delta.changes().subList(from, to));
                book.endDelta();
            };
        }

        private Event snapshot(int which, long at) {
            List<SimulatedVenue.Change> levels = new ArrayList<>();
            for (boolean isBid : new boolean[] {true, false}) {
                venues[which].truth(at).side(isBid).entrySet().stream()
                        .limit(20)
                        .forEach(e -> levels.add(new SimulatedVenue.Change(isBid, e.getKey(), e.getValue())));
            }
            int cuts = random.nextInt(3);
            for (int i = 1; i <= cuts; i++) {
                soon.add(piece(which, at, levels, i, cuts));
            }
            return piece(which, at, levels, 0, cuts);
        }

        private static Event piece(int which, long at, List<SimulatedVenue.Change> levels, int i, int cuts) {
            int flags = (i == 0 ? BookBuilder.FIRST : 0) | (i == cuts ? BookBuilder.LAST : 0);
            List<SimulatedVenue.Change> part =
                    levels.subList(levels.size() * i / (cuts + 1), levels.size() * (i + 1) / (cuts + 1));
            return shelf -> {
                BookBuilder book = shelf.each[which];
                book.beginSnapshot(MODELS[which] == SeqModel.NONE ? which & 1 : REST, flags, at, 20, 20);
                shelf.levels(book, part);
                book.endSnapshot();
            };
        }
    }

    @Test
    void shouldGoOnAfterASnapshotAsIfNothingHadHappened() {
        int statuses = 0;
        int waiting = 0;
        int torn = 0;
        for (long seed = 0; seed < 24; seed++) {
            Network network = new Network(seed);
            Shelf shelf = new Shelf(seed);
            int before = new SplittableRandom(~seed).nextInt(seed < 4 ? 20 : 1_200);
            for (int i = 0; i < before; i++) {
                network.next().happenTo(shelf);
            }
            Shelf copy = new Shelf(seed);
            Snapshots.copy(shelf, copy, "seed " + seed);
            assertEquals(shelf.text(), copy.text(), "seed " + seed);
            for (BookBuilder book : shelf.each) {
                waiting += book.buffered();
                torn += book.isInUpdate() ? 1 : 0;
            }
            shelf.recorder.lines.clear();
            for (int i = 0; i < 200; i++) {
                Event event = network.next();
                event.happenTo(shelf);
                event.happenTo(copy);
                Snapshots.assertSame(shelf, copy, "seed " + seed + " step " + i);
                assertEquals(shelf.text(), copy.text(), "seed " + seed + " step " + i);
            }
            assertEquals(shelf.recorder.lines, copy.recorder.lines, "seed " + seed);
            statuses += shelf.recorder.lines.size();
        }
        assertTrue(statuses > 300 && waiting > 15 && torn > 2, statuses + " " + waiting + " " + torn);
    }

    @Test
    void shouldRefuseASnapshotThatIsCutOrOfOtherBooks() {
        Network network = new Network(5);
        Shelf shelf = new Shelf(4);
        for (int i = 0; i < 700; i++) {
            network.next().happenTo(shelf);
        }
        Snapshots.assertRefusedWhenCut(shelf, () -> new Shelf(4));
        SnapshotWriter out = new SnapshotWriter();
        shelf.books.writeTo(out);
        SnapshotReader in = new SnapshotReader(out.buffer(), 0, out.length());
        Timers none = new Timers(2);
        Books other = new Books(BookSettings.defaults(), none, new Recorder());
        assertThrows(SnapshotException.class, () -> other.readFrom(in));
    }
}
