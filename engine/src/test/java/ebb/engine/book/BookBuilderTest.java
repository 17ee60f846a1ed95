package ebb.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.StaleWhy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sequence, chunks, snapshots, capacity (BOOK-2 to 6, 8). */
class BookBuilderTest {
    private static final int FIRST = BookBuilder.FIRST;
    private static final int LAST = BookBuilder.LAST;
    private static final long ABSENT = BookBuilder.ABSENT;

    @Test
    void shouldApplyAnUpdateInPiecesOnlyWhenItsLastCameBook3() {
        BookFixture f = BookFixture.live(SeqModel.RANGE);
        assertEquals(BookVerdict.IN_UPDATE, f.delta(FIRST, 101, 105, ABSENT, "b100x7"));
        assertTrue(f.book.isInUpdate());
        assertEquals(BookVerdict.IN_UPDATE, f.delta(0, 101, 105, ABSENT, "a101x0"));
        assertEquals("LIVE 100 99/101", f.state());
        assertEquals(BookVerdict.ACCEPT, f.delta(LAST, 101, 105, ABSENT, "b98x0"));
        assertEquals("LIVE 105 100/102", f.state());
        assertEquals("100x7 99x1", BookFixture.side(f.book.book().bids()));
        assertFalse(f.book.isInUpdate());
    }

    @Test
    void shouldSeeAGapWhenAnotherUpdateBreaksOneInPiecesBook3() {
        BookFixture f = BookFixture.live(SeqModel.RANGE);
        f.delta(FIRST, 101, 105, ABSENT, "b100x7");
        assertEquals(BookVerdict.BUFFERED, f.range(106, 106, "b97x1"));
        assertEquals("STALE(GAP) 100 99/101", f.state());
        assertEquals("99x1 98x2", BookFixture.side(f.book.book().bids()), "half an update is no update");
        assertEquals(1, f.book.buffered());
        // A snapshot from before the torn update would lack it, and nothing would tell.
        assertEquals(BookVerdict.TOO_OLD, f.snapshot(104, "b99x1 a101x1"));
        assertEquals(BookVerdict.LIVE, f.snapshot(105, "b100x7 a101x1"));
        assertEquals("LIVE 106 100/101", f.state());
    }

    @Test
    void shouldNotComeToLifeBeforeWhatItLostBook3() {
        BookFixture f = BookFixture.live(SeqModel.RANGE);
        f.delta(FIRST, 101, 105, ABSENT, "b100x7");
        f.delta(FIRST, 106, 107, ABSENT, "b100x8");
        assertEquals("STALE(GAP) 100 99/101", f.state());
        assertEquals(BookVerdict.TOO_OLD, f.snapshot(104, "b99x1 a101x1"));
        assertEquals(BookVerdict.LIVE, f.snapshot(105, "b100x7 a101x1"));
        assertEquals(BookVerdict.ACCEPT, f.delta(LAST, 106, 107, ABSENT, ""));
        assertEquals("LIVE 107 100/101", f.state());
    }

    @Test
    void shouldSeeAGapWhenTheFirstPieceIsMissingBook3() {
        BookFixture f = BookFixture.live(SeqModel.RANGE);
        assertEquals(BookVerdict.GAP, f.delta(LAST, 101, 105, ABSENT, "b100x7"));
        assertEquals("STALE(GAP) 100 99/101", f.state());
    }

    @Test
    void shouldStayPartialUntilASnapshotsLastPieceBook3() {
        BookFixture f = new BookFixture(SeqModel.STEP);
        assertEquals(BookVerdict.IN_UPDATE, f.snapshot(FIRST, 100, 0, "b99x1"));
        assertEquals("STALE(PARTIAL) - 99/-", f.state());
        assertEquals(BookVerdict.BUFFERED, f.step(101, "b98x5"));
        assertEquals(BookVerdict.IN_UPDATE, f.snapshot(0, 100, 0, "a101x1"));
        assertEquals(BookVerdict.LIVE, f.snapshot(LAST, 100, 0, "a102x2"));
        assertEquals("LIVE 101 99/101", f.state());
        assertEquals(
                List.of("status STALE(PARTIAL) at -", "status LIVE at 101"),
                f.recorder.lines.stream().filter(l -> l.startsWith("status")).toList());
    }

