package ebb.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.SeqModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests, cross, timeout, silence, empty side (BOOK-7, 9, 10, 12). */
class BookHealthTest {
    @Test
    void shouldPaceRequestsDoublingAndAlertAfterFiveFailuresBook7() {
        BookFixture f = BookFixture.live(SeqModel.RANGE);
        f.at(1_500).range(105, 105, "");
        for (long ms = 1_600; ms < 90_000; ms += 100) {
            f.at(ms);
            f.books.alive(BookFixture.SOCKET);
        }
        assertEquals(
                List.of(
                        "status STALE(GAP) at 100",
                        "resync GAP at 100 attempt 1",
                        "resync GAP at 100 attempt 2",
                        "resync GAP at 100 attempt 3",
                        "resync GAP at 100 attempt 4",
                        "resync GAP at 100 attempt 5",
                        "alert RESYNC_FAILING",
                        // 1.5 s + 1 + 2 + 4 + 8 + 16, then every 30.
                        "resync GAP at 100 attempt 6",
                        "resync GAP at 100 attempt 7"),
                f.recorder.lines);
        assertEquals(1, f.book.count(BookCount.SNAPSHOT_WANTED) - 1, "the session's own request came before");
        f.recorder.lines.clear();
        f.snapshot(105, "b99x1 a101x1");
        f.at(200_000);
        assertEquals("status LIVE at 105", f.recorder.lines.get(0));
        assertEquals(
                0, f.recorder.lines.stream().filter(l -> l.startsWith("resync")).count());
    }

    @Test
    void shouldNotAskTwiceWithinTheLeastIntervalBook7() {
        BookFixture f = BookFixture.live(SeqModel.RANGE);
        f.at(300).range(105, 105, "");
        assertEquals(List.of("status STALE(GAP) at 100"), f.recorder.lines, "the session's request went out at 0 ms");
        f.at(999);
        assertEquals(1, f.recorder.lines.size());
        f.at(1_000);
        assertEquals("resync GAP at 100 attempt 1", f.recorder.lines.get(1));
    }

    @Test
    void shouldAskWhenTheSessionIsLiveAndForgetWhenItEndsBook7() {
        BookFixture f = new BookFixture(SeqModel.RANGE);
        f.book.session(BookFixture.SOCKET, true);
        assertEquals(List.of("resync NO_SNAPSHOT at - attempt 1"), f.recorder.lines);
        f.range(5, 5, "b1x1");
        f.book.session(BookFixture.SOCKET, false);
        assertEquals("STALE(SESSION) - -/-", f.state());
        assertEquals(0, f.book.buffered());
        assertEquals(BookVerdict.IGNORED, f.range(6, 6, "b1x1"));
        f.at(20_000);
        assertEquals(2, f.recorder.lines.size(), "nobody to ask");
        f.book.session(2, true);
        assertEquals("STALE(NO_SNAPSHOT) - -/-", f.state());
        assertEquals("resync NO_SNAPSHOT at - attempt 1", f.recorder.lines.get(3));
    }

    @Test
    void shouldAlertOnceWhenASideStaysEmptyBook12() {
        BookFixture f = BookFixture.live(SeqModel.STEP);
        f.step(101, "a101x0 a102x0");
        f.at(9_000).step(102, "b97x1");
        f.at(9_999).step(103, "b96x1");
        assertEquals(List.of(), f.recorder.lines);
        f.at(10_000);
        assertEquals(List.of("alert EMPTY_SIDE"), f.recorder.lines);
        assertEquals("LIVE 103 99/-", f.state());
        f.step(104, "a101x1");
        f.at(15_000).step(105, "a101x0");
        for (int s = 16; s < 25; s++) {
            f.at(s * 1_000L).step(90 + s, "");
        }
        assertEquals(1, f.recorder.lines.size());
        f.at(25_000);
        assertEquals(2, f.recorder.lines.size(), "empty anew, ten seconds again");
    }

