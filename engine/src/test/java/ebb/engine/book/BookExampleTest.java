package ebb.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.codecs.sbe.SeqModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Example BOOK of core.md, message by message. */
class BookExampleTest {
    @Test
    void shouldDoWhatTheExampleSays() {
        BookFixture f = new BookFixture(SeqModel.RANGE);
        List<String> log = new ArrayList<>();
        // Two seconds apart, so that pacing (BOOK-7) holds nothing back.
        add(log, f.at(0).range(98, 99, "b100x5"), f);
        add(log, f.at(100).range(100, 102, "b101x4"), f);
        add(log, f.at(200).snapshot(100, "b100x9 a103x9"), f);
        add(log, f.at(300).range(103, 103, "a102x2"), f);
        add(log, f.at(400).range(103, 103, "a102x2"), f);
        add(log, f.at(2_400).range(106, 107, "a102x0"), f);
        add(log, f.at(2_500).range(108, 108, "b102x1"), f);
        add(log, f.at(4_500).snapshot(104, "b101x9 a102x9"), f);
        add(log, f.at(4_600).snapshot(106, "b101x9 a103x9 a104x9"), f);
        add(log, f.at(4_700).range(109, 109, "b103x7"), f);
        add(log, f.at(4_800).range(110, 110, "a103x0"), f);
        assertEquals(
                List.of(
                        "BUFFERED STALE(NO_SNAPSHOT) - -/-",
                        "BUFFERED STALE(NO_SNAPSHOT) - -/-",
                        "LIVE     LIVE 102 101/103",
                        "ACCEPT   LIVE 103 101/102",
                        "OLD      LIVE 103 101/102",
                        "GAP      STALE(GAP) 103 101/102",
                        "BUFFERED STALE(GAP) 103 101/102",
                        "TOO_OLD  STALE(GAP) 104 101/102",
                        "LIVE     LIVE 108 102/103",
                        "ACCEPT   CROSSED 109 103/103",
                        "ACCEPT   LIVE 110 103/104"),
                log);
        assertEquals(
                List.of(
                        "resync NO_SNAPSHOT at - attempt 1",
                        "status LIVE at 102",
                        "status STALE(GAP) at 103",
                        "resync GAP at 103 attempt 1",
                        "resync GAP at 103 attempt 2",
                        "status LIVE at 108",
                        "status CROSSED at 109",
                        "status LIVE at 110"),
                f.recorder.lines);
        assertEquals(1, f.book.count(BookCount.TOO_OLD));
        assertEquals(1, f.book.count(BookCount.OLD));
        assertEquals(1, f.book.count(BookCount.GAP));
        assertEquals(1, f.book.count(BookCount.CROSSED));
    }

    private static void add(List<String> log, BookVerdict verdict, BookFixture f) {
        log.add(String.format("%-8s %s", verdict, f.state()));
    }
}