    @Test
    void shouldAskForASnapshotThatDoesNotEndBook3() {
        BookFixture f = new BookFixture(SeqModel.STEP);
        f.snapshot(FIRST, 100, 0, "b99x1");
        assertEquals(List.of("status STALE(PARTIAL) at -"), f.recorder.lines);
        f.at(1_000);
        assertEquals(List.of("status STALE(PARTIAL) at -", "resync PARTIAL at - attempt 1"), f.recorder.lines);
        assertEquals(BookVerdict.IGNORED, f.snapshot(LAST, 99, 0, "b99x1"), "a piece of another snapshot");
        assertEquals(BookVerdict.LIVE, f.snapshot(101, "b99x1 a100x1"), "the answer");
    }

    @Test
    void shouldRefuseAWholeUpdateForOneBadLevelBook2() {
        for (String bad : new String[] {
            "b99x7 b98x-1", "b99x7 b0x1", "b99x7 b-5x1", "b100x3 b99x0 a101x7 a103x-1", "a101x0 a100x1 b99x7 b0x1"
        }) {
            BookFixture f = BookFixture.live(SeqModel.RANGE);
            assertEquals(BookVerdict.REFUSED, f.range(101, 101, bad));
            assertEquals("STALE(PRECISION) 100 99/101", f.state());
            assertEquals("99x1 98x2", BookFixture.side(f.book.book().bids()));
            assertEquals("101x1 102x2", BookFixture.side(f.book.book().asks()));
            assertEquals(0, f.book.count(BookCount.APPLIED));
            assertEquals(0, f.book.count(BookCount.ABSENT_DELETE));
            assertEquals(f.book.digestAnew(), f.book.digest());
            assertEquals(1, f.book.count(BookCount.REFUSED));
            assertTrue(f.book.isResyncing());
            assertEquals(BookVerdict.TOO_OLD, f.snapshot(100, "b99x1 a101x1"), "the refused one is missing");
            assertEquals(BookVerdict.LIVE, f.snapshot(101, "b99x1 a101x1"));
        }
    }

    @Test
    void shouldRefusePricesOffTheTickTick1() {
        BookFixture f = new BookFixture(SeqModel.RANGE);
        f.book.definitionChanged(f.book.model(), 5);
        assertEquals("STALE(DEFINITION) - -/-", f.state());
        assertEquals(BookVerdict.LIVE, f.snapshot(100, "b95x1 a105x1"));
        assertEquals(BookVerdict.REFUSED, f.range(101, 101, "b96x1"));
        assertEquals("STALE(PRECISION) 100 95/105", f.state());
    }

    @Test
    void shouldRefuseABadSnapshotAndSkipItsRestBook2() {
        BookFixture f = BookFixture.live(SeqModel.RANGE);
        assertEquals(BookVerdict.REFUSED, f.snapshot(FIRST, 110, 0, "b99x-1"));
        assertEquals("STALE(PRECISION) 100 99/101", f.state());
        assertEquals(BookVerdict.REFUSED, f.snapshot(LAST, 110, 0, "b99x1"));
        assertEquals("STALE(PRECISION) 100 99/101", f.state());
    }

    @Test
    void shouldRefuseDeltasWithoutTheirIdsEvt5() {
        assertEquals(BookVerdict.REFUSED, BookFixture.live(SeqModel.RANGE).range(ABSENT, 101, ""));
        assertEquals(BookVerdict.REFUSED, BookFixture.live(SeqModel.RANGE).range(101, ABSENT, ""));
        assertEquals(BookVerdict.REFUSED, BookFixture.live(SeqModel.PREV).range(101, 101, ""));
        assertEquals(BookVerdict.REFUSED, BookFixture.live(SeqModel.STEP).step(ABSENT, ""));
        BookFixture f = new BookFixture(SeqModel.STEP);
        assertEquals(BookVerdict.REFUSED, f.snapshot(ABSENT, "b1x1"));
        assertEquals("STALE(REFUSED) - -/-", f.state());
    }

