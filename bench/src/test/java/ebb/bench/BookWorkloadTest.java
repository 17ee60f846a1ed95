package ebb.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.bench.floor.SortedBook;
import ebb.bench.floor.TickRing;
import ebb.bench.floor.TreeBook;
import ebb.bench.market.LevelStream;
import ebb.bench.market.MessageStream;
import ebb.bench.market.Shape;
import org.junit.jupiter.api.Test;

class BookWorkloadTest {
    private static final int CHANGES = 40_000;

    @Test
    void shouldHoldTheBooksOfATreeForwardsAndBackwards() {
        for (Shape shape : new Shape[] {Shape.ONE, new Shape(7, 4, 40)}) {
            LevelStream stream = new LevelStream(shape, CHANGES, 21);
            BookWorkload[] books = new BookWorkload[shape.books()];
            TreeBook[] trees = new TreeBook[shape.books()];
            for (int i = 0; i < trees.length; i++) {
                books[i] = Workloads.book();
                trees[i] = new TreeBook();
            }
            for (int i = 0; i < stream.size(); i++) {
                books[stream.book(i)].level(stream.side(i), stream.tick(i), stream.quantity(i));
                trees[stream.book(i)].level(stream.side(i), stream.tick(i), stream.quantity(i));
            }
            for (int of = 0; of < trees.length; of++) {
                assertSame(books[of], trees[of], of);
                assertEquals(stream.lastBest(of, 0), books[of].best(0));
                assertEquals(stream.lastBest(of, 1), books[of].best(1));
            }
            for (int i = stream.size() - 1; i >= stream.initial(); i--) {
                books[stream.book(i)].level(stream.side(i), stream.tick(i), stream.before(i));
                trees[stream.book(i)].level(stream.side(i), stream.tick(i), stream.before(i));
            }
            for (int of = 0; of < trees.length; of++) {
                assertSame(books[of], trees[of], of);
            }
        }
    }

    @Test
    void shouldHoldTheBooksOfATreeMessageByMessage() {
        LevelStream levels = new LevelStream(new Shape(7, 4, 40), CHANGES, 23);
        MessageStream stream = new MessageStream(levels);
        BookWorkload[] books = new BookWorkload[7];
        TreeBook[] trees = new TreeBook[7];
        for (int i = 0; i < trees.length; i++) {
            books[i] = Workloads.book();
            trees[i] = new TreeBook();
        }
        for (int i = 0; i < levels.initial(); i++) {
            books[levels.book(i)].level(levels.side(i), levels.tick(i), levels.quantity(i));
            trees[levels.book(i)].level(levels.side(i), levels.tick(i), levels.quantity(i));
        }
        assertEquals(levels.messages(), stream.size());
        for (int m = 0; m < stream.size(); m++) {
            books[stream.book(m)].message(stream.bytes(true), stream.at(m));
            for (int i = levels.begin(m); i < levels.end(m); i++) {
                trees[stream.book(m)].level(levels.side(i), levels.tick(i), levels.quantity(i));
            }
            assertSame(books[stream.book(m)], trees[stream.book(m)], stream.book(m));
        }
        for (int of = 0; of < trees.length; of++) {
            assertEquals(levels.lastBest(of, 0), books[of].best(0));
            assertEquals(levels.lastCount(of, 1), books[of].count(1));
        }
        for (int m = stream.size() - 1; m >= 0; m--) {
            books[stream.book(m)].message(stream.bytes(false), stream.at(m));
            for (int i = levels.end(m) - 1; i >= levels.begin(m); i--) {
                trees[stream.book(m)].level(levels.side(i), levels.tick(i), levels.before(i));
            }
            assertSame(books[stream.book(m)], trees[stream.book(m)], stream.book(m));
        }
    }

    @Test
    void shouldRefuseAMessageWithABadLevelOrWithoutItsEnd() {
        BookWorkload book = Workloads.book();
        book.level(0, 100, 5);
        byte[] message = new byte[2 * MessageStream.HEAD + MessageStream.LEVEL];
        message[0] = MessageStream.LEVEL;
        message[2] = 1;
        message[MessageStream.HEAD] = 101;
        message[MessageStream.HEAD + Long.BYTES] = 7;
        assertThrows(IndexOutOfBoundsException.class, () -> Workloads.book().message(message, 9));
        book.message(message, 0);
        assertEquals(101, book.best(0));
        assertEquals(2, book.count(0));
        message[message.length - MessageStream.HEAD - 1] = -1;
        assertThrows(IllegalStateException.class, () -> book.message(message, 0));
        assertEquals(101, book.best(0));
    }