    @Test
    void shouldJudgeAConnectionForAllItsBooksInOrderOfInstrumentsBook10() {
        BookFixture f = BookFixture.live(SeqModel.STEP);
        BookBuilder second = f.books.open(3, SeqModel.STEP, 1, 100);
        second.session(BookFixture.SOCKET, true);
        second.beginSnapshot(BookBuilder.NO_CONNECTION, BookFixture.WHOLE, 5, 0, 0);
        BookFixture.levels(second, "b1x1 a2x1");
        second.endSnapshot();
        f.recorder.lines.clear();
        f.at(9_999);
        f.books.alive(2);
        assertEquals(List.of(), f.recorder.lines);
        f.at(10_000);
        assertEquals(List.of("status STALE(TIMEOUT) at 5", "status STALE(TIMEOUT) at 100"), f.recorder.lines);
        f.books.alive(BookFixture.SOCKET);
        assertEquals(
                List.of("status LIVE at 5", "status LIVE at 100"),
                f.recorder.lines.subList(2, f.recorder.lines.size()));
        assertEquals(BookVerdict.ACCEPT, f.step(101, "b100x1"), "nothing was lost");
    }

    @Test
    void shouldNotComeToLifeOnADeadConnectionBook10() {
        BookFixture f = BookFixture.live(SeqModel.STEP);
        f.at(5_000).step(105, "b100x1");
        f.at(16_000);
        assertEquals("STALE(GAP) 100 99/101", f.state());
        f.snapshot(105, "b99x1 a101x1");
        assertEquals("STALE(TIMEOUT) 105 99/101", f.state());
        f.books.alive(BookFixture.SOCKET);
        assertEquals("LIVE 105 99/101", f.state());
    }

    @Test
    void shouldGiveACrossedBookAFreshGraceAfterATimeoutBook10() {
        BookFixture f = BookFixture.live(SeqModel.STEP);
        f.at(10_000);
        assertEquals("STALE(TIMEOUT) 100 99/101", f.state());
        // A snapshot by another way: newer, and crossed.
        f.snapshot(120, "b105x1 a101x1");
        assertEquals("CROSSED 120 105/101", f.state());
        f.at(10_999);
        assertEquals("CROSSED 120 105/101", f.state());
        f.at(11_000);
        assertEquals("STALE(CROSS_TIMEOUT) 120 105/101", f.state());
    }

    @Test
    void shouldCountTheGraceFromTheFirstCrossedUpdateOnlyBook9() {
        BookFixture f = BookFixture.live(SeqModel.STEP);
        f.at(100).step(101, "b101x1");
        f.at(600).step(102, "b103x1");
        f.at(1_000).step(103, "b101x0 b103x0");
        assertEquals("LIVE 103 99/101", f.state());
        f.at(1_050).step(104, "b102x1");
        f.at(1_500).step(105, "b98x1");
        f.at(2_049);
        assertEquals("CROSSED 105 102/101", f.state(), "the first crossing's grace is over and forgotten");
        f.at(2_050);
        assertEquals("STALE(CROSS_TIMEOUT) 105 102/101", f.state());
        assertEquals(2, f.book.count(BookCount.CROSSED));
    }

    @Test
    void shouldNotCountAPrintOfTheDeltasOwnInstantBook10() {
        BookFixture f = BookFixture.live(SeqModel.STEP);
        f.at(1_000).step(101, "b97x1");
        f.book.print(99, false);
        for (int s = 2; s <= 4; s++) {
            f.at(s * 1_000L);
            f.books.alive(BookFixture.SOCKET);
            f.book.print(99, false);
        }
        f.at(11_500);
        f.books.alive(BookFixture.SOCKET);
        f.book.print(99, false);
        assertEquals("LIVE 101 99/101", f.state(), "four after the delta");
        f.at(12_000);
        f.book.print(99, false);
        assertEquals("STALE(SILENT) 101 99/101", f.state());
    }

    @Test
    void shouldCountOnlyPrintsThatMustMoveALevelBook10() {
        BookFixture f = BookFixture.live(SeqModel.STEP);
        for (int s = 1; s <= 30; s++) {
            f.at(s * 1_000L);
            f.books.alive(BookFixture.SOCKET);
            f.book.print(100, false);
            f.book.print(99, true);
        }
        assertEquals("LIVE 100 99/101", f.state());
        for (int s = 31; s <= 41; s++) {
            f.at(s * 1_000L);
            f.books.alive(BookFixture.SOCKET);
            f.book.print(98, false);
        }
        assertEquals("STALE(SILENT) 100 99/101", f.state());
        assertTrue(f.book.isResyncing());
    }
}