    @Test
    void shouldGoOnThroughAResetOnlyInAnUnbrokenChainBook4() {
        BookFixture f = BookFixture.live(SeqModel.PREV);
        assertEquals(BookVerdict.GAP, f.reset(100, 3, ""), "no delta has proved the snapshot yet");
        assertEquals("STALE(GAP) 100 99/101", f.state());
        assertEquals(0, f.book.buffered());

        f = BookFixture.live(SeqModel.PREV);
        f.prev(100, 110, "");
        assertEquals(BookVerdict.ACCEPT, f.reset(110, 3, "b100x1"));
        assertEquals(BookVerdict.ACCEPT, f.prev(3, 4, ""));
        assertEquals("LIVE 4 100/101", f.state());

        assertEquals(
                BookVerdict.GAP, BookFixture.live(SeqModel.RANGE).reset(100, 3, ""), "only PREV says what came before");
    }

    @Test
    void shouldNotGoOnThroughAResetWhileASnapshotOfTheOldCountIsUnderWayBook4() {
        BookFixture f = new BookFixture(SeqModel.PREV, BookFixture.bounded(3, 1, 1, 100), 10);
        f.snapshot(BookFixture.WHOLE, 1_000, 3, "b99x1 b98x1 b97x1 a101x1");
        assertEquals(BookVerdict.ACCEPT, f.prev(1_000, 1_001, "b99x0"));
        assertTrue(f.book.isResyncing());
        assertEquals(BookVerdict.GAP, f.reset(1_001, 3, ""));
        assertEquals("STALE(GAP) 1001 98/101", f.state());
    }

    @Test
    void shouldForgetWhatItLostWhenTheVenueCountsAnewBook4() {
        BookFixture f = BookFixture.live(SeqModel.PREV);
        f.prev(100, 1_000_000, "b99x-1");
        assertEquals(BookVerdict.GAP, f.reset(1_000_000, 3, ""));
        assertEquals(BookVerdict.BUFFERED, f.prev(3, 4, "b100x1"));
        assertEquals(BookVerdict.LIVE, f.snapshot(3, "b99x1 a101x1"));

        // The same after it lived on: what was lost long ago must not forbid a snapshot of the new count.
        f = BookFixture.live(SeqModel.PREV);
        f.prev(100, 1_000, "b99x-1");
        f.snapshot(1_000, "b99x1 a101x1");
        f.prev(1_000, 1_001, "");
        f.reset(1_001, 3, "");
        f.prev(5, 6, "");
        assertEquals(BookVerdict.LIVE, f.snapshot(5, "b99x1 a101x1"));
        assertEquals("LIVE 6 99/101", f.state());
    }

    @Test
    void shouldSeeAgainAfterAnySnapshotBook8() {
        BookFixture f = new BookFixture(SeqModel.STEP, BookFixture.bounded(1, 2, 5, 100), 10);
        f.snapshot(BookFixture.WHOLE, 1, 3, "b99x1 b98x1 b97x1 a101x1");
        f.step(2, "b99x0 b98x0");
        assertEquals("STALE(HORIZON) 2 97/101", f.state());
        f.step(3, "b98x1 b99x1");
        assertEquals("STALE(HORIZON) 3 99/101", f.state(), "three are not five");
        f.snapshot(BookFixture.WHOLE, 3, 3, "b99x1 b98x1 b97x1 a101x1");
        assertEquals("LIVE 3 99/101", f.state(), "three are not fewer than two");
    }

    @Test
    void shouldDrawTheHorizonAtTheBestPriceNotKeptBook8() {
        BookFixture f = new BookFixture(SeqModel.STEP, BookFixture.bounded(1, 1, 1, 100), 3);
        f.snapshot(BookFixture.WHOLE, 1, 5, "b80x1 b99x1 b70x1 b98x1 b97x1 a101x1 a103x0");
        assertEquals("99x1 98x1 97x1", BookFixture.side(f.book.book().bids()));
        assertEquals(80, f.book.book().bids().horizonPrice(), "what lies between was seen to be empty");
        assertTrue(f.book.book().bids().isKnown(81));
        assertFalse(f.book.book().bids().isKnown(80));
        assertFalse(f.book.book().asks().hasHorizon());
    }

