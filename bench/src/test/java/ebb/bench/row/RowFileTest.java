package ebb.bench.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowFileTest {
    private static final Row EBB =
            new Row("decode", "DEPTH_20", "ebb", Kind.EBB, "ns/op", 412.5, 430.25, Double.NaN, 0, 5);

    @TempDir
    Path directory;

    @Test
    void shouldSpellARowAsOneObjectOfTheAgreedKeys() {
        assertEquals(
                "{\"workload\":\"decode\",\"case\":\"DEPTH_20\",\"subject\":\"ebb\",\"kind\":\"ebb\",\"unit\":\"ns/op\","
                        + "\"min\":412.5,\"median\":430.25,\"p99\":null,\"bytesPerOp\":0.0,\"rounds\":5}",
                RowFile.line(EBB));
    }

    @Test
    void shouldReadBackWhatItWrote() {
        Path file = directory.resolve("run.jsonl");
        List<Row> rows = List.of(
                Row.fact("jdk", "a \"quoted\" name"),
                Row.fact("cores", "", 2),
                EBB,
                new Row("hop", "one hop", "cache line", Kind.FLOOR, "ns, p50", 55, 196, 75, 0.0123, 9));
        RowFile.append(file, rows.subList(0, 2));
        RowFile.append(file, rows.subList(2, 4));
        assertEquals(rows, RowFile.read(List.of(file)));
    }

    @Test
    void shouldLetTheLaterFileSpeakForARowThatComesTwice() {
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        Row again = new Row("decode", "DEPTH_20", "ebb", Kind.EBB, "ns/op", 400, 401, Double.NaN, 0, 7);
        RowFile.append(first, List.of(EBB, Row.fact("jdk", "17")));
        RowFile.append(second, List.of(again));
        assertEquals(List.of(Row.fact("jdk", "17"), again), RowFile.read(List.of(first, second)));
    }

    @Test
    void shouldLetTheFirstFileTellOfTheMachineAndNameTheRunsOfTheOthers() {
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        RowFile.append(first, List.of(Row.fact(RowFile.COMMAND, "./ebb-bench all"), Row.fact("jdk", "17"), EBB));
        Row failure = Row.fact(Row.FAILED, "the ring was full");
        RowFile.append(
                second,
                List.of(
                        Row.fact(RowFile.COMMAND, "./ebb-bench peak"),
                        Row.fact(RowFile.BEGUN, "today"),
                        Row.fact(RowFile.COMMIT, "abc"),
                        Row.fact("jdk", "25"),
                        failure));
        assertEquals(
                List.of(
                        Row.fact(RowFile.COMMAND, "./ebb-bench all"),
                        Row.fact("jdk", "17"),
                        EBB,
                        Row.fact("rows of `./ebb-bench peak`", "begun today, commit abc"),
                        failure),
                RowFile.read(List.of(first, second)));
    }

    @Test
    void shouldKeepEachFailureOfARun() {
        Path file = directory.resolve("run.jsonl");
        List<Row> rows = List.of(Row.fact(Row.FAILED, "the one"), Row.fact(Row.FAILED, "the other"));
        RowFile.append(file, rows);
        assertEquals(rows, RowFile.read(List.of(file)));
        assertTrue(rows.get(0).isFailure());
        assertFalse(Row.fact("jdk", "25").isFailure());
    }

    @Test
    void shouldNameFileAndLineOfWhatIsNoRow() throws IOException {
        Path file = Files.writeString(directory.resolve("bad"), RowFile.line(EBB) + "\n\n{\"workload\":\"x\"}\n");
        String message = assertThrows(IllegalArgumentException.class, () -> RowFile.read(List.of(file)))
                .getMessage();
        assertTrue(message.startsWith(file + ", line 3: a row without case"), message);
        Path text = Files.writeString(directory.resolve("text"), "figures\n");
        assertThrows(IllegalArgumentException.class, () -> RowFile.read(List.of(text)));
    }

    @Test
    void shouldCallARowNoisyWhoseMedianIsMoreThanHalfAgainItsMinimum() {
        assertFalse(new Row("w", "c", "s", Kind.EBB, "", 10, 15, 0, 0, 5).isNoisy());
        assertTrue(new Row("w", "c", "s", Kind.EBB, "", 10, 15.1, 0, 0, 5).isNoisy());
        assertFalse(Row.fact("load average, begin", "", 3).isNoisy());
    }
}
