package ebb.runtime;

import ebb.codecs.Slots;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.RunHeaderDecoder;
import ebb.journal.JournalException;
import ebb.journal.JournalStream;
import ebb.journal.Run;
import ebb.journal.StreamReader;
import org.agrona.DirectBuffer;

/**
 * Whether this build knows the vocabulary a run was written in (messages.md §2): a newer schema is refused, an older one
 * is read. The run's first record tells; one build writes one run.
 */
public final class RunSchema {
    private RunSchema() {}

    /**
     * Refuses a run that this build would misread.
     *
     * @param run which
     * @throws JournalException {@code NEWER} when it was written with a newer schema, {@code UNUSABLE} when it is of
     *     another schema
     */
    public static void require(Run run) {
        try (StreamReader in = run.reader(JournalStream.IN)) {
            if (in.next()) {
                require(run, in.buffer(), in.offset(), in.length());
            }
        }
    }

    private static void require(Run run, DirectBuffer buffer, int offset, int length) {
        if (length < Slots.HEADER_BYTES || Slots.schemaId(buffer, offset) != RunHeaderDecoder.SCHEMA_ID) {
            throw new JournalException(
                    JournalException.Kind.UNUSABLE,
                    "The run " + run.path() + " is not written in Ebb's schema " + RunHeaderDecoder.SCHEMA_ID
                            + " and is not read. Was it written by another program?");
        }
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        header.wrap(buffer, offset);
        int version = header.version();
        String build = "";
        if (header.templateId() == RunHeaderDecoder.TEMPLATE_ID) {
            RunHeaderDecoder decoder = new RunHeaderDecoder();
            decoder.wrapAndApplyHeader(buffer, offset, header);
            version = Math.max(version, decoder.schemaVersion());
            build = " by Ebb " + decoder.build();
        }
        if (version > RunHeaderDecoder.SCHEMA_VERSION) {
            throw new JournalException(
                    JournalException.Kind.NEWER,
                    "The run " + run.path() + " was written with schema version " + version + build
                            + "; this build reads up to " + RunHeaderDecoder.SCHEMA_VERSION
                            + ". Use the newer build.");
        }
    }
}