    @Test
    void shouldDropTheBufferOfABookThatFindsNoPlaceInThePoolBook6() {
        BookFixture f = new BookFixture(SeqModel.STEP, BookFixture.bounded(0, 5, 20, 4), BookSettings.UNBOUNDED);
        f.step(1, "b1x1 b2x1 b3x1");
        assertEquals(1, f.book.buffered());
        assertEquals(BookVerdict.IGNORED, f.step(2, "b1x2 b2x2"));
        assertEquals(0, f.book.buffered());
        assertEquals(1, f.book.count(BookCount.POOL_FULL));
        assertEquals(BookVerdict.TOO_OLD, f.snapshot(1, "b1x1 a9x1"), "delta 2 was here and is lost");
        assertEquals(BookVerdict.BUFFERED, f.step(3, "b1x3"));
        assertEquals(BookVerdict.LIVE, f.snapshot(2, "b1x2 a9x1"));
        assertEquals("LIVE 3 1/9", f.state());
        assertEquals(f.books.pool().size(), f.books.pool().levelsLeft());
    }

    @Test
    void shouldStayLiveWhenWhatWaitsForASnapshotFillsThePoolBook6() {
        // Four levels may wait; two more are set aside for a message in pieces.
        BookFixture f = new BookFixture(SeqModel.STEP, BookFixture.bounded(3, 1, 1, 4), 10);
        f.snapshot(BookFixture.WHOLE, 1, 2, "b90x1 b89x1 a101x1 a102x1");
        assertTrue(f.book.isResyncing(), "fewer than three known levels");
        f.step(2, "b90x2 b89x2 b88x1 b87x1");
        assertEquals(1, f.book.buffered());
        assertEquals(BookVerdict.IN_UPDATE, f.delta(BookBuilder.FIRST, ABSENT, 3, ABSENT, "b90x3"));
        assertEquals(BookVerdict.ACCEPT, f.delta(BookBuilder.LAST, ABSENT, 3, ABSENT, "b89x3"));
        assertEquals("LIVE 3 90/101", f.state());
        assertEquals(0, f.book.buffered(), "no place: the buffer goes, the book does not");
        assertEquals(1, f.book.count(BookCount.POOL_FULL));
        assertEquals(BookVerdict.ASK_AGAIN, f.snapshot(2, "b90x2 a101x1"), "delta 3 no longer waits");
        assertEquals("LIVE 3 90/101", f.state());
        f.step(4, "b90x4");
        assertEquals(BookVerdict.LIVE, f.snapshot(3, "b90x3 b89x3 a101x1"));
        assertEquals("90x4 89x3", BookFixture.side(f.book.book().bids()));
        assertEquals(f.books.pool().size(), f.books.pool().levelsLeft());
    }

    @Test
    void shouldGiveUpAnUpdateWithMoreSurplusThanThereIsRoomBook8() {
        BookFixture f = new BookFixture(SeqModel.STEP, BookFixture.bounded(1, 1, 1, 10_000), 10);
        f.snapshot(1, "b50000x1 a60000x1");
        f.books.alive(BookFixture.SOCKET);
        f.book.beginDelta(BookFixture.SOCKET, BookFixture.WHOLE, ABSENT, 2, ABSENT, false);
        for (int i = 1; i <= 1_033; i++) {
            f.book.bid(50_000 - i, 1);
        }
        assertEquals(BookVerdict.ACCEPT, f.book.endDelta(), "10 + 1,024 just fit");
        assertEquals(10, f.book.book().bids().count());
        f.book.beginDelta(BookFixture.SOCKET, BookFixture.WHOLE, ABSENT, 3, ABSENT, false);
        for (int i = 0; i < 1_025; i++) {
            f.book.bid(40_000 - i, 1);
        }
        assertEquals(BookVerdict.GAP, f.book.endDelta());
        assertEquals(StaleWhy.GAP, f.book.reason());
        assertEquals(BookVerdict.TOO_OLD, f.snapshot(2, "b50000x1 a60000x1"), "the lost one is number 3");
        assertEquals(BookVerdict.LIVE, f.snapshot(3, "b50000x1 a60000x1"));
    }

