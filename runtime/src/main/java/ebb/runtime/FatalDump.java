package ebb.runtime;

import ebb.codecs.MessageText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a failing consumer leaves for the post-mortem: the failure and the message in hand, beside the journal. */
final class FatalDump {
    private static final Logger LOG = LoggerFactory.getLogger(FatalDump.class);

    private FatalDump() {}

    static void write(Path run, Throwable cause, long sequence, DirectBuffer buffer, int offset, int length) {
        Path file = run.resolve("fatal-" + sequence + ".txt");
        try {
            Files.writeString(file, text(cause, sequence, buffer, offset, length));
            LOG.error("what was in hand is in {}; replay up to {} with: ebb replay {}", file, sequence, run);
        } catch (IOException e) {
            LOG.error("the dump {} could not be written", file, e);
        }
    }

    private static String text(Throwable cause, long sequence, DirectBuffer buffer, int offset, int length) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        out.println("sequence " + sequence);
        if (buffer != null && length > 0) {
            out.println("message " + new MessageText().fields(buffer, offset));
            byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            out.println("bytes " + java.util.HexFormat.of().formatHex(bytes));
        }
        cause.printStackTrace(out);
        return text.toString();
    }
}
