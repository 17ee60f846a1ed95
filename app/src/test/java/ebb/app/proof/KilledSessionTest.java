package ebb.app.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.app.command.ExitCode;
import ebb.app.live.Latch;
import ebb.codecs.OutHead;
import ebb.codecs.Slots;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.CommandDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.NewOrderDecoder;
import ebb.codecs.sbe.ReplaceOrderDecoder;
import ebb.codecs.sbe.Role;
import ebb.journal.JournalStream;
import ebb.journal.Run;
import ebb.journal.StreamReader;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ebb kill} on a busy session, and what the next boot makes of it; all with the real command. */
final class KilledSessionTest {
    @TempDir
    private Path dir;

    private Path journal() {
        return dir.resolve("journal");
    }

    @Test
    void shouldSendNoEntryAfterAKillAndSayWhetherItIsFlat() throws Exception {
        try (DemoProcess demo = DemoProcess.start(new EbbProcess(), journal())) {
            demo.await("trading", status -> status.path("ordersPassed").asLong() >= 3);
            Command killed = Command.run("kill", journal().toString(), "--reason", "test");
            assertEquals(ExitCode.OK, killed.code(), killed.text());
            assertTrue(killed.text().contains("\"sequenced\":true"), killed.text());
            int code = demo.process().exitCode();
            JsonNode closing = demo.closing();
            boolean flat = closing.path("flat").asBoolean();
            assertEquals(flat ? ExitCode.STOPPED_FLAT : ExitCode.NOT_FLAT, code, demo.process()::errors);
            assertTrue(closing.path("proof").asBoolean(), closing::toString);
        }
        long kill = killSequence(Run.at(journal()));
        assertTrue(orders(role -> true, 0) >= 3, "nothing was sent before");
        assertEquals(0, orders(role -> role != Role.STOP, kill), "orders after the kill");
        assertEquals(ExitCode.OK, Command.run("replay", journal().toString()).code());
    }

    @Test
    void shouldFlattenAndExitSevenWhenAskedTo() throws Exception {
        try (DemoProcess demo = DemoProcess.start(new EbbProcess(), journal())) {
            demo.await("trading", status -> status.path("ordersPassed").asLong() >= 3);
            Command killed = Command.run("kill", journal().toString(), "--level", "3");
            assertEquals(ExitCode.OK, killed.code(), killed.text());
            assertEquals(ExitCode.STOPPED_FLAT, demo.process().exitCode(), demo.process()::errors);
            assertTrue(demo.closing().path("flat").asBoolean());
        }
        assertEquals(0, orders(role -> role == Role.ENTRY, killSequence(Run.at(journal()))), "entries after the kill");
    }

    /** Through kill -9 and a resume that was not armed; only a resume in two steps ends it. */
    @Test
    void shouldBootHaltedUntilResumedInTwoSteps() throws Exception {
        String at = journal().toString();
        try (DemoProcess demo = slow()) {
            demo.await("trading", status -> DemoProcess.trading(status).equals("NORMAL"));
            assertEquals(ExitCode.OK, Command.run("kill", at).code());
            assertEquals(ExitCode.STOPPED_FLAT, demo.process().exitCode(), demo.process()::errors);
        }
        try (DemoProcess demo = slow()) {
            JsonNode status = demo.await(
                    "a boot", each -> each.at("/state/risk/reconciled").asBoolean());
            assertEquals("HALTED", DemoProcess.trading(status), status::toString);
            assertEquals(2, status.path("gate").asInt());
            assertTrue(demo.process().errors().contains("boots HALTED"), demo.process()::errors);
            Command refused = Command.run("resume", at);
            assertEquals(ExitCode.USAGE, refused.code(), refused.text());
            demo.process().kill();
        }
        try (DemoProcess demo = slow()) {
            demo.await(
                    "a boot, still halted",
                    each -> DemoProcess.trading(each).equals("HALTED")
                            && each.at("/state/risk/reconciled").asBoolean());
            assertEquals(ExitCode.OK, Command.run("resume", "--arm", at).code());
            Command resumed = Command.run("resume", at);
            assertEquals(ExitCode.OK, resumed.code(), resumed.text());
            demo.await(
                    "trading again",
                    each -> DemoProcess.trading(each).equals("NORMAL")
                            && each.path("gate").asInt() == 0);
            demo.process().kill();
        }
        try (DemoProcess demo = slow()) {
            demo.await("a boot that trades", each -> DemoProcess.trading(each).equals("NORMAL"));
            assertFalse(demo.process().errors().contains("boots HALTED"), demo.process()::errors);
        }
    }

    /** At real pace, so that it lasts as long as the test wants. */
    private DemoProcess slow() throws Exception {
        return DemoProcess.start(new EbbProcess(), journal(), "--speed", "1");
    }

    private static long killSequence(Run run) {
        CommandDecoder command = new CommandDecoder();
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        try (StreamReader in = run.reader(JournalStream.IN)) {
            while (in.next()) {
                if (Slots.templateId(in.buffer(), in.offset()) == CommandDecoder.TEMPLATE_ID) {
                    command.wrapAndApplyHeader(in.buffer(), in.offset(), header);
                    if (command.kind() == Cmd.KILL && !command.operator().equals(Latch.PROCESS)) {
                        return in.number();
                    }
                }
            }
        }
        throw new AssertionError("the kill is not in the journal");
    }

    /** Orders and changes of orders caused by a sequence or a later one. */
    private int orders(Predicate<Role> which, long from) {
        NewOrderDecoder order = new NewOrderDecoder();
        ReplaceOrderDecoder replace = new ReplaceOrderDecoder();
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        int count = 0;
        try (StreamReader out = Run.at(journal()).reader(JournalStream.OUT)) {
            while (out.next()) {
                if (OutHead.cause(out.buffer(), out.offset()) < from) {
                    continue;
                }
                int template = Slots.templateId(out.buffer(), out.offset());
                if (template == NewOrderDecoder.TEMPLATE_ID) {
                    order.wrapAndApplyHeader(out.buffer(), out.offset(), header);
                    count += which.test(order.role()) ? 1 : 0;
                } else if (template == ReplaceOrderDecoder.TEMPLATE_ID) {
                    replace.wrapAndApplyHeader(out.buffer(), out.offset(), header);
                    boolean movesStop = replace.stop() != ReplaceOrderDecoder.stopNullValue();
                    count += which.test(movesStop ? Role.STOP : Role.ENTRY) ? 1 : 0;
                }
            }
        }
        return count;
    }
}