    @Test
    void shouldAlertWhenTheRebuiltBookDiffersBook8() {
        BookFixture f = new BookFixture(SeqModel.STEP, BookFixture.bounded(3, 1, 1, 100), 10);
        f.snapshot(BookFixture.WHOLE, 1, 3, "b99x1 b98x1 b97x1 a101x1");
        assertEquals(BookVerdict.ACCEPT, f.step(2, "b99x0"));
        assertTrue(f.book.isResyncing());
        assertEquals("LIVE 2 98/101", f.state());
        assertEquals(BookVerdict.LIVE, f.snapshot(BookFixture.WHOLE, 2, 3, "b98x1 b97x5 b96x1 a101x1"));
        assertEquals("98x1 97x5 96x1", BookFixture.side(f.book.book().bids()));
        assertEquals(1, f.book.count(BookCount.MISMATCH));
        assertEquals("alert MISMATCH", f.recorder.lines.get(f.recorder.lines.size() - 1));
        assertFalse(f.recorder.lines.contains("status STALE(GAP) at 2"));
    }

    @Test
    void shouldCollectASnapshotBesideTheLiveBookBook8() {
        BookFixture f = new BookFixture(SeqModel.STEP, BookFixture.bounded(3, 1, 1, 100), 10);
        f.snapshot(BookFixture.WHOLE, 1, 3, "b99x1 b98x1 b97x1 a101x1");
        f.step(2, "b99x0");
        assertEquals(BookVerdict.IN_UPDATE, f.snapshot(FIRST, 2, 3, "b98x1 b97x1"));
        assertEquals("LIVE 2 98/101", f.state());
        assertEquals(BookVerdict.ACCEPT, f.step(3, "b98x4"));
        assertEquals(BookVerdict.LIVE, f.snapshot(LAST, 2, 3, "b96x1 a101x1"));
        assertEquals("98x4 97x1 96x1", BookFixture.side(f.book.book().bids()));
        assertEquals("LIVE 3 98/101", f.state());
        assertEquals(0, f.book.count(BookCount.MISMATCH));
        assertEquals(f.books.pool().size(), f.books.pool().levelsLeft());
    }

    @Test
    void shouldUseTheSnapshotUnderWayWhenAGapComesBetweenItsPiecesBook8() {
        BookFixture f = new BookFixture(SeqModel.STEP, BookFixture.bounded(3, 1, 1, 100), 10);
        f.snapshot(BookFixture.WHOLE, 1, 3, "b99x1 b98x1 b97x1 a101x1");
        f.step(2, "b99x0");
        f.snapshot(FIRST, 4, 3, "b98x1 b97x1");
        assertEquals(BookVerdict.GAP, f.step(5, "b98x4"));
        assertEquals(BookVerdict.LIVE, f.snapshot(LAST, 4, 3, "b96x1 a101x1"));
        assertEquals("LIVE 5 98/101", f.state());
        assertEquals("98x4 97x1 96x1", BookFixture.side(f.book.book().bids()));
    }

    @Test
    void shouldNotRewindToASnapshotFromBeforeTheRequestBook8() {
        BookFixture f = new BookFixture(SeqModel.STEP, BookFixture.bounded(3, 1, 1, 100), 10);
        f.snapshot(BookFixture.WHOLE, 1, 3, "b99x1 b98x1 b97x1 a101x1");
        f.step(2, "b99x0");
        assertEquals(BookVerdict.ASK_AGAIN, f.snapshot(BookFixture.WHOLE, 1, 3, "b99x1 b98x1 b97x1 a101x1"));
        assertEquals("LIVE 2 98/101", f.state());
        assertTrue(f.book.isResyncing());
    }

    @Test
    void shouldTakeWholeSnapshotsByTheirTimeModelNoneBook4() {
        BookFixture f = new BookFixture(SeqModel.NONE);
        assertEquals(BookVerdict.LIVE, f.snapshot(BookFixture.WHOLE, 1_000, 3, "b99x1 b98x1 b97x1 a101x1"));
        assertEquals(96, f.book.book().bids().horizonPrice());
        assertEquals(BookVerdict.KEEPALIVE, f.snapshot(BookFixture.WHOLE, 1_000, 3, "b50x1"));
        assertEquals(BookVerdict.IGNORED, f.snapshot(BookFixture.WHOLE, 999, 3, "b50x1"));
        assertEquals("STALE(HORIZON) 1000 99/101", f.state());
    }

