package ebb.bench.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StacksTest {
    @TempDir
    Path directory;

    private static Stacks stacks() {
        Stacks stacks = new Stacks();
        stacks.add(List.of("A.run", "B.decode", "C.digits"), 5);
        stacks.add(List.of("A.run", "B.decode"), 3);
        stacks.add(List.of("A.run", "D.append", "C.digits"), 2);
        stacks.add(List.of("A.run", "B.decode"), 1);
        stacks.add(List.of(), 7);
        return stacks;
    }

    @Test
    void shouldCountAStackSeenAgainAndSayWhoIsInnermostHowOften() {
        assertEquals(11, stacks().total());
        assertEquals(4L, stacks().counts().get("A.run;B.decode"));
        assertEquals(
                List.of(new Stacks.Own("C.digits", 7, 7.0 / 11), new Stacks.Own("B.decode", 4, 4.0 / 11)),
                stacks().own(9));
        assertEquals(1, stacks().own(1).size());
    }

    @Test
    void shouldCutAtAMethodAndLeaveOutWhatDoesNotPassThroughIt() {
        Stacks under = stacks().under("B.decode");
        assertEquals(Map.of("B.decode;C.digits", 5L, "B.decode", 4L), under.counts());
        assertEquals(0, stacks().under("nobody").total());
    }

    @Test
    void shouldReadBackWhatItWrote() throws IOException {
        Path file = directory.resolve("a.folded");
        stacks().write(file);
        assertEquals(
                "A.run;B.decode 4\nA.run;B.decode;C.digits 5\nA.run;D.append;C.digits 2\n", Files.readString(file));
        assertEquals(stacks().counts(), Stacks.read(file).counts());
    }

    @Test
    void shouldNameTheLineThatIsNoStack() throws IOException {
        Path file = directory.resolve("a.folded");
        Files.writeString(file, "A.run 1\nA.run\n");
        String message =
                assertThrows(IOException.class, () -> Stacks.read(file)).getMessage();
        assertTrue(message.endsWith("a.folded, line 2: a stack and a number are wanted, not A.run"), message);
    }

    @Test
    void shouldKeepACaseUnderANameThatAnyFileSystemTakes() throws IOException {
        assertEquals("book-symbols-512", Profiles.name("book", "symbols: 512"));
        assertEquals("path-websocket-echo-300-b", Profiles.name("path", "WebSocket echo, 300 B"));
        Profiles profiles = new Profiles(directory.resolve("new/folder"));
        assertTrue(profiles.of("book", "symbols: 512").isEmpty());
        profiles.keep("book", "symbols: 512", stacks());
        assertEquals(11, profiles.of("book", "symbols: 512").orElseThrow().total());
        profiles.keep("book", "symbols: 512", new Stacks());
        assertTrue(profiles.of("book", "symbols: 512").isEmpty());
    }
}