    @Test
    void shouldTakeTheMemoryOfABookAndNotOfAnEngine() {
        BookWorkload first = Workloads.book();
        int count = 512;
        BookWorkload[] books = new BookWorkload[count];
        Allocated allocated = new Allocated(null);
        allocated.begin();
        for (int i = 0; i < count; i++) {
            books[i] = Workloads.book();
        }
        allocated.end();
        double each = allocated.each(count);
        assertTrue(each < 32_768, () -> each + " B a book");
        first.level(0, 1, 1);
        for (int i = 0; i < count; i++) {
            books[i].level(0, i + 2, 1);
        }
        assertEquals(1, first.best(0));
        assertEquals(count + 1, books[count - 1].best(0));
    }

    private static void assertSame(BookWorkload book, TreeBook tree, int of) {
        for (int side = 0; side < 2; side++) {
            assertEquals(tree.best(side), book.best(side), "book " + of + " side " + side);
            assertEquals(tree.count(side), book.count(side), "book " + of + " side " + side);
        }
        assertTrue(book.isLive(), "book " + of);
    }

    @Test
    void shouldDrawTheMarketThatTheGoalsAreStatedFor() {
        LevelStream stream = new LevelStream(Shape.ONE, 100_000, 22);
        long near = 0;
        long touched = 0;
        long deleted = 0;
        for (int message = 0; message < stream.messages(); message++) {
            int levels = stream.end(message) - stream.begin(message);
            assertTrue(levels >= 20 && levels <= 102, () -> "levels " + levels);
        }
        SortedBook book = new SortedBook();
        for (int i = 0; i < stream.size(); i++) {
            if (i >= stream.initial()) {
                near += Math.abs(stream.tick(i) - book.best(stream.side(i))) <= 12 ? 1 : 0;
                touched += stream.before(i) != 0 ? 1 : 0;
                deleted += stream.before(i) != 0 && stream.quantity(i) == 0 ? 1 : 0;
            }
            book.level(stream.side(i), stream.tick(i), stream.quantity(i));
        }
        int changes = stream.size() - stream.initial();
        assertEquals(0.60, (double) near / changes, 0.04);
        assertEquals(0.35, (double) deleted / touched, 0.03);
        assertEquals(600, stream.lastCount(0, 0), 60);
        assertEquals(600, stream.lastCount(0, 1), 60);
    }

    @Test
    void shouldDrawTheSameStreamFromTheSameSeed() {
        LevelStream one = new LevelStream(Shape.ONE, 5_000, 23);
        LevelStream same = new LevelStream(Shape.ONE, 5_000, 23);
        LevelStream other = new LevelStream(Shape.ONE, 5_000, 24);
        long sumOfOther = 0;
        long sum = 0;
        for (int i = 0; i < 5_000; i++) {
            assertEquals(one.tick(i), same.tick(i));
            assertEquals(one.quantity(i), same.quantity(i));
            sum += one.quantity(i);
            sumOfOther += other.quantity(i);
        }
        assertTrue(sum != sumOfOther);
    }

    @Test
    void shouldKeepTheFloorsHonest() {
        LevelStream stream = new LevelStream(Shape.ONE, CHANGES, 25);
        TreeBook tree = new TreeBook();
        SortedBook sorted = new SortedBook();
        TickRing ring = new TickRing();
        for (int i = 0; i < stream.size(); i++) {
            tree.level(stream.side(i), stream.tick(i), stream.quantity(i));
            sorted.level(stream.side(i), stream.tick(i), stream.quantity(i));
            ring.level(stream.side(i), stream.tick(i), stream.quantity(i));
            assertEquals(stream.quantity(i), ring.quantity(stream.side(i), stream.tick(i)));
            if (i > stream.initial()) {
                assertEquals(tree.best(0), sorted.best(0));
                assertEquals(tree.best(1), sorted.best(1));
                assertEquals(tree.best(0), ring.best(0));
                assertEquals(tree.best(1), ring.best(1));
            }
        }
    }
}