    @Test
    void shouldHideWhatANewerTouchPassesModelNoneBook4() {
        BookFixture f = new BookFixture(SeqModel.NONE);
        f.snapshot(BookFixture.WHOLE, 1_000, 0, "b99x1 b98x2 b97x3 a101x1 a102x2 a103x3");
        assertFalse(f.book.topOfBook(1_000, 98, 5, 101, 1), "not later");
        assertTrue(f.book.topOfBook(1_001, 98, 5, 99, 7));
        assertEquals("98x5 97x3", BookFixture.side(f.book.book().bids()));
        assertEquals("99x7 101x1 102x2 103x3", BookFixture.side(f.book.book().asks()));
        assertTrue(f.book.topOfBook(1_002, 102, 4, BookSide.NO_PRICE, 0));
        assertEquals("102x4 98x5 97x3", BookFixture.side(f.book.book().bids()));
        assertEquals("103x3", BookFixture.side(f.book.book().asks()), "crossed by the bid");
        assertEquals("LIVE 1000 102/103", f.state());
        assertTrue(f.book.topOfBook(1_003, 103, 1, 103, 1));
        assertEquals("CROSSED 1000 103/103", f.state());
        f.snapshot(BookFixture.WHOLE, 1_004, 0, "b99x1 a101x1");
        assertEquals("LIVE 1004 99/101", f.state());
        assertFalse(f.book.topOfBook(1_005, 98, -1, 99, 7));
        assertFalse(BookFixture.live(SeqModel.STEP).book.topOfBook(200, 98, 5, 99, 7), "deltas say it themselves");
    }

    @Test
    void shouldEmptyTheBookWhenItsDefinitionChangesInst5() {
        BookFixture f = BookFixture.live(SeqModel.STEP);
        f.step(103, "");
        f.book.definitionChanged(f.book.model(), 10);
        assertEquals("STALE(DEFINITION) 100 -/-", f.state());
        assertEquals(10, f.book.book().tick());
        assertEquals(0, f.book.buffered());
        f.snapshot(103, "b90x1 a100x1");
        assertEquals("LIVE 103 90/100", f.state());
    }

    @Test
    void shouldFollowTheSequencesOfTheNewDefinitionInst5() {
        BookFixture f = BookFixture.live(SeqModel.STEP);
        f.book.definitionChanged(SeqModel.PREV, 1);
        assertEquals("STALE(DEFINITION) - -/-", f.state());
        // Numbers that begin far below the old ones.
        f.snapshot(10, "b90x1 a100x1");
        assertEquals(BookVerdict.ACCEPT, f.prev(10, 14, "b91x1"));
        assertEquals("LIVE 14 91/100", f.state());
        f.book.definitionChanged(SeqModel.NONE, 1);
        f.snapshot(3, "b80x1 a81x1");
        assertEquals("LIVE 3 80/81", f.state());
        assertThrows(IllegalArgumentException.class, () -> f.book.definitionChanged(SeqModel.ROWS, 1));
        assertEquals(f.books.digestAnew(), f.books.digest());
    }

    @Test
    void shouldRefuseSettingsAndModelsThatMakeNoSense() {
        BookFixture f = new BookFixture(SeqModel.STEP);
        assertThrows(IllegalArgumentException.class, () -> f.books.open(1, SeqModel.ROWS, 1, 10));
        assertThrows(IllegalArgumentException.class, () -> f.books.open(1, SeqModel.STEP, 0, 10));
        assertThrows(IllegalArgumentException.class, () -> f.books.open(1, SeqModel.STEP, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> BookFixture.bounded(0, 5, 4, 10), "sighted below blind");
        assertThrows(IllegalArgumentException.class, () -> BookFixture.bounded(0, 5, 20, 0), "no pool");
    }
}
